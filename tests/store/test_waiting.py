"""What waits is the same by the short way, which reads few cards, and by looking at each."""

from collections import defaultdict
from random import Random

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card import Card, New
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import NewOrder, Options, ReviewOrder
from kgstudy.domain.gathering import Due
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import DeckToday, most_reviews
from kgstudy.domain.note import Note
from kgstudy.domain.queue import Queue, build
from kgstudy.domain.review import Phase
from kgstudy.domain.scheduling import Now
from kgstudy.store import cards, notes, waiting
from kgstudy.store.collection import Collection
from kgstudy.store.waiting import Waiting
from tests.builders import collection, empty_deck

DECKS, NOTES, SLOTS = 3, 80, 4
EVERYTHING = 1 << 30

_COLUMNS = "id, note_id, deck_id, phase, suspended, buried_on, at, day, due_day, due_at"


def filled(opened: Collection, rng: Random) -> list[DeckId]:
    """Notes with cards in several decks, in all their states, answered by right clocks or not."""
    decks = [empty_deck(opened, f"deck {number}").id for number in range(DECKS)]
    for number in range(NOTES):
        note = Note(NoteId(opened.new_id()), f"note {number}", "basic", {"front": "", "back": ""})
        notes.add(opened, [note])
        for slot in range(rng.randrange(1, SLOTS + 1)):
            deck, place = rng.choice(decks), rng.randrange(4)
            card = Card(CardId(opened.new_id()), note.id, deck, slot, New(place))
            cards.add(opened, [card], place)
            _begin(opened, card.id, rng)
    return decks


def _begin(opened: Collection, card: CardId, rng: Random) -> None:
    today, now = opened.calendar.today(), opened.clock.now_ms()
    phase = rng.choice(list(Phase))
    away = rng.choice([-40, -3, -1, 0, 0, 1, 2, 60])
    within = phase in (Phase.LEARNING, Phase.RELEARNING) and rng.random() < 0.7
    begun = phase is not Phase.NEW
    opened.connection.execute(
        "UPDATE card SET phase = ?, suspended = ?, buried_on = ?, at = ?, day = ?, interval = ?,"
        " due_day = ?, due_at = ?, stability = ?, difficulty = ? WHERE id = ?",
        (
            phase,
            rng.random() < 0.1,
            rng.choice([None, None, None, today, today - 1]),
            now + away * 86_400_000 if begun else None,
            today + away if begun else None,
            rng.randrange(1, 4) if begun else None,
            today + rng.choice([-9, -2, -1, 0, 1, 5]) if begun and not within else None,
            now + rng.choice([-600_000, 300_000, 3_600_000]) if within else None,
            5.0 if begun else None,
            float(rng.randrange(1, 4)) if begun else None,
            card,
        ),
    )


def counted(
    opened: Collection, decks: list[DeckId], most: int, until: int
) -> dict[DeckId, Waiting]:
    """By looking at every card."""
    today, now = opened.calendar.today(), opened.clock.now_ms()
    found: dict[str, dict[DeckId, list[NoteId]]] = defaultdict(lambda: defaultdict(list))
    met, reviewed = set(), set()
    for row in opened.connection.execute(f"SELECT {_COLUMNS} FROM card"):
        _, note, deck, phase, suspended, buried_on, at, day, due_day, due_at = row
        if suspended or buried_on == today:
            continue
        astray = at is not None and day > today + 1 and at > now
        if phase == Phase.NEW:
            found["new"][deck].append(note)
        elif phase == Phase.REVIEWING:
            if due_day <= today or astray:
                found["review"][deck].append(note)
                reviewed.add(note)
        elif due_at is not None or due_day <= today:
            met.add(note)
            if due_at is None or due_at <= until or at > now:
                found["learning"][deck].append(note)
    return {
        deck: Waiting(
            min(len(found["new"][deck]), most),
            min(len(set(found["new"][deck]) - met - reviewed), most),
            len(found["learning"][deck]),
            len(found["review"][deck]),
            len(set(found["review"][deck]) - met),
        )
        for deck in decks
    }


@given(seed=st.integers(0, 10_000), most=st.sampled_from([0, 1, 3, EVERYTHING]))
@settings(max_examples=40, deadline=None)
def test_what_waits_in_a_deck(seed: int, most: int) -> None:
    with collection() as opened:
        decks = filled(opened, Random(seed))
        until = opened.clock.now_ms() + 1_200_000
        told = waiting.in_decks(opened, dict.fromkeys(decks, most), opened.calendar.today(), until)
        assert told == counted(opened, decks, most, until)


