"""How long batch acts take on 100,000 notes, and to undo them, beside Anki on the same notes.

python -m tests.bench.tending ANKI_PYTHON [--runs N] [--only WORDS]

ANKI_PYTHON is an interpreter that has the package `anki`.  Every run is a fresh process on a fresh
copy of a collection, indexed for search; told are medians, for each act and for its undo.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.moving import make_many

ACTS = {
    "tag": "10,000 notes get a tag",
    "suspend": "10,000 cards are suspended",
    "move": "10,000 cards move to a deck",
    "replace": "Find and replace in all, 10,000 change",
    "duplicates": "Duplicates of a field in all",
    "add": "500 notes are added one by one",
    "delete": "10,000 notes are deleted",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("anki", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        files = Path(folder)
        make_many(files)
        sides = (_ours(), _theirs(options.anki))
        for side in sides:
            _run(side, "prepare", files)
        print(f"{'':42}{'kgstudy':>10}{'Anki':>10}{'ratio':>8}{'undo':>12}{'Anki':>10}{'ratio':>8}")
        for name, words in ACTS.items():
            if options.only in name:
                _compare(name, words, sides, files, options.runs)


def _ours() -> list[str]:
    return [sys.executable, "-m", "tests.bench.tending_ours"]


def _theirs(anki: Path) -> list[str]:
    return [str(anki), str(Path(__file__).with_name("tending_anki.py"))]


def _compare(
    name: str, words: str, sides: tuple[list[str], list[str]], files: Path, runs: int
) -> None:
    """Both sides in turn, so that whatever else the machine does meets both."""
    results: tuple[list[dict[str, float]], ...] = ([], [])
    for _ in range(runs):
        for side, found in zip(sides, results, strict=True):
            found.append(_run(side, name, files))
    row = f"{words:42}"
    for what in ("act", "undo"):
        mine, other = (statistics.median(each[what] for each in side) for side in results)
        row += f"{1000 * mine:7.0f} ms{1000 * other:7.0f} ms"
        row += f"{mine / other:8.2f}" if mine and other else f"{'–':>8}"
    print(row, flush=True)


def _run(side: list[str], name: str, files: Path) -> dict[str, float]:
    """Prepares a collection in `files`, or works on a copy of it."""
    with TemporaryDirectory() as folder:
        where = files
        if name != "prepare":
            where = Path(folder) / "copy"
            shutil.copytree(files, where, ignore=shutil.ignore_patterns("*.apkg"))
        done = subprocess.run([*side, name, str(where)], check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
