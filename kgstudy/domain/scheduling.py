"""What an answer leads to: steps, intervals, lapses and leeches.

The rules are those of the field, on top of FSRS: a card climbs the learning steps, is reviewed
when its recall has fallen to the wished retention, and climbs the relearning steps when forgotten.
FSRS sees every answer, also those on the steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import fsrs
from kgstudy.domain.card import Card, Learning, New, Relearning, Reviewing, phase_of
from kgstudy.domain.clock import Calendar, StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.fuzz import draw, fuzz_range, fuzzed_days, fuzzed_seconds
from kgstudy.domain.ids import ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.replay import Place, StudiedState, counted_day, memory_after, studied
from kgstudy.domain.review import Days, Interval, Phase, Rating, Review, Seconds

LONGEST_ANSWER_MS = 60_000
"""An answer that took longer counts as long as this: the learner was away."""

DAY = 86_400
"""Seconds."""

_SHORT_TERM = 0.5
"""Without steps, an interval of fewer days than this is spent within the day."""

_SHORTEST_STEP = 60


@dataclass(frozen=True, slots=True)
class Now:
    """An instant (UTC milliseconds), its study day, and the seconds until that day is over."""

    ms: int
    day: StudyDay
    seconds_left: int

    @classmethod
    def of(cls, calendar: Calendar) -> "Now":
        ms = calendar.clock.now_ms()
        return cls(ms, calendar.day_of(ms), calendar.seconds_left(ms))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer would make of a card; `leech` says that it has been forgotten too often."""

    state: StudiedState
    reps: int
    lapses: int
    leech: bool

    @property
    def interval(self) -> Interval:
        return self.state.interval

    @property
    def then(self) -> Phase:
        return phase_of(self.state)

    @property
    def step(self) -> int:
        return 0 if isinstance(self.state, Reviewing) else self.state.step


def outcomes(card: Card, options: Options, now: Now) -> dict[Rating, Outcome]:
    """What each answer would lead to; asked again at the same instant, it says the same."""
    asked = _Asked.of(card, options, now)
    return {rating: asked.outcome(rating, place) for rating, place in _places(asked).items()}


def review_of(
    card: Card, outcome: Outcome, rating: Rating, now: Now, *, taken: int, review_id: ReviewId
) -> Review:
    """The answer as it is written down; `taken` is in milliseconds."""
    return Review(
        review_id,
        card.id,
        now.ms,
        now.day,
        rating,
        phase_of(card.state),
        outcome.then,
        outcome.step,
        outcome.interval,
        taken,
    )


def answered(card: Card, outcome: Outcome) -> Card:
    """The card as the answer leaves it; what becomes of a leech is not decided here."""
    return replace(card, state=outcome.state, reps=outcome.reps, lapses=outcome.lapses)


