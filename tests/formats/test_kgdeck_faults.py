"""What is wrong with a deck is told with its line and its cure; the rest of the deck is read."""

from textwrap import dedent

import pytest

from kgstudy.domain.errors import UserError
from tests.formats.deck_texts import read

GOOD = "Q: good\nA: card ^good"

FAULTS = {
    "a question without an answer": ("Q: a\nN: b ^x", 1, "no answer"),
    "a question before a question": ("Q: a\n\nQ: b\nA: c ^x", 1, "no answer"),
    "a front without a back": ("F: a ^x", 1, "no back"),
    "an answer without a question": ("A: a ^x", 1, "A: belongs to no card"),
    "a note after the mark": ("Q: a\nA: b ^x\nN: c", 3, "N: belongs to no card"),
    "two answers": ("Q: a\nA: b\nA: c ^x", 3, "second A:"),
    "two notes": ("Q: a\nA: b\nN: c\nN: d ^x", 4, "second N:"),
    "answers of two kinds": ("Q: a\nA: b\nT: c ^x", 1, "A: and T: are answers of different kinds"),
    "only wrong answers": ("Q: a\nX: b\nX: c ^x", 1, "only wrong answers"),
    "one item to order": ("Q: a\nO: b ^x", 1, "only one item"),
    "an item twice": ("Q: a\nO: b\nO: b ^x", 1, "twice"),
    "the right answer among the wrong": ("Q: a\nA: b\nX: b ^x", 1, "twice"),
    "a back for a question": ("Q: a\nB: b ^x", 2, "B: does not go with Q:"),
    "an answer for a cloze": ("C: [a]\nA: b ^x", 2, "A: does not go with C:"),
    "an empty question": ("Q:\nA: b ^x", 1, "nothing after Q:"),
    "an empty answer": ("Q: a\nA: ^x", 2, "nothing after A:"),
    "an empty wrong answer": ("Q: a\nA: b\nX: &nbsp; ^x", 3, "nothing after X:"),
    "a cloze without a gap": ("C: a\nb ^x", 1, "no gap"),
    "an empty gap": ("C: a [] ^x", 1, "empty"),
    "a gap that is not closed": ("C: a\nb [c ^x", 2, "not closed"),
    "a bracket that closes nothing": ("C: [a]\nb ] ^x", 2, "closes nothing"),
    "a gap in a hint": ("C: [a | [b]] ^x", 1, "hint holds no gap"),
    "gaps too deep": ("C: " + "[a" * 11 + "]" * 11 + " ^x", 1, "10 deep"),
    "the same id twice": ("Q: a\nA: b ^x\n\nQ: c\nA: d ^x", 4, "^x is on line 1 already"),
    "the same guid twice": ("C: [a] ^=x\n\nC: [b] ^=x", 3, "^=x is on line 1 already"),
    "the same card twice": ("Q: a\nA: b\n---\nQ: a\nA:  b", 4, "on line 1 already"),
}


@pytest.mark.parametrize(("text", "line", "why"), FAULTS.values(), ids=FAULTS)
def test_a_bad_card_stays_out_and_the_rest_comes_in(text: str, line: int, why: str) -> None:
    found = read(f"{text}\n\n---\n\n{GOOD}\n")
    (problem,) = found.problems
    assert (problem.place.file, problem.place.line) == ("deck.md", line)
    assert why in problem.why
    assert found.notes[-1].guid == "deck/good"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("no such words", "not in the lesson"),
        ("[a] b [c]", r"write \[ and \]"),
        ("a ] b", r"write \[ and \]"),
        ("[] b", r"write \[ and \]"),
        ("![](x.png)", "not in the lesson"),
    ],
)
def test_words_that_are_not_in_the_lesson(told: str, why: str) -> None:
    """The card comes in all the same, from nowhere."""
    found = read(f"The lesson.\n\nQ: a\nA: b\nS: {told} ^x\n")
    (problem,) = found.problems
    assert problem.place.line == 5
    assert why in problem.why
    assert [note.source for note in found.notes] == [None]


def test_a_card_that_lacks_its_id_does_not_swallow_the_lesson() -> None:
    text = f"{GOOD}\n\nQ: a\nA: b\n\nThe lesson goes on,\nand on.\n\n\nQ: c\nA: d ^c"
    found = read(text)
    (problem,) = found.problems
    assert problem.place.line == 4
    assert "runs on to line 8" in problem.why
    assert [note.guid for note in found.notes] == ["deck/good", "deck/c"]


def test_a_card_may_lack_its_id_where_a_line_ends_it() -> None:
    found = read(f"{GOOD}\n\nQ: a\nA: b\n\nmore\n---\nThe lesson.")
    assert found.problems == ()
    assert found.notes[1].fields["back"] == "b<br><br>more"


def test_a_word_that_no_deck_has_in_its_head() -> None:
    found = read('---\nname = "a"\nlang = "ky"\n---\n' + GOOD)
    (problem,) = found.problems
    assert problem.place.line == 3
    assert "no “lang”" in problem.why
    assert len(found.notes) == 1


REFUSED = {
    "a head that never ends": ('---\nname = "a"\nQ: a\nA: b', 1, "never ends"),
    "a head in another language": ("---\nid = 'x'\nname: a\n---\n", 3, "no TOML"),
    "a name that is no text": ("---\nid = 'x'\nname = 5\n---\n", 3, "name is not a text"),
    "an empty id": ("---\nid = ' '\n---\n", 2, "id is not a text"),
    "a table for a name": ("---\n[name]\na = 1\n---\n", 2, "name is not a text"),
    "a language by its name": ("---\nlanguage = 'кыргызча'\n---\n", 2, "language is no code"),
    "a head without bottom": ("---\na = " + "[" * 5000 + "\n---\n", 1, "no TOML"),
    "a head too long": ("---\n" + "# long\n" * 20_000 + "---\n", 1, "too long"),
    "a comment that never ends": ("a\n\n <!-- b\nc", 3, "comment that begins here never ends"),
    "a line too long": ("a\n" + "b" * 1_000_001, 2, "more than 1,000,000 characters"),
    "too many lines": ("\n" * 1_000_001, None, "more than 1,000,000 lines"),
}


@pytest.mark.parametrize(("text", "line", "why"), REFUSED.values(), ids=REFUSED)
def test_a_deck_that_is_at_fault_as_a_whole(text: str, line: int | None, why: str) -> None:
    with pytest.raises(UserError, match=why) as caught:
        read(dedent(text))
    place = caught.value.place
    assert place is not None
    assert (place.file, place.line) == ("deck.md", line)
