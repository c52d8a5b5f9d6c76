"""Cloze texts: gaps within gaps, gaps that share a number, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.cloze import Gap, parse

CLOZE = CARD_TYPES["cloze"]


def gap(words: str) -> str:
    return f'<span class="gap">{words}</span>'


@pytest.mark.parametrize(
    ("text", "slot", "question", "answer"),
    [
        ("{{c1::Osh}} is old.", 1, gap("[…]") + " is old.", gap("Osh") + " is old."),
        ("{{c1::Osh::city}} is old.", 1, gap("[city]") + " is old.", gap("Osh") + " is old."),
        (
            "{{c1::Osh}} is {{c2::3000}}.",
            2,
            "Osh is " + gap("[…]") + ".",
            "Osh is " + gap("3000") + ".",
        ),
        (
            "{{c1::Osh}} and {{c1::Uzgen::town}}",
            1,
            gap("[…]") + " and " + gap("[town]"),
            gap("Osh") + " and " + gap("Uzgen"),
        ),
        (
            "{{c1::on {{c2::2 March}} 1992}}",
            2,
            "on " + gap("[…]") + " 1992",
            "on " + gap("2 March") + " 1992",
        ),
        ("{{c1::on {{c2::2 March}} 1992}}", 1, gap("[…]"), gap("on 2 March 1992")),
        ("{{c1::{{c2::Osh}}::town}}", 1, gap("[town]"), gap("Osh")),
        (
            "{{c1,2::Osh}} {{c2::x}}",
            2,
            gap("[…]") + " " + gap("[…]"),
            gap("Osh") + " " + gap("x"),
        ),
        ("{{c1,2::Osh}} {{c2::x}}", 1, gap("[…]") + " x", gap("Osh") + " x"),
        ("{{c1::<b>Osh</b>::<i>t</i>}}", 1, gap("[<i>t</i>]"), gap("<b>Osh</b>")),
        ("{{c1::a::b::c}}", 1, gap("[b::c]"), gap("a")),
        (
            "}} {{c1::a}} }} {{x}}",
            1,
            "}} " + gap("[…]") + " }} {{x}}",
            "}} " + gap("a") + " }} {{x}}",
        ),
        ("{{c1::a}} {{c2::open", 1, gap("[…]") + " {{c2::open", gap("a") + " {{c2::open"),
        ("{{c2::open {{c1::a}}", 1, "{{c2::open " + gap("[…]"), "{{c2::open " + gap("a")),
        ("std::map {{c1::a}}", 1, "std::map " + gap("[…]"), "std::map " + gap("a")),
    ],
)
def test_asked_gaps_open_and_all_others_are_filled(
    text: str, slot: int, question: str, answer: str
) -> None:
    face = CLOZE.face({"text": text}, slot)
    assert (face.question, face.answer) == (question, answer)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("none", ()),
        ("{{c2::b}} {{c1::a}} {{c2::c}}", (1, 2)),
        ("{{c1::a {{c3::b}}}} {{c2,7::c}}", (1, 2, 3, 7)),
        ("{{c0::a}}", ()),
        ("{{c1::a", ()),
        ("{{c::a}} {{c1:a}} {{C1::a}} {c1::a}", ()),
    ],
)
def test_each_number_is_a_card(text: str, slots: tuple[int, ...]) -> None:
    assert CLOZE.slots({"text": text}) == slots


def test_lists_show_the_gap_and_the_words_in_it() -> None:
    fields = {"text": "<b>{{c1::Osh}}</b> and {{c1::<i>Uzgen</i>::town}} in {{c2::the south}}"}
    assert CLOZE.question_text(fields, 1) == "[…] and [town] in the south"
    assert CLOZE.answer_text(fields, 1) == "Osh, Uzgen"
    assert CLOZE.answer_text(fields, 2) == "the south"


def test_the_words_of_a_gap_stand_apart_from_its_number_and_hint() -> None:
    assert parse("in {{c1,2::{{c3::March}} 1992::when}}.") == (
        "in ",
        Gap((1, 2), (Gap((3,), ("March",), ""), " 1992"), "when"),
        ".",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The text is empty: write something there."),
        ("no gap", "The text has no gap: mark the words to ask for."),
        ("{{c1::a}} {{c2:: ::hint}}", "Gap 2 is empty: write the words it hides."),
    ],
)
def test_says_what_is_wrong_with_a_text(text: str, said: str) -> None:
    assert CLOZE.problem({"text": text}) == said


def test_a_picture_can_be_hidden() -> None:
    assert CLOZE.problem({"text": '{{c1::<img src="flag.png">}}'}) is None


scraps = st.lists(st.sampled_from(["{{c1::", "{{c2,3::", "}}", "::", "a", " ", "{{", "c1::"]))


@given(st.text() | scraps.map("".join))
def test_any_text_can_be_read_and_none_of_its_words_is_lost(text: str) -> None:
    for slot in (1, 2, 3):
        face = CLOZE.face({"text": text}, slot)
        if not CLOZE.slots({"text": text}) and "{{c0" not in text:
            assert face.question == face.answer == text
    assert sum(part.count("a") for part in _words(parse(text))) == text.count("a")


def _words(parts: tuple[str | Gap, ...]) -> list[str]:
    words: list[str] = []
    for part in parts:
        words += [part] if isinstance(part, str) else [part.hint, *_words(part.parts)]
    return words


def test_thousands_of_gaps_within_each_other_are_no_harm() -> None:
    text = "{{c1::" * 10_000 + "a" + "}}" * 10_000
    assert CLOZE.slots({"text": text}) == (1,)
    assert CLOZE.face({"text": text}, 1).question.startswith(gap("[…]")[:18])
