"""What is loaded while nobody waits is not loaded when somebody does."""

import subprocess
import sys

_LOAD = """
import sys
import kgstudy.app
from kgstudy.gui import browse_way
from kgstudy.gui.loading import Loading
from PySide6.QtCore import QCoreApplication, QObject

app, owner = QCoreApplication([]), QObject()
loading = Loading(browse_way.AHEAD, owner)
loading.done.connect(app.quit)
loading.begin()
app.exec()
before = set(sys.modules)
import kgstudy.gui.pages.browse
import kgstudy.gui.editor.note_form
print(*sorted(set(sys.modules) - before))
"""


def test_all_that_browsing_needs_can_be_loaded_ahead() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
