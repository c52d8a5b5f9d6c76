"""What holds for every queue, whatever its cards, decks and options."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card import Card, New, Studied
from kgstudy.domain.deck import Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.gathering import Due, Fresh
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import DeckToday, lineage
from kgstudy.domain.review import Phase, Rating
from kgstudy.domain.scheduling import Now, answered, outcomes
from tests.domain.queued import (
    MINUTE,
    NOW,
    TODAY,
    drained,
    fresh,
    put_off,
    queue,
    review,
    step,
)

deck_numbers = st.integers(1, 4)
notes = st.integers(1, 12)
fresh_cards = st.tuples(st.just("fresh"), notes, deck_numbers, st.integers(0, 9))
review_cards = st.tuples(st.just("review"), notes, deck_numbers, st.integers(0, 40))
step_cards = st.tuples(st.just("step"), notes, deck_numbers, st.integers(-60, 90))
put_off_cards = st.tuples(st.just("put off"), notes, st.just(1), st.integers(1, 9))
card_lists = st.lists(
    st.one_of(fresh_cards, fresh_cards, review_cards, review_cards, step_cards, put_off_cards),
    max_size=40,
)
all_options = st.builds(
    Options,
    new_order=st.sampled_from(NewOrder),
    review_order=st.sampled_from(ReviewOrder),
    mix=st.sampled_from(Mix),
    bury_new=st.booleans(),
    bury_reviews=st.booleans(),
    bury_learning=st.booleans(),
)
PARENTS: Mapping[DeckId, DeckId | None] = {
    DeckId(1): None,
    DeckId(2): DeckId(1),
    DeckId(3): DeckId(2),
    DeckId(4): None,
}
limits = st.lists(st.integers(0, 9), min_size=4, max_size=4)


def made(drawn: Sequence[tuple[str, int, int, int]]) -> list[Fresh | Due]:
    cards = list[Fresh | Due]()
    for number, (kind, note, deck, value) in enumerate(drawn, 1):
        match kind:
            case "fresh":
                cards.append(fresh(number, note=note, deck=deck, position=value))
            case "review":
                cards.append(review(number, note=note, deck=deck, waited=value))
            case "step":
                cards.append(step(number, value, note=note, deck=deck))
            case _:
                cards.append(put_off(number, note=note, waited=value))
    return cards


def forest(options: Options, new: Sequence[int], reviews: Sequence[int]) -> dict[DeckId, DeckToday]:
    return {
        deck: DeckToday(options, place, PARENTS[deck], new[place], reviews[place])
        for place, deck in enumerate(PARENTS)
    }


class TestLaws:
    @settings(max_examples=300)
    @given(drawn=card_lists, options=all_options, new=limits, reviews=limits)
    def test_every_queue(
        self,
        drawn: Sequence[tuple[str, int, int, int]],
        options: Options,
        new: list[int],
        reviews: list[int],
    ) -> None:
        cards = {card.card_id: card for card in made(drawn)}
        decks = forest(options, new, reviews)
        today = queue(*cards.values(), options=options, decks=decks)
        promised = today.counts(NOW)
        came = [cards[CardId(number)] for number in drained(today)]

        assert len(came) == len(set(came)) == promised.total
        of_new = [card for card in came if isinstance(card, Fresh)]
        of_reviews = [
            card for card in came if isinstance(card, Due) and card.phase is Phase.REVIEWING
        ]
        assert (len(of_new), len(of_reviews)) == (promised.new, promised.review)
        for place, deck in enumerate(PARENTS):
            assert sum(deck in lineage(card.deck_id, PARENTS) for card in of_new) <= new[place]
            assert (
                sum(deck in lineage(card.deck_id, PARENTS) for card in of_reviews) <= reviews[place]
            )
        if options.bury_new:
            others = Counter(card.note_id for card in came)
            assert all(others[card.note_id] == 1 for card in of_new)
        if options.bury_reviews:
            assert len({card.note_id for card in of_reviews}) == len(of_reviews)

    @settings(max_examples=300)
    @given(drawn=card_lists, options=all_options)
    def test_nothing_is_forgotten(
        self, drawn: Sequence[tuple[str, int, int, int]], options: Options
    ) -> None:
        """Without limits and burying, all that is due comes, and nothing else."""
        free = replace(options, bury_new=False, bury_reviews=False, bury_learning=False)
        cards = made(drawn)
        came = drained(queue(*cards, options=free, decks=forest(free, [99] * 4, [99] * 4)))
        expected = {
            card.card_id
            for card in cards
            if isinstance(card, Fresh)
            or (card.due_at is None and card.due_day <= TODAY)
            or (card.due_at is not None and card.due_at <= NOW.ms + 20 * MINUTE)
        }
        assert set(came) == expected

    @settings(max_examples=100)
    @given(drawn=card_lists, options=all_options, seed=st.integers(0, 2**32))
    def test_a_session_ends_and_leaves_no_card_behind(
        self, drawn: Sequence[tuple[str, int, int, int]], options: Options, seed: int
    ) -> None:
        """Answered by chance, minute after minute, each card ends on another day."""
        chance, now = Random(seed), NOW
        today = queue(*made(drawn), options=options, decks=forest(options, [9] * 4, [9] * 4))
        states = dict[CardId, Card]()
        for _ in range(5000):
            card_id = today.next(now)
            if card_id is None:
                wait = today.wait(now)
                if wait is None:
                    break
                assert wait > 0
                now = Now(now.ms + wait * 1000, TODAY, now.seconds_left - wait)
                assert today.next(now) is not None
                continue
            before = states.get(card_id) or Card(card_id, NoteId(1), DeckId(1), 0, New(1))
            rating = chance.choice(list(Rating))
            after = answered(before, outcomes(before, options, now)[rating])
            states[card_id] = after
            today.answered(card_id, after.state)
            now = Now(now.ms + 5000, TODAY, now.seconds_left - 5)
        assert today.counts(now).total == 0
        for card in states.values():
            assert isinstance(card.state, Studied)
            assert card.state.due_day > TODAY
