"""The journal is read: what each act touched, and the way back over many of them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.columns import Unit
from kgstudy.domain.ids import ActId
from kgstudy.domain.review import Rating
from kgstudy.services import (
    activity,
    browsing,
    deck_tree,
    decks,
    importing,
    listing,
    new_decks,
    trash,
)
from kgstudy.services.activity import Deed, Done
from kgstudy.services.study import Study
from kgstudy.store import notes
from kgstudy.store.activity import Record
from kgstudy.store.collection import Collection
from kgstudy.store.journal import Undone
from kgstudy.store.tables import USER_TABLES
from tests.builders import basic, collection, deck_of, parcel
from tests.contents import contents


@pytest.fixture
def opened() -> Iterator[Collection]:
    with collection() as made:
        deck_of(made, 3)
        yield made


def last(opened: Collection) -> Done:
    return activity.done(opened)[0]


def test_an_answer_tells_of_its_card(opened: Collection) -> None:
    study = Study(opened)
    study.answer(Rating.GOOD, 3000)
    done = last(opened)
    assert (done.entry.name, done.line) == ("answer-card", "Question n0")
    assert done.tally == {("review", Deed.ADDED): 1, ("card", Deed.CHANGED): 1}


def test_an_import_tells_how_much_came_in_though_its_notes_are_not_recorded() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(*(basic(f"n{i}") for i in range(50))))
        done = last(opened)
        assert done.tally[("note", Deed.ADDED)] == 50
        assert done.tally[("card", Deed.ADDED)] == 50
        things = activity.things(opened, [done.entry.id])
        lines = [thing.line for thing in things]
        assert sorted(lines[:3]) == ["Rivers", "Rivers", "Standard"]
        assert lines[3:5] == ["Question n0", "Question n1"]
        assert len(things) == activity.SHOWN


def test_rows_are_counted_as_they_would_be_told_one_by_one(opened: Collection) -> None:
    Study(opened).answer(Rating.GOOD, 3000)
    deck_tree.delete(opened, decks.overview(opened)[0].id)
    for done in activity.done(opened):
        record = Record(opened, done.entry.id)
        told = Counter((row.table, row.op) for row in record.changes(*USER_TABLES))
        assert record.tally() == told


def test_what_was_counted_once_is_as_true_after_undo_and_redo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(activity, "_MANY", 5)
    known: dict[ActId, activity.Tally] = {}
    with collection() as opened:
        importing.bring_in(opened, parcel(*(basic(f"n{i}") for i in range(20))))
        cards = listing.find_ids(opened, "")
        trash.delete_notes(opened, browsing.notes_of(opened, Unit.CARDS, cards))
        for step in (opened.undo, opened.undo, opened.redo, opened.redo):
            step()
            done = activity.done(opened, known=known)
            assert done == activity.done(opened)
    assert len(known) == 2, "they are counted once"


def test_what_was_deleted_is_told_as_it_was(opened: Collection) -> None:
    deck_tree.delete(opened, decks.overview(opened)[0].id)
    done = last(opened)
    assert done.entry.name == "delete-deck"
    told = activity.things(opened, [done.entry.id])
    assert {thing.line for thing in told} >= {"Rivers", "Question n0", "Question n2"}
    assert {thing.deed for thing in told if thing.line.startswith("Question")} == {Deed.DELETED}
    assert all(thing.note is None for thing in told)


def test_notes_that_are_there_no_longer_are_told_as_they_came(opened: Collection) -> None:
    deck_tree.delete(opened, decks.overview(opened)[0].id)
    trash.restore(opened, [each.note_id for each in trash.contents(opened)])
    done = last(opened)
    opened.undo()
    told = activity.things(opened, [done.entry.id])
    assert {thing.line for thing in told} >= {"Question n0", "Question n1", "Question n2"}


def test_a_deck_that_was_renamed_is_told_by_both_names(opened: Collection) -> None:
    deck_tree.rename(opened, decks.overview(opened)[0].id, "Lakes")
    done = last(opened)
    assert activity.things(opened, [done.entry.id])[0].line == "Rivers → Lakes"
    assert done.line == "Rivers → Lakes"


def test_tags_tell_of_their_note(opened: Collection) -> None:
    note = next(iter(notes.named(opened, "").values()))
    with opened.act("tag-notes", Touched.NOTES):
        notes.tag(opened, note.id, "deep")
    assert activity.things(opened, [last(opened).entry.id])[0].note == note.id


def test_many_acts_are_taken_back_and_done_again_at_once(opened: Collection) -> None:
    states = [contents(opened)]
    for number in range(4):
        new_decks.create(opened, f"Deck {number}")
        states.append(contents(opened))
    acts = [done.entry.id for done in reversed(activity.done(opened))]
    change = activity.undo_to(opened, acts[1])
    assert change is not None
    assert contents(opened) == states[1]
    assert [done.entry.undone for done in activity.done(opened)] == [
        *[Undone.TAKEN_BACK] * 3,
        Undone.STANDS,
    ]
    assert activity.redo_to(opened, acts[2]) is not None
    assert contents(opened) == states[3]
    assert activity.undo_to(opened, acts[3]) is None


def test_the_way_back_is_there_after_a_restart(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        deck_of(opened, 2)
        before = contents(opened)
        new_decks.create(opened, "One")
        new_decks.create(opened, "Two")
        first = activity.done(opened)[-1].entry.id
    with collection(folder=tmp_path) as opened:
        activity.undo_to(opened, first)
        assert contents(opened) == before


def test_older_acts_are_read_on_from_the_last_one(opened: Collection) -> None:
    for number in range(5):
        new_decks.create(opened, f"Deck {number}")
    newest = activity.done(opened, most=2)
    older = activity.done(opened, before=newest[-1].entry.id, most=10)
    assert [*newest, *older] == list(activity.done(opened))


def test_reading_is_given_up_when_it_is_asked_to(opened: Collection) -> None:
    new_decks.create(opened, "One")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        activity.done(opened, heed=stop)
