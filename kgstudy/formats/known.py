"""All formats that decks come in and go out by, one line each, and which of them a file is in."""

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
from kgstudy.formats.archive import telling
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


def recognise(path: Path) -> Reader:
    """The reader of this file or folder, told by what is in it."""
    if not path.exists():
        raise UserError("There is nothing of that name.", place=Place(str(path)))
    if not (path.is_file() or path.is_dir()):
        raise UserError("It is neither a file nor a folder.", place=Place(str(path)))
    with telling(path):
        for reader in READERS:
            if reader.recognises(path):
                return reader
    _refuse_lesson(path)
    raise UserError(
        "This is in no format that kgstudy reads; it reads: {formats}.",
        place=Place(str(path)),
        formats=", ".join(reader.NAME for reader in READERS),
    )


def _refuse_lesson(path: Path) -> None:
    """Raises UserError where the file is a text to read, which has a way of its own."""
    from kgstudy.formats import texts  # noqa: PLC0415 - it asks the readers of this module

    if texts.holds_lesson(path):
        raise UserError(
            "This is a text to read, not a deck: draft cards from it with `kgstudy lesson draft`, "
            "or drop it on the window.",
            place=Place(str(path)),
        )
