"""Note types out of the models that Anki keeps."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from kgstudy.domain.note_type import NoteType, Template
from kgstudy.formats.anki.readers.values import Json, integer, line, mappings, text

_MOST_PARTS = 500
_MOST_WORDS = 4 << 20
_LONGEST_ORIGIN = 1 << 20
_TOLD = frozenset({"name", "type", "css", "usn"})
"""What is said of a note type elsewhere, or means nothing in another collection."""
_TOLD_OF_TEMPLATE = frozenset({"qfmt", "afmt"})


def note_type(model: Json, identity: str) -> NoteType:
    """`identity` is what the model is known by; one whose fields or templates differ is another."""
    fields = _unique(line(field.get("name")) or "Field" for field in _in_order(model, "flds"))
    templates = tuple(
        Template(name, text(its.get("qfmt")), text(its.get("afmt")))
        for name, its in _named(_in_order(model, "tmpls"))
    )
    return NoteType(
        guid=f"{identity}-{_digest(integer(model.get('type')), fields, templates)}",
        name=line(model.get("name")) or "Note type",
        cloze=integer(model.get("type")) == 1,
        fields=fields or ("Front",),
        templates=templates or (Template("Card 1", "", ""),),
        css=text(model.get("css")),
        origin=_origin(model),
    )


def places(model: Json) -> dict[int, int]:
    """By the number that cards call a template by, its place from 0."""
    templates = _in_order(model, "tmpls")
    return {integer(its.get("ord"), place): place for place, its in enumerate(templates)}


def is_too_large(model: Json) -> bool:
    """Whether it is more than a note type can be."""
    templates, fields = mappings(model.get("tmpls")), mappings(model.get("flds"))
    words = [model.get("css"), *(its.get(key) for its in templates for key in ("qfmt", "afmt"))]
    size = sum(len(each) for each in words if isinstance(each, str))
    return max(len(templates), len(fields)) > _MOST_PARTS or size > _MOST_WORDS


def _in_order(model: Json, key: str) -> list[Json]:
    parts = mappings(model.get(key))
    return [
        part
        for _, part in sorted(enumerate(parts), key=lambda it: integer(it[1].get("ord"), it[0]))
    ]


def _named(templates: Sequence[Json]) -> Iterable[tuple[str, Json]]:
    names = _unique(line(its.get("name")) or "Card" for its in templates)
    return zip(names, templates, strict=True)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names, with a `+` behind those that were there before, as Anki does it."""
    found: dict[str, None] = {}
    for name in names:
        wanted, number = name, 1
        while wanted in found:
            number += 1
            wanted = f"{name}+{number}"
        found[wanted] = None
    return tuple(found)


def _digest(kind: int, fields: tuple[str, ...], templates: tuple[Template, ...]) -> str:
    parts = [
        str(kind),
        *fields,
        *(part for its in templates for part in (its.name, its.question, its.answer)),
    ]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def _origin(model: Json) -> str:
    """What else Anki said of it, to be given back to Anki, as JSON."""
    rest = {key: value for key, value in model.items() if key not in _TOLD}
    if "tmpls" in rest:
        rest["tmpls"] = [
            {key: value for key, value in its.items() if key not in _TOLD_OF_TEMPLATE}
            for its in mappings(model.get("tmpls"))
        ]
    words = json.dumps(rest, ensure_ascii=False)
    return words if len(words) <= _LONGEST_ORIGIN else json.dumps({"id": rest.get("id")})
