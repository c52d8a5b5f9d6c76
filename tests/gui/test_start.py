"""What the window needs not in order to start is not loaded with it."""

import subprocess
import sys

LATER = ("kgstudy.domain.drafting.proposing", "kgstudy.formats", "kgstudy.services.studio")


def test_lessons_are_read_and_drafted_by_what_is_loaded_when_it_is_wanted() -> None:
    program = "import sys, kgstudy.app, kgstudy.gui.window; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "kgstudy.gui.lesson_way" in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []
