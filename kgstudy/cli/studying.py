"""Commands to study by: the window, or the terminal where there is none."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kgstudy.cli.command import Command, Request
from kgstudy.cli.looking import print_due
from kgstudy.domain.errors import UserError
from kgstudy.host import folders, preferences
from kgstudy.host.startup import without_collector
from kgstudy.services import listing, safekeeping

_NEEDS_DISPLAY = ("xcb", "wayland")
"""Qt's platforms that show their windows on a display of the desktop."""


def open_window(request: Request) -> int:
    """The window; else the same cards in the terminal; else what is due."""
    return _open(request, ())


def _open_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file or folder")


def open_files(request: Request) -> int:
    """The window with the files to be brought in; a terminal has a command of its own for that."""
    if not has_display(os.environ, sys.platform):
        raise UserError("There is no display for the window; bring decks in by `kgstudy import`.")
    return _open(request, request.options.files)


def _open(request: Request, files: Sequence[Path]) -> int:
    if not has_display(os.environ, sys.platform):
        return _without_window(request, "There is no display for the window")
    run = _window()
    if isinstance(run, str):
        return _without_window(request, f"The window cannot open ({run})")
    return run(request.folder, files=files)


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window could be shown; only Linux and its kin know sessions without."""
    if platform in ("win32", "darwin"):
        return True
    asked = environ.get("QT_QPA_PLATFORM", "")
    if any(not name.startswith(_NEEDS_DISPLAY) for name in filter(None, asked.split(";"))):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _window() -> Callable[..., int] | str:
    """What runs the window, or why Qt does not load, such as a system library it lacks."""
    try:
        with without_collector():
            from kgstudy import app  # noqa: PLC0415 - Qt is for the window alone
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        return str(error)
    return app.run


def _without_window(request: Request, why: str) -> int:
    if _is_terminal():
        print(f"{why}, so you study here in the terminal.")
        return _study(request, None)
    print(f"{why}, and no terminal to study in. This is due:\n")
    with request.reader() as collection:
        print_due(collection)
    print(
        "\nTo see the window, start kgstudy in a graphical session (from afar: ssh -X);"
        "\nto study without one, start `kgstudy study` in a terminal."
    )
    return 0


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _study_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("deck", nargs="?", metavar="DECK", help="its name, or how the name begins")


def study(request: Request) -> int:
    return _study(request, request.options.deck)


def _study(request: Request, deck: str | None) -> int:
    from kgstudy.services.study import Study  # noqa: PLC0415 - the window starts without it
    from kgstudy.terminal.console import open_console  # noqa: PLC0415 - likewise
    from kgstudy.terminal.session import Session  # noqa: PLC0415 - likewise

    with request.writer() as collection:
        safekeeping.backup_of_the_day(collection)
        chosen = None if deck is None else listing.deck_called(collection, deck)
        choices = preferences.load(_preferences_file(request.folder))
        Session(Study(collection, chosen), collection, open_console(), choices.grade_buttons).run()
    return 0


def _preferences_file(folder: Path) -> Path:
    """A collection put somewhere on purpose has its preferences with it."""
    usual = folder == folders.data_folder()
    return folders.preferences_file(None if usual else folder)


_STUDY_NOTES = """\
Each answer is kept at once; quit at any time. `?` shows the keys.
"""

_OPEN_NOTES = """\
`kgstudy FILE...` does the same. The window shows what is in the files before anything is taken in.
"""

OPEN = Command("open", "open decks in the window", open_files, _open_arguments, _OPEN_NOTES)
"""What a system runs for a file that is opened with kgstudy."""

COMMANDS = (
    OPEN,
    Command("study", "study in the terminal", study, _study_arguments, _STUDY_NOTES),
)
