"""Mnemosyne's card types, and the notes that facts of them become.

Front to back, both ways and cloze have kinds of ours.  The others show three fields or more in
ways of their own, and become note types whose templates show the same.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.note_type import NoteType, Template

FRONT_TO_BACK, BOTH_WAYS, VOCABULARY, MAP, CLOZE, SENTENCE = "123456"

_UNNAMEABLE = re.compile(r"[{}:\"#/^&<>\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class View:
    """A card of a fact: the keys that its two sides show."""

    id: str
    name: str
    question: tuple[str, ...]
    answer: tuple[str, ...]
    on_top: bool = False
    """Whether the answer stands in place of the question, not below it."""


@dataclass(frozen=True, slots=True)
class FactType:
    """`keys` with their names in their order; the views are the cards in theirs."""

    id: str
    name: str
    keys: tuple[tuple[str, str], ...]
    views: tuple[View, ...]


VOCABULARY_TYPE = FactType(
    VOCABULARY,
    "Vocabulary",
    (("f", "Foreign word or phrase"), ("p_1", "Pronunciation"), ("m_1", "Meaning"), ("n", "Notes")),
    (
        View("3.1", "Recognition", ("f",), ("p_1", "m_1", "n")),
        View("3.2", "Production", ("m_1",), ("f", "p_1", "n")),
    ),
)
MAP_TYPE = FactType(
    MAP,
    "Map",
    (("loc", "Location"), ("blank", "Blank map"), ("marked", "Marked map")),
    (
        View("4.1", "Recognition", ("marked",), ("loc", "marked"), on_top=True),
        View("4.2", "Production", ("loc", "blank"), ("loc", "marked"), on_top=True),
    ),
)
KNOWN: Mapping[str, FactType] = {VOCABULARY: VOCABULARY_TYPE, MAP: MAP_TYPE}


def note_type(kind: FactType, guid: str) -> NoteType:
    """The note type whose cards look as the views say."""
    names = field_names(kind.keys)
    return NoteType(
        guid=guid,
        name=f"{kind.name} (Mnemosyne)",
        cloze=False,
        fields=tuple(names.values()),
        templates=tuple(_template(view, names) for view in kind.views),
        origin=json.dumps({"mnemosyne": kind.id}),
    )


def field_names(keys: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Names that a template can hold, each once, by key."""
    names: dict[str, str] = {}
    for key, told in keys:
        name = " ".join(_UNNAMEABLE.sub(" ", told).split())[:60] or f"Field {len(names) + 1}"
        names[key] = name if name not in names.values() else f"{name} {len(names) + 1}"
    return names


def _template(view: View, names: Mapping[str, str]) -> Template:
    question = _side(view.question, names)
    answer = _side(view.answer, names)
    if not view.on_top:
        answer = f"{{{{FrontSide}}}}\n<hr id=answer>\n{answer}"
    return Template(view.name, question, answer)


def _side(keys: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [names[key] for key in keys if key in names]
    return "\n".join(f"{{{{#{name}}}}}<div>{{{{{name}}}}}</div>{{{{/{name}}}}}" for name in shown)
