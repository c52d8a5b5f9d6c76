"""Our kinds of notes as the note types that every collection of Anki has, and back.

Anki shows their first two fields, and passes over what a row has beyond those of its note type.
What has no field there is put where it can be seen: a note under the answer, the answers to choose
from under the question.  The rest stands in further columns for whoever reads the file again.
"""

from collections.abc import Callable, Mapping, Sequence

from kgstudy.domain.card_types.base import items

BASIC = "Basic"
REVERSED = "Basic (and reversed card)"
OPTIONAL = "Basic (optional reversed card)"
TYPED = "Basic (type in the answer)"
CLOZE = "Cloze"

_NOTE = '<hr class="note">'
_CHOICE = '<ul class="choice">'
_ORDERING = '<ul class="ordering">'

Made = tuple[str, dict[str, str]]
"""A kind, and its fields."""


def to_anki(kind: str, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The note type and its fields, in order, for a note of one of our kinds."""
    note = fields.get("note", "")
    match kind:
        case "both-ways":
            return REVERSED, (fields["front"], fields["back"], note)
        case "cloze":
            return CLOZE, (fields["text"], note)
        case "typed":
            return TYPED, (fields["question"], fields["answer"], fields.get("also", ""), note)
        case "choice":
            right, wrong = fields["right"], fields["wrong"]
            question = fields["question"] + _list(_CHOICE, sorted((right, *items(wrong))))
            return BASIC, (question, _noted(right, note), wrong)
        case "ordering":
            given = items(fields["items"])
            question = fields["question"] + _list(_ORDERING, sorted(given))
            answer = "<ol>" + "".join(f"<li>{item}</li>" for item in given) + "</ol>"
            return BASIC, (question, _noted(answer, note), fields["items"])
        case _:
            return BASIC, (fields["front"], _noted(fields["back"], note))


def from_anki(name: str, cells: Sequence[str]) -> Made | None:
    """Our kind and its fields for a row of that note type, if it has no more than that holds."""
    first, second, third, fourth, *more = (*cells, "", "", "", "")
    reader = _READERS.get(name)
    if reader is None or any(more):
        return None
    return reader(first, second, third, fourth)


def _basic(first: str, second: str, third: str, fourth: str) -> Made | None:
    back, _, note = second.partition(_NOTE)
    if fourth:
        return None
    if not third:
        return "basic", {"front": first, "back": back, "note": note}
    if _CHOICE in first:
        question = first.rpartition(_CHOICE)[0]
        return "choice", {"question": question, "right": back, "wrong": third, "note": note}
    if _ORDERING in first:
        question = first.rpartition(_ORDERING)[0]
        return "ordering", {"question": question, "items": third, "note": note}
    return None


def _reversed(first: str, second: str, third: str, fourth: str) -> Made | None:
    return None if fourth else ("both-ways", {"front": first, "back": second, "note": third})


def _optional(first: str, second: str, third: str, fourth: str) -> Made | None:
    kind = "both-ways" if third else "basic"
    return None if fourth else (kind, {"front": first, "back": second, "note": ""})


def _typed(first: str, second: str, third: str, fourth: str) -> Made:
    return "typed", {"question": first, "answer": second, "also": third, "note": fourth}


def _cloze(first: str, second: str, third: str, fourth: str) -> Made | None:
    return None if third or fourth else ("cloze", {"text": first, "note": second})


_READERS: Mapping[str, Callable[[str, str, str, str], Made | None]] = {
    BASIC: _basic,
    REVERSED: _reversed,
    OPTIONAL: _optional,
    TYPED: _typed,
    CLOZE: _cloze,
}
STOCK = frozenset(_READERS)


def _noted(answer: str, note: str) -> str:
    return f"{answer}{_NOTE}{note}" if note else answer


def _list(opening: str, given: Sequence[str]) -> str:
    return opening + "".join(f"<li>{item}</li>" for item in given) + "</ul>"
