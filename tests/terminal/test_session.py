"""A sitting at a scripted console, over a real collection and a clock that the test moves."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.services.study import LEECH, Study
from kgstudy.store import cards, notes, reviews
from kgstudy.store.collection import Collection
from kgstudy.terminal.session import Session
from tests.builders import basic, collection, deck_of, note
from tests.fake_clock import FakeClock
from tests.scripted_console import Key, ScriptedConsole

ENTER = "\n"
RIVER = "The Naryn is the longest river of Kyrgyzstan."
TYPED = note(
    "t", "typed", {"question": "The longest river?", "answer": "Naryn", "also": "Great Naryn"}
)
CHOICE = note("c", "choice", {"question": "The longest?", "right": "Naryn", "wrong": "Chüy\nTalas"})
ORDER = note("o", "ordering", {"question": "By length", "items": "Naryn\nChüy\nTalas"})
CLOZE = note("z", "cloze", {"text": "The {{c1::Naryn}} and the {{c2::Chüy}}."})


def sit(
    opened: Collection, *keys: Key, grade_buttons: Literal[2, 4] = 4, colour: bool = False
) -> ScriptedConsole:
    """One sitting over all decks, with these keys pressed."""
    console = ScriptedConsole(*keys, colour=colour)
    Session(Study(opened), opened, console, grade_buttons).run()
    return console


def deck(
    content: Sequence[ParcelNote] | int,
    options: Options | None = None,
    clock: FakeClock | None = None,
) -> Collection:
    opened = collection(clock)
    deck_of(opened, content, options)
    return opened


def ratings(opened: Collection) -> list[int | None]:
    """All grades given so far, in order."""
    every = [review for _, answers in reviews.by_card(opened) for review in answers]
    return [review.rating for review in sorted(every, key=lambda review: review.id)]


def test_question_answer_grade() -> None:
    with deck([basic("one", "Which river is the longest?", RIVER)]) as opened:
        console = sit(opened, ENTER, "4")
        assert ratings(opened) == [4]
    assert console.unread == 0
    assert console.lines == [
        "? shows the keys; q ends, and every answer is kept.",
        "─" * 78,
        "Rivers                                         [1 new] · 0 learning · 0 review",
        "  Which river is the longest?",
        "Enter shows the answer ›",
        "  Answer one",
        f"  From the lesson: {RIVER}",
        "1 Again 1 min   2 Hard 6 min   3 Good 10 min   4 Easy 6 d",
        "Enter is Good ›",
        "Easy: again in 6 d.",
        "─" * 78,
        "1 answer to 1 card in 1 second; 1 of 1 right at the first try.",
        "Nothing due until Sunday 04:00; 1 card then.",
    ]


def test_the_grade_buttons_tell_the_true_intervals() -> None:
    with deck(1) as opened:
        outcomes = Study(opened).shown
        assert outcomes is not None
        sit(opened, ENTER, "2")
        card = next(card for card, _ in cards.every(opened))
        assert card.state == outcomes.outcomes[Rating.HARD].state


def test_a_sitting_goes_on_until_nothing_is_due() -> None:
    with deck(2) as opened:
        console = sit(opened, *[ENTER, "1", ENTER, "3", *[ENTER] * 6])
        assert console.unread == 0
        assert ratings(opened) == [1, 3, 3, 3, 3]
    assert "5 answers to 2 cards" in console.shown
    assert "1 of 2 right at the first try" in console.shown


def test_the_time_of_an_answer_is_kept() -> None:
    clock = FakeClock()

    def after(seconds: int, key: str) -> str:
        clock.advance(timedelta(seconds=seconds))
        return key

    with deck(1, clock=clock) as opened:
        sit(opened, lambda: after(7, ENTER), lambda: after(2, "4"))
        ((_, (review,)),) = reviews.by_card(opened)
    assert review.taken == 9000


def test_quitting_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        deck_of(opened, 3)
        console = sit(opened, ENTER, "4", ENTER, "q")
        assert "2 cards left for today; every answer is kept." in console.shown
    with collection(folder=tmp_path) as opened:
        assert ratings(opened) == [4]
        assert "Question n1" in sit(opened, "q").shown
        sit(opened, ENTER, "4", ENTER, "4")
        assert ratings(opened) == [4, 4, 4]


@pytest.mark.parametrize("keys", [(), (ENTER,), ("x",), ("q",), (ENTER, "q")])
def test_the_end_of_the_input_quits(keys: tuple[str, ...]) -> None:
    with deck(1) as opened:
        sit(opened, *keys)
        assert ratings(opened) == []


def test_undo_brings_the_card_back_and_redo_takes_it_again() -> None:
    with deck(2) as opened:
        console = sit(opened, ENTER, "4", "u")
        assert ratings(opened) == []
        assert "Undone: answer card." in console.shown
        assert console.shown.count("Question n0") == 2
        console = sit(opened, "r")
        assert ratings(opened) == [4]
        assert "Done again: answer card." in console.shown


def test_undo_where_nothing_was_done() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        opened.forget_history()
        assert "There is nothing to undo." in sit(opened, "u").shown
        assert "There is nothing to do again." in sit(opened, "r").shown


def test_undo_also_with_the_answer_shown_and_with_a_russian_keyboard() -> None:
    with deck(2) as opened:
        console = sit(opened, ENTER, "4", ENTER, "г", "й")
        assert console.unread == 0
        assert ratings(opened) == []


@pytest.mark.parametrize(
    ("key", "left"), [("-", ["n: 2"]), ("=", []), ("@", ["n: 2"])], ids=["bury", "note", "suspend"]
)
def test_cards_are_put_away(key: str, left: list[str]) -> None:
    options = Options(bury_new=False)
    with deck([CLOZE], options) as opened:
        console = sit(opened, key, "q")
        study = Study(opened)
        assert ([f"n: {study.shown.card.slot}"] if study.shown else []) == left
        assert "Done: " in console.shown
        opened.undo()
        assert Study(opened).counts.total == 2


def test_what_is_suspended_stays_away() -> None:
    with deck(1) as opened:
        sit(opened, "@")
        assert next(card for card, _ in cards.every(opened)).suspended


def test_a_typed_answer_is_compared() -> None:
    with deck([TYPED]) as opened:
        console = sit(opened, "Narin", ENTER, "Naryn", ENTER, "naryn", ENTER)
        assert ratings(opened) == [1, 3, 3]
    lines = console.lines
    at = lines.index("You typed: Narin")
    assert lines[at + 1 : at + 4] == ["              ^", "Answer:    Naryn", "              ^"]
    assert lines.count("Right.") == 2


def test_a_typed_answer_may_be_left_out() -> None:
    with deck([TYPED]) as opened:
        console = sit(opened, "", ENTER, "q")
        assert ratings(opened) == [1]
    assert "You typed" not in console.shown


def test_keys_are_commands_where_an_answer_is_typed_unless_they_are_the_answer() -> None:
    with deck([TYPED]) as opened:
        assert "every answer is kept" in sit(opened, "q").shown
        assert ratings(opened) == []
    with deck([note("t", "typed", {"question": "The 17th letter?", "answer": "Q"})]) as opened:
        sit(opened, "q", "4")
        assert ratings(opened) == [4]


@pytest.mark.parametrize(("wanted", "grade"), [("Naryn", 3), ("Talas", 1)])
def test_a_choice_is_made_by_its_number(wanted: str, grade: int) -> None:
    with deck([CHOICE]) as opened:
        offered = [line for line in sit(opened, "q").lines if line.endswith(wanted)]
        number = offered[0].split()[0]
        console = sit(opened, "9", "0", number, ENTER, "q")
        assert ratings(opened) == [grade]
    word = "Right" if grade == 3 else "Wrong"
    assert f"{word}: you chose {wanted}." in console.shown
    assert console.shown.count("Choose 1 to 3") == 4


def test_a_choice_not_made_counts_as_not_known() -> None:
    with deck([CHOICE]) as opened:
        console = sit(opened, ENTER, ENTER, "q")
        assert ratings(opened) == [1]
    assert "you chose" not in console.shown


def test_many_choices_are_typed_as_numbers() -> None:
    wrong = "\n".join(f"river {number}" for number in range(11))
    many = note("c", "choice", {"question": "The longest?", "right": "Naryn", "wrong": wrong})
    with deck([many]) as opened:
        (line,) = [line for line in sit(opened, "q").lines if line.endswith("Naryn")]
        sit(opened, line.split()[0], ENTER)
        assert ratings(opened) == [3]


def order_typed(opened: Collection, names: Sequence[str], between: str = " ") -> str:
    """The numbers under which `names` are shown."""
    lines = sit(opened, "q").lines
    places = {line.split()[1]: line.split()[0] for line in lines if line.split()[0].isdecimal()}
    return between.join(places[name] for name in names)


@pytest.mark.parametrize("between", [" ", ", ", ""])
def test_the_right_order(between: str) -> None:
    with deck([ORDER]) as opened:
        console = sit(opened, order_typed(opened, ["Naryn", "Chüy", "Talas"], between), ENTER, "q")
        assert ratings(opened) == [3]
    assert "wrong place" not in console.shown


def test_a_wrong_order_says_what_stands_where_it_belongs() -> None:
    with deck([ORDER]) as opened:
        typed = order_typed(opened, ["Talas", "Chüy", "Naryn"])
        console = sit(opened, "1 1 2", "1 2", "4 5 6", "eins", typed, ENTER, "q")
        assert ratings(opened) == [1]
    assert console.shown.count("Each number from 1 to 3 once, please.") == 4
    at = console.lines.index("Your order:")
    assert console.lines[at + 1 : at + 8] == [
        "  1  Talas  (wrong place)",
        "  2  Chüy",
        "  3  Naryn  (wrong place)",
        "The right order:",
        "  1  Naryn",
        "  2  Chüy",
        "  3  Talas",
    ]


def test_a_card_undone_looks_the_same_again() -> None:
    with deck([CHOICE]) as opened:
        lines = sit(opened, ENTER, "1", "u", "q").lines
    places = [place for place, line in enumerate(lines) if line == "  The longest?"]
    first, _answered_once, undone = (lines[place : place + 4] for place in places)
    assert first == undone


def test_a_gap_is_shown_open_and_then_filled() -> None:
    with deck([CLOZE]) as opened:
        lines = sit(opened, ENTER, "q").lines
    asked = lines.index("  The […] and the Chüy.")
    assert lines[asked + 2 : asked + 4] == ["  Naryn", "  The Naryn and the Chüy."]


def test_two_grades_where_they_are_preferred() -> None:
    with deck(2) as opened:
        console = sit(opened, ENTER, "2", ENTER, "1", "q", grade_buttons=2)
        assert ratings(opened) == [3, 1]
    assert "1 Forgot 1 min   2 Got it 12 min" in console.lines
    assert "Hard" not in console.shown


def test_keys_that_mean_nothing_do_nothing() -> None:
    with deck(1) as opened:
        console = sit(opened, "x", "5", "unknown", ENTER, "0", "y", "4")
        assert ratings(opened) == [4]
        assert console.unread == 0


def test_the_keys_are_told() -> None:
    with deck(1) as opened:
        lines = sit(opened, "?", "q").lines
    assert "  -      bury the card until tomorrow" in lines
    assert lines.count("  Question n0") == 2


def test_a_step_further_ahead_is_offered_and_may_be_taken() -> None:
    with deck(1, Options(learning_steps=(60, 3600))) as opened:
        console = sit(opened, ENTER, "3", "q")
        assert "The next card comes in 40 minutes." in console.shown  # the step, less 20 minutes
        assert "The next card comes at 09:40; tomorrow 1 card." in console.shown
        console = sit(opened, ENTER, ENTER, "4")
        assert ratings(opened) == [3, 4]


def test_while_waiting_the_last_answer_can_be_undone() -> None:
    with deck(1, Options(learning_steps=(60, 7200))) as opened:
        console = sit(opened, ENTER, "3", "-", "u", "q")
        assert ratings(opened) == []
        assert "There is no card on the table just now." in console.shown


def test_nothing_to_study_says_what_comes_next() -> None:
    clock = FakeClock()
    with deck(1, clock=clock) as opened:
        sit(opened, ENTER, "4")
        assert sit(opened).lines == ["─" * 78, "Nothing due until Sunday 04:00; 1 card then."]
        clock.advance(timedelta(days=2))
        assert sit(opened).lines == ["─" * 78, "Nothing due until Sunday 04:00; 1 card then."]
        clock.advance(timedelta(days=3))
        assert sit(opened).lines == ["─" * 78, "Nothing due until tomorrow 04:00; 1 card then."]
        clock.advance(timedelta(days=1))
        assert "[1 review]" in sit(opened, "q").shown
    with collection() as opened:
        assert sit(opened).lines == ["─" * 78, "Nothing is due, and nothing is planned."]


def test_a_leech_is_told() -> None:
    clock = FakeClock()
    with deck(1, Options(leech_lapses=1, learning_steps=(), relearning_steps=()), clock) as opened:
        sit(opened, ENTER, "4")
        clock.advance(timedelta(days=30))
        console = sit(opened, ENTER, "1")
        (card, _) = next(cards.every(opened))
        assert LEECH in notes.get(opened, card.note_id).tags
    assert "forgotten again and again" in console.shown


def test_a_deck_cannot_command_the_terminal() -> None:
    fields = {"front": "red\x1b[31m\x07", "back": "\x9b2Jgone\x1b]0;title\x07", "note": "\x1bc"}
    with deck([note("evil", "basic", fields)]) as opened:
        shown = sit(opened, ENTER, "q").shown
    assert not set(shown) & set("\x1b\x07\x9b")
    assert "red[31m" in shown


def test_colours_only_where_they_are_wanted() -> None:
    with deck([basic("one", quote="longest river")]) as opened:
        assert "\x1b" not in sit(opened, ENTER, "q").shown
        shown = sit(opened, ENTER, "q", colour=True).shown
    assert "\x1b[4m1 new\x1b[0m · 0 learning" in shown
    assert "is the \x1b[4mlongest river\x1b[0m of Kyrgyzstan." in shown
