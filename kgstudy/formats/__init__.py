"""The files that decks come in and go out by: one module a format, one line in each table."""

from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.formats import kgdeck
from kgstudy.formats.archive import telling
from kgstudy.formats.base import Reader, Writer

READERS: tuple[Reader, ...] = (kgdeck,)
"""In the order in which they are asked; the more particular come first."""

WRITERS: tuple[Writer, ...] = (kgdeck,)


def recognise(path: Path) -> Reader:
    """The reader of this file or folder, told by what is in it."""
    if not path.exists():
        raise UserError("There is nothing of that name.", place=Place(str(path)))
    with telling(path):
        for reader in READERS:
            if reader.recognises(path):
                return reader
    raise UserError(
        "This is in no format that kgstudy reads; it reads: {formats}.",
        place=Place(str(path)),
        formats=", ".join(f"{reader.NAME} ({' '.join(reader.SUFFIXES)})" for reader in READERS),
    )
