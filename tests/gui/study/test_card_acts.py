"""What else is done with the card on the table: put away, flagged, heard, copied, told of."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kgstudy.domain.parcel import ParcelNote
from kgstudy.gui.widgets.acts_menu import ActsMenu
from kgstudy.services import history
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, note
from tests.fake_clock import FakeClock
from tests.gui.study.page import (
    CONTROL,
    NARYN,
    SHIFT,
    TYPED,
    Open,
    ask_for_menu,
    message,
    press,
    question,
    steady,
)


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+1"])
def test_what_a_key_means_to_the_window_waits(open_page: Open, keys: str) -> None:
    """The window has acts on these keys too; over a card, the card's are meant."""
    page = open_page([NARYN, TYPED], options=steady())
    heard: list[str] = []

    def hear() -> None:
        heard.append(keys)

    QShortcut(QKeySequence(keys), page).activated.connect(hear)
    press(Qt.Key.Key_Space)
    press("3")
    press(Qt.Key.Key_Z if keys == "Ctrl+Z" else Qt.Key.Key_1, CONTROL)
    assert heard == []
    assert page.header.flag.flag == 1 or question(page) == "Which river is the longest?"


@pytest.mark.parametrize(
    ("key", "act", "said"),
    [
        ("-", "bury-card", "Buried until tomorrow · Ctrl+Z undoes"),
        ("=", "bury-note", "Buried with its siblings until tomorrow · Ctrl+Z undoes"),
        ("@", "suspend-card", "Suspended · Ctrl+Z undoes"),
    ],
)
@pytest.mark.parametrize("revealed", [False, True])
def test_putting_a_card_away(
    open_page: Open, collection: Collection, key: str, act: str, said: str, *, revealed: bool
) -> None:
    page = open_page()
    first = question(page)
    if revealed:
        press(Qt.Key.Key_Space)
    press(key)
    done = history.last(collection)
    assert done is not None
    assert done.act == act
    assert question(page) != first
    assert message(page) == said
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == first


def test_an_at_sign_counts_by_its_character(open_page: Open, collection: Collection) -> None:
    """On many keyboards it is Shift and 2, on others AltGr and Q."""
    page = open_page()
    first = question(page)
    QTest.sendKeyEvent(QTest.KeyAction.Click, page, Qt.Key.Key_2, "@", SHIFT)
    assert question(page) != first


def test_a_message_goes_with_the_next_answer(open_page: Open) -> None:
    page = open_page(3)
    press("-")
    assert message(page)
    press(Qt.Key.Key_Space)
    assert message(page)
    press("3")
    assert not message(page)


@pytest.mark.parametrize("flag", range(1, 8))
def test_flags(open_page: Open, flag: int) -> None:
    page = open_page()
    first = question(page)
    press(Qt.Key.Key_Space)
    press(str(flag), CONTROL)
    assert page.header.flag.accessibleName() == f"Flag {flag}"
    assert message(page) == f"Flag {flag}"
    assert page.table.revealed
    assert question(page) == first
    press(str(flag), CONTROL)
    assert page.header.flag.isHidden()
    assert message(page) == "Flag removed"


def test_the_source_opens_the_lesson_at_its_words(open_page: Open, qtbot: QtBot) -> None:
    page = open_page([NARYN])
    sheet = page.table.sheet
    assert sheet is not None
    assert sheet.source is not None
    with qtbot.assertNotEmitted(page.lesson_wanted):
        press("s")
    assert not sheet.source.isVisible()
    press(Qt.Key.Key_Space)
    assert sheet.source.isVisible()
    assert sheet.source.words == "The Naryn is the longest river of Kyrgyzstan."
    with qtbot.waitSignal(page.lesson_wanted) as wanted:
        press("s")
    _lesson, span = wanted.args
    assert RIVERS[span.start : span.end] == "The Naryn"
    with qtbot.waitSignal(page.lesson_wanted):
        sheet.source.open_button.click()


def test_a_leech_is_told_quietly(open_page: Open, clock: FakeClock) -> None:
    options = steady(leech_lapses=1)
    page = open_page(2, options=options)
    for _ in range(2):
        press(Qt.Key.Key_Space)
        press("4")
    clock.advance(timedelta(days=60))
    page._study.refresh()
    page._go_on()
    press(Qt.Key.Key_Space)
    press("1")
    assert "leech" in message(page)


def test_a_leech_is_told_when_it_is_asked(open_page: Open) -> None:
    leech = ParcelNote(NARYN.guid, NARYN.deck, NARYN.kind, NARYN.fields, ("leech",), NARYN.source)
    page = open_page([leech])
    assert message(page) == "Often forgotten. Other words may help; @ suspends it."


def test_the_menu_does_what_the_keys_do(open_page: Open) -> None:
    page = open_page(3)
    first = question(page)

    def choose(words: str) -> None:
        menu = page.menu()
        every = [act for part in (menu, *menu.findChildren(QMenu)) for act in part.actions()]
        next(act for act in every if act.text().startswith(words)).trigger()

    choose("Flag 5")
    assert page.header.flag.flag == 5
    choose("No flag")
    assert page.header.flag.flag == 0
    choose("Bury card")
    assert question(page) != first
    choose("Undo")
    assert question(page) == first


def test_the_menu_offers_only_ways_back_that_there_are(open_page: Open) -> None:
    page = open_page(3)

    def offered() -> list[str]:
        ways = [act for act in page.menu().actions() if act.text().startswith(("Undo", "Redo"))]
        return [act.text().split("\t")[0] for act in ways if act.isEnabled()]

    assert offered() == []
    press(Qt.Key.Key_Minus)
    assert offered() == ["Undo"]
    press(Qt.Key.Key_Z, CONTROL)
    assert offered() == ["Redo"]


def test_a_right_click_anywhere_on_the_card_opens_the_menu(open_page: Open) -> None:
    page = open_page([NARYN])
    sheet = page.table.sheet
    assert sheet is not None
    for place in (sheet.viewport(), sheet.question.viewport()):
        ask_for_menu(place)
        menu = page.findChild(ActsMenu)
        assert menu is not None
        assert menu.isVisible()
        menu.close()
        QApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete)


def test_marked_words_can_be_copied(open_page: Open) -> None:
    page = open_page([NARYN])
    assert page.table.sheet is not None
    view = page.table.sheet.question
    cursor = view.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    view.setTextCursor(cursor)
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Which river is the longest?"


def test_r_plays_the_sounds_of_what_is_shown(open_page: Open, qtbot: QtBot) -> None:
    fields = {"front": "Q [sound:q.mp3]", "back": "A [sound:a.mp3]", "note": ""}
    page = open_page([note("n", "basic", fields)])
    press(Qt.Key.Key_R)
    told = "The file q.mp3 is not in the collection, so it is not heard."
    qtbot.waitUntil(lambda: page.table.foot.message.text() == told)
    assert [act.text() for act in page.menu().actions() if act.text().endswith("\tR")]


def test_r_says_where_there_is_no_sound(open_page: Open) -> None:
    page = open_page(1)
    press(Qt.Key.Key_R)
    assert page.table.foot.message.text() == "There is no sound here that can be played."
