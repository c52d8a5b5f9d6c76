"""The study page by keyboard: whole sessions over a real collection in memory."""

import gc
import time
import weakref
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Literal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change
from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.answers.ordering import OrderingAnswer
from kgstudy.gui.card_sounds import CardSounds
from kgstudy.gui.feed import Feed
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.sound import silent
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.acts_menu import ActsMenu
from kgstudy.services import history
from kgstudy.services.study import Study
from kgstudy.store import reviews
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, deck_of, note
from tests.fake_clock import FakeClock

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

NARYN = basic("naryn", "Which river is the longest?", quote="The Naryn")
TYPED = note("typed", "typed", {"question": "How long is the Chüy?", "answer": "1,067 km"})
CLOZE = note("cloze", "cloze", {"text": "The Naryn flows into the {{c1::Syr Darya}}."})
BOTH = note("both", "both-ways", {"front": "Chüy", "back": "Tian Shan"})
CHOICE = note(
    "choice",
    "choice",
    {"question": "Where does the Chüy rise?", "right": "Tian Shan", "wrong": "Pamir\nAltai"},
)
ORDERING = note(
    "ordering", "ordering", {"question": "From long to short", "items": "Naryn\nChüy\nTalas"}
)
ALL_KINDS = (NARYN, TYPED, CLOZE, CHOICE, ORDERING)

Open = Callable[..., StudyPage]


