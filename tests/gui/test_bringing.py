"""Bringing a lesson through the window: dropped, chosen or pasted, looked at, and drafted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.bringing import BringPage
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import deck_tree, decks, lessons, studio
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, deck_of
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.keyboard import focused, press

WRITTEN = Path(__file__).parents[1] / "data" / "texts"
"""A lesson as its usual writers save it."""

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

LAKES = """\
# Lakes

## The largest

Issyk-Kul is the largest lake of Kyrgyzstan. It lies 1,607 m above the sea. It never freezes.

## Others

Song-Kul lies higher. It was made a reserve in 1998.
"""
MOUNTAINS = """\
Jengish Chokusu is the highest mountain of Kyrgyzstan.

It was climbed for the first time in 1956. It is 7,439 m high.
"""
DATED = """\
Kyrgyzstan was admitted to the United Nations on 2 March 1992. The American embassy in Bishkek
opened on 1 February 1992. Askar Akayev became President of Kyrgyzstan in October 1990.
"""
CARDS = "Question,Answer\nWhich river is the longest?,The Naryn\nWhich lake?,Issyk-Kul\n"


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, clipboard: QClipboard) -> Iterator[Window]:
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.trouble.install()
    yield window
    window.trouble.remove()
    window.close()
    desk.jobs.finish()


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return written(tmp_path / "lakes.md", LAKES)


@pytest.fixture
def mountains(tmp_path: Path) -> Path:
    return written(tmp_path / "mountains.txt", MOUNTAINS)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return written(tmp_path / "cards.csv", CARDS)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def bring_page(window: Window) -> BringPage:
    page = window.page
    assert isinstance(page, BringPage)
    return page


def titles(collection: Collection) -> list[str]:
    return [summary.title for summary in lessons.shelf(collection)]


def copied(text: str = "", *, html: str = "", files: tuple[Path, ...] = ()) -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(mime)


def dropped(window: Window, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), copying, mime, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copying, mime, buttons, keys))


def shown(qtbot: QtBot, window: Window, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(window.page, kind))


def read(qtbot: QtBot, window: Window, *files: Path) -> BringPage:
    """The page once it shows what was read."""
    window.bring_in(files)
    shown(qtbot, window, BringPage)
    page = bring_page(window)
    qtbot.waitUntil(lambda: bool(page.arrivals) and not page.is_reading)
    return page


def test_a_lesson_is_dropped_and_lies_on_the_desk(
    qtbot: QtBot, window: Window, collection: Collection, mountains: Path
) -> None:
    dropped(window, mountains)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 1
    assert window.toast.button.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == []
    assert decks.overview(collection) == ()


def test_undo_is_not_offered_any_longer_after_another_act(
    qtbot: QtBot, window: Window, collection: Collection, mountains: Path
) -> None:
    dropped(window, mountains)
    shown(qtbot, window, StudioPage)
    qtbot.waitUntil(window.toast.isVisible)
    deck_tree.create(collection, "Another")
    window._desk.feed.changed.emit(Change("create-deck", frozenset({Touched.DECKS})))
    assert not window.toast.isVisible()


def test_rich_text_keeps_its_headings(qtbot: QtBot, window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_O, CONTROL)
    body = "<h1>Lakes</h1><h2>Deep ones</h2><p>Issyk-Kul is deep. It is <b>salty</b>.</p>"
    copied("Lakes Deep ones Issyk-Kul is deep. It is salty.", html=body)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.recognised.isVisible)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert summary.title == "Lakes"
    headings = [s.heading for s in lessons.page(collection, summary.id).sections]
    assert "Deep ones" in headings


def test_several_lessons_come_in_as_one_act(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    page = read(qtbot, window, lakes, mountains)
    assert page.files.isVisible()
    assert page.foot.act.text() == "Bring in 2 lessons"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ShelfPage)
    assert len(titles(collection)) == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == []


def test_each_of_several_can_be_looked_at_and_corrected(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    page = read(qtbot, window, lakes, mountains)
    page.files.setFocus()
    press(Qt.Key.Key_Down)
    assert "Jengish" in page.field.toPlainText()
    page.recognised.title.setFocus()
    page.recognised.title.selectAll()
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ShelfPage)
    assert "Heights" in titles(collection)


def test_lessons_first_and_then_the_decks_that_came_with_them(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, cards: Path
) -> None:
    page = read(qtbot, window, lakes, cards)
    assert "cards.csv" in page._then.text()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ImportPage)
    assert len(titles(collection)) == 1
    assert page._then.isHidden()
    arrived = window.page
    assert isinstance(arrived, ImportPage)
    qtbot.waitUntil(lambda: bool(arrived.arrivals))
    assert [arrival.origin.name for arrival in arrived.arrivals] == ["cards.csv"]


def test_decks_alone_are_no_lessons(qtbot: QtBot, window: Window, cards: Path) -> None:
    window.bring_in([cards])
    shown(qtbot, window, ImportPage)


def test_a_lesson_is_chosen_by_key(qtbot: QtBot, window: Window, mountains: Path) -> None:
    press(Qt.Key.Key_I, CONTROL)
    (dialog,) = window.page.findChildren(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.filesSelected.emit([str(mountains)])
        dialog.close()
    shown(qtbot, window, StudioPage)


def test_pasted_on_the_shelf_it_is_seen_before_it_comes_in(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_2, ALT)
    copied(MOUNTAINS)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.recognised.isVisible)
    assert "3 sentences" in page.recognised.length.text()
    assert page.recognised.language.currentText() == "English"
    assert page.recognised.title.text()
    assert titles(collection) == []
    page.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 1


def test_the_headings_of_the_clipboard_are_kept(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rich text goes to the reader as the clipboard has it."""
    heard = []

    def pasted(text: str, html: str) -> LessonText:
        heard.append((text, html))
        return LessonText("Lakes", text, "en")

    monkeypatch.setattr("kgstudy.formats.texts.pasted", pasted)
    press(Qt.Key.Key_O, CONTROL)
    copied("Lakes are deep.", html="<h1>Lakes</h1><p>Lakes are deep.</p>")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: bool(heard))
    ((text, html),) = heard
    assert text == "Lakes are deep."
    assert "<h1>" in html


