"""kgstudy's own kinds of notes as note types of Anki, on which they study well there too.

Anki drops every word of a note type that it does not know, so the kind is told by the name, which
survives export, import and Anki's copies of a changed note type (`kgstudy: choice-1a2b3c`).  All
fields of the kind come first; what follows them is only there to be shown, and made anew each time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import items
from kgstudy.domain.note_type import NoteType, Template

PREFIX = "kgstudy: "
FIRST_ID = 1_735_689_600_000
"""The ids never change, so that a second import into Anki finds the note types of the first."""

_NAME = re.compile(rf"{PREFIX}(?P<kind>[a-z-]+?)(?:-[0-9a-f]{{5,}}|\+)*")
_CSS = """\
.card { font-family: "Noto Sans", arial, sans-serif; font-size: 20px; line-height: 1.5;
  text-align: center; color: black; background-color: white; }
.note { margin-top: 1.5em; font-size: 85%; opacity: 0.7; }
.also { font-size: 85%; opacity: 0.7; white-space: pre-line; }
.options, .items { display: inline-block; text-align: left; }
.cloze { font-weight: bold; color: blue; }
.nightMode .cloze { color: lightblue; }
"""
_NOTE = '{{#Note}}<div class="note">{{Note}}</div>{{/Note}}'
_LINE = "\n\n<hr id=answer>\n\n"

Shown = Callable[[Mapping[str, str], str], tuple[str, ...]]


def _nothing(fields: Mapping[str, str], guid: str) -> tuple[str, ...]:
    return ()


def _options(fields: Mapping[str, str], guid: str) -> tuple[str, ...]:
    """The answers in an order that stays the same for the note, since Anki has none to draw."""
    answers = [fields.get("right", ""), *items(fields.get("wrong", ""))]
    Random(guid).shuffle(answers)
    return (_listed("A", "options", answers),)


def _orders(fields: Mapping[str, str], guid: str) -> tuple[str, ...]:
    """The items as they are asked for, and as they should stand."""
    right = list(items(fields.get("items", "")))
    asked = right[:]
    Random(guid).shuffle(asked)
    if asked == right:
        asked = right[1:] + right[:1]
    return _listed("A", "items", asked), _listed("1", "items", right)


def _listed(numbering: str, name: str, shown: list[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in shown)
    return f'<ol type="{numbering}" class="{name}">{lines}</ol>'


@dataclass(frozen=True, slots=True)
class Native:
    """A kind as Anki is to have it; `shown` makes the fields that follow those of the kind."""

    kind: str
    note_type: NoteType
    shown: Shown = _nothing

    def values(self, fields: Mapping[str, str], guid: str) -> tuple[str, ...]:
        """All fields of the note in Anki, in their order."""
        own = [fields.get(name, "") for name in native_names(self.kind)]
        return (*own, *self.shown(fields, guid))


def _native(
    kind: str, *templates: Template, shown: Shown = _nothing, more: tuple[str, ...] = ()
) -> Native:
    fields = tuple(field.name.capitalize() for field in CARD_TYPES[kind].fields)
    name = PREFIX + kind
    note_type = NoteType(name, name, kind == "cloze", (*fields, *more), templates, _CSS)
    return Native(kind, note_type, shown)


def _back(answer: str) -> str:
    return f"{{{{FrontSide}}}}{_LINE}{answer}\n{_NOTE}"


_NATIVES = (
    _native("basic", Template("Card 1", "{{Front}}", _back("{{Back}}"))),
    _native(
        "both-ways",
        Template("Card 1", "{{Front}}", _back("{{Back}}")),
        Template("Card 2", "{{Back}}", _back("{{Front}}")),
    ),
    _native("cloze", Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}\n" + _NOTE)),
    _native(
        "typed",
        Template(
            "Card 1",
            "{{Question}}\n\n{{type:Answer}}",
            f"{{{{Question}}}}{_LINE}{{{{type:Answer}}}}\n"
            '{{#Also}}<div class="also">{{Also}}</div>{{/Also}}\n' + _NOTE,
        ),
    ),
    _native(
        "choice",
        Template("Card 1", "{{Question}}\n\n<br>{{Options}}", _back("{{Right}}")),
        shown=_options,
        more=("Options",),
    ),
    _native(
        "ordering",
        Template("Card 1", "{{Question}}\n\n<br>{{Shuffled}}", _back("{{Ordered}}")),
        shown=_orders,
        more=("Shuffled", "Ordered"),
    ),
)

NATIVES: Mapping[str, Native] = {native.kind: native for native in _NATIVES}
IDS: Mapping[str, int] = {native.note_type.guid: FIRST_ID + n for n, native in enumerate(_NATIVES)}
"""Ids in Anki, by the guids of the note types."""


def kind_of(name: str, fields: tuple[str, ...]) -> str | None:
    """The kind that a note type of Anki stands for, if it is one of those above, untouched."""
    found = _NAME.fullmatch(name)
    native = NATIVES.get(found["kind"]) if found else None
    return native.kind if native and native.note_type.fields == fields else None


@cache
def native_names(kind: str) -> tuple[str, ...]:
    """The fields of the kind, with which all those that Anki has begin."""
    return tuple(field.name for field in CARD_TYPES[kind].fields)
