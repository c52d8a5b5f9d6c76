"""What comes next, rule by rule, and the laws that hold for every queue."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card import Card, CardState, Learning, New, Relearning, Reviewing, Studied
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.fuzz import draw
from kgstudy.domain.gathering import Due, Fresh, asked_at, asked_on, mixed
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import DeckToday, lineage
from kgstudy.domain.memory import Memory
from kgstudy.domain.queue import Counts, Queue, build
from kgstudy.domain.review import Days, Phase, Rating, Seconds
from kgstudy.domain.scheduling import Now, answered, outcomes

TODAY = StudyDay(20_000)
MINUTE, DAY_MS = 60_000, 86_400_000
NOW = Now(ms=20_000 * DAY_MS, day=TODAY, seconds_left=18 * 3600)
PLAIN = Options(bury_new=False, bury_reviews=False)
KNOWN = Reviewing(Memory(5, 5), NOW.ms, TODAY, Days(5))


def later(minutes: float) -> Now:
    ms = int(minutes * MINUTE)
    return Now(NOW.ms + ms, TODAY, NOW.seconds_left - ms // 1000)


def fresh(
    number: int, *, note: int | None = None, deck: int = 1, position: int | None = None
) -> Fresh:
    return Fresh(
        CardId(number),
        NoteId(note or number),
        DeckId(deck),
        number if position is None else position,
    )


def review(
    number: int,
    *,
    note: int | None = None,
    deck: int = 1,
    waited: int = 10,
    interval: int = 10,
    stability: float = 10.0,
    difficulty: float = 5.0,
    phase: Phase = Phase.REVIEWING,
) -> Due:
    day = StudyDay(TODAY - waited)
    return Due(
        CardId(number), NoteId(note or number), DeckId(deck), phase, NOW.ms - waited * DAY_MS, day,
        StudyDay(day + interval), None, interval, stability, difficulty,
    )  # fmt: skip


def step(number: int, minutes: float, *, note: int | None = None, deck: int = 1) -> Due:
    """A card on its steps, asked so many minutes from now."""
    due_at = NOW.ms + int(minutes * MINUTE)
    return Due(
        CardId(number), NoteId(note or number), DeckId(deck), Phase.LEARNING,
        min(due_at, NOW.ms) - MINUTE, TODAY, TODAY, due_at, 0, 1.0, 5.0,
    )  # fmt: skip


def put_off(number: int, *, note: int | None = None, waited: int = 1) -> Due:
    """A card on a step of a day."""
    return review(number, note=note, waited=waited, interval=1, phase=Phase.LEARNING)


def one_deck(options: Options) -> dict[DeckId, DeckToday]:
    return {DeckId(1): DeckToday(options, 0, None, options.new_per_day, options.reviews_per_day)}


def by_deck(cards: Sequence[Fresh], options: Options, day: StudyDay) -> dict[DeckId, list[Fresh]]:
    """As a store gives new cards: each deck's in their order."""
    found: dict[DeckId, list[Fresh]] = {}
    for card in sorted(cards, key=lambda card: (card.position, card.card_id)):
        found.setdefault(card.deck_id, []).append(card)
    if options.new_order is NewOrder.RANDOM:
        for deck in found.values():
            deck.sort(key=lambda card: (draw(day, card.card_id), card.card_id))
    return found


def queue(
    *cards: Fresh | Due,
    options: Options = PLAIN,
    decks: Mapping[DeckId, DeckToday] | None = None,
    answered_today: Sequence[tuple[int, int]] = (),
    now: Now = NOW,
) -> Queue:
    return build(
        by_deck([card for card in cards if isinstance(card, Fresh)], options, now.day),
        [card for card in cards if isinstance(card, Due)],
        decks or one_deck(options),
        options,
        now,
        answered_today=[(NoteId(note), CardId(card)) for note, card in answered_today],
    )


def drained(queue: Queue, now: Now = NOW) -> list[int]:
    """The cards that come when each one is known."""
    order = list[int]()
    while (card := queue.next(now)) is not None:
        assert card not in order
        order.append(card)
        queue.answered(card, KNOWN)
    return order


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


def test_recall_is_told_by_the_parameters_of_the_cards_own_deck() -> None:
    sharp = replace(PLAIN, parameters=(*DEFAULT_PARAMETERS[:20], 0.8))
    decks: Mapping[DeckId, DeckToday] = {
        DeckId(1): DeckToday(PLAIN, 0, None, 20, 200),
        DeckId(2): DeckToday(sharp, 1, None, 20, 200),
    }
    cards = (review(1, deck=1, waited=90), review(2, deck=2, waited=90))
    lowest = replace(PLAIN, review_order=ReviewOrder.RECALL_LOWEST)
    assert drained(queue(*cards, options=lowest, decks=decks)) == [2, 1]
