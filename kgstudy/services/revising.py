"""A lesson in a new version: each card's words are found again, or it is flagged for a look."""

from dataclasses import dataclass, replace

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import (
    Anchor,
    Section,
    Span,
    outline,
    sentence_at,
)
from kgstudy.domain.lesson_text import LessonText, readable
from kgstudy.domain.lesson_versions import Fate, Followed, Versions
from kgstudy.services import asking, carrying
from kgstudy.services.asking import Asked
from kgstudy.store import cards, lessons, looks
from kgstudy.store.collection import Collection
from kgstudy.store.looks import Look

__all__ = [
    "Fate",
    "Refound",
    "Revision",
    "Wanting",
    "compare",
    "looked_at",
    "set_aside",
    "take",
    "wanting",
]


@dataclass(frozen=True, slots=True)
class Refound:
    """A card's words in the old text and in the new one; `now` is None where they are gone.

    `old_sentence` and `new_sentence` are the words around them, to be shown side by side.
    """

    anchor: Anchor
    question: str
    answer: str
    fate: Fate
    now: Span | None
    old_sentence: str
    new_sentence: str


@dataclass(frozen=True, slots=True)
class Revision:
    lesson_id: LessonId
    text: LessonText
    found: tuple[Refound, ...]


@dataclass(frozen=True, slots=True)
class Wanting:
    """A card that wants a look: the sentence it was made from, and the one that stands there now.

    `span` are its words today; where they are gone, about the place where they stood.
    """

    card_id: CardId
    question: str
    answer: str
    fate: Fate
    quote: str
    now: str
    span: Span


def compare(collection: Collection, lesson: LessonId, text: LessonText) -> Revision:
    """What a new text would mean for the lesson's cards; changes nothing.

    Raises UserError where there is nothing to read in it.
    """
    with collection.reading():
        before = lessons.get(collection, lesson)
        tied = asking.tied(collection, lesson)
        asks = carrying.asks_of(collection, before)
    readable(text.text, before.language)
    versions = Versions(before.text, text.text, before.language)
    found = (_refound(each, carrying.follow(versions, each.anchor, asks)) for each in tied)
    return Revision(lesson, text, tuple(found))


def take(collection: Collection, revision: Revision) -> Change:
    """Puts the new text in the old one's place; schedules stay, changed cards want a look."""
    with collection.act("revise-lesson", Touched.LESSONS, Touched.CARDS) as act:
        before = lessons.get(collection, revision.lesson_id)
        after = replace(before, text=revision.text.text)
        lessons.save(collection, after)
        carrying.carry_over(collection, before, after)
    return act.change


def wanting(collection: Collection, lesson: LessonId) -> tuple[Wanting, ...]:
    """The lesson's cards that want a look, in the order of the text."""
    with collection.reading():
        text = lessons.get(collection, lesson)
        wanted = looks.of_lesson(collection, lesson)
        anchors = {a.card_id: a for a in lessons.anchors_in(collection, lesson)}
        texts = asking.texts_of(collection, list(wanted))
    sections = outline(text.text, text.language)
    every = (
        _wanting(look, texts[card], anchors.get(card), text.text, sections)
        for card, look in wanted.items()
    )
    return tuple(sorted(every, key=lambda each: (each.span.start, each.card_id)))


def looked_at(collection: Collection, lesson: LessonId, *cards: CardId) -> Change:
    """The cards are right as they are: what stands there now is what they come from."""
    name = "confirm-card" if len(cards) == 1 else "confirm-cards"
    with collection.act(name, Touched.LESSONS) as act:
        looks.forget(collection, lesson, cards)
    return act.change


def set_aside(collection: Collection, lesson: LessonId, *wanted: CardId) -> Change:
    """Suspends the cards, so that nobody is asked what the lesson does not say any more."""
    name = "suspend-card" if len(wanted) == 1 else "suspend-cards"
    with collection.act(name, Touched.CARDS, Touched.LESSONS) as act:
        for card in cards.several(collection, wanted).values():
            cards.save(collection, replace(card, suspended=True, aside=False))
        looks.forget(collection, lesson, wanted)
    return act.change


def _refound(tied: Asked, went: Followed) -> Refound:
    sentences = went.old_sentence, went.new_sentence
    return Refound(tied.anchor, tied.question, tied.answer, went.fate, went.now, *sentences)


def _wanting(
    look: Look,
    texts: tuple[str, str],
    anchor: Anchor | None,
    text: str,
    sections: tuple[Section, ...],
) -> Wanting:
    if anchor is None:
        place = Span(look.place, look.place)
        return Wanting(look.card_id, *texts, Fate.GONE, look.sentence, "", place)
    there = sentence_at(sections, anchor.span)
    now = text[there.start : there.end]
    return Wanting(look.card_id, *texts, Fate.CHANGED, look.sentence, now, anchor.span)
