"""FSRS-6: how stable a memory is, how difficult its card, and how surely it is recalled.

Written from the algorithm's paper (Ye, Su, Cao: "A Stochastic Shortest Path Algorithm for
Optimizing Spaced Repetition Scheduling", KDD 2022) and the description of version 6 at
https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, whose letters are kept:
S is the stability, D the difficulty, R the retrievability, G the grade (1 to 4), t the whole study
days since the last answer, and w0 … w20 are the parameters.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, expm1, pow  # noqa: A004 - that of floats alone

from kgstudy.domain.errors import UserError
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Rating

ALGORITHM = "fsrs-6"

Parameters = tuple[float, ...]
"""The 21 weights w0 … w20."""

DEFAULT_PARAMETERS: Parameters = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""Fitted to some hundred million reviews of many learners."""

_BOUNDS = (
    (0.001, 100), (0.001, 100), (0.001, 100), (0.001, 100), (1, 10), (0.001, 4), (0.001, 4),
    (0.001, 0.75), (0, 4.5), (0, 0.8), (0.001, 3.5), (0.001, 5), (0.001, 0.25), (0.001, 0.9),
    (0, 4), (0, 1), (1, 6), (0, 2), (0, 2), (0, 0.8), (0.1, 0.8),
)  # fmt: skip

MIN_STABILITY, MAX_STABILITY = 0.001, 36500.0
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0

SM2_RETENTION = 0.9
"""The retention at which SM-2 is taken to have held its cards."""


def retrievability(
    elapsed_days: float, stability: float, parameters: Parameters = DEFAULT_PARAMETERS
) -> float:
    """R(t, S) = (1 + F·t/S)^(-w20): the probability of recall, from 1 downwards, 0.9 at t = S."""
    return pow(1 + _factor(parameters) * elapsed_days / stability, -parameters[20])


def forgetting(parameters: Parameters) -> tuple[float, float]:
    """F and the power of R(t, S), for who computes it of many cards at once."""
    return _factor(parameters), -parameters[20]


def interval(
    stability: float, retention: float, parameters: Parameters = DEFAULT_PARAMETERS
) -> float:
    """I(r, S) = S/F·(r^(-1/w20) - 1): after how many days recall has fallen to `retention`."""
    return stability / _factor(parameters) * (pow(retention, -1 / parameters[20]) - 1)


def first_memory(rating: Rating, parameters: Parameters = DEFAULT_PARAMETERS) -> Memory:
    """What the first answer leaves: S0(G) = w[G-1] and D0(G)."""
    stability = _within(parameters[rating - 1], MIN_STABILITY, MAX_STABILITY)
    return Memory(stability, _clamped_difficulty(_first_difficulty(rating, parameters)))


