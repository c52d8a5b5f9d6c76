"""Cards of one note keep out of each other's way."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kgstudy.domain.deck import Options
from kgstudy.domain.gathering import Due, Fresh
from kgstudy.domain.ids import DeckId
from kgstudy.domain.limits import DeckToday
from tests.domain.queued import (
    PLAIN,
    drained,
    fresh,
    put_off,
    queue,
    review,
    step,
)


class TestSiblings:
    BURYING = Options(bury_new=True, bury_reviews=True, bury_learning=True)

    def test_one_new_card_of_a_note_a_day(self) -> None:
        cards = (fresh(1, note=5), fresh(2, note=5), fresh(3, note=6))
        assert drained(queue(*cards, options=self.BURYING)) == [1, 3]
        assert drained(queue(*cards)) == [1, 2, 3]

    def test_one_review_of_a_note_a_day(self) -> None:
        cards = (review(1, note=5, waited=12), review(2, note=5), review(3, note=6))
        assert drained(queue(*cards, options=self.BURYING)) == [1, 3]
        assert sorted(drained(queue(*cards))) == [1, 2, 3]

    def test_a_hidden_card_uses_up_no_limit(self) -> None:
        options = replace(self.BURYING, new_per_day=2)
        cards = (fresh(1, note=5), fresh(2, note=5), fresh(3, note=6))
        assert drained(queue(*cards, options=options)) == [1, 3]

    def test_a_card_kept_out_by_a_limit_hides_none(self) -> None:
        options = replace(self.BURYING, reviews_per_day=0)
        assert drained(queue(review(1, note=5), fresh(2, note=5), options=options)) == [2]

    @pytest.mark.parametrize(
        ("first", "hidden", "switch"),
        [
            (step(1, -1, note=5), fresh(2, note=5), "bury_new"),
            (step(1, -1, note=5), review(2, note=5), "bury_reviews"),
            (step(1, -1, note=5), put_off(2, note=5), "bury_learning"),
            (put_off(1, note=5), review(2, note=5), "bury_reviews"),
            (put_off(1, note=5), fresh(2, note=5), "bury_new"),
            (review(1, note=5), fresh(2, note=5), "bury_new"),
        ],
    )
    def test_each_kind_has_its_switch(self, first: Due, hidden: Fresh | Due, switch: str) -> None:
        only = Options(bury_new=False, bury_reviews=False, bury_learning=False)
        assert drained(queue(first, hidden, options=only)) == [1, 2]
        match switch:
            case "bury_new":
                only = replace(only, bury_new=True)
            case "bury_reviews":
                only = replace(only, bury_reviews=True)
            case _:
                only = replace(only, bury_learning=True)
        assert drained(queue(first, hidden, options=only)) == [1]

    def test_steps_within_the_day_are_never_hidden(self) -> None:
        cards = (step(1, -2, note=5), step(2, -1, note=5))
        assert drained(queue(*cards, options=self.BURYING)) == [1, 2]

    @pytest.mark.parametrize("card", [fresh(2, note=5), review(2, note=5), put_off(2, note=5)])
    def test_a_sibling_answered_today_hides_it(self, card: Fresh | Due) -> None:
        hidden = queue(card, options=self.BURYING, answered_today=[(5, 1)])
        assert drained(hidden) == []
        assert drained(queue(card, answered_today=[(5, 1)])) == [2]

    def test_a_card_does_not_hide_itself(self) -> None:
        """It was answered, and put back to today by hand."""
        cards = queue(review(2, note=5), options=self.BURYING, answered_today=[(5, 2)])
        assert drained(cards) == [2]

    def test_the_deck_of_the_card_decides(self) -> None:
        decks: Mapping[DeckId, DeckToday] = {
            DeckId(1): DeckToday(PLAIN, 0, None, 20, 200),
            DeckId(2): DeckToday(self.BURYING, 1, None, 20, 200),
        }
        cards = (fresh(1, note=5), fresh(2, note=5, deck=2), fresh(3, note=5))
        assert drained(queue(*cards, decks=decks)) == [1, 3]
