"""What the decks of a tree still give today."""

import pytest

from kgstudy.domain.deck import Deck, Options
from kgstudy.domain.ids import DeckId, PresetId
from kgstudy.domain.limits import Allowance, DeckToday, decks_today

STRICT = Options(new_per_day=5, reviews_per_day=50)
USUAL = Options()
PRESETS = {PresetId(1): USUAL, PresetId(2): STRICT}


def deck(number: int, name: str, preset: int = 1) -> Deck:
    return Deck(DeckId(number), f"guid {number}", name, PresetId(preset))


HISTORY, KYRGYZ, LAKES, RIVERS = (
    deck(4, "history"),
    deck(1, "Kyrgyzstan"),
    deck(2, "Kyrgyzstan::Lakes", preset=2),
    deck(3, "Kyrgyzstan::Water::Rivers"),
)
TREE = (RIVERS, LAKES, HISTORY, KYRGYZ)


def left(today: dict[DeckId, DeckToday]) -> dict[int, tuple[int, int]]:
    return {deck: (each.new, each.reviews) for deck, each in today.items()}


def test_nothing_done_yet() -> None:
    today = decks_today(TREE, PRESETS, {})
    assert left(today) == {4: (20, 200), 1: (20, 200), 2: (5, 50), 3: (20, 200)}


def test_the_tree() -> None:
    """In the order of names; a deck whose parent is missing belongs to the next one above."""
    today = decks_today(TREE, PRESETS, {})
    assert [today[each.id].place for each in (HISTORY, KYRGYZ, LAKES, RIVERS)] == [0, 1, 2, 3]
    assert {deck: each.parent for deck, each in today.items()} == {4: None, 1: None, 2: 1, 3: 1}
    assert today[LAKES.id].options == STRICT


def test_what_was_done_counts_for_the_decks_above() -> None:
    done = {LAKES.id: (3, 10), RIVERS.id: (4, 20), KYRGYZ.id: (1, 2)}
    today = decks_today(TREE, PRESETS, done)
    assert left(today) == {4: (20, 200), 1: (12, 168), 2: (2, 40), 3: (16, 180)}


def test_more_than_the_limit_leaves_none() -> None:
    today = decks_today(TREE, PRESETS, {LAKES.id: (9, 70)})
    assert left(today)[LAKES.id] == (0, 0)


def test_a_chosen_deck_stands_alone_with_those_below_it() -> None:
    today = decks_today(TREE, PRESETS, {HISTORY.id: (20, 200)}, KYRGYZ.id)
    assert set(today) == {KYRGYZ.id, LAKES.id, RIVERS.id}
    only = decks_today(TREE, PRESETS, {KYRGYZ.id: (20, 200)}, LAKES.id)
    assert only == {LAKES.id: DeckToday(STRICT, 0, None, 5, 50)}


def test_a_name_that_only_begins_alike_is_another_deck() -> None:
    today = decks_today((KYRGYZ, deck(5, "Kyrgyzstan today")), PRESETS, {}, KYRGYZ.id)
    assert set(today) == {KYRGYZ.id}


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        ([2, 2, 2], [True, True, False]),
        ([1, 1, 1, 1], [True, True, True, False]),
        ([2, 1, 1, 2], [True, True, True, False]),
        ([3, 3, 3, 3], [True, True, True, False]),
        ([4, 1, 1, 1, 4], [True, True, True, True, False]),
    ],
)
def test_a_deck_gives_what_it_and_those_above_allow(asked: list[int], granted: list[bool]) -> None:
    parents = {DeckId(1): None, DeckId(2): DeckId(1), DeckId(3): DeckId(1), DeckId(4): None}
    limits = {DeckId(1): 3, DeckId(2): 2, DeckId(3): 10, DeckId(4): 1}
    allowance = Allowance(limits, parents)
    assert [allowance.take(DeckId(each)) for each in asked] == granted


def test_it_is_spent_when_no_deck_gives_any_more() -> None:
    parents = {DeckId(1): None, DeckId(2): DeckId(1), DeckId(3): None}
    allowance = Allowance({DeckId(1): 1, DeckId(2): 5, DeckId(3): 1}, parents)
    assert not allowance.spent
    allowance.take(DeckId(2))
    assert not allowance.spent
    allowance.take(DeckId(3))
    assert allowance.spent
    assert Allowance({DeckId(1): 0, DeckId(2): 5, DeckId(3): 0}, parents).spent
