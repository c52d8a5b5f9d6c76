"""A note: the fields that one or more cards ask about."""

from collections.abc import Mapping
from typing import NamedTuple

from kgstudy.domain.ids import NoteId
from kgstudy.domain.note_type import NoteType


class Note(NamedTuple):
    """`kind` names a card type, `fields` are HTML by name, `guid` survives export and import.

    `note_type` is what a note of the kind `TEMPLATED` has its cards from, and no other note has.
    It is a tuple as those of parcels are: there are as many of it.
    """

    id: NoteId
    guid: str
    kind: str
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    note_type: NoteType | None = None
