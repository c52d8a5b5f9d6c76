"""What each kind of card makes of the fields of its note."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.card_types.choice import ChoiceFace, Option, options
from kgstudy.domain.card_types.ordering import OrderingFace, is_right, shuffled, verdict
from kgstudy.domain.card_types.typed import TypedFace

EXAMPLES = {
    "basic": {"front": "Capital?", "back": "<b>Bishkek</b>", "note": "Once Frunze."},
    "both-ways": {"front": "UN", "back": "United Nations", "note": ""},
    "cloze": {"text": "{{c1::Osh}} is {{c2::3000::how old?}} years old.", "note": "In 2000."},
    "typed": {
        "question": "When?",
        "answer": "2 March 1992",
        "also": "In <i>1992</i>\nspring &amp; so",
        "note": "",
    },
    "choice": {
        "question": "First?",
        "right": "Turkey",
        "wrong": "China\n<b>Russia</b>\n",
        "note": "And the USA.",
    },
    "ordering": {"question": "In time?", "items": "1991\n1992\n<i>1998</i>", "note": ""},
}


def face(kind: str, slot: int = 0) -> Face:
    return CARD_TYPES[kind].face(EXAMPLES[kind], slot)


def test_the_table_knows_each_kind_by_its_own_word() -> None:
    assert list(CARD_TYPES) == ["basic", "both-ways", "cloze", "typed", "choice", "ordering"]
    assert all(kind == card_type.kind and card_type.name for kind, card_type in CARD_TYPES.items())


@pytest.mark.parametrize("kind", CARD_TYPES)
def test_each_kind_takes_its_fields_and_misses_none(kind: str) -> None:
    card_type = CARD_TYPES[kind]
    example = EXAMPLES[kind]
    assert [field.name for field in card_type.fields] == list(example)
    assert card_type.problem(example) is None
    for field in card_type.fields:
        emptied = {**example, field.name: " <br> "}
        assert (card_type.problem(emptied) is not None) is field.required
        without = {name: html for name, html in example.items() if name != field.name}
        assert (card_type.problem(without) is not None) is field.required


@pytest.mark.parametrize("kind", CARD_TYPES)
def test_a_note_may_be_left_out(kind: str) -> None:
    without = {name: html for name, html in EXAMPLES[kind].items() if name not in ("note", "also")}
    slot = CARD_TYPES[kind].slots(without)[0]
    assert CARD_TYPES[kind].face(without, slot).note == ""


def test_basic_shows_the_front_then_the_back() -> None:
    assert CARD_TYPES["basic"].slots(EXAMPLES["basic"]) == (0,)
    assert face("basic") == Face("Capital?", "<b>Bishkek</b>", "Once Frunze.")
    assert CARD_TYPES["basic"].answer_text(EXAMPLES["basic"], 0) == "Bishkek"


def test_a_picture_or_a_sound_is_not_nothing() -> None:
    problem = CARD_TYPES["basic"].problem
    assert problem({"front": '<img src="flag.png">', "back": "[sound:anthem.mp3]"}) is None
    assert (
        problem({"front": "&nbsp;", "back": "x"}) == "The question is empty: write something there."
    )


def test_both_ways_asks_each_side_for_the_other() -> None:
    assert CARD_TYPES["both-ways"].slots(EXAMPLES["both-ways"]) == (0, 1)
    assert face("both-ways", 0) == Face("UN", "United Nations", "")
    assert face("both-ways", 1) == Face("United Nations", "UN", "")


def test_typed_accepts_further_answers_as_plain_text() -> None:
    shown = face("typed")
    assert isinstance(shown, TypedFace)
    assert shown.accepted == ("2 March 1992", "In 1992", "spring & so")
    assert (shown.question, shown.answer) == ("When?", "2 March 1992")


def test_a_picture_cannot_be_typed() -> None:
    fields = {"question": "Which flag?", "answer": '<img src="flag.png">'}
    assert CARD_TYPES["typed"].problem(fields) is not None


def test_choice_mixes_right_and_wrong() -> None:
    shown = face("choice")
    assert isinstance(shown, ChoiceFace)
    assert (shown.right, shown.wrong, shown.answer) == (
        "Turkey",
        ("China", "<b>Russia</b>"),
        "Turkey",
    )
    drawn = options(shown, Random(5))
    assert drawn == options(shown, Random(5))
    assert set(drawn) == {
        Option("Turkey", True),
        Option("China", False),
        Option("<b>Russia</b>", False),
    }
    orders = {options(shown, Random(seed)) for seed in range(60)}
    assert len(orders) == 6


def test_choice_wants_answers_that_differ() -> None:
    fields = {"question": "First?", "right": "Turkey", "wrong": "China\n<b>Turkey</b>"}
    assert CARD_TYPES["choice"].problem(fields) == (
        "“Turkey” is among the answers twice: change one."
    )
    pictures = {"question": "Flag?", "right": '<img src="a.png">', "wrong": '<img src="b.png">'}
    assert CARD_TYPES["choice"].problem(pictures) is None


def test_ordering_holds_its_items_in_their_order() -> None:
    shown = face("ordering")
    assert isinstance(shown, OrderingFace)
    assert shown.items == ("1991", "1992", "<i>1998</i>")
    assert shown.answer == "<ol><li>1991</li><li>1992</li><li><i>1998</i></li></ol>"
    assert CARD_TYPES["ordering"].answer_text(EXAMPLES["ordering"], 0) == "1991 → 1992 → 1998"


@pytest.mark.parametrize(
    ("items", "fine"), [("1991", False), ("1991\n1992", True), ("1991\n1992\n1991", False)]
)
def test_ordering_wants_two_items_or_more_and_none_twice(items: str, fine: bool) -> None:
    problem = CARD_TYPES["ordering"].problem({"question": "In time?", "items": items})
    assert (problem is None) is fine


@given(st.integers(0, 12), st.integers())
def test_items_are_never_handed_out_in_their_right_order(count: int, seed: int) -> None:
    drawn = shuffled(["item"] * count, Random(seed))
    assert sorted(drawn) == list(range(count))
    assert is_right(drawn) is (count < 2)


def test_ordering_says_which_places_are_right() -> None:
    assert verdict((0, 2, 1, 3)) == (True, False, False, True)
    assert not is_right((0, 2, 1, 3))
    assert is_right((0, 1, 2, 3))
