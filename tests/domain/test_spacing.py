"""Cards of one note do not follow each other where others can come between."""

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.ids import CardId, NoteId
from kgstudy.domain.spacing import apart

NOTES = st.lists(st.integers(0, 8), max_size=60)
GAPS = st.integers(1, 12)


def cards(notes: list[int]) -> list[tuple[CardId, NoteId]]:
    return [(CardId(place), NoteId(note)) for place, note in enumerate(notes)]


def spaced(notes: list[int], gap: int) -> list[int]:
    return [notes[card] for card in apart(cards(notes), gap)]


def test_sisters_wait_for_the_others() -> None:
    assert spaced([1, 1, 2, 2, 3, 3], 2) == [1, 2, 3, 1, 2, 3]
    assert spaced([1, 1, 1, 2, 3, 4, 5], 1) == [1, 2, 1, 3, 1, 4, 5]
    assert spaced([1, 1, 1], 5) == [1, 1, 1]


@given(st.lists(st.integers(), unique=True), GAPS)
def test_cards_of_different_notes_stay_in_their_order(notes: list[int], gap: int) -> None:
    assert spaced(notes, gap) == notes


@given(NOTES, GAPS)
def test_every_card_comes_once_and_sisters_in_their_order(notes: list[int], gap: int) -> None:
    asked = apart(cards(notes), gap)
    assert sorted(asked) == list(range(len(notes)))
    for note in set(notes):
        own = [card for card in asked if notes[card] == note]
        assert own == sorted(own)


@given(NOTES, GAPS)
def test_a_sister_comes_early_only_where_nothing_else_is_left(notes: list[int], gap: int) -> None:
    asked = spaced(notes, gap)
    for at, note in enumerate(asked):
        recent = set(asked[max(0, at - gap) : at])
        if note in recent:
            assert set(asked[at:]) <= recent


@given(NOTES, GAPS)
def test_no_card_is_passed_by_more_than_those_that_rest_are(notes: list[int], gap: int) -> None:
    """What can be asked comes in its order: only a card whose note was just asked is passed."""
    asked = apart(cards(notes), gap)
    for at, card in enumerate(asked):
        recent = {notes[each] for each in asked[max(0, at - gap) : at]}
        if notes[card] not in recent:
            passed = [each for each in asked[at + 1 :] if each < card]
            assert all(notes[each] in recent for each in passed)