def test_title_and_language_are_corrected(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(MOUNTAINS)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.recognised.isVisible)
    page.recognised.language.setFocus()
    press(Qt.Key.Key_End)
    page.recognised.language.activated.emit(2)
    page.recognised.title.setFocus()
    page.recognised.title.selectAll()
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert (summary.title, summary.language) == ("Heights", "ky")


def test_what_is_typed_counts_at_once(qtbot: QtBot, window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    assert not page.foot.act.isEnabled()
    QTest.keyClicks(focused(), "The Naryn is long.")
    press(Qt.Key.Key_Return, CONTROL)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert lessons.get(collection, summary.id).text == "The Naryn is long."


def test_of_a_language_that_is_not_known_it_is_said_what_happens(
    qtbot: QtBot, window: Window, tmp_path: Path, collection: Collection
) -> None:
    german = written(tmp_path / "See.txt", "Der See ist tief und wurde im Jahr 1871 bekannt.")
    page = read(qtbot, window, german)
    panel = page.recognised
    assert panel.language.currentText() == "German"
    assert "few drafts or none" in panel.foreign.text()
    assert panel.foreign.isVisible()
    panel.language.setCurrentIndex(0)
    panel.language.activated.emit(0)
    qtbot.waitUntil(lambda: not panel.foreign.isVisible())
    assert titles(collection) == []


def test_nothing_in_the_clipboard_is_told(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(" \n", html="<p></p>")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: "no text in the clipboard" in window.toast.text)
    assert not bring_page(window).arrivals


def test_a_press_while_nothing_is_pasted_is_over_with_that(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    QTest.keyClicks(focused(), "The Naryn is long.")
    page.field.selectAll()
    copied(" \n", html="<p></p>")
    press(Qt.Key.Key_V, CONTROL)
    page.foot.act.click()
    qtbot.waitUntil(lambda: "no text in the clipboard" in window.toast.text)
    page.recognised.title_edited.emit("A river")
    qtbot.waitUntil(lambda: page._intake.is_known)
    assert window.page is page
    assert titles(collection) == []


def test_what_was_left_out_is_told_before_it_comes_in(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    page = read(qtbot, window, WRITTEN / "libreoffice.docx")
    assert page.recognised.problems.isVisible()
    assert page.recognised.problems.toPlainText() == "Footnotes are left out: 1."
    assert titles(collection) == []
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert titles(collection) == ["Caravans of the Tian Shan"]


@pytest.mark.parametrize("kind", ["epub", "html"])
def test_what_other_programs_write_is_dropped_as_well(
    qtbot: QtBot, window: Window, collection: Collection, kind: str
) -> None:
    dropped(window, WRITTEN / f"libreoffice.{kind}")
    shown(qtbot, window, StudioPage)
    assert titles(collection) == ["Caravans of the Tian Shan"]


def test_a_bad_file_is_told_in_place_and_changes_nothing(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    page.add([tmp_path / "gone.txt"], direct=True)
    qtbot.waitUntil(lambda: not page.is_reading)
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert page.arrival.refusal in told
    assert not page.foot.act.isEnabled()
    assert titles(collection) == []


def test_a_text_that_cannot_be_read_is_told_as_a_text(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    """Not as a deck in no known format."""
    empty = written(tmp_path / "empty.txt", "  \n")
    page = read(qtbot, window, empty)
    assert page.arrival.refusal
    assert titles(collection) == []


@pytest.fixture
def rivers(collection: Collection) -> None:
    deck_of(collection, 0)


@pytest.mark.usefixtures("rivers")
def test_the_same_lesson_is_known_and_opened(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", RIVERS))
    assert "word for word" in page.recognised.likeness.text()
    assert page.foot.act.text() == "Open the lesson"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    assert titles(collection) == ["Rivers"]


@pytest.mark.usefixtures("rivers")
def test_it_may_be_another_lesson_all_the_same(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    changed = RIVERS.replace("1,067", "1,186")
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", changed))
    assert page.foot.act.text() == "Compare the versions"
    page.recognised.choice.buttons["here"].setFocus()
    press(Qt.Key.Key_Right)
    page.recognised.choice.buttons["anew"].click()
    assert page.foot.act.text() == "Draft cards"
    page.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 2


@pytest.mark.usefixtures("rivers")
def test_of_several_what_is_here_is_left_out(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path, lakes: Path
) -> None:
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", RIVERS), lakes)
    assert page.foot.act.text() == "Bring in 1 lesson"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 2


def test_escape_leaves_without_a_trace(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    read(qtbot, window, lakes, mountains)
    press(Qt.Key.Key_Escape)
    shown(qtbot, window, ShelfPage)
    press(Qt.Key.Key_O, CONTROL)
    assert bring_page(window).field.toPlainText() == ""
    assert titles(collection) == []


def test_a_text_that_was_begun_is_kept(window: Window) -> None:
    press(Qt.Key.Key_O, CONTROL)
    QTest.keyClicks(focused(), "The Naryn is long.")
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    assert page.field.toPlainText() == "The Naryn is long."
    page._clear.click()
    assert page.field.toPlainText() == ""
    assert focused() is page.field


def test_copied_files_are_pasted(qtbot: QtBot, window: Window, mountains: Path) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(files=(mountains,))
    press(Qt.Key.Key_V, CONTROL)
    shown(qtbot, window, StudioPage)


def test_the_shelf_by_keyboard(qtbot: QtBot, window: Window, collection: Collection) -> None:
    for title, text in (("Lakes", LAKES), ("Mountains", MOUNTAINS)):
        studio.bring(collection, LessonText(title, text, "en"))
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    assert [row.summary.title for row in page.rows] == ["Lakes", "Mountains"]
    assert any("no cards yet" in each.text() for each in page.findChildren(QLabel))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), "Nothing")
    press(Qt.Key.Key_Escape)
    assert titles(collection) == ["Lakes", "Mountains"]
    press(Qt.Key.Key_F2)
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    assert titles(collection) == ["Heights", "Lakes"]
    assert focused() is page.rows[0].read
    press(Qt.Key.Key_Delete)
    assert titles(collection) == ["Lakes"]
    assert window.toast.text == "Removed “Heights”"
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == ["Heights", "Lakes"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    press(Qt.Key.Key_Escape)
    shown(qtbot, window, ShelfPage)
    assert focused() is page.rows[1].read


def test_a_lesson_that_is_undone_leads_back_to_the_shelf(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    studio.bring(collection, LessonText("Mountains", MOUNTAINS, "en"))
    lesson, _ = studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    window.open_lesson(lesson)
    press(Qt.Key.Key_Z, CONTROL)
    shown(qtbot, window, ShelfPage)
    assert titles(collection) == ["Mountains"]


def test_after_the_lesson_that_was_read_is_removed_another_is_opened(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    for title, text in (("Lakes", LAKES), ("Mountains", MOUNTAINS), ("Rivers", RIVERS)):
        studio.bring(collection, LessonText(title, text, "en"))
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, LessonPage)
    current = page._view.current
    assert current is not None
    assert "Naryn" in current.text


def test_of_a_lesson_that_is_removed_the_cards_stay(window: Window, collection: Collection) -> None:
    deck_of(collection, [basic("a", quote="Naryn"), basic("b", quote="Tian Shan")])
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Delete)
    assert titles(collection) == []
    assert window.toast.text == "Removed “Rivers”; its 2 cards stay in their deck"
    assert decks.overview(collection)[0].cards == 2


def test_the_shelf_tells_how_many_drafts_wait(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    lesson, _ = studio.bring(collection, LessonText("Embassies", DATED, "en"))
    drafting = studio.drafting_of(lessons.get(collection, lesson))
    good = [each for each in drafting.proposals if each.best.is_good]
    assert len(good) > 1
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    told = page.rows[0]._drafts
    qtbot.waitUntil(lambda: told.text() == f"{len(good)} good drafts wait")
    assert told.isVisible()
    window._desk.feed.changed.emit(
        studio.accept(collection, lesson, [(each, each.best) for each in good])
    )
    qtbot.waitUntil(lambda: not told.isVisible())


def test_a_language_is_corrected_on_the_shelf(window: Window, collection: Collection) -> None:
    studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    menu = page.rows[0].menu()
    (languages,) = (each for each in menu.findChildren(QMenu) if each.title() == "Language")
    languages.actions()[1].trigger()
    assert lessons.shelf(collection)[0].language == "ru"
    menu.deleteLater()


def test_drafting_begins_on_the_shelf_and_on_the_lesson(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    assert any("No cards yet" in each.text() for each in window.page.findChildren(QLabel))
    press(Qt.Key.Key_D)
    shown(qtbot, window, StudioPage)
