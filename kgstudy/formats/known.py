"""All formats that decks come in and go out by, one line each."""

from collections.abc import Sequence
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.formats import (
    anki,
    crowdanki,
    delimited,
    hashcards,
    kgdeck,
    mnemosyne,
    obsidian,
    supermemo,
)
from kgstudy.formats.anki import package, whole
from kgstudy.formats.base import Reader, Writer
from kgstudy.formats.delimited import anki_text, csv_table

READERS: tuple[Reader, ...] = (
    anki,
    crowdanki,
    mnemosyne,
    supermemo,
    obsidian,
    hashcards,
    kgdeck,
    delimited,
)
"""In the order in which they are asked; the more particular come first."""

WRITERS: tuple[Writer, ...] = (package, whole, kgdeck, anki_text, csv_table, hashcards)


def writer_for(path: Path, called: str | None = None, more: Sequence[Writer] = ()) -> Writer:
    """The writer of that name, else the one whose files end like `path`; a folder is a deck's.

    It may be one of `more`, which whoever asks can do besides.
    """
    writers: Sequence[Writer] = (*WRITERS, *more)
    wanted, suffix = (called or "").casefold(), path.suffix.lower()
    if not wanted and not suffix:
        return kgdeck
    for writer in writers:
        if (wanted in writer.NAME.casefold()) if wanted else (suffix in writer.SUFFIXES):
            return writer
    raise UserError(
        "There is no format for this; kgstudy writes: {formats}.",
        place=Place(str(path)),
        formats=", ".join(f"{writer.NAME} ({' '.join(writer.SUFFIXES)})" for writer in writers),
    )
