"""Anki's packages and collections of every generation since Anki 2, into a parcel."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel, ParcelNote, Problem
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.anki.readers import cards, models, notes
from kgstudy.formats.anki.readers.collection import CHECKED, Facts, facts, is_collection
from kgstudy.formats.anki.readers.decks import Decks
from kgstudy.formats.anki.readers.faults import Faults
from kgstudy.formats.anki.readers.kinds import Kind
from kgstudy.formats.anki.readers.log import Log
from kgstudy.formats.anki.readers.notes import Notes
from kgstudy.formats.anki.readers.opening import Lifted, beginning, is_zip, lifted, member
from kgstudy.formats.anki.readers.zstd import is_packed, unpacked
from kgstudy.formats.archive import open_archive
from kgstudy.formats.database import MAGIC, Tables, opened
from kgstudy.host.memory import uncollected

PACKAGES = (".apkg", ".colpkg")
_OPENED, _LOGGED, _NOTED = 0.2, 0.4, 1.0
"""How much is done when the database lies open, when the log is read, when the notes are."""
_LOOKED_AT = 1 << 18
_OFTEN = 2000
"""Notes between two words of progress."""


def recognises(path: Path) -> bool:
    """Whether it is a zip with a collection in it, or a collection."""
    if not path.is_file():
        return False
    words = beginning(path)
    if is_zip(words):
        return path.suffix.lower() in PACKAGES or _holds_collection(path)
    if words.startswith(MAGIC):
        return _is_collection(path)
    return is_packed(words) and _unpacks_to_database(path)


@uncollected()
def read(path: Path, progress: Progress = unheard) -> Parcel:
    """Raises UserError where all of it is at fault; other faults are the parcel's problems."""
    progress(0.0)
    with lifted(path) as found, opened(found.database, path, CHECKED) as tables:
        progress(_OPENED)
        return _Reading(tables, facts(tables, path), str(path)).parcel(found, progress)


def _unpacks_to_database(path: Path) -> bool:
    try:
        # Only as much is looked at as one block has: a file may go on for ever and say nothing.
        content = unpacked(BytesIO(beginning(path, _LOOKED_AT)), path)
        with closing(content):
            return content.read(len(MAGIC)) == MAGIC
    except UserError:
        return False


def _holds_collection(path: Path) -> bool:
    try:
        return member(open_archive(path)) is not None
    except UserError:
        return False


def _is_collection(path: Path) -> bool:
    try:
        with opened(path) as tables:
            return is_collection(tables)
    except UserError:
        return False


class _Reading:
    """One collection on its way into a parcel."""

    def __init__(self, tables: Tables, found: Facts, file: str) -> None:
        self._tables = tables
        self._facts = found
        self._place = Place(file)
        self._decks = Decks(found.decks, found.presets, file)

    def parcel(self, found: Lifted, progress: Progress) -> Parcel:
        answers = Log(self._tables)
        progress(_LOGGED)
        reading = Notes(self._kinds(), self._decks, answers, self._facts.created, self._place.file)
        dealt, reading.faults.damaged_cards = cards.rows(self._tables)
        rows = reading.read(self._tables.rows(notes.SQL), dealt)
        every = tuple(self._told(rows, progress))
        faults = tuple(self._faults(reading.faults, answers))
        progress(_NOTED)
        return Parcel(
            decks=tuple(self._decks.decks()),
            notes=every,
            media=found.media,
            problems=(*found.problems, *self._decks.problems(), *faults),
            presets=self._decks.presets(),
            note_types=tuple(reading.used.values()),
        )

    def _kinds(self) -> dict[int, Kind]:
        return {
            number: Kind.of(model, f"anki-{number}")
            for number, model in self._facts.models.items()
            if not models.is_too_large(model)
        }

    def _told(self, rows: Iterator[ParcelNote], progress: Progress) -> Iterator[ParcelNote]:
        """The notes, with a word of progress now and then."""
        [(count,)] = self._tables.rows("SELECT count(*) FROM notes")
        for number, note in enumerate(rows):
            if number % _OFTEN == 0:
                progress(_LOGGED + (_NOTED - _LOGGED) * number / max(count, number + 1))
            yield note

    def _faults(self, faults: Faults, answers: Log) -> Iterator[Problem]:
        faults.homeless = self._decks.homeless
        faults.damaged_answers, faults.undated = answers.broken, answers.undated
        faults.ownerless = answers.left
        yield from faults.problems(self._place)
