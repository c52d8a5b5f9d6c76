"""The command line: `kgstudy` and its commands, with exit statuses that scripts can rely on."""

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kgstudy.cli import arguments
from kgstudy.cli.output import marked
from kgstudy.domain.clock import Clock
from kgstudy.domain.errors import UserError
from kgstudy.domain.query.errors import QueryError
from kgstudy.host import folders, log
from kgstudy.host.clock import SystemClock
from kgstudy.store.trouble import explained
from kgstudy.terminal.page import harmless

INPUT_AT_FAULT = 1
PROGRAM_AT_FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Does what `argv` (else the process's own arguments) asks for; the exit status."""
    _prepare_streams()
    try:
        request, run = arguments.read(argv, clock or SystemClock())
    except SystemExit as stop:  # --help and --version, or wrong usage
        return stop.code if isinstance(stop.code, int) else 0
    with suppress(OSError):  # opening the collection will say what is wrong with the folder
        log.start(folders.log_file(request.folder))
    try:
        status = run(request)
        if sys.stdout:
            sys.stdout.flush()
    except UserError as error:
        _say(str(error))
        if isinstance(error, QueryError):
            _show(error)
        return INPUT_AT_FAULT
    except KeyboardInterrupt:
        if sys.stdout and sys.stdout.isatty():
            print()  # the shell goes on in a line of its own
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes what is left once more on its way out; there it must find no closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        return _told(error, request.folder)
    finally:
        log.stop()
    return status


def _told(error: Exception, folder: Path) -> int:
    trouble = explained(error, folder)
    if trouble is None:
        return _own_fault(error, folder)
    _say(str(trouble))
    return INPUT_AT_FAULT


def _own_fault(error: Exception, folder: Path) -> int:
    """Tells of a mistake in the program itself, and logs where it happened."""
    _log.critical("an error that nobody foresaw", exc_info=error)
    file = folders.log_file(folder)
    more = f"; {file} says more" if file.exists() else ""
    _say(f"This is a mistake in kgstudy, and your collection is safe ({error!r}){more}.")
    return PROGRAM_AT_FAULT


def _say(sentence: str) -> None:
    if sys.stderr:  # kgstudyw on Windows has none
        print(f"kgstudy: {harmless(sentence)}", file=sys.stderr)


def _show(error: QueryError) -> None:
    """The query, with its fault marked under it."""
    if sys.stderr:
        print("\n".join(marked(error.query, error.span)), file=sys.stderr)


def _prepare_streams() -> None:
    """Everything is UTF-8, whatever code page the system prefers for what is piped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