def queue(opened: Collection, today: dict[DeckId, DeckToday], due: list[Due]) -> Queue:
    now = Now.of(opened.calendar)
    options = next(iter(today.values())).options
    fresh = waiting.fresh(opened, today, now.day, options.new_order)
    return build(fresh, due, today, options, now)


@given(
    seed=st.integers(0, 10_000),
    order=st.sampled_from(ReviewOrder),
    limits=st.lists(st.integers(0, 2), min_size=DECKS, max_size=DECKS),
    bury=st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_no_more_reviews_are_read_than_needed_and_no_fewer(
    seed: int, order: ReviewOrder, limits: list[int], bury: bool
) -> None:
    with collection() as opened:
        decks = filled(opened, Random(seed))
        day = opened.calendar.today()
        options = Options(review_order=order, bury_reviews=bury, bury_new=bury)
        today = {
            deck: DeckToday(options, place, decks[0] if place == 1 else None, limit, limit)
            for place, (deck, limit) in enumerate(zip(decks, limits, strict=True))
        }
        some = waiting.due(opened, most_reviews(today), day, order, frozenset())
        every = waiting.due(opened, dict.fromkeys(decks, EVERYTHING), day, order, frozenset())
        now = Now.of(opened.calendar)
        short, whole = queue(opened, today, list(some)), queue(opened, today, list(every))
        assert list(short._main) == list(whole._main)
        assert short.counts(now) == whole.counts(now)


def test_siblings_of_cards_on_their_steps_leave_room_for_other_reviews() -> None:
    """However many of them stand before those that are asked."""
    with collection() as opened:
        deck = empty_deck(opened, "deck").id
        day, now = opened.calendar.today(), opened.clock.now_ms()
        for number in range(30):
            note = Note(NoteId(opened.new_id()), f"note {number}", "basic", {})
            notes.add(opened, [note])
            for slot in range(2):
                card = Card(CardId(opened.new_id()), note.id, deck, slot, New(0))
                cards.add(opened, [card], number)
        opened.connection.execute(
            "UPDATE card SET at = ?1, day = ?2 - 9, interval = 5, stability = 5, difficulty = 5,"
            " phase = CASE WHEN slot = 1 THEN 2 WHEN position < 25 THEN 1 ELSE 0 END,"
            " due_day = CASE WHEN slot = 1 THEN ?2 - 30 + position END,"
            " due_at = CASE WHEN slot = 0 AND position < 25 THEN ?1 END",
            (now, day),
        )
        today = {deck: DeckToday(Options(bury_reviews=True), 0, None, 0, 3)}
        due = waiting.due(opened, most_reviews(today), day, ReviewOrder.DUE, frozenset())
        assert queue(opened, today, list(due)).counts(Now.of(opened.calendar)).review == 3


@pytest.mark.parametrize("order", NewOrder)
def test_new_cards_are_read_one_by_one(order: NewOrder) -> None:
    with collection() as opened:
        decks = filled(opened, Random(1))
        found = waiting.fresh(opened, decks, opened.calendar.today(), order)
        rows = {deck: list(of_deck) for deck, of_deck in found.items()}
        assert sum(map(len, rows.values())) > DECKS
        for deck, of_deck in rows.items():
            assert {card.deck_id for card in of_deck} <= {deck}
            if order is NewOrder.POSITION:
                assert of_deck == sorted(of_deck, key=lambda card: (card.position, card.card_id))


def test_every_count_is_made_by_an_index() -> None:
    """Else the window stands still for as long as it takes to read every card."""
    asked: list[str] = []

    def note(cursor: apsw.Cursor, sql: str, values: object) -> bool:
        asked.append(cursor.expanded_sql)
        return True

    with collection() as opened:
        today, now = opened.calendar.today(), opened.clock.now_ms()
        opened.connection.exec_trace = note
        waiting.in_decks(opened, {DeckId(1): 20}, today, now)
        waiting.by_day(opened, today, StudyDay(today + 6))
        waiting.next_day(opened, today)
        waiting.within_day(opened, now, today)
        list(waiting.due(opened, {DeckId(1): 20}, today, ReviewOrder.DUE, frozenset()))
        list(waiting.fresh(opened, [DeckId(1)], today, NewOrder.POSITION)[DeckId(1)])
        opened.connection.exec_trace = None
        assert asked
        for sql in asked:
            steps = opened.connection.execute(f"EXPLAIN QUERY PLAN {sql}")
            assert not [told for *_, told in steps if told.startswith("SCAN card")], sql
