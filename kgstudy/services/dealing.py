"""The cards that notes have: dealt when they are made, and kept in step with their fields."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count

from kgstudy.domain import gaps
from kgstudy.domain.card import Card
from kgstudy.domain.card_types import card_type
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.markup import fold
from kgstudy.domain.note import Note
from kgstudy.store import cards, lessons, reviews
from kgstudy.store.collection import Collection


def deal(collection: Collection, deck: DeckId, made: Sequence[Note]) -> None:
    """Adds all cards of notes that have none yet, after all other new ones."""
    asked = [(note.id, slot) for note in made for slot in card_type(note).slots(note.fields)]
    first = cards.next_position(collection)
    cards.add_new(
        collection,
        (
            (CardId(identifier), note, deck, slot, place)
            for identifier, (note, slot), place in zip(
                collection.new_ids(len(asked)), asked, count(first), strict=False
            )
        ),
    )


def settle(collection: Collection, before: Note, after: Note) -> bool:
    """Brings the cards of a note to the slots that its fields ask for now; whether any changed.

    See `editing.edit` for what becomes of each.
    """
    had = set(card_type(before).slots(before.fields))
    wanted = card_type(after).slots(after.fields)
    present = {card.slot: card for card in cards.of_note(collection, after.id)}
    moved = _follow(before, after, present.keys())
    for slot, to in moved.items():
        cards.ask_anew(collection, present[slot].id, to)
    here = {moved.get(slot, slot): card for slot, card in present.items()}
    gone = [card for slot, card in here.items() if slot in had and slot not in wanted]
    back = [card for slot, card in here.items() if slot in wanted and slot not in had]
    missing = [slot for slot in wanted if slot not in here]
    _put_away(collection, gone)
    for card in back:
        if card.suspended and card.slot not in moved:
            cards.save(collection, replace(card, suspended=False))
    if missing and present:
        _deal_more(collection, after, missing, min(present.values(), key=lambda card: card.slot))
    return bool(moved or gone or back or missing)


def become(collection: Collection, before: Note, after: Note, slots: Mapping[int, int]) -> None:
    """Makes the cards of a note those of another kind: `slots` tells which becomes which.

    The others go where nobody has answered them yet; else they keep their answers, suspended, in
    slots that nothing can ask for: they knew something else than a gap to come.
    """
    wanted = card_type(after).slots(after.fields)
    present = {card.slot: card for card in cards.of_note(collection, after.id)}
    kept = {slot: to for slot, to in slots.items() if slot in present and to in wanted}
    spare = count(max(gaps.MOST, *present) + 1)
    rest = {slot: next(spare) for slot in present if slot not in kept}
    for slot, card in present.items():  # first out of one another's way
        cards.ask_anew(collection, card.id, -1 - slot)
    for slot, to in (kept | rest).items():
        cards.ask_anew(collection, present[slot].id, to)
    _put_away(collection, [replace(present[slot], slot=to) for slot, to in rest.items()])
    missing = [slot for slot in wanted if slot not in kept.values()]
    if missing and present:
        _deal_more(collection, after, missing, min(present.values(), key=lambda card: card.slot))


def _follow(before: Note, after: Note, present: AbstractSet[int]) -> dict[int, int]:
    """Of the cards without a place, those whose very answer is asked for in a new slot."""
    had = card_type(before).slots(before.fields)
    wanted = card_type(after).slots(after.fields)
    free = {
        _answer(after, slot): slot for slot in wanted if slot not in had and slot not in present
    }
    found: dict[int, int] = {}
    for slot in sorted(present & set(had) - set(wanted)):
        to = free.pop(_answer(before, slot), None)
        if to is not None:
            found[slot] = to
    return found


def _answer(note: Note, slot: int) -> str:
    return fold(card_type(note).sought(note.fields, slot))


def _put_away(collection: Collection, gone: Sequence[Card]) -> None:
    """Cards without a place: those that nobody answered go, the others keep their answers."""
    answered = reviews.instants(collection, [card.id for card in gone]) if gone else {}
    for card in gone:
        if card.id in answered:
            cards.save(collection, replace(card, suspended=True))
    cards.delete(collection, [card.id for card in gone if card.id not in answered])


def _deal_more(collection: Collection, note: Note, slots: Sequence[int], sibling: Card) -> None:
    """New cards of a note that has some: in their deck, tied to the same words of a lesson."""
    anchor = lessons.first_anchors(collection, [sibling.id]).get(sibling.id)
    first = cards.next_position(collection)
    ids = [CardId(number) for number in collection.new_ids(len(slots))]
    cards.add_new(
        collection,
        (
            (card, note.id, sibling.deck_id, slot, place)
            for card, slot, place in zip(ids, slots, count(first), strict=False)
        ),
    )
    if anchor is not None:
        lessons.add_anchors(collection, [replace(anchor, card_id=card) for card in ids])
