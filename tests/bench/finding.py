"""How long searches take over 100,000 notes, beside Anki on the same notes in the same run.

python -m tests.bench.finding ANKI_PYTHON [--runs N]

ANKI_PYTHON is an interpreter that has the package `anki`.  Every run is a fresh process, which
brings the notes in first and then searches; told are milliseconds of the processor, the least of
seven in the median run, how many times we are as fast, and how many cards each finds: we look for
beginnings of words, Anki for any part of the text.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import moving
from tests.bench.finding_queries import QUERIES

Run = dict[str, list[float]]
"""Milliseconds and cards found, by the name of the search."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("anki", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        moving.make(Path(folder))
        ours, theirs = list[Run](), list[Run]()
        for _ in range(options.runs):
            ours.append(_run([sys.executable, "-m", "tests.bench.finding_ours", folder]))
            script = str(Path(__file__).with_name("finding_anki.py"))
            theirs.append(_run([str(options.anki), script, folder]))
    print(f"{'':32}{'kgstudy':>10}{'Anki':>10}{'faster':>8}   found")
    for name, *_ in QUERIES:
        _tell(name, ours, theirs)


def _tell(name: str, ours: Sequence[Run], theirs: Sequence[Run]) -> None:
    mine, other = (statistics.median(run[name][0] for run in side) for side in (ours, theirs))
    found = f"{ours[0][name][1]:,} and {theirs[0][name][1]:,}"
    print(f"{name:32}{mine:7.1f} ms{other:7.1f} ms{other / mine:8.1f}   {found}")


def _run(command: list[str]) -> Run:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: Run = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
