"""How long the window would stand still while a file is read and planned beside it, as jobs do.

python -m tests.bench.gaps FILE...

A timer of 5 ms asks for its turn meanwhile; told are the longest waits for it, and which line of
the work was just done then: one long call in C lets nobody else have a turn.
"""

import argparse
import sys
import threading
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType

from kgstudy import formats
from kgstudy.host.clock import SystemClock
from kgstudy.host.memory import uncollected
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
        for seconds, line in gaps[:_TOLD]:
            print(f"  {seconds * 1000:6.0f} ms  {line}")


def _work(opened: Collection, file: Path) -> None:
    with uncollected():
        parcel = formats.recognise(file).read(file)
        importing.plan(opened, parcel)
        importing.bring_in(opened, parcel)
    opened.database.close()


def _watched(work: threading.Thread) -> list[tuple[float, str]]:
    """The waits, the longest first."""
    gaps = []
    work.start()
    asked = time.perf_counter()
    while work.is_alive():
        time.sleep(_TURN)
        now = time.perf_counter()
        gaps.append((now - asked - _TURN, _line(sys._current_frames().get(work.ident or 0))))
        asked = now
    return sorted(gaps, reverse=True)


def _line(frame: FrameType | None) -> str:
    """Where the work is, in our own code."""
    while frame is not None and "kgstudy" not in frame.f_code.co_filename:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""


if __name__ == "__main__":
    main()
