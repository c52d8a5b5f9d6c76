"""Cards go out through the window: what, in which format, where to; and what can go wrong."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.formats import kgdeck
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.export import ExportDialog
from kgstudy.gui.dialogs.export_choices import DECK, SEARCH
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.widgets.deck_list import DeckList
from kgstudy.gui.window import Window
from kgstudy.services import lessons, new_decks, studio
from kgstudy.services.groundwork import State
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier

KINDS = (QLabel, QAbstractButton, QComboBox, QLineEdit)

OpenDialog = Callable[[], ExportDialog]


@pytest.fixture
def collection(kept: Collection) -> Collection:
    deck_of(kept, [basic("a"), basic("b", "Which river is long?")])
    return kept


@pytest.fixture
def open_dialog(qtbot: QtBot, window: Window) -> OpenDialog:
    def make() -> ExportDialog:
        press(Qt.Key.Key_E, CONTROL)
        (dialog,) = window.findChildren(ExportDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


def pick_format(dialog: ExportDialog, suffix: str) -> None:
    formats = dialog.choices.format
    at = next(at for at in range(formats.count()) if suffix in formats.itemText(at))
    formats.setCurrentIndex(at)


def choose_file(qtbot: QtBot, dialog: ExportDialog, file: Path) -> None:
    """Presses the button, and names the file in the dialog that opens."""
    dialog.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    (asking,) = dialog.findChildren(QFileDialog)
    qtbot.waitUntil(asking.isVisible)
    with qtbot.waitSignal(asking.destroyed):
        asking.fileSelected.emit(str(file))
        asking.close()


def test_everything_goes_out_and_is_told(
    qtbot: QtBot, window: Window, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".kgdeck")
    with qtbot.waitSignal(dialog.destroyed):
        choose_file(qtbot, dialog, tmp_path / "all.kgdeck")
    parcel = kgdeck.read(tmp_path / "all.kgdeck")
    assert [note.fields["front"] for note in parcel.notes] == ["Question a", "Which river is long?"]
    assert window.toast.text == "Exported to all.kgdeck"
    assert window.toast.button.text() == "Show in folder"
    assert window.toast.button.isVisible()


def test_no_file_is_called_like_another_format(
    qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".apkg")
    choose_file(qtbot, dialog, tmp_path / "cards.PDF")
    assert dialog._problem.isVisible()
    assert "end it in .apkg" in dialog._problem.text()
    assert list(tmp_path.glob("cards*")) == []
    dialog.close()


def test_a_name_with_another_ending_gets_that_of_the_format(
    qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".csv")
    choose_file(qtbot, dialog, tmp_path / "cards.v2")
    qtbot.waitUntil(dialog.losses.isVisible)
    dialog.close()
    assert [path.name for path in tmp_path.glob("cards*")] == ["cards.v2.csv"]


def test_what_such_a_name_would_overwrite_stays(
    qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    (tmp_path / "cards.v2.csv").write_text("mine", encoding="utf-8")
    dialog = open_dialog()
    pick_format(dialog, ".csv")
    choose_file(qtbot, dialog, tmp_path / "cards.v2")
    assert "cards.v2.csv” is there already" in dialog._problem.text()
    assert (tmp_path / "cards.v2.csv").read_text(encoding="utf-8") == "mine"
    dialog.close()


def test_on_a_lesson_its_deck_is_what_goes_out(
    qtbot: QtBot, window: Window, open_dialog: OpenDialog, collection: Collection
) -> None:
    (lesson,) = lessons.shelf(collection)
    window.open_lesson(lesson.id)
    qtbot.waitUntil(lambda: window.page.deck == lesson.deck_id)
    dialog = open_dialog()
    assert dialog.choices._what == DECK
    assert dialog.choices.deck.currentText() == "Rivers"


def test_from_the_studio_goes_out_what_was_made_there(
    qtbot: QtBot, window: Window, open_dialog: OpenDialog, collection: Collection, tmp_path: Path
) -> None:
    text = LessonText(
        "Lakes", "The Baikal dam was opened in 1956. The lake was full in 1959.", "en"
    )
    lesson, _ = studio.bring(collection, text)
    window.open_studio(lesson)
    page = window.page
    assert isinstance(page, StudioPage)
    qtbot.waitUntil(lambda: bool(page._desk.items))
    press(Qt.Key.Key_Return)
    accepted = [item for item in page._desk.items if item.state is State.ACCEPTED]
    dialog = open_dialog()
    assert (dialog.choices._what, dialog.choices.deck.currentText()) == (DECK, "Lakes")
    pick_format(dialog, ".kgdeck")
    with qtbot.waitSignal(dialog.destroyed):
        choose_file(qtbot, dialog, tmp_path / "lakes.kgdeck")
    parcel = kgdeck.read(tmp_path / "lakes.kgdeck")
    assert [lesson.title for lesson in parcel.lessons] == ["Lakes"]
    (note,) = parcel.notes
    assert dict(note.fields).items() >= dict(accepted[0].draft.fields).items()
    assert window.page is page
    assert window.focusWidget() is page._view.list


def test_in_the_studio_without_a_lesson_everything_goes_out(
    window: Window, open_dialog: OpenDialog
) -> None:
    window.show_page("studio")
    assert open_dialog().choices._what != DECK


class Folders(QObject):
    """Opens folders in place of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_folder_of_the_file_is_shown(
    qtbot: QtBot, window: Window, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".kgdeck")
    with qtbot.waitSignal(dialog.destroyed):
        choose_file(qtbot, dialog, tmp_path / "all.kgdeck")
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "open")  # type: ignore[arg-type] # bytes are refused
    try:
        QTest.mouseClick(window.toast.button, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert folders.opened == [str(tmp_path)]
    assert not window.toast.isVisible()


def test_enter_asks_for_the_file_wherever_the_keyboard_is(
    qtbot: QtBot, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    assert focused() is dialog.choices.format
    press(Qt.Key.Key_Return)
    (asking,) = dialog.findChildren(QFileDialog)
    qtbot.waitUntil(asking.isVisible)
    assert dialog.isVisible()
    asking.close()


def test_a_search_goes_out(qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".kgdeck")
    QTest.mouseClick(dialog.choices.what.buttons[SEARCH], Qt.MouseButton.LeftButton)
    assert not dialog.foot.act.isEnabled()
    QTest.keyClicks(dialog.choices.search, "river is")
    with qtbot.waitSignal(dialog.destroyed):
        choose_file(qtbot, dialog, tmp_path / "some.kgdeck")
    assert len(kgdeck.read(tmp_path / "some.kgdeck").notes) == 1


def test_a_deck_is_exported_from_its_menu(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    new_decks.create(collection, "Mountains")
    window.show_page("settings")
    window.show_page("home")
    (view,) = window.findChildren(DeckList)
    menu = view.menu(view.model_of_decks.decks[1])
    next(act for act in menu.actions() if act.text() == "Export…").trigger()
    (dialog,) = window.findChildren(ExportDialog)
    assert dialog.choices.deck.currentText() == "Rivers"
    assert dialog.choices.deck.isVisible()
    assert dialog.choices.wanted.query == 'deck:"Rivers"'
    dialog.close()


def test_home_offers_import_and_export(qtbot: QtBot, window: Window) -> None:
    buttons = {b.accessibleName(): b for b in window.findChildren(QAbstractButton)}
    buttons["Export…"].click()
    (dialog,) = window.findChildren(ExportDialog)
    assert dialog.choices.wanted.query == ""
    dialog.close()
    visible = [
        b
        for b in window.findChildren(QAbstractButton)
        if b.accessibleName() == "Bring in decks…" and b.isVisible()
    ]
    visible[0].click()
    assert window.windowTitle() == "Bring in decks – kgstudy"


def test_what_a_format_cannot_keep_is_not_offered(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".pdf")
    assert not dialog.choices.schedules.isVisible()
    assert not dialog.choices.media.isVisible()
    assert dialog.choices.paper.isVisible()
    pick_format(dialog, ".kgdeck")
    assert not dialog.choices.schedules.isVisible()
    assert dialog.choices.media.isVisible()
    assert not dialog.choices.paper.isVisible()
    dialog.close()


def test_cards_on_paper(qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".pdf")
    dialog.choices.arrangement.buttons["list"].click()
    dialog.choices.paper.buttons["Letter"].click()
    printing = dialog.choices.wanted.printing
    assert (printing.paper, printing.arrangement) == ("Letter", "list")
    with qtbot.waitSignal(dialog.destroyed):
        choose_file(qtbot, dialog, tmp_path / "cards.pdf")
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_found_is_told_in_the_dialog(
    qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    dialog.choices.what.buttons[SEARCH].click()
    QTest.keyClicks(dialog.choices.search, "volcano")
    choose_file(qtbot, dialog, tmp_path / "none.apkg")
    qtbot.waitUntil(dialog._problem.isVisible)
    assert "There is no card to export" in dialog._problem.text()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert focused() is dialog.foot.act
    assert list(tmp_path.glob("none*")) == []
    dialog.close()


def test_a_folder_in_the_way_is_told(qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path) -> None:
    (tmp_path / "cards.pdf").mkdir()
    dialog = open_dialog()
    pick_format(dialog, ".pdf")
    choose_file(qtbot, dialog, tmp_path / "cards.pdf")
    qtbot.waitUntil(dialog._problem.isVisible)
    assert "could not be written" in dialog._problem.text()
    assert not (tmp_path / "cards.pdf.part").exists()
    dialog.close()


def test_what_a_format_has_no_form_for_is_told(
    qtbot: QtBot, window: Window, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    """Hashcards has no tags; it writes a folder."""
    dialog = open_dialog()
    pick_format(dialog, "a folder")
    choose_file(qtbot, dialog, tmp_path / "cards")
    qtbot.waitUntil(dialog.losses.isVisible)
    assert "Tags stay behind" in dialog.losses.text()
    assert (tmp_path / "cards").is_dir()
    assert window.toast.text == "Exported to cards"
    assert dialog.foot.cancel.text() == "Close"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.foot.cancel.click()


def test_what_stays_behind_is_told_of_every_format(
    qtbot: QtBot, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    pick_format(dialog, ".csv")
    choose_file(qtbot, dialog, tmp_path / "cards.csv")
    qtbot.waitUntil(dialog.losses.isVisible)
    assert "Lessons stay behind" in dialog.losses.text()
    dialog.foot.cancel.click()


def test_escape_stops_the_export_and_then_closes(
    qtbot: QtBot, desk: Desk, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    dialog = open_dialog()
    pick_format(dialog, ".kgdeck")
    choose_file(qtbot, dialog, tmp_path / "all.kgdeck")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert focused() is dialog.foot.cancel
    press(Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(dialog._problem.isVisible)
    assert dialog._problem.text() == "Stopped; nothing was changed."
    assert not (tmp_path / "all.kgdeck").exists()
    with qtbot.waitSignal(dialog.destroyed):
        press(Qt.Key.Key_Escape)


def test_closed_while_it_works_it_is_freed(
    qtbot: QtBot, desk: Desk, open_dialog: OpenDialog, tmp_path: Path
) -> None:
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    dialog = open_dialog()
    dialog.save_to(tmp_path / "all.kgdeck")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    go_on.set()
    desk.jobs.finish()
    assert not (tmp_path / "all.kgdeck").exists()


def test_the_name_of_the_file_is_offered(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    dialog.choices.what.buttons[DECK].click()
    assert dialog.choices.file_name == "Rivers"
    dialog.choices.what.buttons[SEARCH].click()
    dialog.choices.search.setText('tag:a/b "?*"')
    assert dialog.choices.file_name == "tag-a-b"
    dialog.choices.search.setText("???")
    assert dialog.choices.file_name == "kgstudy"
    dialog.close()


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_sticks_out(
    window: Window, desk: Desk, open_dialog: OpenDialog, size: tuple[int, int], percent: int
) -> None:
    desk.look.choose("light", percent)
    window.resize(*size)
    dialog = open_dialog()
    for what in (SEARCH, DECK):
        dialog.choices.what.buttons[what].click()
        for at in range(dialog.choices.format.count()):
            dialog.choices.format.setCurrentIndex(at)
            for _ in range(3):
                QApplication.processEvents()
            for widget in dialog.findChildren(QWidget):
                if widget.isVisible() and isinstance(widget, KINDS):
                    right = widget.mapTo(dialog, widget.rect().topRight()).x()
                    assert right <= dialog.width(), widget
                    assert widget.accessibleName() or isinstance(widget, QLabel), widget
    dialog.close()
