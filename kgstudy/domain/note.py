"""A note: the fields that one or more cards ask about."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.ids import NoteId
from kgstudy.domain.note_type import NoteType


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` names a card type, `fields` are HTML by name, `guid` survives export and import.

    `note_type` is what a note of the kind `TEMPLATED` has its cards from, and no other note has.
    """

    id: NoteId
    guid: str
    kind: str
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    note_type: NoteType | None = None
