"""What kinds of notes and their fields are called where they are written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import Field
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.picture_notes import STOCK, Holders, holders
from kgstudy.gui import wording
from kgstudy.services.editing import Kind


def kind_name(kind: Kind) -> str:
    if not isinstance(kind, NoteType):
        return wording.say(CARD_TYPES[kind].name)
    if kind.name == STOCK.name and drawn(kind):
        return wording.say("Picture with hidden parts")
    return kind.name


def kind_names(kinds: Sequence[Kind]) -> list[str]:
    """Likewise; those that are called alike by their fields too, and by a number if need be."""
    by_fields = _told_apart([kind_name(kind) for kind in kinds], map(_with_fields, kinds))
    seen = Counter[str]()
    numbered = []
    for words in by_fields:
        seen[words] += 1
        numbered.append(f"{words} {seen[words]}")
    return _told_apart(by_fields, numbered)


def _told_apart(names: Sequence[str], longer: Iterable[str]) -> list[str]:
    counted = Counter(names)
    return [more if counted[name] > 1 else name for name, more in zip(names, longer, strict=True)]


def _with_fields(kind: Kind) -> str:
    if not isinstance(kind, NoteType):
        return kind_name(kind)
    more = ("…",) if len(kind.fields) > _TOLD_FIELDS else ()
    return f"{kind_name(kind)} ({', '.join((*kind.fields[:_TOLD_FIELDS], *more))})"


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """What can be written in a note of this kind, in order."""
    if isinstance(kind, NoteType):
        held = drawn(kind) or ()
        return tuple(Field(name, required=False) for name in kind.fields if name not in held)
    return CARD_TYPES[kind].fields


def drawn(kind: Kind) -> Holders | None:
    """What is not written but drawn, in a note of a picture."""
    found = holders(kind) if isinstance(kind, NoteType) else None
    return found if found and isinstance(kind, NoteType) and len(kind.fields) > len(found) else None


def has_gaps(kind: Kind) -> bool:
    """Whether they are made of words."""
    if isinstance(kind, NoteType):
        return kind.cloze and not drawn(kind)
    return kind == "cloze"


def field_name(kind: Kind, name: str) -> str:
    """What a field of this kind is called where a person reads it."""
    if isinstance(kind, NoteType):
        known = _WORDS_OF_PICTURES.get(name) if drawn(kind) else None
        return wording.say(known) if known else name
    return wording.say(_WORDS.get(name, name.capitalize()))


def any_field_name(name: str) -> str:
    """What a field is called where notes of several kinds are together."""
    return wording.say(_WORDS.get(name, name))


def any_field_names(names: Sequence[str]) -> list[str]:
    """Likewise; of those that are called alike, each with its own name beside."""
    called = [any_field_name(name) for name in names]
    counted = Counter(called)
    return [
        f"{words} ({name})" if counted[words] > 1 and words != name else words
        for words, name in zip(called, names, strict=True)
    ]


def carried(before: Kind, fields: Mapping[str, str], after: Kind) -> dict[str, str]:
    """What was written for one kind, in the fields of another: by name, else by place."""
    old, new = [f.name for f in fields_of(before)], [f.name for f in fields_of(after)]
    kept = {name: fields.get(name, "") for name in new if name in old}
    left = [name for name in old if name not in kept]
    free = [name for name in new if name not in kept]
    return kept | {to: fields.get(name, "") for name, to in zip(left, free, strict=False)}


_TOLD_FIELDS = 3

_WORDS_OF_PICTURES = {
    "Header": "Above the picture",
    "Back Extra": "Note under the answer",
    "Comments": "Comments, which no card shows",
}
"""By what Anki calls the fields in English; names in other languages tell it themselves."""

_WORDS = {
    "front": "Question",
    "back": "Answer",
    "question": "Question",
    "answer": "Answer",
    "also": "Also right, one a line",
    "right": "Right answer",
    "wrong": "Wrong answers, one a line",
    "items": "Items in their order, one a line",
    "note": "Note under the answer",
    "text": "Text",
}
