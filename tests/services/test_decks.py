"""Decks: their tree, their counts within limits, and their options."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from kgstudy.domain.card import Studied
from kgstudy.domain.deck import Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.review import Rating
from kgstudy.services import deck_options, deck_tree, decks, importing, new_decks, statistics
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, parcel
from tests.fake_clock import FakeClock


def tree(opened: Collection, **sizes: int) -> None:
    """Decks by path (two underscores stand for `::`), each with that many new cards."""
    for path, size in sizes.items():
        name = path.replace("__", "::")
        notes = [basic(f"n{i}", deck=name) for i in range(size)]
        importing.bring_in(opened, parcel(*notes, name=name, deck=name))


def _counts_of_a_queue(opened: Collection) -> object:
    return Study(opened).counts


def counts(opened: Collection) -> dict[str, int]:
    return {deck.name: deck.new for deck in decks.overview(opened)}


def test_a_deck_counts_what_lies_below_it() -> None:
    with collection() as opened:
        tree(opened, a=2, a__b=3, a__b__c=1, d=1)
        assert counts(opened) == {"a": 6, "a::b": 4, "a::b::c": 1, "d": 1}
        assert [(deck.leaf, deck.depth) for deck in decks.overview(opened)] == [
            ("a", 0),
            ("b", 1),
            ("c", 2),
            ("d", 0),
        ]


def test_a_deck_holds_what_lies_below_it() -> None:
    with collection() as opened:
        tree(opened, a=2, a__b=0, a__b__c=1, ab=1)
        holds = {name: decks.contents(opened)[deck].cards for name, deck in decks.names(opened)}
        assert holds == {"a": 3, "a::b": 1, "a::b::c": 1, "ab": 1}


@pytest.mark.parametrize(
    "look",
    [decks.overview, decks.contents, decks.next_due, statistics.week_ahead, _counts_of_a_queue],
)
def test_what_is_seen_is_of_one_instant(
    tmp_path: Path, look: Callable[[Collection], object]
) -> None:
    """Whatever comes in or goes in another thread while it is read, at whichever statement."""
    with collection(folder=tmp_path) as opened:
        deck_of(opened, 3)
        without = look(opened)
        with opened.act("make"):
            tree(opened, Lakes=2)
            deck_options.own_preset(opened, decks.overview(opened)[0].id)
        both = (without, look(opened))
        for back in (opened.undo, opened.redo):
            at = 0
            while _interrupted(opened, look, back, at, both):
                at += 1
            assert at > 3


def _interrupted(
    opened: Collection,
    look: Callable[[Collection], object],
    back: Callable[[], object],
    at: int,
    both: Sequence[object],
) -> bool:
    """Looks while `back` is done at that statement, and puts it right; whether it came so far."""
    left = [at]

    def trace(cursor: apsw.Cursor, sql: str, values: object) -> bool:
        left[0] -= 1
        if left[0] == -1:
            _beside(opened, back)
        return True

    opened.connection.exec_trace = trace
    seen = look(opened)
    opened.connection.exec_trace = None
    assert seen in both
    if left[0] >= 0:
        return False
    _beside(opened, opened.redo if back == opened.undo else opened.undo)
    return True


def _beside(opened: Collection, work: Callable[[], object]) -> None:
    """In another thread, through its own connection."""

    def run() -> None:
        with opened.database.connection_context():
            work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def test_the_limit_of_a_deck_holds_for_those_below_it() -> None:
    with collection() as opened:
        tree(opened, a=5, a__b=30, d=30)
        few = deck_options.add_preset(opened, "Few", Options(new_per_day=8))
        top = decks.overview(opened)[0].id
        deck_options.choose_preset(opened, top, few)
        assert counts(opened) == {"a": 8, "a::b": 20, "d": 20}
        assert Study(opened, top).counts.new == 8
        assert Study(opened).counts.new == 28


def test_nothing_due_says_when_something_is() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        assert decks.next_due(opened) is None
        deck_of(opened, 25)
        study = Study(opened)
        while study.shown:
            study.answer(Rating.EASY, 1000)
        due = decks.next_due(opened)
        assert due is not None
        assert opened.clock.wall(due.at).isoformat() == "2026-03-03T04:00:00"
        assert due.cards == 5
        clock.advance(timedelta(days=1))
        assert Study(opened).counts.total == 5


def test_the_next_card_within_the_day_comes_first() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1, Options(learning_steps=(3600,)))
        Study(opened).answer(Rating.AGAIN, 1000)
        due = decks.next_due(opened)
        assert due is not None
        assert 3600 <= (due.at - clock.now_ms()) / 1000 <= 3900
        assert due.cards == 1


def test_a_deck_is_made_with_the_decks_it_lies_in() -> None:
    with collection() as opened:
        new_decks.create(opened, "a::b::c")
        assert list(counts(opened)) == ["a", "a::b", "a::b::c"]
        with pytest.raises(UserError, match="called “a::b” already"):
            new_decks.create(opened, "a::b")
        with pytest.raises(UserError, match="needs a name"):
            new_decks.create(opened, "a:: ")


def test_a_deck_is_renamed_with_those_below_it() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=1, ab=1)
        deck_tree.rename(opened, decks.overview(opened)[0].id, "z")
        assert list(counts(opened)) == ["ab", "z", "z::b"]
        with pytest.raises(UserError, match="lie in itself"):
            deck_tree.rename(opened, decks.overview(opened)[1].id, "z::inside")


def test_a_deck_is_deleted_with_those_below_it_and_comes_back() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2, d=1)
        deck_tree.delete(opened, decks.overview(opened)[0].id)
        assert counts(opened) == {"d": 1}
        assert integrity.notes_without_cards(opened) == 0
        opened.undo()
        assert counts(opened) == {"a": 3, "a::b": 2, "d": 1}


@pytest.mark.parametrize(
    "options",
    [
        Options(retention=0.5),
        Options(new_per_day=-1),
        Options(max_interval=0),
        Options(learning_steps=(0,)),
        Options(parameters=(1.0, 2.0)),
    ],
)
def test_options_outside_their_bounds_are_refused(options: Options) -> None:
    with collection() as opened:
        deck = deck_of(opened)
        before = deck_options.preset_of(opened, deck.id)
        with pytest.raises(UserError):
            deck_options.change_options(opened, before.id, options)
        assert deck_options.preset_of(opened, deck.id) == before


def test_other_weights_change_what_is_remembered_but_not_what_is_due() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck = deck_of(opened, 1)
        Study(opened).answer(Rating.EASY, 1000)
        ((before, _),) = cards.every(opened)
        preset = deck_options.preset_of(opened, deck.id)
        weights = (*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:])
        deck_options.change_options(opened, preset.id, Options(parameters=weights))
        ((after, _),) = cards.every(opened)
        assert isinstance(before.state, Studied)
        assert isinstance(after.state, Studied)
        assert after.state.memory.stability == 20.0
        assert after.state.due_day == before.state.due_day
        assert integrity.recomputed(opened) == ()
        opened.undo()
        assert next(cards.every(opened))[0] == before
