"""The studio: a lesson comes in, its drafts are looked at one by one, and become cards.

A proposal is accepted when there is a note with the lesson's guid and its key: so the proposal is
open again when that note is deleted, and it stays accepted through export and import, whatever deck
the lesson comes to lie in.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from kgstudy.domain import naming
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import SEPARATOR, Deck
from kgstudy.domain.drafting import Draft, Drafting, Fact, Flaw, Proposal
from kgstudy.domain.drafting.languages import language_of
from kgstudy.domain.drafting.proposing import draft
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.lesson import Lesson, Section, outline
from kgstudy.domain.lesson_text import LessonText, readable
from kgstudy.domain.note import Note
from kgstudy.domain.progress import Progress, unheard
from kgstudy.host.memory import uncollected
from kgstudy.services import asking
from kgstudy.services.asking import Asked
from kgstudy.services.desk import Desk, complete, guid_of
from kgstudy.services.groundwork import Groundwork, Item, State
from kgstudy.store import cards, decks, drafts, lessons, notes, presets, reviews
from kgstudy.store.collection import Collection
from kgstudy.store.drafts import Decision

OWN = "own"
"""The form of a draft that is a note as the person wrote it."""

HAS_CARD = "has-card"
"""The code of the flaw that a card from elsewhere asks for the same."""

_LONGEST_TITLE = 80


class Coverage(StrEnum):
    """How far a fact of the text is taken care of."""

    CARD = "card"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Studio:
    """A lesson on the desk; facts and items stand in the order of the text.

    `counts` says how many facts there are of each Coverage.
    """

    lesson: Lesson
    sections: tuple[Section, ...]
    facts: tuple[tuple[Fact, Coverage], ...]
    items: tuple[Item, ...]
    counts: Mapping[Coverage, int]


def lesson_of(text: LessonText) -> Lesson:
    """The text as a lesson with title and language, not yet in the collection.

    Raises UserError where there is nothing to read.
    """
    language = text.language or language_of(text.text)
    title = _title(text, language)
    return Lesson(LessonId(0), "", DeckId(0), title, language, text.text)


def bring(collection: Collection, text: LessonText) -> tuple[LessonId, Change]:
    """Puts a lesson into the collection, with an empty deck of its own, as one act.

    Raises UserError where there is nothing to read.
    """
    lesson = lesson_of(text)
    with collection.act("bring-lesson", Touched.DECKS, Touched.LESSONS) as act:
        guid = _free_guid(collection, lesson.title, lesson.text)
        preset = presets.standard(collection).id
        name = _free_name(collection, lesson.title)
        deck = Deck(DeckId(collection.new_id()), guid, name, preset)
        decks.add(collection, deck)
        made = LessonId(collection.new_id())
        lessons.add(collection, replace(lesson, id=made, guid=guid, deck_id=deck.id))
    return made, act.change


def drafting_of(lesson: Lesson, progress: Progress = unheard) -> Drafting:
    """All proposals for the lesson; takes up to a second, and needs no collection.

    `progress` is told the share that is done; what it raises ends the work.
    """
    return draft(lesson.text, lesson.language, lesson.title, progress)


def studio(collection: Collection, lesson: LessonId, drafting: Drafting) -> Studio:
    """The lesson as it stands with what was drafted of it."""
    return laid(collection, lesson, Groundwork(drafting))


def laid(collection: Collection, lesson: LessonId, ground: Groundwork) -> Studio:
    """The same; quick, so that it can be asked after every act."""
    with uncollected():
        with collection.reading():
            text = lessons.get(collection, lesson)
            changed, items = _items(collection, text, ground)
            tied = asking.tied(collection, lesson)
        covered = _covered(ground, changed, items, tied)
        return Studio(
            text,
            outline(text.text, text.language),
            tuple(zip(ground.drafting.facts, covered, strict=True)),
            tuple(_beside(items, changed, ground, tied)),
            Counter(covered),
        )


def accept(
    collection: Collection, lesson: LessonId, chosen: Sequence[tuple[Proposal, Draft]]
) -> Change:
    """Makes notes of these drafts in the lesson's deck, tied to their words, as one act.

    Those that are accepted already are left as they are.  Raises UserError where the fields of one
    make no card.
    """
    touched = (Touched.NOTES, Touched.CARDS, Touched.LESSONS)
    with collection.act("accept-draft" if len(chosen) == 1 else "accept-drafts", *touched) as act:
        desk = Desk(collection, lesson)
        fresh = desk.laid(chosen)
        desk.add(fresh)
        decided = (Decision(proposal, chosen=_other(proposal, it)) for proposal, it in fresh)
        drafts.save(collection, lesson, decided)
    return act.change


def reject(collection: Collection, lesson: LessonId, proposal: Proposal) -> Change:
    """Puts the proposal away; raises UserError where its card has answers already."""
    with collection.act("reject-draft", Touched.LESSONS) as act:
        reopen(collection, lesson, proposal)
        before = Desk(collection, lesson).decision(proposal)
        drafts.save(collection, lesson, [replace(before, rejected=True)])
    return act.change


def reopen(collection: Collection, lesson: LessonId, proposal: Proposal) -> Change:
    """Takes a decision back; raises UserError where its card has answers already."""
    with collection.act("reopen-draft", Touched.LESSONS) as act:
        desk = Desk(collection, lesson)
        before, note = desk.decision(proposal), desk.note_of(proposal)
        if note is not None:
            _check_unanswered(collection, note)
            act.touched.update((Touched.NOTES, Touched.CARDS))
            notes.delete(collection, [note.id])
            before = replace(before, chosen=_other(proposal, _of_note(note, proposal, before)))
        drafts.save(collection, lesson, [replace(before, rejected=False)])
    return act.change


def add(collection: Collection, lesson: LessonId, proposal: Proposal, draft: Draft) -> Change:
    """Lays down a draft that the person made, also where its words were rejected before.

    Raises UserError where the fields make no card.
    """
    complete(draft)
    with collection.act("add-draft", Touched.LESSONS) as act:
        before = Desk(collection, lesson).decision(proposal)
        shown = replace(before, rejected=False, chosen=_other(proposal, draft))
        drafts.save(collection, lesson, [shown])
    return act.change


def revise(collection: Collection, lesson: LessonId, proposal: Proposal, draft: Draft) -> Change:
    """Shows this draft in the proposal's place; where it has become a card, changes the card.

    Raises UserError where the fields make no card.
    """
    complete(draft)
    desk = Desk(collection, lesson)
    note = desk.note_of(proposal)
    name = "revise-draft" if note is None else "revise-card"
    with collection.act(name, Touched.LESSONS) as act:
        if note is not None:
            act.touched.update((Touched.NOTES, Touched.CARDS))
            desk.change(note, proposal, draft)
        before = desk.decision(proposal)
        drafts.save(collection, lesson, [replace(before, chosen=_other(proposal, draft))])
    return act.change


def discard(collection: Collection, lesson: LessonId) -> Change:
    """Takes the lesson out of the collection, with its deck where that has no cards."""
    deck = lessons.get(collection, lesson).deck_id
    with collection.act("discard-lesson", Touched.LESSONS) as act:
        lessons.delete(collection, lesson)
        if decks.is_empty(collection, deck):
            act.touched.add(Touched.DECKS)
            decks.delete(collection, deck)
    return act.change


def _title(text: LessonText, language: str) -> str:
    """What the lesson calls itself, else its first heading or its first words."""
    headings = (section.heading for section in readable(text.text, language))
    words = next(filter(None, map(naming.line, (text.title, *headings, text.text))), "")
    return words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rstrip() + "…"


def _free_name(collection: Collection, title: str) -> str:
    """A name for the lesson's deck that no other has; a title is one name, not a path of them."""
    name = naming.deck_name(title.replace(SEPARATOR, ": "))
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(each for each in names if decks.named(collection, each) is None)


