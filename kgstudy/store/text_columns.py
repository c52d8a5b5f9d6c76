"""The columns of the text index: each of the first names of fields has one, the rest share one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.ids import NoteId
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.store.collection import Collection

_NAMES = tuple(f"field_{place}" for place in range(32))
_SHARED = len(_NAMES) - 1

_FILL = f"""
    INSERT INTO note_text (rowid, {", ".join(_NAMES)})
    VALUES (?{", ?" * len(_NAMES)})
"""


Asked = tuple[str, ...]
"""Questions to the text index: a note is meant by any of them that finds it, and by none if there
are none.
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the words of some fields stand; if `shared`, there are those of others too."""

    names: tuple[str, ...]
    shared: bool

    def within(self, asked: Asked) -> Asked:
        """The same questions, asked of these columns alone."""
        if not self.names:
            return ()
        return tuple(f"{{{' '.join(self.names)}}} : ({each})" for each in asked)


def of_fields(collection: Collection, name: Glob) -> Columns:
    """Those of the fields that are called so."""
    called = globs.whole(name).fullmatch
    places = {place for field, place in _places(collection).items() if called(field)}
    return Columns(tuple(_NAMES[place] for place in sorted(places)), _SHARED in places)


def fill(collection: Collection, notes: Sequence[tuple[NoteId, Iterable[tuple[str, str]]]]) -> None:
    """Puts the words of notes into the text index: of each field its folded name and its words."""
    places = _places(collection)
    for _, fields in notes:
        for name, _ in fields:
            if name not in places:
                places[name] = _add(collection, name, len(places))
    collection.connection.executemany(
        _FILL, ((note, *_row(fields, places)) for note, fields in notes)
    )


def _row(fields: Iterable[tuple[str, str]], places: Mapping[str, int]) -> Sequence[str]:
    row = [""] * len(_NAMES)
    for name, words in fields:
        row[places[name]] += f" {words}"
    return row


def _places(collection: Collection) -> dict[str, int]:
    rows = collection.connection.execute("SELECT name, place FROM text_column")
    return {str(name): int(place) for name, place in rows}


def _add(collection: Collection, name: str, known: int) -> int:
    place = min(known, _SHARED)
    collection.connection.execute(
        "INSERT INTO text_column (name, place) VALUES (?, ?)", (name, place)
    )
    return place
