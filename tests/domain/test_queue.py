"""What a study day asks first, what it waits for, and where its limits are."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kgstudy.domain.card import CardState, Learning, New, Relearning, Reviewing
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Mix
from kgstudy.domain.gathering import Due, Fresh, asked_at, asked_on
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.limits import DeckToday
from kgstudy.domain.memory import Memory
from kgstudy.domain.queue import Counts, build
from kgstudy.domain.review import Days, Seconds
from kgstudy.domain.scheduling import Now
from tests.domain.queued import (
    DAY_MS,
    KNOWN,
    NOW,
    PLAIN,
    TODAY,
    drained,
    fresh,
    later,
    one_deck,
    put_off,
    queue,
    review,
    step,
)


class TestWhatComesFirst:
    def test_a_step_that_is_due_comes_before_all(self) -> None:
        assert drained(queue(review(1), fresh(2), step(3, -1))) == [3, 1, 2]

    def test_steps_come_in_the_order_of_their_instants(self) -> None:
        assert drained(queue(step(1, -1), step(2, -5), step(3, -3))) == [2, 3, 1]

    def test_a_step_not_yet_due_waits_for_the_rest(self) -> None:
        assert drained(queue(step(1, 1), review(2), fresh(3))) == [2, 3, 1]

    def test_a_step_becomes_due_in_between(self) -> None:
        cards = queue(step(1, 5), review(2), review(3))
        cards.answered(CardId(2), KNOWN)
        assert cards.next(later(4)) == 3
        assert cards.next(later(5)) == 1

    def test_put_off_steps_come_before_reviews_the_oldest_first(self) -> None:
        cards = queue(review(1), put_off(2), put_off(3, waited=4))
        assert drained(cards) == [3, 2, 1]

    def test_asking_twice_gives_the_same_card(self) -> None:
        cards = queue(review(1), review(2))
        assert cards.next(NOW) == cards.next(NOW)

    def test_an_empty_queue(self) -> None:
        cards = queue()
        assert cards.next(NOW) is None
        assert cards.wait(NOW) is None
        assert cards.counts(NOW) == Counts(0, 0, 0)


class TestLearnAhead:
    @pytest.mark.parametrize(("minutes", "comes"), [(19, True), (20, True), (20.1, False)])
    def test_twenty_minutes_when_nothing_else_is_left(self, minutes: float, comes: bool) -> None:
        cards = queue(step(1, minutes))
        assert (cards.next(NOW) == 1) is comes
        assert cards.counts(NOW).learning == comes

    def test_it_can_be_switched_off(self) -> None:
        cards = build({}, [step(1, 0.5)], one_deck(PLAIN), PLAIN, NOW, learn_ahead=0)
        assert cards.next(NOW) is None
        assert cards.wait(NOW) == 30
        assert cards.next(later(0.5)) == 1

    def test_how_long_to_wait(self) -> None:
        cards = queue(step(1, 50), step(2, 45))
        assert cards.next(NOW) is None
        assert cards.wait(NOW) == 25 * 60
        assert cards.wait(later(20)) == 5 * 60
        assert cards.wait(Now(later(25).ms - 1, TODAY, 9999)) == 1
        assert cards.wait(later(25)) is None
        assert cards.next(later(25)) == 2

    def test_no_card_twice_in_a_row_while_another_is_on_its_steps(self) -> None:
        cards = queue(step(1, -1), step(2, 10))
        again = Learning(Memory(1, 5), NOW.ms, TODAY, Seconds(60), 0)
        cards.answered(CardId(1), again)
        assert cards.next(NOW) == 2
        assert cards.next(later(1)) == 1

    def test_but_the_only_one_comes_at_once(self) -> None:
        cards = queue(step(1, -1))
        cards.answered(CardId(1), Learning(Memory(1, 5), NOW.ms, TODAY, Seconds(60), 0))
        assert cards.next(NOW) == 1


class TestAnswered:
    @pytest.mark.parametrize(
        ("state", "stays"),
        [
            (Learning(Memory(1, 5), NOW.ms, TODAY, Seconds(600), 1), True),
            (Relearning(Memory(1, 5), NOW.ms, TODAY, Seconds(600), 0), True),
            (Learning(Memory(1, 5), NOW.ms, TODAY, Days(1), 1), False),
            (Reviewing(Memory(1, 5), NOW.ms, TODAY, Days(1)), False),
            (New(1), False),
        ],
    )
    @pytest.mark.parametrize("before", [fresh(1), review(1), put_off(1), step(1, -1), step(1, 5)])
    def test_a_card_goes_where_its_state_belongs(
        self, before: Fresh | Due, state: CardState, stays: bool
    ) -> None:
        cards = queue(before)
        cards.answered(CardId(1), state)
        assert cards.counts(NOW) == Counts(0, int(stays), 0)
        assert cards.next(NOW) == (1 if stays else None)
        assert cards.holds(CardId(1)) is stays

    def test_the_counts_go_down_by_kind(self) -> None:
        cards = queue(fresh(1), fresh(2), review(3), put_off(4), step(5, -1), step(6, 90))
        assert cards.counts(NOW) == Counts(new=2, learning=2, review=1)
        assert cards.counts(NOW).total == 5
        cards.answered(CardId(5), KNOWN)
        cards.answered(CardId(4), KNOWN)
        assert cards.counts(NOW) == Counts(new=2, learning=0, review=1)
        cards.answered(CardId(1), KNOWN)
        cards.answered(CardId(3), KNOWN)
        assert cards.counts(NOW) == Counts(new=1, learning=0, review=0)

    def test_removed_cards_do_not_come(self) -> None:
        cards = queue(fresh(1), review(2), step(3, -1), step(4, -1))
        cards.remove([CardId(3), CardId(2), CardId(77)])
        assert cards.counts(NOW) == Counts(1, 1, 0)
        assert drained(cards) == [4, 1]


class TestLimits:
    def test_of_one_deck(self) -> None:
        options = replace(PLAIN, new_per_day=2, reviews_per_day=3)
        cards: list[Fresh | Due] = [*map(fresh, range(1, 10)), *map(review, range(11, 20))]
        assert queue(*cards, options=options).counts(NOW) == Counts(2, 0, 3)

    def test_nothing_left(self) -> None:
        options = replace(PLAIN, new_per_day=0, reviews_per_day=0)
        assert drained(queue(fresh(1), review(2), options=options)) == []

    def test_steps_are_under_no_limit(self) -> None:
        options = replace(PLAIN, new_per_day=0, reviews_per_day=0)
        assert drained(queue(put_off(1), step(2, -1), options=options)) == [2, 1]

    def test_a_deck_above_caps_those_below(self) -> None:
        decks: Mapping[DeckId, DeckToday] = {
            DeckId(1): DeckToday(PLAIN, 0, None, 3, 1),
            DeckId(2): DeckToday(PLAIN, 1, DeckId(1), 2, 9),
            DeckId(3): DeckToday(PLAIN, 2, DeckId(1), 9, 9),
        }
        cards: list[Fresh | Due] = [
            *(fresh(number, deck=2) for number in range(1, 5)),
            *(fresh(number, deck=3) for number in range(5, 9)),
            *(review(number, deck=2) for number in range(11, 15)),
        ]
        came = queue(*cards, options=replace(PLAIN, mix=Mix.AFTER), decks=decks)
        assert came.counts(NOW) == Counts(new=3, learning=0, review=1)
        assert drained(came)[1:] == [1, 2, 5]

    def test_other_decks_are_passed_over(self) -> None:
        assert drained(queue(fresh(1, deck=7), review(2, deck=7), step(3, -1, deck=7))) == []


class TestWrongClock:
    @pytest.mark.parametrize(
        ("due", "answered_on", "asked"),
        [
            (TODAY, TODAY - 5, TODAY),
            (TODAY + 9, TODAY, TODAY + 9),
            (TODAY + 9, TODAY + 1, TODAY + 9),  # a journey westwards
            (TODAY + 9, TODAY + 2, TODAY),
            (TODAY + 375, TODAY + 365, TODAY),
        ],
    )
    def test_days(self, due: int, answered_on: int, asked: int) -> None:
        assert asked_on(StudyDay(due), StudyDay(answered_on), TODAY) == asked

    @pytest.mark.parametrize(
        ("due_at", "answered_at", "asked"), [(600, -400, 600), (600, 0, 600), (1600, 1000, 0)]
    )
    def test_within_the_day(self, due_at: int, answered_at: int, asked: int) -> None:
        assert asked_at(NOW.ms + due_at, NOW.ms + answered_at, NOW.ms) == NOW.ms + asked

    def test_a_card_answered_next_year_is_asked_today(self) -> None:
        assert drained(queue(review(1, waited=-365), review(2, waited=0))) == [1]

    def test_a_step_given_next_year_is_asked_at_once(self) -> None:
        ahead = step(1, 365 * 24 * 60)._replace(at=NOW.ms + 364 * DAY_MS)
        assert drained(queue(ahead, fresh(2))) == [1, 2]

    def test_a_card_due_later_is_passed_over(self) -> None:
        assert drained(queue(review(1, waited=3, interval=4))) == []
