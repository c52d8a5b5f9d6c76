"""Which turns of the window's thread are long, while the program is led through its pages and acts.

python -m tests.bench.turns [--data FOLDER] [--files FILE...] [--only WORD] [--most MS]

The real program runs on a copy of the collection in FOLDER, or on a new one with the shipped deck.
A timer of 1 ms asks for its turn all the time. Where one takes longer than `--most`, it is told in
which scene that was, how long it took, how much of that the window's own thread had of a processor
(the rest is other threads and programs), and which lines it was in. `--only` is an expression that
the names of scenes match.
"""

import argparse
import os
import re
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kgstudy.app import Application, run
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.window import Window
from tests.bench.turns_scenes import Scene, scenes

_LOOK_EVERY = 0.004
_QUIET = 0.25
"""Seconds without work after which an act is over."""
_PATIENCE = 60.0
_LINES = 4


class Watch(QObject):
    """Measures each turn, and keeps where the window's thread was in the long ones."""

    def __init__(self, most_ms: float) -> None:
        super().__init__()
        self.scene = "start"
        self.busy_at = time.perf_counter()
        """When there last was something to do."""
        self._most = most_ms / 1000
        self._began, self._spent = time.perf_counter(), time.thread_time()
        self._seen: list[tuple[float, str]] = []
        self._beat = QTimer(self)
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._turn)

    def begin(self) -> None:
        self._beat.start()
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, _LOOK_EVERY, _LOOK_EVERY)

    def end(self) -> None:
        self._beat.stop()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _turn(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        took, own = now - self._began, spent - self._spent
        if own > 0.008:
            self.busy_at = now
        if own > self._most or took > 4 * self._most:
            self._tell(took, own)
        self._began, self._spent = time.perf_counter(), time.thread_time()
        self._seen.clear()

    def _tell(self, took: float, own: float) -> None:
        print(f"{self.scene}: {took * 1000:.0f} ms, own {own * 1000:.0f}", flush=True)
        seen = list(self._seen)
        for where, count in Counter(where for at, where in seen if at > self._began).most_common(
            _LINES
        ):
            print(f"    {count / max(1, len(seen)):4.0%}  {where}", flush=True)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        """In the window's own thread: another one would keep what the frames hold, cursors too."""
        self._seen.append((time.perf_counter(), _where(frame)))


def _where(frame: FrameType | None) -> str:
    """The innermost calls, of our own code where there are any."""
    lines: list[str] = []
    while frame is not None:
        file = frame.f_code.co_filename
        if ("kgstudy" in file and "/bench/" not in file) or not lines:
            name = file.rpartition("kgstudy/")[2] if "kgstudy/" in file else Path(file).name
            lines.append(f"{name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(lines[:6])


class Lead(QObject):
    """Does one scene after another, each once all is quiet."""

    def __init__(self, watch: Watch, left: Sequence[Scene]) -> None:
        super().__init__()
        self._watch = watch
        self._left = list(left)
        self._since = time.perf_counter()
        self._next = QTimer(self)
        self._next.setInterval(20)
        self._next.timeout.connect(self._go_on)

    def begin(self) -> None:
        self._watch.begin()
        self._next.start()

    def _go_on(self) -> None:
        now = time.perf_counter()
        if self._is_busy():
            self._watch.busy_at = now
        late = now - self._since > _PATIENCE
        if not late and now - self._watch.busy_at < _QUIET:
            return
        if window()._desk.collection.connection.txn_state("main"):
            print(f"{self._watch.scene}: left a reading open", flush=True)
        if late:
            print(f"{self._watch.scene}: is not over yet", flush=True)
        if not self._left:
            self._next.stop()
            window().close()
            return
        scene = self._left.pop(0)
        self._watch.scene, self._since = scene.name, now
        self._watch.busy_at = now
        try:
            scene.act(window())
        except Exception:
            traceback.print_exc()

    def _is_busy(self) -> bool:
        every = [window()._desk.jobs, *window().findChildren(Jobs)]
        return any(jobs._pool.activeThreadCount() for jobs in every)


def window() -> Window:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--files", nargs="*", type=Path, default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--most", type=float, default=50)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        if given.data:
            shutil.copytree(given.data, folder)
        app = Application(["kgstudy"])
        watch = Watch(given.most)
        every = [
            each for each in scenes(Path(name), given.files) if re.search(given.only, each.name)
        ]
        lead = Lead(watch, every)
        QTimer.singleShot(0, lead.begin)
        status = run(folder)
        watch.end()
        del app
    return status


if __name__ == "__main__":
    sys.exit(main())