class Seconds:
    """A stop watch that the test owns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def ask_for_menu(widget: QWidget) -> None:
    middle = widget.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle)))


@pytest.fixture
def watch() -> Seconds:
    return Seconds()


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def open_page(qtbot: QtBot, look: Look, feed: Feed, collection: Collection, watch: Seconds) -> Open:
    """Opens a session over these notes in an active window."""

    def make(
        notes: Sequence[ParcelNote] | int = 3,
        *,
        grade_buttons: Literal[2, 4] = 4,
        options: Options | None = None,
        others: int = 0,
        size: tuple[int, int] = (1000, 700),
    ) -> StudyPage:
        deck_of(collection, notes, options)
        page = StudyPage(
            look,
            feed,
            Study(collection),
            grade_buttons,
            calendar=collection.calendar,
            media=lambda name: None,
            others=lambda: others,
            sounds=CardSounds(silent(), lambda: True),
            seconds=watch,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        return page

    return make


def press(key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key wherever the keyboard is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(key, str):
        QTest.keyClick(target, key, held)  # type: ignore[call-overload]  # characters too
    else:
        QTest.keyClick(target, key, held)


def question(page: StudyPage) -> str:
    assert page.table.sheet is not None
    return page.table.sheet.question.words


def message(page: StudyPage) -> str:
    label = page.table.foot.message
    return label.text() if label.isVisible() else ""


def given(collection: Collection) -> list[Rating | None]:
    """The grades in the order in which they were given."""
    every = [review for _, history in reviews.by_card(collection) for review in history]
    return [review.rating for review in sorted(every, key=lambda review: review.id)]


def steady(**other: object) -> Options:
    """Options under which a known card does not come back today."""
    return Options(learning_steps=(), relearning_steps=(), bury_new=False, **other)  # type: ignore[arg-type]


def test_a_whole_session_over_all_kinds_by_keyboard(
    open_page: Open, collection: Collection
) -> None:
    page = open_page(ALL_KINDS, options=steady())

    assert question(page) == "Which river is the longest?"
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)

    assert question(page) == "How long is the Chüy?"
    for character in "1067 km":
        press(character)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert question(page) == "The Naryn flows into the […]."
    press(Qt.Key.Key_Return)
    assert question(page) == "The Naryn flows into the Syr Darya."
    press("4")

    sheet = page.table.sheet
    assert sheet is not None
    assert isinstance(sheet.answer, ChoiceAnswer)
    right = next(i for i, row in enumerate(sheet.answer.choices, 1) if row.words == "Tian Shan")
    press(str(right))
    press(Qt.Key.Key_Space)

    sheet = page.table.sheet
    assert sheet is not None
    assert isinstance(sheet.answer, OrderingAnswer)
    for target in range(3):
        row = next(row for row in sheet.answer.list.rows if row.item == target)
        row.setFocus()
        while sheet.answer.list.order.index(target) > target:
            press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert page.rest.isVisible()
    assert page.rest.home_button.hasFocus()
    good, easy = Rating.GOOD, Rating.EASY
    assert given(collection) == [good, good, easy, good, good]
    assert page.progress.value() == page.progress.maximum()


def test_holding_a_key_does_not_grade_through_the_deck(
    open_page: Open, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    for key, text in ((Qt.Key.Key_Space, " "), (Qt.Key.Key_3, "3")):
        none = Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(QEvent.Type.KeyPress, key, none, text, autorep=True)
        QApplication.sendEvent(page.table.bar.main, held)
    assert given(collection) == []


@pytest.mark.parametrize(
    ("key", "rating"),
    [("1", Rating.AGAIN), ("2", Rating.HARD), ("3", Rating.GOOD), ("4", Rating.EASY)],
)
def test_digits_grade(open_page: Open, collection: Collection, key: str, rating: Rating) -> None:
    open_page()
    press(key)
    assert given(collection) == []
    press(Qt.Key.Key_Space)
    press(key)
    assert given(collection) == [rating]


def test_two_buttons(open_page: Open, collection: Collection) -> None:
    page = open_page(3, grade_buttons=2, options=steady())
    press(Qt.Key.Key_Space)
    assert [b.text() for b in page.table.bar.buttons.values()] == ["Forgot", "Got it"]
    press("3")
    press("4")
    assert given(collection) == []
    press("1")
    press(Qt.Key.Key_Space)
    press("2")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert given(collection) == [Rating.AGAIN, Rating.GOOD, Rating.GOOD]


def test_a_button_reached_by_tab_is_pressed_by_space(
    open_page: Open, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    assert page.table.bar.buttons[Rating.GOOD].hasFocus()
    press(Qt.Key.Key_Tab)
    assert page.table.bar.buttons[Rating.EASY].hasFocus()
    press(Qt.Key.Key_Space)
    assert given(collection) == [Rating.EASY]


def test_the_mouse_can_do_it_all(open_page: Open, collection: Collection) -> None:
    page = open_page()
    QTest.mouseClick(page.table.bar.reveal_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.table.bar.buttons[Rating.HARD], Qt.MouseButton.LeftButton)
    assert given(collection) == [Rating.HARD]


def test_a_wrong_typed_answer_suggests_again(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED])
    for character in "1,068 km":
        press(character)
    press(Qt.Key.Key_Return)
    assert page.table.bar.buttons[Rating.AGAIN].hasFocus()
    press(Qt.Key.Key_Return)
    assert given(collection) == [Rating.AGAIN]


def test_characters_are_typed_and_not_obeyed(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED])
    for character in "1-=@2sS?":
        press(character)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "1-=@2sS?"
    assert not page.table.revealed
    assert question(page) == "How long is the Chüy?"


def test_control_keys_are_obeyed_while_typing(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED, NARYN])
    press("1")
    press(Qt.Key.Key_2, CONTROL)
    assert page.header.flag.flag == 2
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "1"


def test_undo_shows_the_card_again_with_its_question_up(
    open_page: Open, collection: Collection
) -> None:
    page = open_page(3)
    first = question(page)
    press(Qt.Key.Key_Space)
    press("4")
    assert question(page) != first
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == first
    assert not page.table.revealed
    assert given(collection) == []
    assert message(page) == "Undone: answer card"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert question(page) != first
    assert given(collection) == [Rating.EASY]
    assert message(page) == "Done again: answer card"


def test_undo_from_an_empty_answer_field(open_page: Open, collection: Collection) -> None:
    page = open_page([NARYN, TYPED], options=steady())
    press(Qt.Key.Key_Space)
    press("3")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == "Which river is the longest?"


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


def test_undo_after_the_last_card(open_page: Open, collection: Collection) -> None:
    page = open_page(1, options=steady())
    press(Qt.Key.Key_Space)
    press("3")
    assert page.rest.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert page.table.isVisible()
    assert question(page) == "Question n0"


def test_nothing_to_undo_is_said(open_page: Open, collection: Collection, qtbot: QtBot) -> None:
    page = open_page()
    collection.forget_history()
    press(Qt.Key.Key_Z, CONTROL)
    assert message(page) == "There is nothing to undo."


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


def test_the_counts_and_the_deck(open_page: Open) -> None:
    page = open_page(3)
    assert page.header.deck.text() == "Rivers"
    assert page.header.counts.accessibleName() == (
        "Left: 3 new, 0 learning, 0 to review; this card is new"
    )
    press(Qt.Key.Key_Space)
    press("1")
    assert page.header.counts.accessibleName().startswith("Left: 2 new, 1 learning")


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


def test_escape_and_home_leave_and_nothing_is_lost(
    open_page: Open, qtbot: QtBot, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    press("3")
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        page.header.home_button.click()
    assert given(collection) == [Rating.GOOD]


def test_coming_back_finds_the_card_as_it_was(
    open_page: Open, collection: Collection, feed: Feed
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    page.hide()
    page.show()
    page.shown()
    assert page.table.revealed


def test_coming_back_sees_what_was_changed_meanwhile(
    open_page: Open, collection: Collection, feed: Feed
) -> None:
    page = open_page()
    first = question(page)
    page.hide()
    other = Study(collection)
    page.on_change(other.suspend())
    page.show()
    page.shown()
    assert question(page) != first


def test_each_act_goes_round_the_feed(open_page: Open, feed: Feed) -> None:
    heard: list[str] = []

    def hear(change: Change) -> None:
        heard.append(change.act)

    feed.changed.connect(hear)
    open_page()
    press(Qt.Key.Key_Space)
    press("3")
    press("1", CONTROL)
    press("-")
    press(Qt.Key.Key_Z, CONTROL)
    assert heard == ["answer-card", "flag-card", "bury-card", "bury-card"]


def test_the_clock_counts_from_the_question(
    open_page: Open, collection: Collection, watch: Seconds
) -> None:
    page = open_page()
    watch.now += 7.4
    press(Qt.Key.Key_Space)
    watch.now += 2
    press("3")
    watch.now += 100
    press(Qt.Key.Key_Space)
    press("3")
    every = [review for _, history in reviews.by_card(collection) for review in history]
    assert sorted(review.taken for review in every) == [9400, 60_000]
    page._on_tick()
    assert page.table.foot.elapsed.text() == "0:00"
    watch.now += 75
    page._on_tick()
    assert page.table.foot.elapsed.text() == "1:00"


def test_an_answer_shown_late_says_the_intervals_of_that_hour(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1)
    clock.advance(timedelta(hours=18, minutes=55))
    watch.now += 18 * 3600
    press(Qt.Key.Key_Space)
    assert page.table.bar.buttons[Rating.AGAIN].sub == "1 min"
    assert page.table.bar.buttons[Rating.GOOD].sub == "1 d"


def test_a_card_that_comes_back_later_is_waited_for(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    assert page.wait.isVisible()
    assert page.wait.finish_button.hasFocus()
    begun = page.wait.title.text()
    assert begun.startswith("Next card in ")
    watch.now += 10
    page._on_tick()
    assert page.wait.title.text() != begun
    clock.advance(timedelta(minutes=45))
    watch.now += 45 * 60
    page._on_tick()
    assert page.table.isVisible()
    assert question(page) == "Question n0"


def test_the_end_of_a_session_names_no_time_that_is_past(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1, options=Options(learning_steps=(18_000, 36_000)))
    press(Qt.Key.Key_Space)
    press("1")
    assert page.rest.isVisible()
    assert "Next: 1 card, " in page.rest.coming.text()
    clock.advance(timedelta(hours=6))
    watch.now += 6 * 3600
    page._on_tick()
    assert "Next" not in page.rest.coming.text()


def test_waiting_ends_early_by_studying_ahead(open_page: Open) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    page.wait.ahead_button.click()
    assert question(page) == "Question n0"


def test_waiting_can_be_ended(open_page: Open) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    press(Qt.Key.Key_Return)
    assert page.rest.isVisible()
    assert page.rest.home_button.hasFocus()


def test_the_end_tells_what_was_done_and_what_comes(
    open_page: Open, watch: Seconds, qtbot: QtBot
) -> None:
    page = open_page(4, options=steady())
    for key in ("1", "3", "3", "3"):
        watch.now += 20
        press(Qt.Key.Key_Space)
        press(key)
    said = page.rest.figures.accessibleDescription()
    assert said == "4 cards answered, 75 % right at first try (3 of 4), 1 min time"
    assert page.rest.title.text() == "Well done"
    assert page.rest.coming.text() == "Next: 1 card, 14:05\nTomorrow: 1 card"
    assert page.rest.more_button.isHidden()
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Return)


def test_the_end_offers_what_else_there_is(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(1, options=steady(), others=5)
    press(Qt.Key.Key_Space)
    press("3")
    assert page.rest.more_button.text() == "Study more (5 cards)"
    with qtbot.waitSignal(page.more_wanted):
        page.rest.more_button.click()


def test_nothing_to_study_is_no_congratulation(open_page: Open) -> None:
    page = open_page(0)
    assert page.rest.title.text() == "Nothing to study now"
    assert not page.rest.figures.isVisible()
    assert page.rest.coming.text() == "Nothing is waiting any more."


def test_a_card_put_away_at_the_end_is_told_at_the_foot_of_the_window(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(1)
    with qtbot.waitSignal(page.said) as said:
        press("@")
    assert said.args == ["Suspended · Ctrl+Z undoes"]


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


def test_an_undone_choice_is_laid_out_as_it_was(open_page: Open) -> None:
    def order(page: StudyPage) -> list[str]:
        assert page.table.sheet is not None
        answer = page.table.sheet.answer
        assert isinstance(answer, ChoiceAnswer)
        return [row.words for row in answer.choices]

    page = open_page([CHOICE, NARYN])
    first = order(page)
    press("1")
    press("4")
    press(Qt.Key.Key_Z, CONTROL)
    assert order(page) == first


def nameless(root: QWidget) -> list[str]:
    """Whatever can be reached or read there, and has no name for a screen reader."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit) or widget.focusPolicy().value
        if widget.isVisibleTo(root) and not widget.accessibleName()
        if not widget.objectName().startswith("qt_") and not isinstance(widget, QLabel)
    ]


