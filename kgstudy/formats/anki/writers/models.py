"""Note types as the JSON of a collection has them."""

import json
import re
from collections.abc import Sequence
from typing import Any

from kgstudy.domain.note_type import NoteType

Model = dict[str, Any]

_DIGITS = re.compile(r"[0-9]{1,16}")
_ABOVE_ALL = 1 << 53

_LATEX_BEFORE = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n"
    "\\begin{document}\n"
)
_MODEL: Model = {
    "mod": 0,
    "usn": -1,
    "sortf": 0,
    "did": None,
    "latexPre": _LATEX_BEFORE,
    "latexPost": "\\end{document}",
    "latexsvg": False,
    "vers": [],
    "tags": [],
}
_FIELD: Model = {
    "sticky": False,
    "rtl": False,
    "font": "Arial",
    "size": 20,
    "description": "",
    "plainText": False,
    "collapsed": False,
    "excludeFromSearch": False,
    "media": [],
}
_TEMPLATE: Model = {"bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0}


def origin_of(note_type: NoteType) -> Model:
    """What the note type's program said of it; nothing, if that cannot be read."""
    try:
        origin = json.loads(note_type.origin)
    except ValueError:
        return {}
    return origin if isinstance(origin, dict) else {}


def told_id(origin: Model) -> int | None:
    """The number it has in Anki; some programs write it as text."""
    told = origin.get("id")
    if isinstance(told, str) and _DIGITS.fullmatch(told):
        told = int(told)
    return told if isinstance(told, int) and 0 < told < _ABOVE_ALL else None


def model(note_type: NoteType, model_id: int, origin: Model) -> Model:
    """The note type as it is now, with everything that its origin knew beyond that."""
    fields, templates = _parts(origin, "flds"), _parts(origin, "tmpls")
    names = [template.name for template in note_type.templates]
    made: Model = {
        **_MODEL,
        **origin,
        "id": model_id,
        "name": note_type.name,
        "type": int(note_type.cloze),
        "css": note_type.css,
        "flds": [
            {**_FIELD, **old, "name": name, "ord": at}
            for at, (name, old) in enumerate(_matched(note_type.fields, fields))
        ],
        "tmpls": [
            # A template's own deck goes by an id of the collection that the note type came from.
            {**_TEMPLATE, **old, "name": its.name, "ord": at, "did": None}
            | {"qfmt": its.question, "afmt": its.answer}
            for at, (its, (_, old)) in enumerate(
                zip(note_type.templates, _matched(names, templates), strict=True)
            )
        ],
    }
    if not 0 <= _number(made["sortf"]) < len(note_type.fields):
        made["sortf"] = 0
    if len(made.get("req", ())) != len(note_type.templates) or len(fields) != len(made["flds"]):
        every = list(range(len(note_type.fields)))
        made["req"] = [[at, "any", every] for at in range(len(note_type.templates))]
    return made


def sort_field(model: Model) -> int:
    return _number(model["sortf"])


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1


def _parts(origin: Model, key: str) -> list[Model]:
    parts = origin.get(key)
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _matched(names: Sequence[str], parts: list[Model]) -> list[tuple[str, Model]]:
    """For each name the part as it was: of that name, else at that place, else an empty one."""
    by_name = {str(part.get("name")): part for part in parts}
    others = [{} if part.get("name") in names else part for part in parts]
    others += [{}] * (len(names) - len(parts))
    return [(name, by_name.get(name, others[at])) for at, name in enumerate(names)]
