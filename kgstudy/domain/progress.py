"""How far a long work has come, as those who do it tell those who wait."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float], None]
"""Told what share is done, from 0 to 1, which may be less than before where work begins anew.

What it raises, as `Cancelled`, ends the work with nothing changed.
"""

T = TypeVar("T")


def unheard(_share: float) -> None:
    """Progress where nobody waits."""


def portion(progress: Progress, begin: float, end: float) -> Progress:
    """Progress of a part of the work, which takes it from `begin` to `end`."""
    return lambda share: progress(begin + share * (end - begin))


def one_of(progress: Progress, done: int, count: int) -> Progress:
    """Progress of one of `count` equal works, `done` of which are behind it."""
    return portion(progress, done / count, (done + 1) / count)


def in_chunks(things: Sequence[T], size: int, progress: Progress) -> Iterator[Sequence[T]]:
    """The things, so many at a time, with a word of progress before each and at the end."""
    for start in range(0, len(things), size):
        progress(start / len(things))
        yield things[start : start + size]
    progress(1.0)
