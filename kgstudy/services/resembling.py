"""Whether a lesson that comes in is here already, perhaps in another version."""

import re
from dataclasses import dataclass

from kgstudy.domain.lesson import Lesson, outline
from kgstudy.store import lessons
from kgstudy.store.collection import Collection

MOSTLY = 0.5
"""From this share of common sentences on two texts are taken for versions of one lesson."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A lesson that is here, and what it has in common with the one that comes in.

    `share` is the part of the shorter text's sentences that the other has, too; `same` says that
    neither has any the other lacks.
    """

    lesson: Lesson
    share: float
    same: bool
    same_title: bool


def resembling(collection: Collection, title: str, text: str, language: str) -> Resemblance | None:
    """The lesson that is most like this text, if one has its title or most of its sentences."""
    arriving = _sentences(text, language)
    found = [_compared(lesson, title, arriving) for lesson in lessons.every(collection)]
    alike = [each for each in found if each.same_title or each.share >= MOSTLY]
    return max(alike, key=lambda each: (each.same, each.share, each.same_title), default=None)


def _compared(lesson: Lesson, title: str, arriving: frozenset[str]) -> Resemblance:
    here = _sentences(lesson.text, lesson.language)
    same_title = _plain(lesson.title) == _plain(title) != ""
    return Resemblance(lesson, _share(arriving, here), arriving == here, same_title)


def _sentences(text: str, language: str) -> frozenset[str]:
    """Each sentence as its bare words, so that a comma more makes no other."""
    return frozenset(
        _plain(text[sentence.start : sentence.end])
        for section in outline(text, language)
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0


def _plain(words: str) -> str:
    return " ".join(_WORDS.findall(words.casefold()))
