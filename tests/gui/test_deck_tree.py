"""The tree of decks on Home: opened and closed, renamed, dragged and deleted, by keyboard too."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kgstudy.gui import carried
from kgstudy.gui.deck_care.options_dialog import OptionsDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.widgets.deck_list import DeckList
from kgstudy.gui.widgets.form_dialog import FormDialog
from kgstudy.gui.window import Window
from kgstudy.services import deck_options, deck_tree, decks, history, importing, new_decks, trash
from kgstudy.store.collection import Collection
from tests.builders import basic, parcel
from tests.gui.windows import until


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """In a folder, so that work beside the window sees it too."""
    for name in ("Lakes", "Rivers", "Rivers::Chüy", "Rivers::Naryn"):
        notes = [basic(f"n{i}", deck=name) for i in range(2)]
        importing.bring_in(kept, parcel(*notes, name=name, deck=name))
    return kept


@pytest.fixture
def view(window: Window) -> DeckList:
    assert isinstance(window.page, HomePage)
    found = window.page.deck_list
    found.setFocus()
    return found


def names(collection: Collection) -> list[str]:
    return [name for name, _ in decks.names(collection)]


def go_to(view: DeckList, name: str) -> QModelIndex:
    deck = next(each for each in view.model_of_decks.decks if each.name == name)
    index = view.model_of_decks.index_of(deck.id)
    view.setCurrentIndex(index)
    return index


def dialog(window: Window) -> FormDialog:
    until(lambda: bool(shown(window)))
    return shown(window)[0]


def shown(window: Window) -> list[FormDialog]:
    return [each for each in window.findChildren(FormDialog) if each.isVisible()]


def drop(view: DeckList, name: str, upon: str | None) -> None:
    model = view.model_of_decks
    data = model.mimeData([go_to(view, name)])
    parent = QModelIndex() if upon is None else go_to(view, upon)
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, parent)


def test_the_model_keeps_the_rules_of_qt(view: DeckList) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(view.model_of_decks, fatal)


def test_a_deck_whose_upper_one_is_missing_says_so_in_its_name(
    view: DeckList, collection: Collection, desk: Desk
) -> None:
    change = deck_tree.rename(collection, dict(decks.names(collection))["Lakes"], "Rivers::x::y")
    collection.connection.execute("DELETE FROM deck WHERE name = 'Rivers::x'")
    desk.feed.changed.emit(change)
    index = go_to(view, "Rivers::x::y")
    assert view.model_of_decks.leaf(index) == "x::y"
    view.model_of_decks.setData(index, "x::z")
    until(lambda: "Rivers::x::z" in names(collection))


def test_left_and_right_close_and_open_and_that_is_remembered(
    qtbot: QtBot, view: DeckList, window: Window, desk: Desk
) -> None:
    tall = view.height()
    index = go_to(view, "Rivers")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(index)
    assert view.height() < tall
    window.hide()
    other = Window(desk)
    qtbot.addWidget(other)
    assert isinstance(other.page, HomePage)
    again = other.page.deck_list
    assert not again.isExpanded(go_to(again, "Rivers"))
    window.show()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(index)
    window.hide()
    assert desk.choices.value.turned == ()
    assert names(desk.collection) == ["Lakes", "Rivers", "Rivers::Chüy", "Rivers::Naryn"]


def test_f2_renames_in_place_and_undo_is_offered(
    view: DeckList, window: Window, collection: Collection
) -> None:
    go_to(view, "Rivers")
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Streams")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: "Streams" in names(collection))
    assert names(collection) == ["Lakes", "Streams", "Streams::Chüy", "Streams::Naryn"]
    assert view.current is not None
    assert view.current.name == "Streams"
    assert view.hasFocus()
    window.toast.button.click()
    assert "Rivers" in names(collection)


def test_a_deck_is_dropped_upon_another_and_upon_nothing(
    view: DeckList, collection: Collection
) -> None:
    drop(view, "Lakes", "Rivers::Naryn")
    assert "Rivers::Naryn::Lakes" in names(collection)
    drop(view, "Rivers::Chüy", None)
    assert names(collection)[0] == "Chüy"


def test_where_the_name_is_taken_the_two_may_become_one(
    view: DeckList, window: Window, collection: Collection
) -> None:
    drop(view, "Rivers::Naryn", None)
    drop(view, "Naryn", "Rivers")
    new_decks.create(collection, "Naryn")
    window.page.shown()
    drop(view, "Naryn", "Rivers")
    asked = dialog(window)
    assert asked.windowTitle() == "There is a deck called “Rivers::Naryn” already."
    go_to(view, "Naryn")
    asked.act.click()
    assert names(collection) == ["Lakes", "Rivers", "Rivers::Chüy", "Rivers::Naryn"]
    assert view.current is not None
    assert view.current.name == "Rivers::Naryn"


def test_cards_are_dropped_upon_a_deck(view: DeckList, collection: Collection) -> None:
    lakes = dict(decks.names(collection))["Lakes"]
    data = carried.with_cards(deck_tree.cards_in(collection, lakes))
    model = view.model_of_decks
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, go_to(view, "Rivers::Chüy"))
    assert deck_tree.holdings(collection, lakes).cards == 0
    assert len(deck_tree.cards_in(collection, dict(decks.names(collection))["Rivers::Chüy"])) == 4


def test_delete_says_what_goes_where_and_takes_back(
    view: DeckList, window: Window, collection: Collection
) -> None:
    go_to(view, "Rivers")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    asked = dialog(window)
    assert asked.windowTitle() == "Delete “Rivers”?"
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert "Rivers" in names(collection)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    until(lambda: len(shown(window)) == 1)
    dialog(window).act.click()
    assert names(collection) == ["Lakes"]
    assert trash.count(collection) == 6
    window.toast.button.click()
    assert len(names(collection)) == 4
    assert trash.count(collection) == 0


def test_an_empty_deck_goes_without_a_question(
    view: DeckList, window: Window, collection: Collection, desk: Desk
) -> None:
    with collection.act("make") as act:
        new_decks.create(collection, "Empty")
    desk.feed.changed.emit(act.change)
    go_to(view, "Empty")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    until(lambda: "Empty" not in names(collection))
    assert shown(window) == []


def test_a_description_is_written_and_shown_below_the_decks(
    view: DeckList, window: Window, collection: Collection
) -> None:
    index = go_to(view, "Lakes")
    entry = view.menu(view.model_of_decks.deck(index)).actions()
    next(each for each in entry if each.text() == "Describe…").trigger()
    asked = dialog(window)
    text = asked.findChild(QPlainTextEdit)
    assert text is not None
    QTest.keyClicks(text, "Deep & cold")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not shown(window))
    go_to(view, "Lakes")
    assert view.current is not None
    assert view.current.description == "Deep &amp; cold"
    assert isinstance(window.page, HomePage)
    assert window.page.decks_panel.about.text() == "Deep & cold"


def test_a_new_deck_is_asked_for_by_name(window: Window, collection: Collection) -> None:
    assert isinstance(window.page, HomePage)
    window.page.decks_panel.make.click()
    asked = dialog(window)
    line = asked.findChild(QLineEdit)
    assert line is not None
    line.setText("Rivers")
    asked.act.click()
    assert asked.problem.text() == "There is a deck called “Rivers” already."
    line.setText("Rivers::Talas")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "Rivers::Talas" in names(collection)


def test_merging_asks_for_a_deck_that_is_there(
    view: DeckList, window: Window, collection: Collection
) -> None:
    index = go_to(view, "Rivers::Naryn")
    menu = view.menu(view.model_of_decks.deck(index)).actions()
    next(each for each in menu if each.text() == "Merge into…").trigger()
    asked = dialog(window)
    line = asked.findChild(QLineEdit)
    assert line is not None
    asked.act.click()
    assert asked.problem.text() == "Choose a deck first."
    line.setText("Nowhere")
    assert not asked.problem.isVisible()
    asked.act.click()
    assert asked.problem.text() == "There is no deck called “Nowhere”."
    line.setText("Lakes")
    asked.act.click()
    assert names(collection) == ["Lakes", "Rivers", "Rivers::Chüy"]
    assert len(deck_tree.cards_in(collection, dict(decks.names(collection))["Lakes"])) == 4


@pytest.mark.parametrize("entry", ["Rename…", "Options…", "Move under…", "Describe…"])
def test_a_dialog_that_is_left_is_gone_and_nothing_has_changed(
    view: DeckList, window: Window, desk: Desk, entry: str
) -> None:
    index, before = go_to(view, "Lakes"), history.step(desk.collection)
    menu = view.menu(view.model_of_decks.deck(index)).actions()
    next(each for each in menu if each.text() == entry).trigger()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    gone: list[str] = []
    dialog.destroyed.connect(lambda: gone.append(entry))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone == [entry]
    desk.look.choose("dark", 120)
    desk.look.choose("light", 100)
    assert history.step(desk.collection) == before


def test_options_are_those_of_the_deck_and_another_preset_can_be_chosen(
    view: DeckList, window: Window, collection: Collection
) -> None:
    named = dict(decks.names(collection))
    deck_options.own_preset(collection, named["Lakes"])
    go_to(view, "Rivers::Naryn")
    QTest.keyClick(view, Qt.Key.Key_O)
    (dialog,) = window.findChildren(OptionsDialog)
    assert dialog.panel.deck.currentText() == "Rivers::Naryn"
    dialog.panel.preset.setCurrentIndex(dialog.panel.preset.findText("Lakes"))
    assert deck_options.preset_of(collection, named["Rivers::Naryn"]).name == "Lakes"
    dialog.accept()


def test_an_act_that_changes_nothing_offers_no_undo_of_the_one_before(
    view: DeckList, window: Window, collection: Collection
) -> None:
    drop(view, "Lakes", "Rivers")
    window.toast.hide()
    index = go_to(view, "Rivers::Lakes")
    menu = view.menu(view.model_of_decks.deck(index)).actions()
    next(each for each in menu if each.text() == "Describe…").trigger()
    dialog(window).act.click()
    assert window.toast.text == "There was nothing to change."
    assert "Rivers::Lakes" in names(collection)


@pytest.mark.parametrize(
    ("gone", "then"),
    [("Rivers::Chüy", "Rivers::Naryn"), ("Rivers::Naryn", "Rivers::Chüy"), ("Rivers", "Lakes")],
)
def test_where_a_deck_is_gone_the_keyboard_is_in_the_nearest_one(
    view: DeckList, collection: Collection, desk: Desk, gone: str, then: str
) -> None:
    index = go_to(view, gone)
    change = deck_tree.delete(collection, view.model_of_decks.deck(index).id)
    desk.feed.changed.emit(change)
    assert view.current is not None
    assert view.current.name == then


def test_another_act_takes_the_offer_away(
    view: DeckList, window: Window, collection: Collection, desk: Desk
) -> None:
    drop(view, "Lakes", "Rivers")
    assert window.toast.isVisible()
    with collection.act("make") as act:
        new_decks.create(collection, "Seas")
    desk.feed.changed.emit(act.change)
    assert window.toast.isHidden()
