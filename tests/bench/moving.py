"""How long decks take to come in and go out, beside Anki on the same files in the same run.

python -m tests.bench.moving ANKI_PYTHON [--runs N] [--only WORDS]

ANKI_PYTHON is an interpreter that has the package `anki`.  Every run is a fresh process; opening
the collection is not counted.  Told are medians of seconds and their ratio, the peak of memory, and
the ratio of the least processor times, which other programs disturb less.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy.domain import fsrs
from kgstudy.domain.clock import Calendar
from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelNote,
    ParcelPreset,
    ParcelReview,
    Standing,
)
from kgstudy.domain.review import Days, Phase, Rating
from kgstudy.formats.anki import writing as anki_writing
from kgstudy.host.clock import SystemClock

NOTES = 100_000
KNOWN = 10_000
ANSWERS = 95_000
DAY_MS = 86_400_000
NOW = SystemClock().now_ms()
CALENDAR = Calendar(SystemClock())

_SYLLABLES = (
    "ka", "lo", "mi", "ру", "ти", "га", "не", "sto", "ven", "ash", "өл", "үй", "zär", "quo", "plé",
    "нда",
)  # fmt: skip
_NAMES = ("import-package", "import-again", "import-table", "import-known", "export-package")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("anki", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        make(Path(folder))
        print(f"{'':28}{'kgstudy':>17}{'Anki':>17}{'ratio':>8}{'of CPU':>8}")
        for name in _NAMES:
            if options.only in name:
                _compare(name, options.anki, Path(folder), options.runs)


def _compare(name: str, anki: Path, files: Path, runs: int) -> None:
    """Both sides in turn, so that whatever else the machine does meets both."""
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_run([sys.executable, "-m", "tests.bench.moving_ours", name, str(files)]))
        script = str(Path(__file__).with_name("moving_anki.py"))
        theirs.append(_run([str(anki), script, name, str(files)]))
    mine, other = (statistics.median(run["seconds"] for run in side) for side in (ours, theirs))
    busy, their_busy = (min(run["cpu"] for run in side) for side in (ours, theirs))
    room, their_room = (max(run["mib"] for run in side) for side in (ours, theirs))
    counted = (ours[0]["count"], theirs[0]["count"])
    left, right = f"{mine:.2f} s {room:.0f} MiB", f"{other:.2f} s {their_room:.0f} MiB"
    ratios = f"{mine / other:8.2f}{busy / their_busy:8.2f}"
    print(f"{name:28}{left:>17}{right:>17}{ratios}   {counted}")


def _run(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def make(folder: Path) -> None:
    """Decks of words that mean nothing: many notes as a package and a table, and a known deck."""
    rng = Random(1)
    notes = make_many(folder, rng)
    with (folder / "many.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            (note.fields["front"], note.fields["back"], " ".join(note.tags)) for note in notes
        )
    known = tuple(_known(note, rng) for note in notes[:KNOWN])
    preset = ParcelPreset("Bench", Options())
    deck = ParcelDeck("bench", "Bench", preset="Bench")
    anki_writing.write(Parcel((deck,), (), known, presets=(preset,)), folder / "known.apkg")


def make_many(folder: Path, rng: Random | None = None) -> tuple[ParcelNote, ...]:
    """`many.apkg`: 100,000 notes."""
    rng = rng or Random(1)
    notes = tuple(_note(number, rng) for number in range(NOTES))
    deck = ParcelDeck("bench", "Bench")
    anki_writing.write(Parcel((deck,), (), notes), folder / "many.apkg")
    return notes


def _note(number: int, rng: Random) -> ParcelNote:
    front = f"{_words(rng, 5)} {number:06}"
    back = f"<b>{_words(rng, 3)}</b> {_words(rng, 20)}"
    fields = {"front": front, "back": back, "note": ""}
    tags = (f"topic::{rng.randrange(50)}",)
    cards = (ParcelCard(0, "bench", number),)
    return ParcelNote(f"bench-{number:06}", "bench", "basic", fields, tags, cards=cards)


def _words(rng: Random, count: int) -> str:
    return " ".join(
        "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(1, 4))) for _ in range(count)
    )


def _known(note: ParcelNote, rng: Random) -> ParcelNote:
    """With answers over the past year, and the memory that FSRS has of them, as in Anki's decks."""
    log, at, days = list[ParcelReview](), NOW - 365 * DAY_MS + rng.randrange(DAY_MS), 1
    phase, memory, day = Phase.NEW, fsrs.first_memory(Rating.GOOD), CALENDAR.day_of(at)
    for _ in range(ANSWERS // KNOWN + rng.randrange(-1, 3)):
        days = max(1, min(60, round(days * rng.uniform(1.2, 2.4))))
        if at + days * DAY_MS > NOW:
            break
        log.append(
            ParcelReview(at, Rating.GOOD, phase, Phase.REVIEWING, Days(days), rng.randrange(20_000))
        )
        if phase is not Phase.NEW:
            elapsed, day = CALENDAR.day_of(at) - day, CALENDAR.day_of(at)
            memory = fsrs.next_memory(memory, Rating.GOOD, elapsed)
        phase, at = Phase.REVIEWING, at + days * DAY_MS + rng.randrange(3_600_000)
    last = log[-1]
    standing = Standing(
        Phase.REVIEWING,
        last.at + days * DAY_MS,
        last.interval,
        memory=memory,
        reps=len(log),
        last=last.at,
    )
    return note._replace(cards=(ParcelCard(0, "bench", 0, standing, tuple(log)),))


if __name__ == "__main__":
    main()
