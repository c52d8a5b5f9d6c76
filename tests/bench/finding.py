"""How long searches take over 100,000 notes, beside Anki on the same notes in the same run.

python -m tests.bench.finding ANKI_PYTHON [--runs N]

ANKI_PYTHON is an interpreter that has the package `anki`.  Every run is a fresh process, which
brings the notes in first and then searches; told are milliseconds of the processor, the least of
seven in the median run, how many times we are as fast, and how many cards each finds: we look for
beginnings of words, Anki for any part of the text.  First all the ids are asked for, in no order;
then what a browser waits for before it shows rows in the order of their questions: with us that is
how many there are and the first screen of them, with Anki all ids in order.
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

_OURS, _THEIRS, _RATIO = "kgstudy", "Anki", "faster"
Run = dict[str, list[float]]
"""Milliseconds for all ids and for the browser, and cards found, by the name of the search."""


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
    print(f"{'':28}{'all ids':>28}{'the browser':>30}")
    print(f"{'':28}{2 * f'{_OURS:>10}{_THEIRS:>10}{_RATIO:>9}'}   found")
    for name, *_ in QUERIES:
        _tell(name, ours, theirs)


def _tell(name: str, ours: Sequence[Run], theirs: Sequence[Run]) -> None:
    told = ""
    for place in range(2):
        mine, other = (
            statistics.median(run[name][place] for run in side) for side in (ours, theirs)
        )
        told += f"{mine:7.1f} ms{other:7.1f} ms{other / mine:9.1f}"
    print(f"{name:28}{told}   {ours[0][name][2]:,} and {theirs[0][name][2]:,}")


def _run(command: list[str]) -> Run:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: Run = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
