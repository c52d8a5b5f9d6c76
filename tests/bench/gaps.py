"""How long the window would stand still while a file is read and planned beside it, as jobs do.

python -m tests.bench.gaps FILE...

A timer of 5 ms asks for its turn meanwhile; told are the longest waits for it, how much of each
the work itself took (the rest is another program's), and which line of it was just done then: one
long call in C lets nobody else have a turn.
"""

import argparse
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType

from kgstudy import formats
from kgstudy.host.clock import SystemClock
from kgstudy.services import importing
from kgstudy.store.collection import Collection

_TURN = 0.005
_TOLD = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    for file in parser.parse_args().files:
        with (
            TemporaryDirectory() as folder,
            Collection.open(Path(folder), SystemClock(), Random(1)) as opened,
        ):
            gaps = _watched(threading.Thread(target=_work, args=(opened, file)))
        print(file.name)
        for worked, waited, line in gaps[:_TOLD]:
            print(f"  {waited * 1000:6.0f} ms, of it work {worked * 1000:4.0f} ms  {line}")


def _work(opened: Collection, file: Path) -> None:
    parcel = formats.recognise(file).read(file)
    importing.plan(opened, parcel)
    importing.bring_in(opened, parcel)
    opened.database.close()


def _watched(work: threading.Thread) -> list[tuple[float, float, str]]:
    """What the work took between two turns, the time between them, and the line; longest first."""
    gaps = []
    work.start()
    assert work.ident is not None
    clock = time.pthread_getcpuclockid(work.ident)
    asked, worked = time.perf_counter(), 0.0
    while work.is_alive():
        time.sleep(_TURN)
        line = _line(sys._current_frames().get(work.ident))
        now, done = time.perf_counter(), _spent(clock)
        gaps.append((done - worked, now - asked, line))
        asked, worked = now, max(done, worked)
    return sorted(gaps, reverse=True)


def _spent(clock: int) -> float:
    """Seconds that the work had of a processor; none where it is over."""
    with suppress(OSError):
        return time.clock_gettime(clock)
    return 0.0


def _line(frame: FrameType | None) -> str:
    """Where the work is, in our own code."""
    while frame is not None and "kgstudy" not in frame.f_code.co_filename:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""


if __name__ == "__main__":
    main()
