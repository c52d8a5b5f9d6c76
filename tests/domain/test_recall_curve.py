"""Between answers recall falls from one to what the next answer met it with."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.card import New
from kgstudy.domain.clock import Calendar
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.ids import CardId, ReviewId
from kgstudy.domain.recall_curve import Answered, answered, curve
from kgstudy.domain.replay import replay
from kgstudy.domain.review import Days, Phase, Rating, Review
from tests.fake_clock import FakeClock

DAY = 86_400_000


def reviews(*given: tuple[int, Rating | None, Phase]) -> tuple[Review, ...]:
    """Answers so many days after one another, each with where it took the card."""
    clock, made = FakeClock(), list[Review]()
    for number, (days, rating, then) in enumerate(given):
        clock.advance(timedelta(days=days))
        now = clock.now_ms()
        day = Calendar(clock).day_of(now)
        phase = made[-1].then if made else Phase.NEW
        made.append(
            Review(
                ReviewId(number), CardId(1), now, day, rating, phase, then, 0, Days(days + 1), 4000
            )
        )
    return tuple(made)


GOOD = (3, Rating.GOOD, Phase.REVIEWING)


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from(Rating)), min_size=1, max_size=9))
def test_each_stretch_falls_from_certainty_to_what_the_next_answer_met(
    given_: Sequence[tuple[int, Rating]],
) -> None:
    every = reviews(*((days, rating, Phase.REVIEWING) for days, rating in given_))
    answers = answered(every, DEFAULT_PARAMETERS, 0)
    stretches = curve(answers, DEFAULT_PARAMETERS, every[-1].at + 10 * DAY)
    assert len(stretches) == len(every)
    for stretch in stretches:
        assert stretch[0].recall == 1
        assert all(one.recall >= other.recall for one, other in pairwise(stretch))
    for stretch, following in zip(stretches, answers[1:], strict=False):
        assert stretch[-1].at == following.review.at
        assert stretch[-1].recall == following.recall
    assert answers[-1].after == replay(every, DEFAULT_PARAMETERS, 0)


def test_a_whole_day_later_the_curve_agrees_with_the_schedule() -> None:
    every = reviews(GOOD, GOOD)
    first, second = answered(every, DEFAULT_PARAMETERS, 0)
    assert not isinstance(first.after.state, New)
    stability = first.after.state.memory.stability
    assert second.recall == pytest.approx(fsrs.retrievability(3, stability))


def test_before_the_first_answer_and_after_forgetting_nothing_is_predicted() -> None:
    every = reviews(GOOD, (2, None, Phase.NEW), GOOD)
    answers = answered(every, DEFAULT_PARAMETERS, 7)
    assert [each.recall is None for each in answers] == [True, False, True]
    assert answers[1].after.state == New(7)
    stretches = curve(answers, DEFAULT_PARAMETERS, every[-1].at + DAY)
    assert [(stretch[0].at, stretch[-1].at) for stretch in stretches] == [
        (every[0].at, every[1].at),
        (every[2].at, every[2].at + DAY),
    ]


def test_practice_is_told_and_bends_no_curve() -> None:
    plain = reviews(GOOD, GOOD)
    practised = plain[0]._replace(at=plain[0].at + DAY, practice=True, id=ReviewId(9))
    with_it = answered((plain[0], practised, plain[1]), DEFAULT_PARAMETERS, 0)
    until = plain[1].at + DAY
    assert [each.review for each in with_it] == [plain[0], practised, plain[1]]
    assert curve(with_it, DEFAULT_PARAMETERS, until) == curve(
        answered(plain, DEFAULT_PARAMETERS, 0), DEFAULT_PARAMETERS, until
    )


def test_a_card_without_reviews_has_no_curve() -> None:
    none: tuple[Answered, ...] = answered((), DEFAULT_PARAMETERS, 0)
    assert curve(none, DEFAULT_PARAMETERS, DAY) == ()
