"""The log: a file beside the collection that exists only once there is something to say."""

import logging
from contextlib import suppress
from pathlib import Path

from typing_extensions import override

LARGEST = 512 * 1024
"""Bytes; a larger log makes room when the program starts, and one old log is kept."""

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(logging.FileHandler):
    """Opened with the first record; where it cannot be, the program goes on without a log."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)


def start(file: Path) -> None:
    """Sends what the program logs to `file`; once a process, whatever is asked later."""
    logger = logging.getLogger("kgstudy")
    if logger.handlers:
        return
    _make_room(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = _LogFile(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def stop() -> None:
    """Lets go of the file."""
    logger = logging.getLogger("kgstudy")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def _make_room(file: Path) -> None:
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(file.with_name(file.name + ".1"))
