"""An error in an event handler is told, and does not end the process."""

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
import kgstudy.gui
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel
import shiboken6

class Box(QDialog):
    moved = Signal(int)

    def resizeEvent(self, event):
        {fault}

    def reject(self):
        print("rejected")

    def done(self, *result):
        print("done", *result)

sys.excepthook = lambda kind, error, trace: print("told", kind.__name__)
app = QApplication(["-platform", "offscreen"])
gone = QLabel()
shiboken6.delete(gone)
box = Box()
box.moved.connect(box.reject)
box.moved.emit(1)
box.done(7)
QTimer.singleShot(0, box.show)
QTimer.singleShot(1, app.exit)
app.exec()
print("alive")
"""


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("int('x')", "ValueError"),
        ("gone.text()", "RuntimeError"),
        ("{}['x']", "KeyError"),
        ("raise ValueError('x')", "ValueError"),
    ],
)
def test_an_error_in_a_handler_is_told_and_the_process_lives(fault: str, told: str) -> None:
    program = _PROGRAM.replace("{fault}", fault)
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.stdout.split("\n")[:2] == ["rejected", "done 7"], ended.stderr
    assert f"told {told}" in ended.stdout
    assert ended.stdout.endswith("alive\n")
