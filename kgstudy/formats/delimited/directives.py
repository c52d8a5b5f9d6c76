"""The lines at the head of a text by which Anki tells how it is laid out: `#separator:tab`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kgstudy.formats.delimited.shape import Column

SEPARATORS = {
    "tab": "\t",
    "pipe": "|",
    "semicolon": ";",
    "colon": ":",
    "comma": ",",
    "space": " ",
    "\\t": "\t",
}
_COLUMNS = {
    "guid column": Column.GUID,
    "notetype column": Column.NOTE_TYPE,
    "deck column": Column.DECK,
    "tags column": Column.TAGS,
}
_KEYS = frozenset(
    {"separator", "html", "tags", "columns", "notetype", "deck", "if matches", "match scope"}
    | _COLUMNS.keys()
)
FIELDS_KEY = "fields of"
"""Our own, a comment to Anki: `#fields of Verb`, a tab, and the names with tabs between them."""

_LINE = re.compile(r"(?:#[^\n]*|[^\S\n]*)(?:\n|\Z)")
_MOST_COLUMN = 1000
_MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Directives:
    """What the head of a text tells; the table begins at `end`, and `any` says that there are any.

    `columns` are counted from 0, `fields` are names of fields by note type.
    """

    end: int = 0
    any: bool = False
    delimiter: str | None = None
    html: bool | None = None
    tags: tuple[str, ...] = ()
    names: str = ""
    deck: str = ""
    note_type: str = ""
    matches: str = ""
    columns: Mapping[int, Column] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def directives(text: str) -> Directives:
    """Those at the head of the text; comments among them are passed over."""
    values: dict[str, str] = {}
    fields: dict[str, tuple[str, ...]] = {}
    end = 0
    if text.startswith("tags:"):
        values["tags"] = text[5 : _line_end(text, 0)]
        end = _line_end(text, 0) + 1
    for _ in range(_MOST_LINES):
        found = _LINE.match(text, end)
        if found is None or end >= len(text):
            break
        key, _, value = found[0].removeprefix("#").rstrip("\n").partition(":")
        key = " ".join(key.split())
        if key.lower() in _KEYS:
            values[key.lower()] = value
        elif key.startswith(FIELDS_KEY):
            whole = found[0].rstrip("\n").partition(FIELDS_KEY)[2].strip()
            name, _, names = whole.partition("\t")
            fields[name] = tuple(names.split("\t"))
        end = found.end()
    return _read(values, fields, end) if values else Directives()


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _read(values: Mapping[str, str], fields: Mapping[str, tuple[str, ...]], end: int) -> Directives:
    return Directives(
        end=end,
        any=True,
        delimiter=_delimiter(values.get("separator", "")),
        html={"true": True, "false": False}.get(values.get("html", "").strip().lower()),
        tags=tuple(dict.fromkeys(values.get("tags", "").split())),
        names=values.get("columns", ""),
        deck=values.get("deck", "").strip(),
        note_type=values.get("notetype", "").strip(),
        matches=values.get("if matches", "").strip().lower(),
        columns=dict(_columns(values)),
        fields=fields,
    )


def _delimiter(value: str) -> str | None:
    named = SEPARATORS.get(value.strip().lower())
    if named is None and len(value) == 1 and not value.isalnum() and value not in '"\n\\':
        return value
    return named


def _columns(values: Mapping[str, str]) -> list[tuple[int, Column]]:
    """The columns with a purpose of their own; where two claim one, the first has it."""
    found: dict[int, Column] = {}
    for key, column in _COLUMNS.items():
        number = values.get(key, "").strip()
        if number.isascii() and number.isdigit() and 0 < int(number[:9]) <= _MOST_COLUMN:
            found.setdefault(int(number) - 1, column)
    return list(found.items())
