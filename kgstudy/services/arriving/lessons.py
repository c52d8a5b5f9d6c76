"""Lessons that come in meet those that are here, as notes do: what was changed here is kept."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from kgstudy.domain.errors import Place
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.lesson import Lesson, Span, locate
from kgstudy.domain.lesson_versions import Versions
from kgstudy.domain.markup import as_html
from kgstudy.domain.merging import Clash, Merged, merged
from kgstudy.domain.parcel import Parcel, ParcelLesson, Problem, Source
from kgstudy.services import carrying
from kgstudy.services.arriving.notes import LESSON, Arrangement, Conflict
from kgstudy.store import lessons
from kgstudy.store.collection import Collection

_EMPTY_LINES = re.compile(r"\n\s*\n")
_TWICE = "Another lesson of the file has the same identity: only the first came in."
_LONGEST_SHOWN = 2000
"""Characters of the paragraphs that two versions of a text differ in."""


class Arrived:
    """A lesson as it is here now, though it may have come in with another text."""

    def __init__(self, lesson: Lesson, coming: str) -> None:
        self.lesson = lesson
        self._coming = coming

    @property
    def is_as_it_came(self) -> bool:
        return self.lesson.text == self._coming

    def place(self, source: Source) -> Span | None:
        """Where the words stand in the text as it is here; None where it has them not."""
        span = Span(source.start, source.end)
        if self._coming[span.start : span.end] != source.quote:
            return locate(self.lesson.text, source.quote, span)
        return span if self.is_as_it_came else self._versions.follow(span).now

    @cached_property
    def _versions(self) -> Versions:
        return Versions(self._coming, self.lesson.text, self.lesson.language)


class _Meeting(NamedTuple):
    """A lesson of the parcel, the one that is here if any, and what comes of the two."""

    arriving: ParcelLesson
    present: Lesson | None
    result: Merged


class LessonsArrival:
    """Looks at the parcel's lessons and at those that are here; only `settle` changes anything."""

    def __init__(self, collection: Collection, parcel: Parcel, arrangement: Arrangement) -> None:
        self._collection = collection
        self._deck_names = {deck.guid: deck.name for deck in parcel.decks}
        first = {lesson.guid: lesson for lesson in reversed(parcel.lessons)}
        self._meetings = [_meeting(collection, each, arrangement) for each in first.values()]
        self.problems = [
            Problem(Place(each.title), _TWICE, lost=False)
            for each in parcel.lessons
            if each is not first[each.guid]
        ]

    @property
    def conflicts(self) -> Iterator[Conflict]:
        """What was changed both here and in the file since it last came in; mine is kept."""
        for arriving, present, result in self._meetings:
            title = present.title if present else arriving.title
            for clash in result.clashes:
                deck = self._deck_names[arriving.deck]
                yield Conflict(arriving.guid, deck, title, *_shown(clash), LESSON)

    def settle(self, decks: Mapping[str, DeckId]) -> dict[str, Arrived]:
        """By guid, the lessons as they are here now; new ones lie in `decks`."""
        return {
            each.arriving.guid: Arrived(self._settled(each, decks), each.arriving.text)
            for each in self._meetings
        }

    def _settled(self, meeting: _Meeting, decks: Mapping[str, DeckId]) -> Lesson:
        arriving, present, result = meeting
        if present is None:
            made = LessonId(self._collection.new_id())
            lesson = Lesson(made, arriving.guid, decks[arriving.deck], **_told(arriving))
            lessons.add(self._collection, lesson)
            return lesson
        lesson = Lesson(present.id, present.guid, present.deck_id, **result.fields)
        lessons.save_import(self._collection, lesson, _told(arriving))
        if lesson.text != present.text:
            carrying.carry_over(self._collection, present, lesson)
        return lesson


def _meeting(collection: Collection, arriving: ParcelLesson, arrangement: Arrangement) -> _Meeting:
    present, theirs = lessons.find(collection, guid=arriving.guid), _told(arriving)
    if present is None:
        return _Meeting(arriving, None, Merged(theirs, ()))
    mine, base = lessons.told(present), lessons.imported(collection, present)
    for known in (base, mine) if mine["text"] != base["text"] else ():
        if theirs["text"].split() == known["text"].split():  # its way through a deck breaks lines
            theirs |= {"text": known["text"]}
    preferred = [name for name in mine if (arriving.guid, name) in arrangement.theirs]
    return _Meeting(arriving, present, merged(mine, base, theirs, preferred))


def _told(arriving: ParcelLesson) -> dict[str, str]:
    return {"title": arriving.title, "language": arriving.language, "text": arriving.text}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _EMPTY_LINES.split(text.strip())]


def _shown(clash: Clash) -> Clash:
    """As it is shown: of a text, the paragraphs that the other version has not."""
    if clash.field != "text":
        return clash._replace(mine=as_html(clash.mine), theirs=as_html(clash.theirs))
    mine, theirs = _paragraphs(clash.mine), _paragraphs(clash.theirs)
    return clash._replace(mine=_apart(mine, theirs), theirs=_apart(theirs, mine))


def _apart(paragraphs: list[str], others: list[str]) -> str:
    known = set(others)
    own = "\n\n".join(each for each in paragraphs if each not in known)
    return as_html(own if len(own) <= _LONGEST_SHOWN else own[:_LONGEST_SHOWN] + "…")
