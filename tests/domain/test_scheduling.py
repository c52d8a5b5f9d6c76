"""What each answer leads to: steps, graduation, reviews, lapses, leeches, wrong clocks."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.card import Card, CardState, Learning, New, Relearning, Reviewing
from kgstudy.domain.clock import Calendar, StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.fuzz import fuzz_range
from kgstudy.domain.ids import CardId, DeckId, NoteId, ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Interval, Phase, Rating, Review, Seconds
from kgstudy.domain.scheduling import Now, Outcome, answered, is_leech, outcomes, review_of
from tests.fake_clock import FakeClock

AGAIN, HARD, GOOD, EASY = Rating
TODAY = StudyDay(20_000)
NOON = Now(ms=20_000 * 86_400_000 + 8 * 3_600_000, day=TODAY, seconds_left=16 * 3600)
HOUR, DAY = 3600, 86_400


def card(state: CardState, *, card_id: int = 1, reps: int = 0, lapses: int = 0) -> Card:
    return Card(CardId(card_id), NoteId(1), DeckId(1), 0, state, reps, lapses)


def learning(step: int = 0) -> Learning:
    return Learning(Memory(2.3, 5), NOON.ms, TODAY, Seconds(60), step)


def relearning(step: int = 0) -> Relearning:
    return Relearning(Memory(2.3, 5), NOON.ms, TODAY, Seconds(600), step)


def reviewing(
    stability: float = 10, waited: int = 10, interval: int = 10, difficulty: float = 5
) -> Reviewing:
    day = StudyDay(TODAY - waited)
    return Reviewing(
        Memory(stability, difficulty), NOON.ms - waited * DAY * 1000, day, Days(interval)
    )


def led_to(state: CardState, rating: Rating, options: Options, now: Now = NOON) -> Outcome:
    return outcomes(card(state), options, now)[rating]


def is_step(interval: Interval, seconds: int) -> bool:
    """Whether it is a step of so many seconds, lengthened by chance at most."""
    return isinstance(interval, Seconds) and seconds <= interval.count <= seconds + min(
        seconds // 4, 300
    )


def days(outcome: Outcome) -> int:
    assert isinstance(outcome.interval, Days)
    return outcome.interval.count


class TestSteps:
    @pytest.mark.parametrize(
        ("state", "steps", "rating", "step", "seconds"),
        [
            (New(1), (60, 600), AGAIN, 0, 60),
            (New(1), (60, 600), HARD, 0, 330),
            (New(1), (60, 600), GOOD, 1, 600),
            (New(1), (60, 600, 3600), GOOD, 1, 600),
            (New(1), (60,), AGAIN, 0, 60),
            (New(1), (60,), HARD, 0, 90),
            (learning(0), (60, 600), AGAIN, 0, 60),
            (learning(0), (60, 600), HARD, 0, 330),
            (learning(0), (60, 600), GOOD, 1, 600),
            (learning(1), (60, 600), AGAIN, 0, 60),
            (learning(1), (60, 600), HARD, 1, 600),
            (learning(1), (60, 600, 3600), GOOD, 2, 3600),
            (learning(2), (60, 600, 3600), HARD, 2, 3600),
            (learning(5), (60, 600), HARD, 1, 600),
            (learning(5), (60,), HARD, 0, 90),
        ],
    )
    def test_learning(
        self, state: CardState, steps: tuple[int, ...], rating: Rating, step: int, seconds: int
    ) -> None:
        outcome = led_to(state, rating, Options(learning_steps=steps))
        assert isinstance(outcome.state, Learning)
        assert (outcome.then, outcome.step) == (Phase.LEARNING, step)
        assert is_step(outcome.interval, seconds)

    @pytest.mark.parametrize(
        ("step", "steps", "rating", "then", "seconds"),
        [
            (0, (600,), AGAIN, 0, 600),
            (0, (600,), HARD, 0, 900),
            (0, (600, 1200), HARD, 0, 900),
            (0, (600, 1200), GOOD, 1, 1200),
            (1, (600, 1200), HARD, 1, 1200),
            (1, (600, 1200), AGAIN, 0, 600),
        ],
    )
    def test_relearning(
        self, step: int, steps: tuple[int, ...], rating: Rating, then: int, seconds: int
    ) -> None:
        outcome = led_to(relearning(step), rating, Options(relearning_steps=steps))
        assert isinstance(outcome.state, Relearning)
        assert (outcome.then, outcome.step) == (Phase.RELEARNING, then)
        assert is_step(outcome.interval, seconds)

    @pytest.mark.parametrize(
        ("state", "rating"),
        [
            (New(1), EASY), (learning(0), EASY), (learning(1), GOOD), (learning(1), EASY),
            (learning(7), GOOD), (relearning(0), GOOD), (relearning(0), EASY),
        ],
    )  # fmt: skip
    def test_the_last_one_and_easy_lead_to_reviews(self, state: CardState, rating: Rating) -> None:
        outcome = led_to(state, rating, Options())
        assert isinstance(outcome.state, Reviewing)
        ideal = fsrs.interval(outcome.state.memory.stability, 0.9)
        shortest, longest = fuzz_range(ideal)
        assert max(1, shortest) <= days(outcome) <= max(1, longest)

    def test_a_new_card_known_well_waits_as_long_as_its_stability(self) -> None:
        possible = {
            days(outcomes(card(New(1), card_id=number), Options(), NOON)[EASY])
            for number in range(300)
        }
        assert possible == set(range(6, 11))  # 8.3 days, two more or less

    def test_easy_is_longer_than_good_would_be(self) -> None:
        alike = Options(
            parameters=(5.0, 5.0, 5.0, 5.0, *DEFAULT_PARAMETERS[4:]), learning_steps=(60,)
        )
        for number in range(50):
            after = outcomes(card(New(1), card_id=number), alike, NOON)
            assert days(after[EASY]) > days(after[GOOD])

    @pytest.mark.parametrize(
        ("step", "left", "interval"),
        [
            (600, 601, Seconds(600)),
            (600, 600, Days(1)),
            (600, 1, Days(1)),
            (DAY, 16 * HOUR, Days(1)),
            (DAY, HOUR, Days(1)),
            (DAY + HOUR, HOUR, Days(2)),
            (2 * DAY, 16 * HOUR, Days(2)),
            (4 * DAY, HOUR, Days(4)),
        ],
    )
    def test_a_step_beyond_the_rollover_becomes_days(
        self, step: int, left: int, interval: Interval
    ) -> None:
        now = replace(NOON, seconds_left=left)
        outcome = led_to(New(1), AGAIN, Options(learning_steps=(step,)), now)
        assert (outcome.then, outcome.interval) == (Phase.LEARNING, interval)

    @pytest.mark.parametrize(
        ("steps", "interval"),
        [
            ((2 * DAY,), Days(3)),  # half as long again
            ((4 * DAY,), Days(5)),  # but at most a day longer
            ((DAY, 4 * DAY), Days(2)),  # 2.5 days, rounded to even
            ((DAY, 2 * DAY), Days(2)),
        ],
    )
    def test_hard_on_steps_of_days_is_whole_days(
        self, steps: tuple[int, ...], interval: Interval
    ) -> None:
        outcome = led_to(New(1), HARD, Options(learning_steps=steps))
        assert (outcome.then, outcome.step, outcome.interval) == (Phase.LEARNING, 0, interval)


class TestWithoutSteps:
    OPTIONS = Options(learning_steps=(), relearning_steps=())

    def test_a_short_interval_is_spent_within_the_day(self) -> None:
        outcome = led_to(New(1), AGAIN, self.OPTIONS)
        assert outcome.then is Phase.LEARNING
        assert is_step(outcome.interval, round(0.212 * DAY))

    def test_a_short_interval_that_crosses_the_rollover_is_a_day(self) -> None:
        outcome = led_to(New(1), AGAIN, self.OPTIONS, replace(NOON, seconds_left=HOUR))
        assert (outcome.then, outcome.interval) == (Phase.LEARNING, Days(1))

    def test_a_longer_one_is_a_review(self) -> None:
        for rating, possible in ((HARD, {1}), (GOOD, {2}), (EASY, range(6, 11))):
            outcome = led_to(New(1), rating, self.OPTIONS)
            assert outcome.then is Phase.REVIEWING
            assert days(outcome) in possible

    def test_it_is_never_shorter_than_a_minute(self) -> None:
        weights = (0.001, *DEFAULT_PARAMETERS[1:])
        outcome = led_to(New(1), AGAIN, replace(self.OPTIONS, parameters=weights, retention=0.97))
        assert is_step(outcome.interval, 60)

    @pytest.mark.parametrize("weight", [17, 18])
    def test_parameters_that_know_no_short_term_give_days(self, weight: int) -> None:
        weights = (*DEFAULT_PARAMETERS[:weight], 0.0, *DEFAULT_PARAMETERS[weight + 1 :])
        outcome = led_to(New(1), AGAIN, replace(self.OPTIONS, parameters=weights))
        assert (outcome.then, outcome.interval) == (Phase.REVIEWING, Days(1))

    def test_a_lapse_without_relearning_steps(self) -> None:
        stays = led_to(reviewing(100, 100, 100), AGAIN, self.OPTIONS)
        weak = led_to(reviewing(0.5, 1, 1, difficulty=10), AGAIN, self.OPTIONS)
        assert stays.then is Phase.REVIEWING
        assert days(stays) < 100
        assert weak.then is Phase.RELEARNING
        assert isinstance(weak.interval, Seconds)

    def test_a_card_left_on_steps_that_are_gone(self) -> None:
        assert led_to(learning(1), GOOD, self.OPTIONS).then is Phase.REVIEWING
        assert led_to(relearning(0), GOOD, self.OPTIONS).then is Phase.REVIEWING


class TestReviews:
    def test_a_lapse_leads_to_the_relearning_steps(self) -> None:
        outcome = led_to(reviewing(), AGAIN, Options())
        assert (outcome.then, outcome.step) == (Phase.RELEARNING, 0)
        assert is_step(outcome.interval, 600)
        assert outcome.state.memory.stability < 10

    def test_the_interval_is_that_of_fsrs(self) -> None:
        for rating in (HARD, GOOD, EASY):
            outcome = led_to(reviewing(20, 20, 20), rating, Options())
            expected = fsrs.next_memory(Memory(20, 5), rating, 20)
            assert outcome.state.memory == expected
            shortest, longest = fuzz_range(expected.stability)
            assert shortest <= days(outcome) <= longest

    def test_a_higher_retention_asks_sooner(self) -> None:
        waits = [
            days(led_to(reviewing(50, 50, 50), GOOD, Options(retention=wished)))
            for wished in (0.70, 0.80, 0.90, 0.95, 0.99)
        ]
        assert waits == sorted(waits, reverse=True)
        assert len(set(waits)) == len(waits)

    def test_the_longest_interval_holds_for_all(self) -> None:
        after = outcomes(card(reviewing(500, 500, 500)), Options(max_interval=30), NOON)
        assert [days(after[rating]) for rating in (HARD, GOOD, EASY)] == pytest.approx(
            [28, 29, 30], abs=2
        )
        assert max(days(after[rating]) for rating in (HARD, GOOD, EASY)) <= 30

    def test_success_lengthens_the_interval(self) -> None:
        for number in range(100):
            asked = card(reviewing(10, 10, 10), card_id=number)
            assert days(outcomes(asked, Options(), NOON)[GOOD]) > 10

    def test_a_success_that_gains_little_still_gains_a_day(self) -> None:
        gains_little = reviewing(10, 1, 10, difficulty=9)  # the ideal is 10.6 days
        for number in range(100):
            after = outcomes(card(gains_little, card_id=number), Options(), NOON)
            assert days(after[HARD]) >= 11

    def test_an_early_answer_does_not_shorten_it(self) -> None:
        for number in range(100):
            asked = card(reviewing(10, 0, 10), card_id=number)
            assert days(outcomes(asked, Options(), NOON)[HARD]) >= 10

    def test_but_a_raised_retention_does(self) -> None:
        asked = reviewing(10, 10, 100)
        assert days(led_to(asked, HARD, Options(retention=0.97))) < 20


class TestLapses:
    def test_only_a_card_that_was_known_can_lapse(self) -> None:
        for state, lapses in ((New(1), 3), (learning(), 3), (relearning(), 3), (reviewing(), 4)):
            asked = card(state, reps=9, lapses=3)
            after = outcomes(asked, Options(), NOON)
            assert after[AGAIN].lapses == lapses
            assert after[HARD].lapses == 3
            assert {outcome.reps for outcome in after.values()} == {10}

    @pytest.mark.parametrize(
        ("threshold", "leeches"),
        [
            (8, [8, 12, 16, 20]),
            (5, [5, 8, 11, 14, 17, 20]),
            (1, list(range(1, 21))),
            (2, list(range(2, 21))),
            (0, []),
        ],
    )
    def test_leeches(self, threshold: int, leeches: list[int]) -> None:
        assert [n for n in range(1, 21) if is_leech(n, threshold)] == leeches

    def test_the_eighth_lapse_says_so(self) -> None:
        asked = card(reviewing(), lapses=7)
        after = outcomes(asked, Options(leech_lapses=8), NOON)
        assert [after[rating].leech for rating in Rating] == [True, False, False, False]
        assert not outcomes(card(relearning(), lapses=8), Options(), NOON)[AGAIN].leech


class TestWritingDown:
    def test_the_review_tells_what_the_card_became(self) -> None:
        asked = card(reviewing(), reps=4, lapses=1)
        outcome = outcomes(asked, Options(), NOON)[AGAIN]
        review = review_of(asked, outcome, AGAIN, NOON, taken=2500, review_id=ReviewId(77))
        assert review == Review(
            ReviewId(77), asked.id, NOON.ms, TODAY, AGAIN, Phase.REVIEWING, Phase.RELEARNING, 0,
            outcome.interval, 2500,
        )  # fmt: skip
        after = answered(asked, outcome)
        assert after == replace(asked, state=outcome.state, reps=5, lapses=2)


class TestClock:
    def test_now_of_a_calendar(self) -> None:
        clock = FakeClock(datetime.fromisoformat("2026-03-02T23:00"))
        calendar = Calendar(clock)
        assert Now.of(calendar) == Now(clock.now_ms(), calendar.today(), 5 * 3600)

    def test_days_are_counted_by_rollovers_not_by_hours(self) -> None:
        clock = FakeClock(datetime.fromisoformat("2026-03-02T23:00"))
        calendar = Calendar(clock)
        evening = answered(card(New(1)), outcomes(card(New(1)), Options(), Now.of(calendar))[GOOD])
        clock.advance(timedelta(hours=9))
        morning = outcomes(evening, Options(), Now.of(calendar))[GOOD]
        assert morning.state.memory.stability == pytest.approx(7.32, abs=0.01)

    def test_backwards_counts_as_the_same_day(self) -> None:
        future = reviewing(10, waited=-365)
        now = led_to(future, GOOD, Options())
        same_day = led_to(reviewing(10, waited=0), GOOD, Options())
        assert now.state.memory == same_day.state.memory
        assert now.state.day == TODAY + 365

    def test_a_jump_of_a_century_stays_within_bounds(self) -> None:
        for rating in Rating:
            outcome = led_to(reviewing(10, waited=36_500), rating, Options())
            assert 0.001 <= outcome.state.memory.stability <= 36_500
            assert isinstance(outcome.interval, Seconds) or days(outcome) <= 36_500


memories = st.builds(Memory, st.floats(0.001, 36500), st.floats(1, 10))
study_days = st.integers(TODAY - 4000, TODAY + 400).map(StudyDay)
steps = st.lists(st.integers(1, 3 * DAY), max_size=4).map(tuple)
states = st.one_of(
    st.builds(New, st.integers(1, 1000)),
    st.builds(
        Learning, memories, st.just(NOON.ms), study_days, st.just(Seconds(60)), st.integers(0, 5)
    ),
    st.builds(
        Relearning, memories, st.just(NOON.ms), study_days, st.just(Seconds(60)), st.integers(0, 5)
    ),
    st.builds(
        Reviewing, memories, st.just(NOON.ms), study_days, st.builds(Days, st.integers(0, 36500))
    ),
)
cards = st.builds(
    card,
    states,
    card_id=st.integers(1, 2**63 - 1),
    reps=st.integers(0, 500),
    lapses=st.integers(0, 50),
)
all_options = st.builds(
    Options,
    learning_steps=steps,
    relearning_steps=steps,
    retention=st.floats(0.7, 0.99),
    max_interval=st.integers(1, 36500),
    leech_lapses=st.integers(0, 20),
)
nows = st.builds(
    Now, ms=st.just(NOON.ms), day=st.just(TODAY), seconds_left=st.integers(1, 25 * HOUR)
)


class TestLaws:
    @given(card=cards, options=all_options, now=nows)
    def test_the_button_says_what_will_happen(self, card: Card, options: Options, now: Now) -> None:
        assert outcomes(card, options, now) == outcomes(card, options, now)
        assert list(outcomes(card, options, now)) == list(Rating)

    @given(card=cards, options=all_options, now=nows)
    def test_an_interval_within_the_day_ends_within_it(
        self, card: Card, options: Options, now: Now
    ) -> None:
        for outcome in outcomes(card, options, now).values():
            match outcome.interval:
                case Seconds(count):
                    assert 0 < count < now.seconds_left
                    assert outcome.then in {Phase.LEARNING, Phase.RELEARNING}
                case Days(count):
                    assert count >= 1

    @given(card=cards, options=all_options, now=nows)
    def test_a_review_waits_no_longer_than_allowed(
        self, card: Card, options: Options, now: Now
    ) -> None:
        for outcome in outcomes(card, options, now).values():
            if outcome.then is Phase.REVIEWING:
                assert days(outcome) <= options.max_interval

    @given(card=cards, options=all_options, now=nows)
    def test_a_better_answer_waits_at_least_a_day_longer(
        self, card: Card, options: Options, now: Now
    ) -> None:
        after = outcomes(card, options, now)
        passed = (HARD, GOOD, EASY) if isinstance(card.state, Reviewing) else (GOOD, EASY)
        waits = [days(after[each]) for each in passed if after[each].then is Phase.REVIEWING]
        for shorter, longer in pairwise(waits):
            assert shorter < longer or longer == options.max_interval

    @given(card=cards, options=all_options, now=nows)
    def test_a_state_never_leads_where_it_cannot(
        self, card: Card, options: Options, now: Now
    ) -> None:
        known = isinstance(card.state, Reviewing | Relearning)
        allowed = {Phase.REVIEWING, Phase.RELEARNING if known else Phase.LEARNING}
        after = outcomes(card, options, now)
        assert {outcome.then for outcome in after.values()} <= allowed
        assert after[EASY].then is Phase.REVIEWING

    @given(card=cards, options=all_options, now=nows)
    def test_a_step_is_one_that_exists(self, card: Card, options: Options, now: Now) -> None:
        for outcome in outcomes(card, options, now).values():
            learns = outcome.then is Phase.LEARNING
            those = options.learning_steps if learns else options.relearning_steps
            assert outcome.step == 0 or outcome.step < len(those)
