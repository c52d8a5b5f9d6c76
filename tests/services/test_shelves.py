"""What cards can be looked for by, and how many there are."""

from datetime import timedelta

from kgstudy.domain.review import Rating
from kgstudy.services import decks, importing, shelves
from kgstudy.services.study import Study
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, parcel
from tests.fake_clock import FakeClock


def grow(opened: Collection, name: str, size: int) -> None:
    made = [basic(f"n{i}", deck=name) for i in range(size)]
    importing.bring_in(opened, parcel(*made, name=name, deck=name))


def test_a_deck_counts_those_below_it_also_where_one_between_is_missing() -> None:
    with collection() as opened:
        for name, size in (("a", 1), ("a::b", 2), ("a::b::c", 4), ("ab", 8)):
            grow(opened, name, size)
        opened.connection.execute("UPDATE deck SET name = 'a::x::c' WHERE name = 'a::b::c'")
        counts, named = shelves.count(opened).decks, dict(decks.names(opened))
        assert {name: counts[deck] for name, deck in named.items()} == {
            "a": 7,
            "a::b": 2,
            "a::x::c": 4,
            "ab": 8,
        }


def test_a_note_counts_once_for_a_tag_and_all_below_it() -> None:
    with collection() as opened:
        deck_of(opened, 2)
        first, second = (row[0] for row in opened.connection.execute("SELECT id FROM note"))
        for note, tag in ((first, "g::a"), (first, "g::b"), (second, "g::b"), (second, "ga")):
            notes.tag(opened, note, tag)
        assert shelves.names(opened).tags == ("g::a", "g::b", "ga", "river")
        assert shelves.count(opened).tags == {"g": 2, "g::a": 1, "g::b": 2, "ga": 1, "river": 2}


def test_states_are_counted_as_they_are_found() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 4)
        study = Study(opened)
        study.answer(Rating.AGAIN, 1000)
        study.answer(Rating.EASY, 1000)
        study.suspend()
        study.bury_card()
        tally = shelves.count(opened)
        states = tally.states
        assert (states.new, states.learning, states.review) == (2, 1, 1)
        assert (states.suspended, states.buried, states.due, states.added_today) == (1, 1, 1, 4)
        assert (tally.studied_today, tally.forgotten_today) == (2, 1)
        clock.advance(timedelta(days=1))
        tally = shelves.count(opened)
        assert (tally.states.buried, tally.states.added_today, tally.studied_today) == (0, 0, 0)


def test_an_empty_collection_has_nothing_to_count() -> None:
    with collection() as opened:
        assert shelves.names(opened) == shelves.Shelves((), (), ())
        assert shelves.count(opened).states.new == 0
