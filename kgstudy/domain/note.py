"""A note: the fields that one or more cards ask about."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.ids import NoteId


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` names a card type, `fields` are HTML by name, `guid` survives export and import."""

    id: NoteId
    guid: str
    kind: str
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
