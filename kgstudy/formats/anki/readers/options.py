"""Options of Anki's decks as ours."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kgstudy.domain import fsrs
from kgstudy.domain.deck import LeechAction, Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.errors import UserError
from kgstudy.formats.anki.readers.values import Json, integer, mapping, real, reals

STOCK = Options(bury_new=False, bury_reviews=False)
"""What Anki begins with."""

REVIEW_ORDERS = {
    0: ReviewOrder.DUE,
    1: ReviewOrder.DUE_THEN_DECK,
    2: ReviewOrder.DECK_THEN_DUE,
    3: ReviewOrder.INTERVAL_SHORTEST,
    4: ReviewOrder.INTERVAL_LONGEST,
    5: ReviewOrder.HARDEST,
    6: ReviewOrder.EASIEST,
    7: ReviewOrder.RECALL_LOWEST,
    8: ReviewOrder.RANDOM,
    9: ReviewOrder.ADDED,
    10: ReviewOrder.ADDED_LAST,
    11: ReviewOrder.RECALL_HIGHEST,
    12: ReviewOrder.OVERDUE,
}
MIXES = {0: Mix.MIXED, 1: Mix.AFTER, 2: Mix.BEFORE}

_RANDOM_SORTS, _RANDOM_GATHERINGS = {3, 4}, {3, 4}
_SUSPEND = 0
_MOST_STEPS = 20
_LONGEST_STEP = 365 * 86_400
_MOST_CARDS = 9999
_MOST_LAPSES = 99
_RETENTION = (0.70, 0.99)

Told = Callable[[str], None]
"""Told of what could not be taken as it is."""


def options(preset: Json, told: Told) -> Options:
    """The options that the preset (in the form of schema 11) has, within sane bounds."""
    new, rev, lapse = (mapping(preset.get(key)) for key in ("new", "rev", "lapse"))
    stock = STOCK
    return Options(
        learning_steps=_steps(new.get("delays"), stock.learning_steps, told),
        relearning_steps=_steps(lapse.get("delays"), stock.relearning_steps, told),
        new_per_day=_within(new.get("perDay"), stock.new_per_day, 0, _MOST_CARDS, told),
        reviews_per_day=_within(rev.get("perDay"), stock.reviews_per_day, 0, _MOST_CARDS, told),
        retention=retention(preset.get("desiredRetention"), told) or stock.retention,
        max_interval=_within(rev.get("maxIvl"), stock.max_interval, 1, stock.max_interval, told),
        new_order=_new_order(preset, new),
        review_order=REVIEW_ORDERS.get(integer(preset.get("reviewOrder")), ReviewOrder.DUE),
        mix=MIXES.get(integer(preset.get("newMix")), Mix.MIXED),
        bury_new=new.get("bury") is True,
        bury_reviews=rev.get("bury") is True,
        bury_learning=preset.get("buryInterdayLearning") is True,
        leech_lapses=_within(lapse.get("leechFails"), stock.leech_lapses, 0, _MOST_LAPSES, told),
        leech_action=_leech_action(lapse),
        parameters=_parameters(preset, told),
    )


def is_stock(chosen: Options) -> bool:
    """Whether it is what Anki begins with, or began with in one of its versions."""
    reviews = STOCK.reviews_per_day if chosen.reviews_per_day == 100 else chosen.reviews_per_day
    return (
        replace(
            chosen,
            bury_new=STOCK.bury_new,
            bury_reviews=STOCK.bury_reviews,
            leech_action=STOCK.leech_action,
            reviews_per_day=reviews,
        )
        == STOCK
    )


def retention(value: object, told: Told) -> float | None:
    """The wished retention, where one is told; some versions write it in percent."""
    wished = real(value, 0.0)
    if wished <= 0:
        return None
    wished = round(wished / 100 if wished > 1 else wished, 4)
    low, high = _RETENTION
    if not low <= wished <= high:
        told(f"its retention of {wished:.0%} was brought within {low:.0%} and {high:.0%}")
    return min(max(wished, low), high)


def _steps(minutes: object, usual: tuple[int, ...], told: Told) -> tuple[int, ...]:
    if not isinstance(minutes, list):
        return usual
    seconds = [round(step * 60) for step in reals(minutes)]
    sane = [step for step in seconds if 0 < step <= _LONGEST_STEP][:_MOST_STEPS]
    if len(sane) < len(minutes):
        told("some of its steps were left out")
    return tuple(sane)


def _within(value: object, usual: int, low: int, high: int, told: Told) -> int:
    number = integer(value, usual)
    if not low <= number <= high:
        told(f"{number} was brought within {low} and {high}")
    return min(max(number, low), high)


def _new_order(preset: Json, new: Json) -> NewOrder:
    drawn = (
        integer(preset.get("newSortOrder")) in _RANDOM_SORTS
        or integer(preset.get("newGatherPriority")) in _RANDOM_GATHERINGS
        or integer(new.get("order"), 1) == 0
    )
    return NewOrder.RANDOM if drawn else NewOrder.POSITION


def _leech_action(lapse: Json) -> LeechAction:
    suspends = integer(lapse.get("leechAction"), 1) == _SUSPEND
    return LeechAction.SUSPEND if suspends else LeechAction.TAG


def _parameters(preset: Json, told: Told) -> fsrs.Parameters:
    """The newest weights that there are; those of older versions are brought up to ours."""
    every = (reals(preset.get(key)) for key in ("fsrsParams6", "fsrsParams5", "fsrsWeights"))
    try:
        return fsrs.checked(_rounded(next(filter(None, every), [])))
    except (UserError, OverflowError) as error:
        told(f"its FSRS parameters could not be used: {error}")
        return fsrs.DEFAULT_PARAMETERS


def _rounded(weights: Sequence[float]) -> list[float]:
    """Without the digits that single precision adds: 0.212, not 0.2119999975."""
    return [float(f"{weight:.7g}") for weight in weights]
