"""What is done to one card or to thousands: each act is one step of undo.

A card's state always follows from its reviews: where an act moves a card in time, it writes a
review without a rating.  `progress` is told the share that is done; where it raises, nothing has
changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from kgstudy.domain import due
from kgstudy.domain.card import FLAGS, Card, New
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.due import Due
from kgstudy.domain.errors import UserError
from kgstudy.domain.fuzz import draw
from kgstudy.domain.ids import CardId, DeckId, NoteId, ReviewId
from kgstudy.domain.progress import Progress, in_chunks, unheard
from kgstudy.domain.replay import Replayed, following
from kgstudy.domain.review import Review
from kgstudy.domain.scheduling import Now
from kgstudy.services import deck_options, new_decks
from kgstudy.store import cards as stored
from kgstudy.store import decks, reviews, tending
from kgstudy.store.collection import Collection

_SUSPENDED = "(suspended > 0)"

_CHUNK = 500
"""Cards between two words of progress."""


def suspend(collection: Collection, cards: Sequence[CardId]) -> Change:
    """Takes the cards out of study until they are brought back."""
    with collection.act("suspend-cards", Touched.CARDS) as act:
        tending.suspend(collection, cards, suspended=True)
    return act.change


def unsuspend(collection: Collection, cards: Sequence[CardId]) -> Change:
    with collection.act("unsuspend-cards", Touched.CARDS) as act:
        tending.suspend(collection, cards, suspended=False)
    return act.change


def how_many_suspended(collection: Collection, cards: Sequence[CardId]) -> int:
    return tending.how_many_are(collection, cards, _SUSPENDED, 1)


def how_many_come_back(collection: Collection, cards: Sequence[CardId]) -> int:
    """How many of them `unsuspend` brings back: not those that wait for their gap."""
    return tending.how_many_are(collection, cards, "suspended", 1)


def how_many_buried(collection: Collection, cards: Sequence[CardId]) -> int:
    return tending.how_many_are(collection, cards, "buried_on", collection.calendar.today())


def how_many_flagged(collection: Collection, cards: Sequence[CardId], flag: int) -> int:
    return tending.how_many_are(collection, cards, "flag", flag)


def how_many_in(collection: Collection, cards: Sequence[CardId], deck: str) -> int:
    """How many of the cards lie in the deck of that name itself."""
    present = decks.named(collection, deck)
    return tending.how_many_are(collection, cards, "deck_id", present.id) if present else 0


def toggle_suspended(collection: Collection, cards: Sequence[CardId]) -> Change:
    """Suspends the cards; where all of them are suspended already, brings them back."""
    away = tending.all_are(collection, cards, _SUSPENDED, 1)
    return unsuspend(collection, cards) if away else suspend(collection, cards)


def bury(collection: Collection, cards: Sequence[CardId]) -> Change:
    """Puts the cards off to tomorrow."""
    with collection.act("bury-cards", Touched.CARDS) as act:
        tending.bury(collection, cards, collection.calendar.today())
    return act.change


def unbury(collection: Collection, cards: Sequence[CardId]) -> Change:
    with collection.act("unbury-cards", Touched.CARDS) as act:
        tending.bury(collection, cards, None)
    return act.change


def toggle_buried(collection: Collection, cards: Sequence[CardId]) -> Change:
    """Puts the cards off to tomorrow; where all of them are, brings them back."""
    today = collection.calendar.today()
    away = tending.all_are(collection, cards, "buried_on", today)
    return unbury(collection, cards) if away else bury(collection, cards)


def flag(collection: Collection, cards: Sequence[CardId], flag: int) -> Change:
    """Marks the cards with one of seven flags, or with 0 with none."""
    if flag not in FLAGS:
        raise UserError("There are flags 1 to 7, and 0 for none.")
    with collection.act("flag-cards", Touched.CARDS) as act:
        tending.flag(collection, cards, flag)
    return act.change


def toggle_flag(collection: Collection, cards: Sequence[CardId], number: int) -> Change:
    """Marks the cards with the flag; where all of them carry it, takes it off."""
    carried = tending.all_are(collection, cards, "flag", number)
    return flag(collection, cards, 0 if carried else number)


def move(
    collection: Collection,
    cards: Sequence[CardId],
    deck: DeckId | str,
    progress: Progress = unheard,
) -> Change:
    """Puts the cards into the deck, which is made where it is named and there is none.

    Where its options have other weights, memory is computed anew; when cards are due stays as it
    is.
    """
    with collection.act("move-cards", Touched.CARDS, Touched.DECKS) as act:
        deck = new_decks.called(collection, deck) if isinstance(deck, str) else deck
        options = deck_options.of_every_deck(collection)
        weights = options[deck].parameters
        begun = tending.studied_elsewhere(collection, cards, deck)
        others = [
            card
            for lies_in, group in begun.items()
            if options[lies_in].parameters != weights
            for card in group
        ]
        tending.move(collection, cards, deck)
        for done in tending.remember_anew(collection, others, weights):
            progress(done / len(others))
    return act.change


def reset(collection: Collection, cards: Sequence[CardId], progress: Progress = unheard) -> Change:
    """Makes the cards new again, each in its old place among the new ones; its log is kept."""
    now = Now.of(collection.calendar)
    with collection.act("reset-cards", Touched.CARDS, Touched.REVIEWS) as act:

        def forget(card: Card, review: ReviewId) -> Review | None:
            return None if isinstance(card.state, New) else due.forgotten(card, now, review)

        _by_hand(collection, cards, forget, progress)
    return act.change


def set_due(
    collection: Collection,
    cards: Sequence[CardId],
    when: Due | str,
    progress: Progress = unheard,
) -> Change:
    """Makes the cards due within the days of `when`; new cards become known ones.

    They are put off no longer; suspended ones stay so.  Raises UserError where `when` is no such
    days.
    """
    wanted = due.parse(when) if isinstance(when, str) else when
    options, now = deck_options.of_every_deck(collection), Now.of(collection.calendar)
    with collection.act("set-due", Touched.CARDS, Touched.REVIEWS) as act:

        def appoint(card: Card, review: ReviewId) -> Review:
            days = wanted.day(draw(review, card.id))
            return due.by_hand(
                card, days, options[card.deck_id], now, review, as_interval=wanted.as_interval
            )

        _by_hand(collection, cards, appoint, progress)
        tending.bury(collection, cards, None)
    return act.change


def reposition(
    collection: Collection,
    cards: Sequence[CardId],
    start: int = 0,
    step: int = 1,
    *,
    shuffle: bool = False,
    shift: bool = False,
) -> Change:
    """Gives those of the cards that are new places from `start` on, `step` apart.

    They keep their order, or are shuffled, with the cards of one note together; with `shift` the
    new cards that stand there already come after them.
    """
    if start < 0 or step < 0:
        raise UserError("Places are counted from 0 upwards.")
    with collection.act("reposition-cards", Touched.CARDS) as act:
        fresh = tending.new_ones(collection, cards)
        ordered = _shuffled(fresh, Random(collection.new_id())) if shuffle else fresh
        if shift:
            tending.make_room(collection, [card for card, _ in fresh], start, step * len(fresh))
        stored.place(
            collection, ((card, start + step * at) for at, (card, _) in enumerate(ordered))
        )
    return act.change


def new_among(collection: Collection, cards: Sequence[CardId]) -> tuple[int, ...]:
    """The places of those of the cards that are new, in order."""
    return tuple(tending.new_places(collection, cards))


def _by_hand(
    collection: Collection,
    cards: Sequence[CardId],
    decide: Callable[[Card, ReviewId], Review | None],
    progress: Progress,
) -> None:
    """Writes the reviews that `decide` gives, and what follows from them."""
    options = deck_options.of_every_deck(collection)
    ids = iter(collection.new_ids(len(cards)))
    for chunk in in_chunks(cards, _CHUNK, progress):
        placed = stored.placed(collection, chunk)
        written = [
            (card, place, review)
            for card, place in placed
            if (review := decide(card, ReviewId(next(ids)))) is not None
        ]
        reviews.add(collection, (review for *_, review in written))
        for card, place, review in written:
            before = Replayed(card.state, card.reps, card.lapses)
            after = following(before, review, options[card.deck_id].parameters, place)
            stored.save(collection, replace(card, **after._asdict()))


def _shuffled(
    cards: Sequence[tuple[CardId, NoteId]], rng: Random
) -> Sequence[tuple[CardId, NoteId]]:
    notes = list(dict.fromkeys(note for _, note in cards))
    rng.shuffle(notes)
    places = {note: place for place, note in enumerate(notes)}
    return sorted(cards, key=lambda pair: places[pair[1]])
