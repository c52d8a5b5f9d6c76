"""What a file is, told by what is in it: a deck, and which reader's, or a text to read."""

import re
from collections.abc import Sequence
from mimetypes import MimeTypes
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.formats import encoding, kgdeck, obsidian
from kgstudy.formats.archive import telling
from kgstudy.formats.base import Reader
from kgstudy.formats.kgdeck.files import TEXT_SUFFIXES
from kgstudy.formats.known import READERS

_LOOKED_AT = 1 << 20
_MOST_FILES = 500
"""Of a folder; who drops a whole disk hears of it soon."""
_TYPES = MimeTypes()
_MEDIA = frozenset({"image", "audio", "video", "font"})
_CARD = re.compile(r"^[QFC]:", re.MULTILINE)
_HEAD = re.compile(r"\A---[ \t]*\n(?:(?!---).*\n)*?(?:name|id|lesson)[ \t]*=", re.MULTILINE)


def recognise(path: Path) -> Reader:
    """The reader of this file or folder; raises UserError where it is no deck."""
    if not path.exists():
        raise UserError("There is nothing of that name.", place=Place(str(path)))
    if not (path.is_file() or path.is_dir()):
        raise UserError("It is neither a file nor a folder.", place=Place(str(path)))
    with telling(path):
        for reader in READERS:
            if reader.recognises(path):
                return reader
    if holds_lesson(path):
        raise UserError(
            "This is a text to read, not a deck: draft cards from it with `kgstudy lesson draft`, "
            "or drop it on the window.",
            place=Place(str(path)),
        )
    raise UserError(
        "This is in no format that kgstudy reads; it reads: {formats}.",
        place=Place(str(path)),
        formats=", ".join(reader.NAME for reader in READERS),
    )


def decks_at(path: Path) -> tuple[Path, ...]:
    """The path itself or, where it is a folder, the decks in it, and the folder if it is one."""
    if not path.is_dir():
        return (path,)
    with telling(path):
        within = sorted(each for each in path.iterdir() if not each.name.startswith("."))
        within = within[:_MOST_FILES]
        mixed = not (path / ".obsidian").is_dir() and _is_mixed(within)
    own = None if mixed else _reader(path)
    found = [each for each in within if _is_apart(each, own)]
    return (path, *found) if own or not found else tuple(found)


def _is_mixed(within: Sequence[Path]) -> bool:
    """Whether there are notes of Obsidian's beside decks, which nobody could read as one."""
    texts = [each for each in within if _is_text(each)]
    notes = {each for each in texts if obsidian.recognises(each)}
    return bool(notes) and any(_holds_cards(each) for each in texts if each not in notes)


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in TEXT_SUFFIXES and path.is_file()


def _reader(path: Path) -> Reader | None:
    """Likewise; None also where it cannot be opened."""
    try:
        with telling(path):
            return next((reader for reader in READERS if reader.recognises(path)), None)
    except UserError:
        return None


def _is_apart(path: Path, folder: Reader | None) -> bool:
    """Whether it is a deck, and no part of the one that the folder is."""
    if (_TYPES.guess_type(path.name, strict=False)[0] or "").partition("/")[0] in _MEDIA:
        return False  # there may be thousands
    if folder is None:
        plain = _is_text(path) and not (_holds_cards(path) or obsidian.recognises(path))
        return not plain and _reader(path) is not None
    if path.is_dir() or _is_text(path):
        return False
    return _reader(path) not in (None, folder)


def holds_lesson(path: Path) -> bool:
    """Whether the file is a text to read rather than a deck of cards."""
    from kgstudy.formats import texts  # noqa: PLC0415 - most files are decks

    try:
        return path.is_file() and not _is_deck(path) and texts.recognises(path)
    except UserError:
        return False


def _is_deck(path: Path) -> bool:
    """Whether a reader of decks knows it by more than its name."""
    markdown = path.suffix.lower() in TEXT_SUFFIXES
    readers = [reader for reader in READERS if reader is not kgdeck or not markdown]
    return (markdown and _holds_cards(path)) or any(reader.recognises(path) for reader in readers)


def _holds_cards(path: Path) -> bool:
    """Whether Markdown, which is all read as decks of ours, has cards or a deck's head."""
    with path.open("rb") as file:
        text = encoding.decoded(file.read(_LOOKED_AT))[0].replace("\r\n", "\n")
    return bool(_CARD.search(text) or _HEAD.search(text))
