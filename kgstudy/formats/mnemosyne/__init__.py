"""Mnemosyne: cards for sharing, its database, and the XML of its first version.

The `.mem` files of the first version are Python pickles, which run whatever is in them: they are
known by their first line and refused, never loaded.
"""

from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats import xml
from kgstudy.formats.archive import open_archive
from kgstudy.formats.mnemosyne import cards_file, database, old_xml

__all__ = ["NAME", "SUFFIXES", "read", "recognises"]

NAME = "Mnemosyne"
SUFFIXES = (".cards", ".xml", ".db", ".mem")

_PICKLE = b"--- Mnemosyne Data Base ---"
_ZIP = b"PK\x03\x04"


def recognises(path: Path) -> bool:
    """Whether it is one of these four, by its beginning."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(1 << 16)
    if beginning.startswith(_ZIP):
        return _holds_cards(path)
    if database.begins(beginning):
        return database.recognises(path)
    return beginning.startswith(_PICKLE) or xml.root_of(beginning) == old_xml.ROOT


def _holds_cards(path: Path) -> bool:
    try:
        return cards_file.CARDS in open_archive(path).entries
    except UserError:
        return False


def read(path: Path, progress: Progress = unheard) -> Parcel:
    with path.open("rb") as file:
        beginning = file.read(32)
    if beginning.startswith(_PICKLE):
        raise UserError(
            "This is a program, not a text, and kgstudy does not run it: open it in Mnemosyne, "
            "choose File, Export, and import the .cards or .xml file that it writes.",
            place=Place(str(path)),
        )
    if beginning.startswith(_ZIP):
        return cards_file.read(path, progress)
    if database.begins(beginning):
        return database.read(path, progress)
    return old_xml.read(path, progress)
