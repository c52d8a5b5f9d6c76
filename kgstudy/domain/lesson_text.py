"""A lesson on its way in, before it is in the collection."""

from dataclasses import dataclass

from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson import Section, outline
from kgstudy.domain.parcel import Problem


@dataclass(frozen=True, slots=True)
class LessonText:
    """What a reader made of a file or of pasted words.

    `text` is as in `domain.lesson`: headings begin with `## `, an empty line ends a paragraph, an
    item of a list has a line of its own that begins with `- ` or `1. `.  `title` may be empty;
    `language` is a code, or empty where the file does not tell.  `problems` say what was left out.
    """

    title: str
    text: str
    language: str = ""
    problems: tuple[Problem, ...] = ()


def readable(text: str, language: str) -> tuple[Section, ...]:
    """The text's sections; raises UserError where there is nothing to read."""
    sections = outline(text, language)
    if not any(section.paragraphs for section in sections):
        raise UserError("There is nothing to read in it: a lesson needs a sentence at least.")
    return sections
