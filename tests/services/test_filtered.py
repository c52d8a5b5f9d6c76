"""Studying out of turn: practice changes nothing, an early answer is a real one."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.card import Reviewing, Studied
from kgstudy.domain.deck import Options
from kgstudy.domain.ids import CardId
from kgstudy.domain.review import Days, Rating, Seconds
from kgstudy.services import cards as tended
from kgstudy.services import filtered, listing
from kgstudy.services.filtered import Order, Wish
from kgstudy.services.sitting import Plan
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity, reviews
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note
from tests.fake_clock import FakeClock

RATINGS = st.sampled_from(Rating)
NO_STEPS = Options(learning_steps=(), relearning_steps=())


def states(opened: Collection) -> list[object]:
    return [card for card, _ in cards.every(opened)]


def every(opened: Collection) -> tuple[CardId, ...]:
    return tuple(card.id for card, _ in cards.every(opened))


def known(opened: Collection, clock: FakeClock, size: int = 3) -> None:
    """Cards answered Easy on one day, the last ones later in the day."""
    deck_of(opened, size, NO_STEPS)
    study = Study(opened)
    while study.shown is not None:
        study.answer(Rating.EASY, 1000)
        clock.advance(timedelta(minutes=1))


def test_practice_asks_again_what_was_not_known_and_ends_with_the_rest() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        known(opened, clock)
        first, second, third = every(opened)
        study = Study(opened, plan=Plan((second, third, first), practice=True))
        asked = []
        for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD, Rating.GOOD):
            assert study.shown is not None
            asked.append(study.shown.card.id)
            study.answer(rating, 1000)
        assert asked == [second, third, first, third, third]
        assert study.shown is None
        assert study.summary().cards == 3


def test_practice_says_what_each_answer_leads_to() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        study = Study(opened, plan=Plan(every(opened), practice=True))
        assert study.shown is not None
        assert study.shown.intervals == {
            Rating.AGAIN: Seconds(60),
            Rating.HARD: Seconds(600),
            Rating.GOOD: None,
            Rating.EASY: None,
        }


@given(st.lists(RATINGS, max_size=12), st.lists(RATINGS, max_size=12), st.integers(0, 9))
def test_practice_leaves_every_card_as_it_was(
    before: list[Rating], practised: list[Rating], days: int
) -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 4)
        study = Study(opened)
        for rating in before:
            if study.shown is not None:
                study.answer(rating, 1000)
        clock.advance(timedelta(days=days))
        kept, waiting = states(opened), Study(opened).counts
        practice = Study(opened, plan=Plan(every(opened), practice=True))
        for rating in practised:
            if practice.shown is not None:
                practice.answer(rating, 1000)
                clock.advance(timedelta(seconds=20))
        assert states(opened) == kept
        assert integrity.recomputed(opened) == ()
        assert Study(opened).counts == waiting


def test_undo_brings_the_practised_card_back_to_the_table() -> None:
    with collection() as opened:
        deck_of(opened, 2)
        first, second = every(opened)
        study = Study(opened, plan=Plan((first, second), practice=True))
        study.answer(Rating.GOOD, 1000)
        study.answer(Rating.AGAIN, 1000)
        for card in (second, first):
            study.undo()
            assert study.shown is not None
            assert study.shown.card.id == card
        assert not reviews.any_of(opened)
        study.redo()
        assert study.shown is not None
        assert study.shown.card.id == second


def test_a_practice_goes_on_where_it_was_after_something_was_changed_elsewhere() -> None:
    with collection() as opened:
        deck_of(opened, 3)
        first, second, third = every(opened)
        study = Study(opened, plan=Plan((first, second, third), practice=True))
        study.answer(Rating.AGAIN, 1000)
        study.answer(Rating.GOOD, 1000)
        study.refresh()
        assert study.counts.total == 2
        tended.suspend(opened, [third])
        study.refresh()
        assert study.shown is not None
        assert study.shown.card.id == first


def test_an_early_answer_is_real_and_counts_the_days_that_have_passed() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        known(opened, clock, 1)
        ((before, _),) = cards.every(opened)
        assert isinstance(before.state, Reviewing)
        assert isinstance(before.state.interval, Days)
        clock.advance(timedelta(days=2))
        assert before.state.interval.count > 3
        study = Study(opened, plan=Plan((before.id,), practice=False))
        assert study.shown is not None
        promised = study.shown.intervals[Rating.GOOD]
        study.answer(Rating.GOOD, 1000)
        ((after, _),) = cards.every(opened)
        assert isinstance(after.state, Studied)
        assert after.state.interval == promised
        assert after.state.memory == fsrs.next_memory(
            before.state.memory, Rating.GOOD, 2, fsrs.DEFAULT_PARAMETERS
        )
        assert after.reps == 2
        assert integrity.recomputed(opened) == ()
        study.undo()
        assert next(cards.every(opened))[0] == before


def test_an_early_answer_that_was_wrong_comes_again_on_its_steps() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        known(opened, clock, 2)
        first, second = every(opened)
        deck_of(opened, 0, Options())
        study = Study(opened, plan=Plan((first, second), practice=False))
        study.answer(Rating.AGAIN, 1000)
        study.answer(Rating.GOOD, 1000)
        assert study.shown is not None
        assert study.shown.card.id == first
        assert not study.practises


def test_an_early_review_takes_nothing_from_the_limit_of_the_day() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 3, NO_STEPS)
        for rating in (Rating.GOOD, Rating.GOOD, Rating.EASY):
            Study(opened).answer(rating, 1000)
            clock.advance(timedelta(minutes=1))
        first, second, early = every(opened)
        ((good, _), *_) = cards.every(opened)
        assert isinstance(good.state, Studied)
        clock.advance(timedelta(days=good.state.due_day - good.state.day))
        deck_of(opened, 0, replace(NO_STEPS, reviews_per_day=1))
        tended.set_due(opened, [second], "0")
        assert Study(opened).counts.review == 1
        Study(opened, plan=Plan((early,), practice=False)).answer(Rating.GOOD, 1000)
        assert Study(opened).counts.review == 1
        Study(opened, plan=Plan((first,), practice=False)).answer(Rating.GOOD, 1000)
        assert Study(opened).counts.review == 0


def test_siblings_and_limits_hide_nothing_that_was_chosen() -> None:
    with collection() as opened:
        both = note("b", "both-ways", {"front": "a", "back": "b", "note": ""})
        deck_of(opened, [both, basic("n")], Options(new_per_day=1))
        study = Study(opened, plan=Plan(every(opened), practice=False))
        assert study.counts.new == 3


def test_what_is_suspended_or_buried_stays_away_and_is_counted() -> None:
    with collection() as opened:
        deck_of(opened, 5)
        first, second, *others = every(opened)
        tended.suspend(opened, [first])
        tended.bury(opened, [second])
        found = filtered.find(opened, Wish("deck:Rivers", Order.OLDEST, 2))
        assert found.plan.cards == tuple(others[:2])
        assert (found.away, found.beyond) == (2, 1)


@pytest.mark.parametrize("order", Order)
def test_every_order_gives_every_card_once(order: Order) -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        known(opened, clock)
        deck_of(opened, 5)
        found = filtered.find(opened, Wish("", order, practice=True))
        assert sorted(found.plan.cards) == sorted(every(opened))
        assert found.plan.practice


def test_the_weakest_come_first() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 3, NO_STEPS)
        for rating in (Rating.EASY, Rating.AGAIN):
            Study(opened).answer(rating, 1000)
            clock.advance(timedelta(minutes=1))
        clock.advance(timedelta(days=3))
        easy, again, new = every(opened)
        assert filtered.find(opened, Wish("")).plan.cards == (again, easy, new)


def test_the_queries_of_the_presets_find_what_they_promise() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 4, Options(learning_steps=(), relearning_steps=()))
        study = Study(opened)
        study.answer(Rating.EASY, 1000)
        study.answer(Rating.AGAIN, 1000)
        easy, again, *_ = every(opened)
        assert listing.find_ids(opened, filtered.forgotten_today()) == (again,)
        assert listing.find_ids(opened, filtered.ahead(1)) == ()
        assert listing.find_ids(opened, filtered.ahead(60)) == (easy,)
        assert len(listing.find_ids(opened, filtered.added_within(1))) == 4
        clock.advance(timedelta(days=1))
        assert listing.find_ids(opened, filtered.added_within(1)) == ()
        assert listing.find_ids(opened, filtered.weaker_than(92)) == (again,)


def test_sisters_do_not_follow_each_other() -> None:
    with collection() as opened:
        fields = {"front": "a", "back": "b", "note": ""}
        deck_of(opened, [note(f"n{at}", "both-ways", fields, "") for at in range(4)])
        for order in Order:
            plan = filtered.find(opened, Wish("deck:*", order)).plan
            asked = [cards.get(opened, card).note_id for card in plan.cards]
            assert len(asked) == 8
            if order is not Order.RANDOM:
                assert all(one != other for one, other in pairwise(asked)), order


def test_a_card_on_its_steps_is_weaker_than_one_known_on_the_same_day() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 12, Options())
        study = Study(opened)
        shown = dict[CardId, Rating]()
        while study.shown is not None and study.shown.card.id not in shown:
            rating = Rating.EASY if len(shown) % 2 else Rating.GOOD
            shown[study.shown.card.id] = rating
            study.answer(rating, 1000)
        asked = filtered.find(opened, Wish("-is:new", Order.RECALL)).plan.cards
        half = sum(rating is Rating.GOOD for rating in shown.values())
        assert {shown[card] for card in asked[:half]} == {Rating.GOOD}
