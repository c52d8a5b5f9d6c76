"""Chance that repeats itself: drawn from numbers, never from the time, so a redo gives the same."""

from math import floor

_MASK = (1 << 64) - 1

_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""From, up to, and the share of the days in between that is added to the shift."""

MOST_STEP_FUZZ = 300
"""Seconds by which a step may grow at most."""


def draw(*numbers: int) -> float:
    """A number in [0, 1): the same for the same `numbers`, and unlike that of their neighbours.

    It is the output function of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom
    number generators", OOPSLA 2014), chained over the numbers: ten times as fast as seeding a
    `random.Random`, of which a long queue would need one for each card.
    """
    state = 0
    for number in numbers:
        state = ((state ^ number) + 0x9E3779B97F4A7C15) & _MASK
        state = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ state >> 27) * 0x94D049BB133111EB) & _MASK
        state ^= state >> 31
    return (state >> 11) * 2.0**-53


def fuzz_range(days: float) -> tuple[int, int]:
    """The shortest and the longest interval that may stand for `days`, both included."""
    if days < _BANDS[0][0]:
        return round(days), round(days)
    shift = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _BANDS)
    return round(days - shift), round(days + shift)


def fuzzed_days(days: float, chance: float, minimum: int, maximum: int) -> int:
    """Whole days near `days`, chosen by `chance` in [0, 1); `maximum` is stronger than `minimum`.

    Cards begun together and always answered alike would otherwise stay together for ever.
    """
    shortest, longest = (
        min(max(bound, minimum), maximum) for bound in fuzz_range(min(max(days, minimum), maximum))
    )
    return shortest + floor(chance * (longest - shortest + 1))


def fuzzed_seconds(seconds: int, chance: float, below: int) -> int:
    """A step of `seconds`, up to a quarter and five minutes longer, but still less than `below`."""
    room = min(seconds // 4, MOST_STEP_FUZZ, below - seconds - 1)
    return seconds + floor(chance * (room + 1))
