"""A note: the fields that one or more cards ask about."""

from collections.abc import Mapping
from typing import NamedTuple

from kgstudy.domain import gaps
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
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


def headline(fields: Mapping[str, str]) -> str:
    """What stands for a note in a list: the first field that says anything, its gaps filled."""
    shown = (plain(_filled(html)) for html in fields.values() if html)
    return " ".join(next((text for text in shown if text), "").split())


def _filled(html: str) -> str:
    """Gaps that are parts of a picture are no words, and stay what they are."""
    gapped = "{{c" in html and gaps.PICTURE not in html
    return gaps.shown(gaps.parse(html)) if gapped else html
