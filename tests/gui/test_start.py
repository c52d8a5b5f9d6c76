"""What the window needs not in order to start is not loaded with it."""

import subprocess
import sys

import pytest

LATER = ("kgstudy.domain.drafting.proposing", "kgstudy.formats", "kgstudy.services.studio")


@pytest.mark.parametrize(
    ("modules", "needed"),
    [
        ("kgstudy.app, kgstudy.gui.window", "kgstudy.gui.ways.lesson"),
        ("kgstudy.gui.pages.shelf", "kgstudy.services.lessons"),
    ],
)
def test_lessons_are_read_and_drafted_by_what_is_loaded_when_it_is_wanted(
    modules: str, needed: str
) -> None:
    program = f"import sys, {modules}; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert needed in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []
