"""Browsing: whatever is found stands in the order that sorting it here would give."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card import Card, CardState, Learning, New, Relearning, Reviewing, Studied
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.columns import UNSORTED, Column, Sorting, Unit
from kgstudy.domain.deck import Options, Preset
from kgstudy.domain.errors import UserError
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.ids import PresetId
from kgstudy.domain.markup import plain, sorted_as
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.domain.review import Days, Seconds
from kgstudy.services import browsing, importing, listing, trash
from kgstudy.services.browsing import Row, Rows
from kgstudy.store import cards, decks, notes, presets
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note, parcel
from tests.fake_clock import FakeClock

Key = tuple[Any, ...]
OfCard = Callable[[Row, int], Key | None]

DAY_MS = 86_400_000
SLOW = (*DEFAULT_PARAMETERS[:20], 0.3)
"""Parameters under which cards are forgotten along another curve."""

WORDS = ("ёж", "Ель", "өрдөк", "Order", "naryn", "Нарын", "үй", "zebra", "", "<b>Bold</b>")
NAMES = ("Rivers", "rivers::Deep", "Ёлки", "Өрдөк", "Zoo", "Rivers::Äpfel")

states = st.one_of(
    st.builds(New, st.integers(0, 5)),
    st.builds(
        Learning,
        st.builds(Memory, st.floats(0.1, 90), st.floats(1, 10)),
        st.integers(-3 * DAY_MS, 0),
        st.just(0),
        st.builds(Seconds, st.sampled_from([60, 600, 86_000])),
        st.integers(0, 1),
    ),
    st.builds(
        Reviewing,
        st.builds(Memory, st.floats(0.1, 900), st.floats(1, 10)),
        st.integers(-30 * DAY_MS, 0),
        st.just(0),
        st.builds(Days, st.integers(0, 60)),
    ),
    st.builds(
        Relearning,
        st.builds(Memory, st.floats(0.1, 90), st.floats(1, 10)),
        st.integers(-3 * DAY_MS, 0),
        st.just(0),
        st.one_of(st.builds(Seconds, st.just(600)), st.builds(Days, st.integers(1, 3))),
        st.just(0),
    ),
)
written = st.builds(
    lambda kind, deck, front, tags: (kind, deck, front, tags),
    st.sampled_from(["basic", "both-ways", "cloze"]),
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
    st.sets(st.sampled_from(["a", "Б", "ө", "a::b"]), max_size=2),
)
marks = st.tuples(
    states, st.integers(0, 9), st.integers(0, 3), st.booleans(), st.booleans(), st.integers(0, 7)
)
SORTINGS = [Sorting(each, way) for each in Column if each not in UNSORTED for way in (True, False)]
queries = st.sampled_from(["", "is:new", "is:due", "tag:a", "deck:Rivers", "nar", "is:suspended"])


@settings(max_examples=60)
@given(
    st.lists(written, min_size=1, max_size=9),
    st.lists(marks, min_size=3, max_size=9),
    queries,
    st.sampled_from(Unit),
)
def test_the_order_is_that_of_a_naive_sort(
    made: list[tuple[str, str, str, set[str]]],
    marked: list[tuple[CardState, int, int, bool, bool, int]],
    query: str,
    unit: Unit,
) -> None:
    with filled(made, marked) as opened:
        try:
            found = browsing.find(opened, query, unit)
        except UserError:  # there is no such deck
            return
        every = browsing.arranged(opened, found, Sorting(Column.CREATED))
        rows = Rows(opened).of(unit, every)
        assert len(rows) == found.count
        for sorting in SORTINGS:
            shown = browsing.arranged(opened, found, sorting)
            assert list(shown) == naive(opened, rows, sorting, unit), sorting
            head = browsing.arranged(opened, found, sorting, 3)
            assert head == shown[:3]


@contextmanager
def filled(
    made: list[tuple[str, str, str, set[str]]],
    marked: list[tuple[CardState, int, int, bool, bool, int]],
) -> Iterator[Collection]:
    with collection(FakeClock()) as opened:
        parcel_decks = tuple(ParcelDeck(name, name) for name in NAMES)
        several = tuple(noted(str(n), *each) for n, each in enumerate(made))
        importing.bring_in(opened, Parcel(parcel_decks, (), several))
        slow_deck(opened, "Zoo")
        today = opened.calendar.today()
        every = [card for card, _ in cards.every(opened)]
        for number, card in enumerate(every):
            state, reps, lapses, suspended, buried, flag = marked[number % len(marked)]
            cards.save(
                opened,
                replace(
                    card,
                    state=dated(state, opened, number),
                    reps=reps,
                    lapses=lapses,
                    suspended=suspended,
                    buried_on=today if buried else None,
                    flag=flag,
                ),
            )
        yield opened


def dated(state: CardState, opened: Collection, number: int) -> CardState:
    """`at` is told from now on, and no two answers were given at one instant."""
    if isinstance(state, New):
        return state
    at = opened.clock.now_ms() + state.at - number
    return replace(state, at=at, day=opened.calendar.day_of(at))


def noted(name: str, kind: str, deck: str, front: str, tags: set[str]) -> ParcelNote:
    fields: Mapping[str, str] = {"front": front, "back": f"answer {name}", "note": ""}
    if kind == "cloze":
        fields = {"text": f"{front} {{{{c1::one}}}} and {{{{c2::two}}}}", "note": ""}
    return note(name, kind, fields, deck=deck)._replace(tags=tuple(sorted(tags)))


def slow_deck(opened: Collection, name: str) -> None:
    preset = Preset(PresetId(opened.new_id()), "Slow", Options(parameters=SLOW))
    presets.add(opened, preset)
    deck = decks.named(opened, name)
    assert deck is not None
    decks.save(opened, replace(deck, preset_id=preset.id))


def naive(opened: Collection, rows: Mapping[int, Row], sorting: Sorting, unit: Unit) -> list[int]:
    keyed = {id_: naive_key(opened, row, sorting.column, unit) for id_, row in rows.items()}
    last = sorted(id_ for id_, key in keyed.items() if key is None)
    ids = sorted(id_ for id_, key in keyed.items() if key is not None)
    if sorting.column is Column.QUESTION:  # the cards of a note stand together
        ids.sort(
            key=lambda id_: (rows[id_].note.id, rows[id_].cards[0].slot),
            reverse=sorting.descending,
        )
    ids.sort(key=lambda id_: keyed[id_] or (), reverse=sorting.descending)
    return ids + last


def naive_key(opened: Collection, row: Row, column: Column, unit: Unit) -> Key | None:
    if column is Column.QUESTION:
        first = next((plain(html) for html in row.note.fields.values() if plain(html)), "")
        return (sorted_as(first),)
    if column is Column.STATE:
        today = opened.calendar.today()
        return (min(state_key(card, today) for card in row.cards),)
    if column is Column.CARD and unit is Unit.NOTES:
        return (len(row.cards),)
    of_each = [OF_CARD[column](row, number) for number in range(len(row.cards))]
    told = [key for key in of_each if key is not None]
    return WHOLE.get(column, min)(told) if told else None


def state_key(card: Card, today: StudyDay) -> int:
    if card.suspended:
        return 5
    if card.buried_on == today:
        return 4
    return [New, Learning, Relearning, Reviewing].index(type(card.state))


def due_key(row: Row, number: int) -> Key:
    state = row.cards[number].state
    if isinstance(state, New):
        return (1, state.position)
    return (0, state.due_day, state.due_at or 0)


def of_studied(value: Callable[[Studied], float]) -> OfCard:
    def key(row: Row, number: int) -> Key | None:
        state = row.cards[number].state
        return None if isinstance(state, New) else (value(state),)

    return key


def seconds(state: Studied) -> int:
    return state.interval.count * (1 if isinstance(state.interval, Seconds) else 86_400)


def told(value: object) -> Key | None:
    return (value,) if value else None


def mean(keys: Sequence[Key]) -> Key:
    return (fmean(key[0] for key in keys),)


def total(keys: Sequence[Key]) -> Key:
    return (sum(key[0] for key in keys),)


OF_CARD: Mapping[Column, OfCard] = {
    Column.DECK: lambda row, n: tuple(sorted_as(part) for part in row.decks[n].split("::")),
    Column.DUE: due_key,
    Column.INTERVAL: of_studied(seconds),
    Column.RECALL: lambda row, n: None if row.recalls[n] is None else (row.recalls[n],),
    Column.STABILITY: of_studied(lambda state: state.memory.stability),
    Column.DIFFICULTY: of_studied(lambda state: state.memory.difficulty),
    Column.REVIEWS: lambda row, n: (row.cards[n].reps,),
    Column.LAPSES: lambda row, n: (row.cards[n].lapses,),
    Column.ANSWERED: of_studied(lambda state: state.at),
    Column.TAGS: lambda row, _: told(sorted_as(" ".join(sorted(row.note.tags)))),
    Column.KIND: lambda row, _: (sorted_as(CARD_TYPES[row.note.kind].name),),
    Column.CARD: lambda row, n: (row.cards[n].slot,),
    Column.LESSON: lambda row, n: told(sorted_as(row.lessons[n])),
    Column.FLAG: lambda row, n: told(row.cards[n].flag),
    Column.CREATED: lambda row, _: (row.note.id,),
    Column.EDITED: lambda row, _: (row.edited,),
}
WHOLE: Mapping[Column, Callable[[Sequence[Key]], Key]] = {
    Column.INTERVAL: mean,
    Column.RECALL: mean,
    Column.STABILITY: mean,
    Column.DIFFICULTY: mean,
    Column.REVIEWS: total,
    Column.LAPSES: total,
    Column.ANSWERED: max,
}


@pytest.fixture
def rivers() -> Iterator[Collection]:
    with collection(FakeClock()) as opened:
        deck_of(opened, [basic("b", quote="Naryn"), basic("c"), basic("a", quote="Tian Shan")])
        yield opened


def fronts(opened: Collection, ids: Iterable[int]) -> list[str]:
    rows = Rows(opened).of(Unit.CARDS, list(ids))
    return [rows[id_].question() for id_ in ids]


def test_cards_of_a_lesson_stand_before_those_of_none(rivers: Collection) -> None:
    found = browsing.find(rivers, "")
    shown = browsing.arranged(rivers, found, Sorting(Column.LESSON, descending=True))
    assert fronts(rivers, shown) == ["Question b", "Question a", "Question c"]


def test_what_is_kept_stays_though_it_is_not_found(rivers: Collection) -> None:
    (first, *_) = listing.find_ids(rivers, "")
    found = browsing.find(rivers, "is:suspended", kept=[first, 77])
    assert (found.ids, found.strays, found.whole) == ((first,), (first,), 3)
    assert browsing.find(rivers, "", kept=[first]).strays == ()
    much = browsing.find(rivers, "-front:*b", kept=[first, 77])
    assert (much.ids, much.count, much.strays) == (None, 3, (first,))
    shown = browsing.arranged(rivers, much, Sorting())
    assert fronts(rivers, shown) == ["Question a", "Question b", "Question c"]
    of_notes = browsing.find(
        rivers, "is:suspended", Unit.NOTES, browsing.notes_of(rivers, Unit.CARDS, [first])
    )
    assert (of_notes.count, len(of_notes.strays)) == (1, 1)


def test_a_changed_note_finds_its_new_place_at_once(rivers: Collection) -> None:
    (first, *_) = listing.find_ids(rivers, "")
    whole = notes.get(rivers, cards.get(rivers, first).note_id)
    with rivers.act("edit"):
        notes.save(rivers, whole._replace(fields={**whole.fields, "front": "Zzz"}))
    found = browsing.find(rivers, "")
    assert fronts(rivers, browsing.arranged(rivers, found, Sorting()))[-1] == "Zzz"


def test_without_lines_nothing_is_lost(rivers: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    rivers.connection.execute("DELETE FROM note_line")
    rivers.connection.execute("INSERT OR IGNORE INTO unindexed SELECT id FROM note")
    monkeypatch.setattr(browsing, "FEW", -1)
    found = browsing.find(rivers, "")
    shown = browsing.arranged(rivers, found, Sorting())
    assert sorted(shown) == list(listing.find_ids(rivers, ""))


def test_rows_and_what_stands_behind_them(rivers: Collection) -> None:
    found = tuple(browsing.arranged(rivers, browsing.find(rivers, "", Unit.NOTES), Sorting()))
    assert len(browsing.cards_of(rivers, Unit.NOTES, found[:2])) == 2
    every = listing.find_ids(rivers, "")
    assert set(browsing.notes_of(rivers, Unit.CARDS, every)) == set(found)
    assert browsing.cards_of(rivers, Unit.CARDS, every) == every
    assert browsing.notes_of(rivers, Unit.NOTES, found) == found


def test_a_row_of_a_deck_made_since(rivers: Collection) -> None:
    rows = Rows(rivers)
    importing.bring_in(rivers, Parcel((ParcelDeck("new", "New"),), (), (basic("x", deck="new"),)))
    (last,) = listing.find_ids(rivers, "deck:New")
    assert rows.of(Unit.CARDS, [last])[last].decks == ("New",)


def test_a_card_that_is_gone_has_no_row_and_no_preview(rivers: Collection) -> None:
    (first, *_) = listing.find_ids(rivers, "")
    shown = browsing.preview(rivers, first)
    assert shown is not None
    assert shown.source is not None
    with rivers.act("delete"):
        notes.delete(rivers, [shown.note.id])
    assert browsing.preview(rivers, first) is None
    assert Rows(rivers).of(Unit.CARDS, [first]) == {}


def test_it_is_told_how_many_notes_are_without_their_line(
    rivers: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.bring_in(rivers, parcel(*(basic(f"more {n}") for n in range(620))))
    monkeypatch.setattr(browsing, "COUNTED", 2)
    told = list[int]()
    browsing.make_lines(rivers, told.append)
    assert told == [623, 223, 223]  # with three that were there
    (gone, *_) = browsing.notes_of(rivers, Unit.CARDS, listing.find_ids(rivers, ""))
    trash.delete_notes(rivers, [gone])
    monkeypatch.setattr(browsing, "FEW", -1)
    assert browsing.find(rivers, "").unlined == 0
