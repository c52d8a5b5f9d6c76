"""Files laid by from one start of the program to the next, by name, in a folder of their own."""

import logging
from collections.abc import Mapping
from pathlib import Path

from kgstudy.domain.errors import Place, UserError

_log = logging.getLogger(__name__)


def lay_by(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes these all that lies in the folder; what lies there under its name is not rewritten.

    The names must be those of plain files, and tell contents apart.  Raises UserError where they
    cannot be written.
    """
    try:
        there = _names(folder)
        for name in there - files.keys():
            (folder / name).unlink(missing_ok=True)
        if files:
            folder.mkdir(parents=True, exist_ok=True)
        for name in files.keys() - there:
            aside = folder / f"{name}.new"
            aside.write_bytes(files[name])
            aside.replace(folder / name)
    except OSError as error:
        raise UserError(
            "Pictures and sounds of the unfinished note could not be kept ({reason}).",
            place=Place(str(folder)),
            reason=error.strerror,
        ) from error


def laid_by(folder: Path) -> dict[str, bytes]:
    """What lies there; a file that cannot be read is left out."""
    found: dict[str, bytes] = {}
    for name in sorted(_names(folder)):
        try:
            found[name] = (folder / name).read_bytes()
        except OSError as error:
            _log.warning("%s: %s is left out (%s)", folder, name, error)
    return found


def _names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if each.is_file()} if folder.is_dir() else set()