def next_memory(
    memory: Memory,
    rating: Rating,
    elapsed_days: float,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Memory:
    """What an answer makes of a memory, `elapsed_days` whole study days after the last one.

    Answers of the same day follow a rule of their own, since nothing was forgotten in between.
    The stability is computed from the difficulty as it was before the answer.
    """
    answered = transition(parameters)
    return Memory(*answered(memory.stability, memory.difficulty, rating, elapsed_days))


Transition = Callable[[float, float, Rating, float], tuple[float, float]]
"""From S, D, G and t to S' and D'."""


@lru_cache(maxsize=64)
def transition(parameters: Parameters) -> Transition:
    """`next_memory` for many answers: what follows from the parameters alone is computed once.

    After a success      S' = S·(1 + e^w8·(11-D)·S^(-w9)·(e^(w10·(1-R))-1)·[w15: Hard]·[w16: Easy])
    after a lapse        S' = w11·D^(-w12)·((S+1)^w13-1)·e^(w14·(1-R)), at most S/e^(w17·w18)
    on the same day      S' = S·e^(w17·(G-3+w18))·S^(-w19), and a success never shortens it
    difficulty           D' = D - w6·(G-3)·(10-D)/9, drawn to D0(Easy) by w7
    """
    w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20 = parameters[6:]
    factor, growth, most = _factor(parameters), exp(w8), exp(w17 * w18)
    target = w7 * _first_difficulty(Rating.EASY, parameters)
    again, hard, easy = Rating.AGAIN, Rating.HARD, Rating.EASY
    weakest, strongest = MIN_STABILITY, MAX_STABILITY
    easiest, hardest = MIN_DIFFICULTY, MAX_DIFFICULTY

    def answered(s: float, d: float, rating: Rating, elapsed: float) -> tuple[float, float]:
        if elapsed == 0:
            gain = exp(w17 * (rating - 3 + w18)) * pow(s, -w19)
            after = s * (gain if rating is again else max(gain, 1.0))
        else:
            forgotten = 1 - pow(1 + factor * elapsed / s, -w20)
            if rating is again:
                after = w11 * pow(d, -w12) * (pow(s + 1, w13) - 1) * exp(w14 * forgotten)
                after = min(after, s / most)
            else:
                by_rating = w15 if rating is hard else w16 if rating is easy else 1.0
                ease = growth * (11 - d) * pow(s, -w9)
                after = s * (1 + ease * expm1(w10 * forgotten) * by_rating)
        drawn = target + (1 - w7) * (d + -w6 * (rating - 3) * (10 - d) / 9)
        return (  # clamped without two calls for each of very many answers
            weakest if after < weakest else strongest if after > strongest else after,
            easiest if drawn < easiest else hardest if drawn > hardest else drawn,
        )

    return answered


def next_difficulty(difficulty: float, rating: Rating, parameters: Parameters) -> float:
    """D' = D - w6·(G-3)·(10-D)/9, drawn to D0(Easy) by w7."""
    change = -parameters[6] * (rating - Rating.GOOD)
    damped = difficulty + change * (10 - difficulty) / 9
    target = _first_difficulty(Rating.EASY, parameters)
    return _clamped_difficulty(parameters[7] * target + (1 - parameters[7]) * damped)


def from_sm2(
    interval_days: float,
    ease: float,
    retention: float = SM2_RETENTION,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Memory:
    """The memory that SM-2's interval and ease (2.5 is its usual one) speak of.

    The stability is the one that brings recall to `retention` after the interval, the difficulty
    the one whose Good answer makes the interval grow `ease` times.
    """
    per_unit = interval(1.0, retention, parameters)
    stability = _within(interval_days / per_unit, MIN_STABILITY, MAX_STABILITY)
    gain = (
        exp(parameters[8])
        * pow(stability, -parameters[9])
        * expm1(parameters[10] * (1 - retention))
    )
    difficulty = 11 - (ease - 1) / gain if gain else MAX_DIFFICULTY
    return Memory(stability, _clamped_difficulty(difficulty))


def checked(parameters: Sequence[float]) -> Parameters:
    """Parameters that can be used: older sets brought up to 21 weights, each within its bounds.

    None at all stand for the default ones.  Raises UserError where the number of weights belongs
    to no known version, or one of them is not a number.
    """
    if not parameters:
        return DEFAULT_PARAMETERS
    if not all(map(math.isfinite, parameters)):
        raise UserError("Every FSRS parameter must be a number; one of these is not.")
    return tuple(
        _within(weight, low, high)
        for weight, (low, high) in zip(_upgraded(tuple(parameters)), _BOUNDS, strict=True)
    )


def _upgraded(parameters: Parameters) -> Parameters:
    match len(parameters):
        case 21:
            return parameters
        case 19:
            return (*parameters, 0.0, 0.5)
        case 17:
            return _upgraded_from_four(parameters)
        case count:
            raise UserError(
                "FSRS takes 21 parameters (19 or 17 of its earlier versions), not {count}.",
                count=count,
            )


def _upgraded_from_four(parameters: Parameters) -> Parameters:
    """FSRS-4.5's linear difficulty of the first answer becomes an exponential one."""
    w4, w5, w6 = parameters[4:7]
    if w5 <= -1 / 3:
        raise UserError("The FSRS parameter w5 must not be below zero, but it is {w5}.", w5=w5)
    difficulty = (w4 + 2 * w5, math.log(3 * w5 + 1) / 3, w6 + 0.5)
    return (*parameters[:4], *difficulty, *parameters[7:], 0.0, 0.0, 0.0, 0.5)


def _factor(parameters: Parameters) -> float:
    """F, by which R(S, S) is 0.9."""
    return pow(0.9, -1 / parameters[20]) - 1


def _first_difficulty(rating: Rating, parameters: Parameters) -> float:
    """D0(G) = w4 - e^(w5·(G-1)) + 1, not yet clamped."""
    return parameters[4] - exp(parameters[5] * (rating - 1)) + 1


def _clamped_difficulty(difficulty: float) -> float:
    return _within(difficulty, MIN_DIFFICULTY, MAX_DIFFICULTY)


def _within(value: float, low: float, high: float) -> float:
    return low if value < low else high if value > high else value  # without two calls
