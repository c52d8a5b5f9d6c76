"""Anki's “notes in plain text”: a row a note, with its guid, note type, deck, fields and tags.

Our kinds stand as note types that every collection of Anki has (see `stock`); those with templates
keep the name of theirs, which has to be in the collection that takes them in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kgstudy.domain.markup import CONTROLS
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelNote
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats import losses as left
from kgstudy.formats.delimited import stock
from kgstudy.formats.delimited.directives import FIELDS_KEY
from kgstudy.formats.delimited.saving import save

NAME = "Anki text"
SUFFIXES = (".txt",)

_A_STEP = 2000
"""Notes between two tellings of the progress."""
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"]|\A#')


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes all notes, or nothing; pictures, schedules and templates have no place in a text."""
    save(path, _lines(parcel, progress))


def _lines(parcel: Parcel, progress: Progress) -> Iterator[str]:
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    decks = {deck.guid: deck.name for deck in parcel.decks}
    width = max((len(_typed(note, types)[1]) for note in parcel.notes), default=2)
    yield "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
    yield f"#tags column:{width + 4}\n"
    for note_type in parcel.note_types:
        if note_type.name not in stock.STOCK:
            names = "\t".join(map(_line, (note_type.name, *note_type.fields)))
            yield f"#{FIELDS_KEY} {names}\n"
    for done, note in enumerate(parcel.notes):
        if done % _A_STEP == 0:
            progress(done / len(parcel.notes))
        name, fields = _typed(note, types)
        padded = (*fields, *[""] * (width - len(fields)))
        yield _row((note.guid, name, decks[note.deck], *padded, " ".join(note.tags)))
    progress(1.0)


def _typed(note: ParcelNote, types: Mapping[str, NoteType]) -> tuple[str, Sequence[str]]:
    """The name of the note's type, and its fields in the order of that."""
    if note.note_type is None:
        return stock.to_anki(note.kind, note.fields)
    its_type = types[note.note_type]
    return _line(its_type.name), [note.fields.get(name, "") for name in its_type.fields]


def _line(name: str) -> str:
    return " ".join(name.split())


def _row(cells: Sequence[str]) -> str:
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(cell: str) -> str:
    if not _SPECIAL.search(cell):
        return cell
    cell = CONTROLS.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def losses(parcel: Parcel) -> tuple[str, ...]:
    """What stays behind, in sentences."""
    return (*left.schedules(parcel), *left.lessons(parcel), *left.media(parcel))
