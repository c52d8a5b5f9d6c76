"""In which order reviews and new cards come, and how they are mixed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Mix, NewOrder, ReviewOrder
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.gathering import Due, Fresh, mixed
from kgstudy.domain.ids import DeckId
from kgstudy.domain.limits import DeckToday
from tests.domain.queued import (
    NOW,
    PLAIN,
    TODAY,
    drained,
    fresh,
    queue,
    review,
)


class TestReviewOrder:
    DECKS: Mapping[DeckId, DeckToday] = {
        DeckId(number): DeckToday(PLAIN, place, None, 20, 200)
        for place, number in enumerate((2, 1))
    }
    CARDS = (
        review(11, deck=1, waited=10, interval=10, stability=10, difficulty=3),  # due today
        review(12, deck=2, waited=13, interval=10, stability=40, difficulty=7),  # 3 days late
        review(13, deck=1, waited=33, interval=30, stability=20, difficulty=5),  # 3 days late
        review(14, deck=2, waited=6, interval=2, stability=2, difficulty=9),  # 4 days late
    )

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            (ReviewOrder.DUE_THEN_DECK, [14, 12, 13, 11]),
            (ReviewOrder.DECK_THEN_DUE, [14, 12, 13, 11]),
            (ReviewOrder.INTERVAL_LONGEST, [13, {11, 12}, 14]),
            (ReviewOrder.INTERVAL_SHORTEST, [14, {11, 12}, 13]),
            (ReviewOrder.EASIEST, [11, 13, 12, 14]),
            (ReviewOrder.HARDEST, [14, 12, 13, 11]),
            (ReviewOrder.RECALL_LOWEST, [14, 13, 11, 12]),
            (ReviewOrder.RECALL_HIGHEST, [12, 11, 13, 14]),
            (ReviewOrder.OVERDUE, [14, 12, 13, 11]),
            (ReviewOrder.ADDED, [11, 12, 13, 14]),
            (ReviewOrder.ADDED_LAST, [14, 13, 12, 11]),
            (ReviewOrder.DUE, [14, {12, 13}, 11]),
            (ReviewOrder.RANDOM, [{11, 12, 13, 14}]),
        ],
    )
    def test_each(self, order: ReviewOrder, expected: Sequence[int | set[int]]) -> None:
        """Where cards are equal (a set), a draw decides, and another one on another day."""
        ties = set[tuple[int, ...]]()
        for number in range(40):
            now = replace(NOW, day=StudyDay(TODAY + number))
            aged = [
                card._replace(
                    day=StudyDay(card.day + number), due_day=StudyDay(card.due_day + number)
                )
                for card in self.CARDS
            ]
            options = replace(PLAIN, review_order=order)
            came = drained(queue(*aged, options=options, decks=self.DECKS, now=now))
            ties.add(tuple(came))
            for each in expected:
                group = each if isinstance(each, set) else {each}
                assert {came.pop(0) for _ in group} == group
        assert len(ties) > 1 if any(isinstance(each, set) for each in expected) else len(ties) == 1

    def test_every_order_is_tried_here(self) -> None:
        marks = type(self).test_each.pytestmark  # type: ignore[attr-defined]
        assert {order for order, _ in marks[0].args[1]} == set(ReviewOrder)

    def test_deck_before_due(self) -> None:
        options = replace(PLAIN, review_order=ReviewOrder.DECK_THEN_DUE)
        cards = (review(1, deck=1, waited=50), review(2, deck=2, waited=11))
        assert drained(queue(*cards, options=options, decks=self.DECKS)) == [2, 1]

    def test_the_limit_takes_the_first_of_the_order(self) -> None:
        options = replace(PLAIN, review_order=ReviewOrder.HARDEST, reviews_per_day=2)
        cards = [card._replace(deck_id=DeckId(1)) for card in self.CARDS]
        assert drained(queue(*cards, options=options)) == [14, 12]

    def test_a_restart_keeps_the_order(self) -> None:
        options = replace(PLAIN, review_order=ReviewOrder.RANDOM)
        cards = [review(number) for number in range(1, 50)]
        order = drained(queue(*cards, options=options))
        shuffled = Random(1).sample(cards, len(cards))
        assert drained(queue(*shuffled, options=options)) == order
        assert drained(queue(*shuffled[7:], options=options)) == [
            card for card in order if card in {each.card_id for each in shuffled[7:]}
        ]


class TestNewOrder:
    CARDS = tuple(fresh(number, position=100 - number) for number in range(1, 11))

    def test_by_position(self) -> None:
        assert drained(queue(*self.CARDS)) == list(range(10, 0, -1))

    def test_random(self) -> None:
        options = replace(PLAIN, new_order=NewOrder.RANDOM)
        order = drained(queue(*self.CARDS, options=options))
        assert sorted(order) == list(range(1, 11))
        assert order not in (list(range(1, 11)), list(range(10, 0, -1)))
        tomorrow = replace(NOW, day=StudyDay(TODAY + 1))
        assert drained(queue(*self.CARDS, options=options, now=tomorrow)) != order


class TestMix:
    CARDS: Sequence[Fresh | Due] = (
        *(review(number, difficulty=number) for number in range(1, 5)),
        fresh(11),
        fresh(12),
    )

    @pytest.mark.parametrize(
        ("mix", "expected"),
        [
            (Mix.BEFORE, [11, 12, 1, 2, 3, 4]),
            (Mix.AFTER, [1, 2, 3, 4, 11, 12]),
            (Mix.MIXED, [1, 11, 2, 3, 12, 4]),
        ],
    )
    def test_where_new_cards_stand(self, mix: Mix, expected: list[int]) -> None:
        options = replace(PLAIN, mix=mix, review_order=ReviewOrder.EASIEST)
        assert drained(queue(*self.CARDS, options=options)) == expected

    @given(many=st.integers(0, 60), few=st.integers(0, 60))
    def test_evenly(self, many: int, few: int) -> None:
        both = mixed(["many"] * many, ["few"] * few)
        assert Counter(both) == Counter(many=many, few=few)
        for end in range(1, len(both) + 1):
            expected = end * few / (many + few)
            assert abs(both[:end].count("few") - expected) <= 1


def test_recall_is_told_by_the_parameters_of_the_cards_own_deck() -> None:
    sharp = replace(PLAIN, parameters=(*DEFAULT_PARAMETERS[:20], 0.8))
    decks: Mapping[DeckId, DeckToday] = {
        DeckId(1): DeckToday(PLAIN, 0, None, 20, 200),
        DeckId(2): DeckToday(sharp, 1, None, 20, 200),
    }
    cards = (review(1, deck=1, waited=90), review(2, deck=2, waited=90))
    lowest = replace(PLAIN, review_order=ReviewOrder.RECALL_LOWEST)
    assert drained(queue(*cards, options=lowest, decks=decks)) == [2, 1]
