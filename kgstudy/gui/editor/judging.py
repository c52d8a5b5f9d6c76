"""What there is to say of a note while it is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.drafting.flaws import flaws
from kgstudy.domain.drafting.languages import language_of
from kgstudy.domain.drafting.values import Flaw
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
from kgstudy.domain.note import Note
from kgstudy.services import editing
from kgstudy.services.editing import Kind
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Judged:
    """`problem` is why it makes no card; `slots` are the cards it makes."""

    problem: str
    slots: tuple[int, ...]
    alike: tuple[Note, ...]
    flaws: tuple[Flaw, ...]
    losing: tuple[int, ...] = ()
    """The slots whose cards are put aside, as nothing asks for them."""


def judged(
    collection: Collection, kind: Kind, fields: Mapping[str, str], note: NoteId | None
) -> Judged:
    """`note` is the one that is being changed."""
    made_by = editing.maker(kind)
    first = fields.get(editing.field_names(kind)[0], "")
    alike = editing.duplicates(collection, first, note)
    if problem := made_by.problem(fields):
        return Judged(problem, (), alike, ())
    losing = editing.losing(collection, note, fields) if note is not None else ()
    return Judged("", made_by.slots(fields), alike, _flaws(kind, fields), losing)


def _flaws(kind: Kind, fields: Mapping[str, str]) -> tuple[Flaw, ...]:
    if not isinstance(kind, str):
        return ()
    text = " ".join(map(plain, fields.values()))
    return flaws(kind, fields, language_of(text))
