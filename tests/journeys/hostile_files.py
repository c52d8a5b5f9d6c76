"""Imports hostile files in processes that are watched, measured and limited.

`python -m tests.journeys.hostile_files [PATTERN...]` tries those whose names match (all of them
takes about half an hour) and ends with status 1 where one did harm.
"""

import fnmatch
import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.hostile import databases, places, texts, zips
from tests.journeys.hostile.catalogue import ALL, Hostile

MODULES = databases, places, texts, zips
"""Imported because each of them lists its files."""
SECONDS, MEGABYTES = 60, 1024
_STRANGE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TOO_LATE = -9


@dataclass(frozen=True, slots=True)
class Run:
    """What a process came to; `peak` is in MiB."""

    status: int
    seconds: float
    peak: int
    said: str
    told: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The folders of one file's trial."""

    base: Path

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def temporary(self) -> Path:
        return self.base / "temporary"

    @property
    def files(self) -> Path:
        return self.base / "files"

    def run(self, *arguments: str) -> Run:
        peak = self.base / "peak"
        peak.unlink(missing_ok=True)
        command = [sys.executable, "-W", "error", "-m", "tests.journeys.hostile.guarded", str(peak)]
        command += [str(self.data), str(self.temporary), "--", *arguments]
        home = self.base / "home"
        environment = {
            **os.environ,
            "TMPDIR": str(self.temporary),
            "HOME": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        begun = time.monotonic()
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="backslashreplace",
            start_new_session=True,
        ) as process:
            try:
                told, said = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                told, said = process.communicate()
        taken = time.monotonic() - begun
        memory = int(peak.read_text()) // 1024 if peak.exists() else 0
        return Run(process.returncode, taken, memory, said, told)


def snapshot(data: Path) -> str:
    """A digest of all that the collection and its media hold."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(data / "collection.kgstudy")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in sorted(tables.fetchall()):
            rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
            digest.update(repr((table, rows)).encode())
    for path in sorted((data / "media").rglob("*")):
        digest.update(repr((path.name, path.is_file() and path.read_bytes())).encode())
    return digest.hexdigest()


def faults(hostile: Hostile, trial: Trial, told: list[str]) -> Iterator[str]:
    """What is wrong with how the file was taken; figures of the trial are added to `told`."""
    trial.files.mkdir()
    path = hostile.build(trial.files)
    before, there = snapshot(trial.data), _names(trial)
    done = trial.run("import", "--json", "--data", str(trial.data), str(path))
    told.append(f"{done.seconds:5.1f} s {done.peak:5d} MiB  status {done.status}")
    yield from _of_import(hostile, done)
    if _names(trial) != there:
        yield f"left behind {sorted(_names(trial) ^ there)[:5]}"
    if done.status == 1:
        told.append(done.said.strip()[:160])
        if snapshot(trial.data) != before:
            yield "was refused, but changed the collection"
    else:
        told.append(_counts(done.told))
    yield from _of_what_came(trial, done.status, told)


def _of_import(hostile: Hostile, done: Run) -> Iterator[str]:
    if done.status not in (0, 1):
        yield f"status {done.status}: {done.said[-600:]}"
    if hostile.refused is not None and hostile.refused != (done.status == 1):
        yield "should have been refused" if hostile.refused else f"was refused: {done.said}"
    if done.seconds > SECONDS or done.peak > MEGABYTES:
        yield f"took {done.seconds:.0f} s and {done.peak} MiB"
    if _STRANGE.search(done.said) or (done.status == 1 and done.said.count("\n") != 1):
        yield f"said {done.said[:300]!r}"
    if len(done.said) > 1000:
        yield f"said {len(done.said)} characters: {done.said[:100]!r}"


def _of_what_came(trial: Trial, status: int, told: list[str]) -> Iterator[str]:
    checked = trial.run("check", "--json", "--data", str(trial.data))
    if checked.status != 0:
        yield f"check: {checked.status} {checked.said[-300:]} {checked.told[:500]}"
    if status != 0:
        return
    shown = trial.run("faces", str(trial.data))
    told.append(f"faces {shown.seconds:.1f} s {shown.peak} MiB {shown.told.strip()}")
    if shown.status != 0:
        yield f"faces: {shown.status} {shown.said[-600:]} {shown.told}"


def _counts(told: str) -> str:
    try:
        [file] = json.loads(told)["files"]
    except (ValueError, KeyError):
        return f"no JSON: {told[:200]}"
    notes = {fate: count for fate, count in file["notes"].items() if count}
    counts = {name: file[name] for name in ("decks", "cards", "reviews", "media")}
    problems = file["problems"]
    said = problems[0]["why"][:90] if problems else ""
    return f"{file['format']} {notes} {counts} {len(problems)} problems: {said}"


def _names(trial: Trial) -> set[str]:
    """What lies in the folders in which nothing may be left."""
    names = {path.name for path in trial.base.iterdir()} - {"peak"}
    for folder in (trial.temporary, trial.base / "home", trial.files):
        names |= {f"{folder.name}/{path.name}" for path in folder.iterdir()}
    return names


def prepared(base: Path) -> Trial:
    """A collection with a deck of its own, from which every trial begins."""
    trial = Trial(base)
    for folder in (trial.temporary, base / "home", trial.data):
        folder.mkdir(parents=True)
    deck = base / "mine.md"
    deck.write_text("Q: Mine?\nA: Yes.\n", encoding="utf-8")
    done = trial.run("import", "--data", str(trial.data), str(deck))
    assert done.status == 0, done
    return trial


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tried(hostile: Hostile, template: Trial) -> bool:
    """Tries the file and tells what came of it; whether all was well."""
    told: list[str] = []
    with TemporaryDirectory(prefix="hostile-", ignore_cleanup_errors=True) as folder:
        trial = Trial(Path(folder))
        shutil.copytree(template.data, trial.data)
        for empty in (trial.temporary, trial.base / "home"):
            empty.mkdir()
        found = list(faults(hostile, trial, told))
    _tell(f"{'BAD ' if found else 'good'} {hostile.name:45s} {' | '.join(told)}")
    for fault in found:
        _tell(f"     {fault}")
    return not found


def main(patterns: list[str]) -> int:
    chosen = [
        each
        for name, each in ALL.items()
        if not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
    ]
    with TemporaryDirectory(prefix="hostile-") as folder:
        template = prepared(Path(folder))
        results = [tried(each, template) for each in chosen]
    _tell(f"{len(results)} files, {results.count(False)} with faults")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