def _free_guid(collection: Collection, title: str, text: str) -> str:
    """Of title and text, so that a lesson that two people bring is one when their decks meet."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    guid = f"{naming.slug(title) or 'lesson'}-{digest}"
    guids = (guid if number == 1 else f"{guid}-{number}" for number in count(1))
    return next(
        each
        for each in guids
        if decks.find(collection, guid=each) is None and lessons.find(collection, guid=each) is None
    )


def _items(
    collection: Collection, lesson: Lesson, ground: Groundwork
) -> tuple[Mapping[str, Item], list[Item]]:
    """The text's proposals with those that were decided upon and are none of its own.

    Before them, by key, those that are not as they were drafted.
    """
    decided = drafts.of_lesson(collection, lesson.id, ground.proposals)
    beginning = guid_of(lesson.guid, "")
    found = notes.named(collection, beginning)
    made = {guid.removeprefix(beginning): note for guid, note in found.items()}
    every = _proposals(ground.proposals, decided)
    changed = {
        each.key: _item(each, decided.get(each.key) or Decision(each), made.get(each.key))
        for each in every
        if each.key in decided or each.key in made
    }
    return changed, [changed.get(each.key) or ground.open[each.key] for each in every]


def _item(proposal: Proposal, decision: Decision, note: Note | None) -> Item:
    if note is not None:
        shown = _of_note(note, proposal, decision)
        return Item(proposal, State.ACCEPTED, shown, note.id)
    state = State.REJECTED if decision.rejected else State.OPEN
    return Item(proposal, state, decision.chosen or proposal.best)


def _proposals(
    drafted: Mapping[str, Proposal], decided: Mapping[str, Decision]
) -> Sequence[Proposal]:
    """All of them in the order of the text.

    One of another version of the text, or of the person's own, takes the drafts along that ask for
    the same words now: so a card whose sentence changed can become what is drafted today.
    """
    others = [each.proposal for key, each in decided.items() if key not in drafted]
    if not others:
        return tuple(drafted.values())
    heirs = {each.asks: each for key, each in drafted.items() if key not in decided}
    inherited = {heirs[each.asks].key for each in others if each.asks in heirs}
    every = [
        *(each for key, each in drafted.items() if key not in inherited),
        *(_with_drafts(each, heirs.get(each.asks)) for each in others),
    ]
    return sorted(every, key=lambda proposal: proposal.span.start)


def _with_drafts(proposal: Proposal, heir: Proposal | None) -> Proposal:
    if heir is None:
        return proposal
    others = (each for each in proposal.drafts if each not in heir.drafts)
    return replace(proposal, drafts=(*heir.drafts, *others))


def _of_note(note: Note, proposal: Proposal, decision: Decision) -> Draft:
    """The note as a draft: the one that it was made from, unless it was changed since."""
    for each in filter(None, (decision.chosen, *proposal.drafts)):
        if each.kind == note.kind and _filled(each.fields) == _filled(note.fields):
            return each
    return Draft(note.kind, note.fields, OWN, 1.0)


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: html for name, html in fields.items() if html}


def _other(proposal: Proposal, draft: Draft) -> Draft | None:
    """The draft, where it is not the proposal's best, without what is told of other cards."""
    own = replace(draft, flaws=tuple(flaw for flaw in draft.flaws if flaw.code != HAS_CARD))
    return None if own == proposal.best else own


