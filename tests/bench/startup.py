"""How long from the command to the painted window, and how much memory it takes.

    python -m tests.bench.startup [RUNS]

Starts the real program on a collection with the lesson deck (studied for some days), each time as a
process of its own, and prints the median. Byte code must be compiled, as `packaging/dev.py` does.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy.domain.review import Rating
from kgstudy.host.clock import SystemClock
from kgstudy.opening import open_collection
from kgstudy.services.study import Study
from tests.fake_clock import FakeClock

CHILD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if not self.painted and event.type() == QEvent.Type.Paint:
            self.painted = True
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print(time.monotonic(), flush=True)
        QApplication.closeAllWindows()

app, watch = QApplication([]), Watch()
app.installEventFilter(watch)
from kgstudy.app import run
sys.exit(run(Path(sys.argv[1])))
"""


def main(runs: int) -> None:
    with TemporaryDirectory() as folder:
        _study_some_days(Path(folder))
        _start(Path(folder))  # the first start warms the disk's cache
        seconds = [_start(Path(folder)) for _ in range(runs)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    median, worst = statistics.median(seconds), max(seconds)
    print(f"painted after {median:.2f} s (median of {runs}, worst {worst:.2f} s)")
    print(f"peak memory {peak:.0f} MiB")


def _start(folder: Path) -> float:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    return float(done.stdout.split()[0]) - begun


def _study_some_days(folder: Path) -> None:
    rng, now = Random(1), SystemClock().now_ms()
    clock = FakeClock()
    clock.set(SystemClock().wall(now) - timedelta(days=6))
    for _day in range(6):
        with open_collection(folder, "the benchmark", clock=clock) as opened:
            study = Study(opened)
            while study.shown is not None:
                clock.advance(timedelta(seconds=10))
                study.answer(rng.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD)), 8000)
        clock.advance(timedelta(hours=23))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
