"""What is loaded while nobody waits is not loaded when somebody does."""

import subprocess
import sys

_LOAD = """
import sys
import kgstudy.app
from kgstudy.gui import ahead
from kgstudy.gui.loading import Loading
from PySide6.QtCore import QCoreApplication, QObject

app, owner = QCoreApplication([]), QObject()
loading = Loading(ahead.EVERYTHING, owner)
loading.done.connect(app.quit)
loading.begin()
app.exec()
before = set(sys.modules)
import kgstudy.gui.pages.browse
import kgstudy.gui.editor.note_form
import kgstudy.gui.models.lesson_arrivals
import kgstudy.gui.pages.importing
import kgstudy.gui.pages.lesson
import kgstudy.gui.pages.settings
print(*sorted(set(sys.modules) - before))
"""


def test_all_that_pages_and_files_need_can_be_loaded_ahead() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []


def test_who_reads_one_format_loads_no_other() -> None:
    told = "print('kgstudy.formats.anki' in sys.modules)"
    load = f"import sys; from kgstudy.formats import kgdeck; {told}"
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_whoever_prints_cards_has_loaded_what_cleans_them() -> None:
    load = "import sys; import kgstudy.gui.dialogs.export; print('nh3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
