"""A note type as Anki has them: named fields, templates that make cards of them, and a style."""

from dataclasses import dataclass

TEMPLATED = "template"
"""The kind of a note whose cards are made by a note type's templates."""
STAND_IN = '{"made": "from a table"}'
"""The origin of a note type that was made up for a table of text, which names its type alone."""


@dataclass(frozen=True, slots=True)
class Template:
    """The two sides of a card as Anki's template language writes them; see `domain.templates`."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """`guid` survives export and import; `origin` is JSON of whatever else its program said of it.

    With `cloze`, the first template makes one card for each number of a gap, and a card's slot is
    that number; without, a card's slot is the place of its template, from 0.
    """

    guid: str
    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    css: str = ""
    origin: str = "{}"
