"""Cards and drafts are taken along from a lesson's old text to its new one, within an act."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgstudy.domain.drafting import Proposal
from kgstudy.domain.ids import CardId
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
from kgstudy.domain.lesson_versions import Fate, Followed, Versions, together
from kgstudy.domain.sentence_pairs import says_the_same
from kgstudy.services.desk import guid_of
from kgstudy.store import cards, drafts, lessons, looks, notes
from kgstudy.store.collection import Collection
from kgstudy.store.looks import Look


def carry_over(collection: Collection, before: Lesson, after: Lesson) -> None:
    """Finds the words of each card again, and marks those that want a look."""
    if before.text == after.text:
        return
    versions = Versions(before.text, after.text, before.language)
    anchors = lessons.anchors_in(collection, before.id)
    asks = asks_of(collection, before)
    followed = {anchor.card_id: follow(versions, anchor, asks) for anchor in anchors}
    wanted = looks.of_lesson(collection, before.id)
    carried = [*_anchors(after, anchors, followed), *_found_again(after, anchors, wanted)]
    lessons.replace_anchors(collection, before.id, carried)
    looks.replace(collection, before.id, _looks(after, anchors, followed, carried, wanted))
    _carry_drafts(collection, after, versions)


def asks_of(collection: Collection, lesson: Lesson) -> dict[CardId, tuple[Span, ...]]:
    """By card, the several places of the text that it asks for, where it was made here of such."""
    several = {
        key: decision.proposal.asks
        for key, decision in drafts.of_lesson(collection, lesson.id).items()
        if len(decision.proposal.asks) > 1
    }
    guids = {guid_of(lesson.guid, key): key for key in several}
    made = notes.present(collection, guids)
    keys = {present.note.id: guids[guid] for guid, present in made.items()}
    return {card.id: several[keys[card.note_id]] for card in cards.of_notes(collection, list(keys))}


def follow(versions: Versions, anchor: Anchor, asks: Mapping[CardId, Sequence[Span]]) -> Followed:
    """What became of the card's words; what lies between several of them does not matter."""
    went = versions.follow(anchor.span)
    fates = {versions.follow(ask).fate for ask in asks.get(anchor.card_id, ())}
    if not fates or went.fate is Fate.GONE:
        return went
    if fates == {Fate.GONE}:
        return replace(went, fate=Fate.GONE, now=None, new_sentence="")
    if Fate.GONE in fates:
        return replace(went, fate=Fate.CHANGED)
    return replace(went, fate=together(fates))


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
