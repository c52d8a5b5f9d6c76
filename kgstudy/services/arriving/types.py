"""A note from a table of text that is here with templates keeps them: a table has none."""

from collections.abc import Mapping
from itertools import zip_longest

from kgstudy.domain.note import Note
from kgstudy.domain.note_type import STAND_IN, NoteType
from kgstudy.domain.parcel import ParcelNote

_OF_TEXT = frozenset({"basic", "both-ways", "cloze", "typed"})
"""The kinds that a table's notes of Anki's stock types are read as."""


def with_own_type(
    arriving: ParcelNote, mine: Note, types: Mapping[str, NoteType]
) -> ParcelNote | None:
    """The note with the type and the field names that it has here; None where it brings its own."""
    own = mine.note_type
    if own is None or arriving.cards is not None:
        return None
    told = types.get(arriving.note_type or "")
    if told is None:
        if arriving.kind not in _OF_TEXT:
            return None
        values = list(arriving.fields.values())
        fields = dict(zip_longest(own.fields, values[: len(own.fields)], fillvalue=""))
    elif told.origin == STAND_IN and told.name == own.name and set(told.fields) <= set(own.fields):
        fields = {name: arriving.fields.get(name, mine.fields.get(name, "")) for name in own.fields}
    else:
        return None
    return arriving._replace(kind=mine.kind, note_type=own.guid, fields=fields)