def _check_unanswered(collection: Collection, note: Note) -> None:
    if any(reviews.of_card(collection, card.id) for card in cards.of_note(collection, note.id)):
        raise UserError("This card has answers already; delete or suspend it, or keep it.")


def _covered(
    ground: Groundwork, changed: Mapping[str, Item], items: Iterable[Item], tied: Iterable[Asked]
) -> list[Coverage]:
    """Of each fact."""
    carded, drafted = (
        {
            at
            for item in changed.values()
            if item.state is state
            for at in ground.asked(item.proposal)
        }
        for state in (State.ACCEPTED, State.OPEN)
    )
    carded |= ground.facts.answered(tied, besides=carded).keys()
    as_drafted = {item.proposal.key for item in items} - changed.keys()
    drafted |= ground.asked_without(ground.open.keys() - as_drafted)
    return [
        Coverage.CARD if at in carded else Coverage.DRAFT if at in drafted else Coverage.NONE
        for at in range(len(ground.drafting.facts))
    ]


def _beside(
    items: Sequence[Item], changed: Mapping[str, Item], ground: Groundwork, tied: Iterable[Asked]
) -> Iterable[Item]:
    """The items, where cards that were not made here ask for the same with that as a flaw."""
    own = {item.note_id for item in changed.values()}
    others = ground.facts.answered(each for each in tied if each.note_id not in own)
    return (_flawed(item, ground, others) for item in items) if others else items


def _flawed(item: Item, ground: Groundwork, others: Mapping[int, Asked]) -> Item:
    asked = ground.asked(item.proposal) if item.state is State.OPEN else ()
    if not asked or not all(at in others for at in asked):
        return item
    why = f"The card “{others[min(asked)].question}” asks for this already."
    flaws = (Flaw(HAS_CARD, why), *item.draft.flaws)
    return replace(item, draft=replace(item.draft, flaws=flaws))