def test_everything_has_an_accessible_name(open_page: Open) -> None:
    page = open_page(ALL_KINDS, options=steady())
    while page.table.isVisible():
        assert nameless(page) == []
        page.reveal()
        assert nameless(page) == []
        page.grade(Rating.GOOD)
    assert nameless(page) == []
    page._await(30)
    assert nameless(page) == []


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1280, 800)])
def test_the_grades_stay_in_sight(
    open_page: Open, look: Look, size: tuple[int, int], text_size: int
) -> None:
    look.choose("light", text_size)
    long = basic("long", "A question that goes on and on. " * 60)
    page = open_page([long, *ALL_KINDS], options=steady(), size=size)
    while page.table.isVisible():
        for button in visible_buttons(page):
            inside = button.mapTo(page, QPoint()) + button.rect().bottomRight()
            assert page.rect().contains(button.mapTo(page, QPoint()))
            assert page.rect().contains(inside)
        assert page.size().toTuple() == size
        if page.table.revealed:
            page.grade(Rating.GOOD)
        else:
            page.reveal()


def visible_buttons(page: StudyPage) -> list[QWidget]:
    bar = page.table.bar
    every = [bar.reveal_button, *bar.buttons.values(), page.header.home_button]
    return [button for button in every if button.isVisible()]


