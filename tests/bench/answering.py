"""How long one answer takes to be committed, and a large collection to be counted and queued.

python -m tests.bench.answering
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.gui.models import outlook
from kgstudy.services import deck_options, decks
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of
from tests.fake_clock import FakeClock

CARDS = 100_000
ANSWERS = 300


def main() -> None:
    clock = FakeClock()
    with TemporaryDirectory() as folder, collection(clock, Path(folder)) as opened:
        notes = [basic(f"n{number}") for number in range(CARDS)]
        print(f"import of {CARDS:,} notes: {_seconds(lambda: deck_of(opened, notes)):.1f} s")
        _review_half(opened)
        clock.advance(timedelta(days=1))
        _tell(f"queue over {CARDS:,} cards", lambda: Study(opened))
        _tell("decks' counts", lambda: decks.overview(opened))
        _tell("everything Home shows", lambda: outlook.look_ahead(opened))
        study, rng = Study(opened), Random(1)
        taken = [_answer(study, rng) for _ in range(ANSWERS)]
        print(f"one answer and the next card: {statistics.median(taken) * 1000:.1f} ms (median)")


def _review_half(opened: Collection) -> None:
    """Makes half of the cards known, spread over a year, without answering each."""
    today = opened.calendar.today()
    opened.connection.execute(
        "UPDATE card SET phase = 2, stability = 30, difficulty = 5, at = 0, day = ?1 - 30,"
        " interval = 30, due_day = ?1 - 30 + id % 365, reps = 3 WHERE id % 2",
        (today,),
    )
    deck_options.change_options(
        opened, deck_options.every_preset(opened)[0].id, Options(reviews_per_day=9999)
    )


def _tell(name: str, work: Callable[[], object]) -> None:
    """The processor's time beside the clock's, which also holds what others do meanwhile."""
    begun = time.process_time()
    seconds = _seconds(work)
    spent = time.process_time() - begun
    print(f"{name}: {seconds * 1000:.0f} ms, {spent * 1000:.0f} ms of them computing")


def _answer(study: Study, rng: Random) -> float:
    return _seconds(lambda: study.answer(rng.choice((Rating.AGAIN, Rating.GOOD)), 5000))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
