"""A lesson in a new version: each card's words are found again, or it is flagged for a look."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.drafting import Proposal
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import (
    Anchor,
    Lesson,
    Section,
    Span,
    context,
    locate,
    outline,
    sentence_at,
)
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.lesson_versions import Fate, Followed, Versions
from kgstudy.domain.sentence_pairs import says_the_same
from kgstudy.services import asking
from kgstudy.services.asking import Asked
from kgstudy.store import drafts, lessons, looks
from kgstudy.store.collection import Collection
from kgstudy.store.looks import Look

__all__ = [
    "Fate",
    "Refound",
    "Revision",
    "Wanting",
    "carry_over",
    "compare",
    "looked_at",
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
    _check_readable(text.text, before.language)
    versions = Versions(before.text, text.text, before.language)
    return Revision(lesson, text, tuple(_refound(each, versions) for each in tied))


def take(collection: Collection, revision: Revision) -> Change:
    """Puts the new text in the old one's place; schedules stay, changed cards want a look."""
    with collection.act("revise-lesson", Touched.LESSONS, Touched.CARDS) as act:
        before = lessons.get(collection, revision.lesson_id)
        after = replace(before, text=revision.text.text)
        lessons.save(collection, after)
        carry_over(collection, before, after)
    return act.change


def carry_over(collection: Collection, before: Lesson, after: Lesson) -> None:
    """Within an act: takes cards and drafts along from the lesson's old text to its new one."""
    if before.text == after.text:
        return
    versions = Versions(before.text, after.text, before.language)
    anchors = lessons.anchors_in(collection, before.id)
    followed = {anchor.card_id: versions.follow(anchor.span) for anchor in anchors}
    wanted = looks.of_lesson(collection, before.id)
    carried = [*_anchors(after, anchors, followed), *_found_again(after, anchors, wanted)]
    lessons.replace_anchors(collection, before.id, carried)
    looks.replace(collection, before.id, _looks(after, anchors, followed, carried, wanted))
    _carry_drafts(collection, after, versions)


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


def _check_readable(text: str, language: str) -> None:
    if not any(section.paragraphs for section in outline(text, language)):
        raise UserError("There is nothing to read in it: a lesson needs a sentence at least.")


def _refound(tied: Asked, versions: Versions) -> Refound:
    went = versions.follow(tied.anchor.span)
    sentences = went.old_sentence, went.new_sentence
    return Refound(tied.anchor, tied.question, tied.answer, went.fate, went.now, *sentences)


def _anchors(
    lesson: Lesson, anchors: Iterable[Anchor], followed: Mapping[CardId, Followed]
) -> Iterator[Anchor]:
    for anchor in anchors:
        now = followed[anchor.card_id].now
        if now is not None:
            yield _anchor(lesson, anchor.card_id, now)


def _found_again(
    lesson: Lesson, anchors: Iterable[Anchor], wanted: Mapping[CardId, Look]
) -> Iterator[Anchor]:
    """Ties cards whose sentence was gone, and stands in the lesson again."""
    tied = {anchor.card_id for anchor in anchors}
    for look in wanted.values():
        sentence = None if look.card_id in tied else locate(lesson.text, look.sentence)
        if sentence is not None:
            words = locate(lesson.text[sentence.start : sentence.end], look.quote)
            inside = words or Span(0, sentence.end - sentence.start)
            span = Span(sentence.start + inside.start, sentence.start + inside.end)
            yield _anchor(lesson, look.card_id, span)


def _anchor(lesson: Lesson, card: CardId, span: Span) -> Anchor:
    quote = lesson.text[span.start : span.end]
    return Anchor(card, lesson.id, span, quote, *context(lesson.text, span))


def _looks(
    lesson: Lesson,
    anchors: Iterable[Anchor],
    followed: Mapping[CardId, Followed],
    carried: Iterable[Anchor],
    wanted: Mapping[CardId, Look],
) -> Iterator[Look]:
    """Those wanted before, unless what they were made from is back, and those wanted now."""
    quotes = {anchor.card_id: anchor.quote for anchor in anchors}
    now = {anchor.card_id: anchor.span for anchor in carried}
    sections = outline(lesson.text, lesson.language)
    fresh = {
        card: Look(card, lesson.id, went.old_sentence, quotes[card], went.place)
        for card, went in followed.items()
        if went.fate.wants_look
    }
    for card, look in {**fresh, **wanted}.items():
        went = followed.get(card)
        place = went.place if went else min(look.place, len(lesson.text))
        if card not in now or not _says(lesson.text, sections, now[card], look.sentence):
            yield replace(look, place=place)


def _says(text: str, sections: tuple[Section, ...], span: Span, sentence: str) -> bool:
    there = sentence_at(sections, span)
    return says_the_same(text[there.start : there.end], sentence)


def _carry_drafts(collection: Collection, lesson: Lesson, versions: Versions) -> None:
    """Takes decisions along; one to reject words that read otherwise now is no longer one."""
    decided = drafts.of_lesson(collection, lesson.id)
    gone, carried = [], []
    for key, decision in decided.items():
        went = versions.follow(decision.proposal.span)
        if went.now is None or (decision.rejected and went.fate is Fate.CHANGED):
            gone.append(key)
        else:
            moved = _moved(decision.proposal, lesson.text, went.now, versions)
            carried.append(replace(decision, proposal=moved))
    drafts.forget(collection, lesson.id, gone)
    drafts.save(collection, lesson.id, carried)


def _moved(proposal: Proposal, text: str, now: Span, versions: Versions) -> Proposal:
    asks = tuple(filter(None, (versions.follow(ask).now for ask in proposal.asks)))
    return replace(proposal, span=now, quote=text[now.start : now.end], asks=asks or (now,))


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
