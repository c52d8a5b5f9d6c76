"""Drafts become notes with their cards, and these change with them; all within an act."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from kgstudy.domain.card import Card, New
from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.drafting import Draft, Proposal
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, LessonId, NoteId
from kgstudy.domain.lesson import Anchor, Span, context, locate
from kgstudy.domain.note import Note
from kgstudy.store import cards, drafts, lessons, looks, notes
from kgstudy.store.collection import Collection
from kgstudy.store.drafts import Decision


def guid_of(lesson: str, key: str) -> str:
    """The guid of the note that the proposal `key` of the lesson with the guid `lesson` becomes."""
    return f"{lesson}/{key}"


class Desk:
    """Makes and changes the notes of one lesson."""

    def __init__(self, collection: Collection, lesson: LessonId) -> None:
        self._collection = collection
        self._lesson = lessons.get(collection, lesson)

    def decision(self, proposal: Proposal) -> Decision:
        """What was decided of it last; of one that is new here, nothing yet."""
        before = drafts.find(self._collection, self._lesson.id, proposal.key)
        return before or Decision(in_place(self._lesson.text, proposal))

    def note_of(self, proposal: Proposal) -> Note | None:
        """What the proposal has become, if anything."""
        return notes.find(self._collection, guid=guid_of(self._lesson.guid, proposal.key))

    def laid(self, chosen: Iterable[tuple[Proposal, Draft]]) -> list[tuple[Proposal, Draft]]:
        """Those that are no notes yet, each once and where its words stand now."""
        once = {proposal.key: (proposal, draft) for proposal, draft in chosen}.values()
        text = self._lesson.text
        return [(in_place(text, it), draft) for it, draft in once if self.note_of(it) is None]

    def add(self, chosen: Iterable[tuple[Proposal, Draft]]) -> None:
        """Makes notes of the drafts, whose cards come in the order of the text."""
        anchors: list[Anchor] = []
        made: list[Note] = []
        for proposal, draft in chosen:
            note = self._note(proposal, draft)
            made.append(note)
            anchors += self._anchors(_words(proposal), card_type(note).slots(note.fields))
        notes.add(self._collection, made)
        self._deal(made, anchors)

    def change(self, note: Note, proposal: Proposal, draft: Draft) -> None:
        """Makes the note what the draft is; a card that stays keeps its schedule."""
        changed = note._replace(kind=draft.kind, fields=complete(draft), note_type=None)
        notes.save(self._collection, changed)
        every = [card.id for card in cards.of_note(self._collection, note.id)]
        looks.forget(self._collection, self._lesson.id, every)
        present = {card.slot: card.id for card in cards.of_note(self._collection, note.id)}
        wanted = card_type(changed).slots(changed.fields)
        loose = [slot for slot in present if slot not in wanted]
        missing = [slot for slot in wanted if slot not in present]
        for slot, other in zip(loose, missing, strict=False):
            cards.ask_anew(self._collection, present[slot], other)
        cards.delete(self._collection, [present[slot] for slot in loose[len(missing) :]])
        if more := missing[len(loose) :]:
            words = _words(in_place(self._lesson.text, proposal))
            self._deal([changed], self._anchors(words, more), more)

    def _note(self, proposal: Proposal, draft: Draft) -> Note:
        identifier = NoteId(self._collection.new_id())
        guid = guid_of(self._lesson.guid, proposal.key)
        return Note(identifier, guid, draft.kind, complete(draft))

    def _anchors(self, span: Span, slots: Sequence[int]) -> list[Anchor]:
        text = self._lesson.text
        quote = text[span.start : span.end]
        return [
            Anchor(CardId(identifier), self._lesson.id, span, quote, *context(text, span))
            for identifier in self._collection.new_ids(len(slots))
        ]

    def _deal(
        self, made: Sequence[Note], anchors: Sequence[Anchor], slots: Sequence[int] | None = None
    ) -> None:
        """Adds the cards of the notes, those of `slots` or all, with the ids that anchors name."""
        asked = [
            (note, slot)
            for note in made
            for slot in (card_type(note).slots(note.fields) if slots is None else slots)
        ]
        dealt = [
            Card(anchor.card_id, note.id, self._lesson.deck_id, slot, New(0))
            for anchor, (note, slot) in zip(anchors, asked, strict=True)
        ]
        places = self._places(anchors)
        cards.add_placed(self._collection, [(card, places.pop(card.id)) for card in dealt])
        cards.place(self._collection, places.items())
        lessons.add_anchors(self._collection, anchors)

    def _places(self, fresh: Sequence[Anchor]) -> dict[CardId, int]:
        """By card, where the lesson's cards stand among new ones when the fresh have joined them.

        Each goes before the first whose words come later in the text; the others keep their order,
        which may be one of the person's own.
        """
        present = lessons.places(self._collection, self._lesson.id)
        reach = list(accumulate((start for _, _, start in present), max))
        starts = sorted((anchor.span.start, anchor.card_id) for anchor in fresh)
        order = [
            *((bisect_right(reach, start), False, card) for start, card in starts),
            *((at, True, card) for at, (card, _, _) in enumerate(present)),
        ]
        order.sort(key=itemgetter(0, 1))
        first = cards.next_position(self._collection)
        stays = {card: place for card, place, _ in present}
        places = [*sorted(stays.values()), *range(first, first + len(fresh))]
        return {
            card: place
            for (_, _, card), place in zip(order, places, strict=True)
            if stays.get(card) != place
        }


def complete(draft: Draft) -> dict[str, str]:
    """All fields of the draft's kind; raises UserError where they make no card."""
    kind = CARD_TYPES[draft.kind]
    fields = {field.name: draft.fields.get(field.name, "") for field in kind.fields}
    if problem := kind.problem(fields):
        raise UserError("{problem}", problem=problem)
    return fields


def in_place(text: str, proposal: Proposal) -> Proposal:
    """The proposal where its words stand in the text now.

    Raises UserError where the lesson does not say any longer what it is made from.
    """
    place = proposal.span
    if text[place.start : place.end] == proposal.quote:
        return proposal
    found = locate(text, proposal.quote, place)
    if found is None or text[found.start : found.end] != proposal.quote:
        raise UserError("The lesson does not say this any longer; look at its drafts anew.")
    moved = found.start - place.start
    asks = tuple(Span(ask.start + moved, ask.end + moved) for ask in proposal.asks)
    return replace(proposal, span=found, asks=asks)


def _words(proposal: Proposal) -> Span:
    """All that the proposal asks for, from the first word to the last."""
    asks = proposal.asks or (proposal.span,)
    return Span(min(ask.start for ask in asks), max(ask.end for ask in asks))