def is_leech(lapses: int, threshold: int) -> bool:
    """Whether this lapse is the `threshold`-th, or one of every half as many later; 0: never."""
    over = lapses - threshold
    return threshold > 0 and over >= 0 and over % ((threshold + 1) // 2) == 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A card at the moment of its question; `chance` in [0, 1) is the same for all answers."""

    card: Card
    options: Options
    now: Now
    chance: float
    memories: Mapping[Rating, Memory]

    @classmethod
    def of(cls, card: Card, options: Options, now: Now) -> "_Asked":
        memories = {
            rating: memory_after(card.state, rating, now.day, options.parameters)
            for rating in Rating
        }
        return cls(card, options, now, draw(card.id, card.reps), memories)

    def ideal_days(self, rating: Rating) -> float:
        """After how long recall will have fallen to the wished retention."""
        stability = self.memories[rating].stability
        return fsrs.interval(stability, self.options.retention, self.options.parameters)

    def days(self, rating: Rating, minimum: int = 1) -> int:
        """The ideal interval in whole days, shifted by chance, within its bounds."""
        longest = max(1, self.options.max_interval)
        return fuzzed_days(self.ideal_days(rating), self.chance, max(1, minimum), longest)

    def after(self, seconds: int) -> Interval:
        """A step as an interval: days, where the study day would end before it."""
        left = self.now.seconds_left
        if seconds >= left:
            return Days((seconds - left) // DAY + 1)
        return Seconds(fuzzed_seconds(seconds, self.chance, left))

    def outcome(self, rating: Rating, place: Place) -> Outcome:
        lapsed = rating is Rating.AGAIN and isinstance(self.card.state, Reviewing)
        lapses = self.card.lapses + lapsed
        leech = lapsed and is_leech(lapses, self.options.leech_lapses)
        day = counted_day(self.card.state, self.now.day)
        state = studied(place, self.memories[rating], self.now.ms, day)
        return Outcome(state, self.card.reps + 1, lapses, leech)


def _places(asked: _Asked) -> dict[Rating, Place]:
    options = asked.options
    match asked.card.state:
        case New():
            return _from_steps(asked, Phase.LEARNING, 0, options.learning_steps)
        case Learning(step=step):
            return _from_steps(asked, Phase.LEARNING, step, options.learning_steps)
        case Relearning(step=step):
            return _from_steps(asked, Phase.RELEARNING, step, options.relearning_steps)
        case Reviewing(interval=interval):
            return _from_review(asked, interval)


def _from_steps(
    asked: _Asked, phase: Phase, step: int, steps: Sequence[int]
) -> dict[Rating, Place]:
    easy = _known(asked.days(Rating.EASY, minimum=asked.days(Rating.GOOD) + 1))
    if not steps:
        by_model = (Rating.AGAIN, Rating.HARD, Rating.GOOD)
        places = {rating: _by_model(asked, phase, rating) for rating in by_model}
        return {**places, Rating.EASY: easy}
    # The options may have fewer steps today than when the card came here.
    here = min(step, len(steps) - 1)
    if here + 1 < len(steps):
        good = Place(phase, here + 1, asked.after(steps[here + 1]))
    else:
        good = _known(asked.days(Rating.GOOD))
    return {
        Rating.AGAIN: Place(phase, 0, asked.after(steps[0])),
        Rating.HARD: Place(phase, here, asked.after(_hard_delay(steps, here))),
        Rating.GOOD: good,
        Rating.EASY: easy,
    }


def _from_review(asked: _Asked, last: Interval) -> dict[Rating, Place]:
    """Each better answer waits at least a day longer, as far as the longest interval allows."""
    places = {Rating.AGAIN: _forgotten(asked)}
    shortest = 1
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        minimum = max(shortest, _at_least(asked.ideal_days(rating), last))
        days = asked.days(rating, minimum)
        places[rating] = _known(days)
        shortest = days + 1
    return places


def _forgotten(asked: _Asked) -> Place:
    steps = asked.options.relearning_steps
    if not steps:
        return _by_model(asked, Phase.RELEARNING, Rating.AGAIN)
    return Place(Phase.RELEARNING, 0, asked.after(steps[0]))


def _by_model(asked: _Asked, phase: Phase, rating: Rating) -> Place:
    """Without steps FSRS decides, also within the day where its parameters know such answers."""
    days = asked.ideal_days(rating)
    w17, w18 = asked.options.parameters[17:19]
    if days < _SHORT_TERM and w17 > 0 and w18 > 0:
        return Place(phase, 0, asked.after(max(_SHORTEST_STEP, round(days * DAY))))
    return _known(asked.days(rating))


def _known(days: int) -> Place:
    return Place(Phase.REVIEWING, 0, Days(days))


def _hard_delay(steps: Sequence[int], here: int) -> int:
    """On the first step between Again and Good; on a later one the same step once more."""
    if here > 0:
        return steps[here]
    if len(steps) == 1:
        return _rounded(min(steps[0] * 3 // 2, steps[0] + DAY))
    return _rounded((steps[0] + steps[1]) // 2)


def _rounded(seconds: int) -> int:
    """Whole days where it is more than one."""
    return seconds if seconds <= DAY else round(seconds / DAY) * DAY


def _at_least(ideal: float, last: Interval) -> int:
    """A success lengthens the interval, or keeps it where the ideal one is hardly longer.

    It may shrink where the ideal is clearly shorter: the wished retention was raised.
    """
    days = last.count if isinstance(last, Days) else 0
    if round(ideal) > days:
        return days + 1
    return days if days <= fuzz_range(ideal)[1] else 1
