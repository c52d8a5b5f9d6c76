"""Note types for rows with more than a question and an answer, so that none of it is lost."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from kgstudy.domain.note_type import STAND_IN, NoteType, Template
from kgstudy.formats.delimited.shape import Column

_UNFIT = re.compile(r'[{}:"\n]+')
"""What a template could not name."""
_ANSWER = '{{FrontSide}}\n\n<hr id="answer">\n\n'
_CSS = ".card { text-align: center; }"
_LONGEST_NAME = 100


def stable_id(*parts: str) -> str:
    """The same for the same parts, wherever and whenever."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def field_names(given: Sequence[str]) -> tuple[str, ...]:
    """Names that templates can use, all different; an empty one is made up."""
    return tuple(_different(given))


def _different(given: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for number, name in enumerate(given, 1):
        clean = " ".join(_UNFIT.sub(" ", name).split()).lstrip("#^/ ")[:_LONGEST_NAME]
        clean = wanted = clean or f"Field {number}"
        again = 2
        while clean.casefold() in taken:
            clean = f"{wanted} {again}"
            again += 1
        taken.add(clean.casefold())
        yield clean


def note_type(
    name: str, fields: tuple[str, ...], columns: Sequence[Column], *, cloze: bool
) -> NoteType:
    """One with a card that asks for the front and shows the back and the notes, if there are any.

    `columns` are what its fields are for, in their order.
    """
    sides: dict[Column, list[str]] = {Column.FRONT: [], Column.BACK: [], Column.NOTE: []}
    for field, column in zip(fields, columns, strict=True):
        sides.get(column, []).append(field)
    if not sides[Column.FRONT]:
        sides[Column.FRONT].append(fields[0])
    gap = "cloze:" if cloze else ""
    asked = "<br>\n".join(f"{{{{{gap}{field}}}}}" for field in sides[Column.FRONT])
    shown = "\n".join(_if_any(field) for field in (*sides[Column.BACK], *sides[Column.NOTE]))
    answer = f"{asked}\n\n<hr>\n\n{shown}" if cloze else f"{_ANSWER}{shown}"
    guid = stable_id("note type", name, str(cloze), *fields)
    template = Template("Card 1", asked, answer)
    return NoteType(guid, name, cloze, fields, (template,), _CSS, STAND_IN)


def _if_any(field: str) -> str:
    return f"{{{{#{field}}}}}<div>{{{{{field}}}}}</div>{{{{/{field}}}}}"