def test_a_long_answer_is_scrolled_into_sight_and_on(open_page: Open, qtbot: QtBot) -> None:
    long = basic("long", "A question that goes on and on. " * 80)
    page = open_page([long])
    sheet = page.table.sheet
    assert sheet is not None
    bar = sheet.verticalScrollBar()
    assert bar.value() == 0
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.value() > 0)
    top = sheet.answer.mapTo(sheet.viewport(), QPoint()).y()
    assert 0 <= top < sheet.viewport().height()
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_the_place_to_type_is_scrolled_into_sight(
    open_page: Open, look: Look, qtbot: QtBot
) -> None:
    look.choose("light", 200)
    wordy = note(
        "wordy",
        "typed",
        {"question": "How long is the river that rises in the Tian Shan?", "answer": "1,067 km"},
    )
    page = open_page([wordy], size=(900, 600))
    sheet = page.table.sheet
    assert sheet is not None
    field = sheet.answer.entry
    assert field is not None
    seen = sheet.viewport().rect()

    def is_seen() -> bool:
        foot = field.mapTo(sheet.viewport(), field.rect().bottomRight())
        return seen.contains(foot)

    qtbot.waitUntil(is_seen)


def test_another_look_is_taken_at_once(open_page: Open, look: Look) -> None:
    page = open_page(ALL_KINDS)
    press(Qt.Key.Key_Space)
    look.choose("dark", 150)
    page.grab()
    assert page.table.sheet is not None
    assert page.table.sheet.question.document().defaultFont().pixelSize() == 42


def test_the_next_card_comes_at_once(open_page: Open) -> None:
    page = open_page(30)
    page.reveal()
    page.grade(Rating.GOOD)
    begun = time.perf_counter()
    for _ in range(10):
        page.reveal()
        page.grade(Rating.GOOD)
        QApplication.processEvents()
    assert (time.perf_counter() - begun) / 10 < 0.1


def test_the_page_is_freed_when_it_is_done_with(
    open_page: Open, qtbot: QtBot, collection: Collection
) -> None:
    page = open_page(3)
    press(Qt.Key.Key_Space)
    press("3")
    gone = weakref.ref(page)
    destroyed: list[bool] = []
    page.destroyed.connect(lambda: destroyed.append(True))
    page.hide()
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: destroyed == [True])
    gc.collect()
    assert gone() is None


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
