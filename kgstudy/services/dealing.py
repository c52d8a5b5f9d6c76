"""The cards that notes have: dealt when they are made, and kept in step with their fields."""

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count

from kgstudy.domain import gaps
from kgstudy.domain.card import Card, New
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
    missing = [slot for slot in wanted if slot not in here]
    turned = _turn(collection, here, had, wanted)
    if missing and present:
        _deal_more(collection, after, missing, present)
    return bool(moved or turned or missing)


def follow_fields(collection: Collection, before: Note, after: Note) -> None:
    """Puts cards aside that nothing asks for any more, and brings back those asked for again."""
    had, wanted = (card_type(note).slots(note.fields) for note in (before, after))
    if set(had) != set(wanted):
        here = {card.slot: card for card in cards.of_note(collection, after.id)}
        _turn(collection, here, had, wanted)


def _turn(
    collection: Collection, here: Mapping[int, Card], had: Container[int], wanted: Container[int]
) -> bool:
    """Whether any card went or came."""
    gone = [card for slot, card in here.items() if slot in had and slot not in wanted]
    back = [card for slot, card in here.items() if slot in wanted and card.aside]
    put_aside(collection, gone)
    for card in back:
        cards.save(collection, replace(card, suspended=False, aside=False))
    return bool(gone or back)


def put_aside(collection: Collection, gone: Sequence[Card]) -> None:
    """Cards without a place, which may come back: those neither answered nor marked by hand go."""
    _put_away(collection, gone, {card.id for card in gone if card.suspended or card.flag})


def losing(collection: Collection, before: Note, fields: Mapping[str, str]) -> tuple[Card, ...]:
    """The cards that would be, or are, put aside where the note has these fields."""
    after = before._replace(fields=fields)
    had, wanted = (card_type(note).slots(note.fields) for note in (before, after))
    present = {card.slot: card for card in cards.of_note(collection, before.id)}
    follows = _follow(before, after, present.keys())
    lost = [
        card
        for slot, card in present.items()
        if slot not in wanted and slot not in follows
        if slot in had or (card.aside and slot <= gaps.MOST)
    ]
    answered = reviews.instants(collection, [card.id for card in lost]) if lost else {}
    return tuple(c for c in lost if c.suspended or c.flag or c.id in answered)


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
        _deal_more(collection, after, missing, present)


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


def _put_away(
    collection: Collection, gone: Sequence[Card], marked: AbstractSet[CardId] = frozenset()
) -> None:
    """Cards without a place: those neither answered nor `marked` by hand go, the others are kept.

    One that was suspended by hand stays just that.
    """
    kept = {*reviews.instants(collection, [card.id for card in gone]), *marked} if gone else ()
    for card in gone:
        if card.id in kept and not card.suspended:
            cards.save(collection, replace(card, suspended=True, aside=True))
    cards.delete(collection, [card.id for card in gone if card.id not in kept])


def _deal_more(
    collection: Collection, note: Note, slots: Sequence[int], present: Mapping[int, Card]
) -> None:
    """New cards of a note that has some: in their deck, tied to the same words of a lesson.

    They stand in the queue with a sibling that is new as well, so that a gap which was gone for a
    while costs no place; where there is none, after all others.
    """
    sibling = present[min(present)]
    anchor = lessons.first_anchors(collection, [sibling.id]).get(sibling.id)
    ids = [CardId(number) for number in collection.new_ids(len(slots))]
    places = _places(collection, slots, present)
    cards.add_new(
        collection,
        (
            (card, note.id, sibling.deck_id, slot, place)
            for card, slot, place in zip(ids, slots, places, strict=True)
        ),
    )
    if anchor is not None:
        lessons.add_anchors(collection, [replace(anchor, card_id=card) for card in ids])


def _places(collection: Collection, slots: Sequence[int], present: Mapping[int, Card]) -> list[int]:
    """Each next to the last new sibling before it, else to the first after it."""
    new = {
        slot: card.state.position for slot, card in present.items() if isinstance(card.state, New)
    }
    if not new:
        first = cards.next_position(collection)
        return list(range(first, first + len(slots)))
    return [new[max((each for each in new if each < slot), default=min(new))] for slot in slots]
