"""Notes that an act adds without a record of each are taken away, and come back, like others."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.changes import Touched
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.services import importing
from kgstudy.services.study import Study
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from kgstudy.store.tables import USER_TABLES
from tests.builders import basic, collection, parcel

State = dict[str, list[tuple[object, ...]]]


def state(opened: Collection) -> State:
    """All that undo covers, row by row."""
    return {
        table: sorted(opened.connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in USER_TABLES
    }


def test_notes_are_taken_away_with_all_that_is_theirs() -> None:
    with collection() as opened:
        before = state(opened)
        importing.bring_in(opened, parcel(basic("a", quote="The Naryn"), basic("b")))
        after = state(opened)
        opened.undo()
        assert state(opened) == before
        opened.redo()
        assert state(opened) == after
        opened.undo()
        assert state(opened) == before


def test_an_act_of_nothing_else_can_be_undone() -> None:
    with collection() as opened:
        ids = opened.new_ids(2)
        with opened.act("add-notes", Touched.NOTES), opened.unrecorded(ids):
            notes.add(opened, [Note(NoteId(ids[0]), "guid", "basic", {"front": "?", "back": "!"})])
        assert opened.undo() is not None
        assert state(opened)["note"] == []
        assert opened.redo() is not None
        assert len(state(opened)["note"]) == 1


def test_one_that_fails_leaves_nothing() -> None:
    with collection() as opened:
        before = state(opened)
        try:
            with opened.act("add-notes", Touched.NOTES):
                importing.bring_in(opened, parcel(basic("a")))
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        assert state(opened) == before
        assert opened.undo() is None


arrivals = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y"])), max_size=5),
    min_size=1,
    max_size=4,
)


def _notes(drawn: Sequence[tuple[str, str]]) -> list[ParcelNote]:
    return [
        basic(name, front)._replace(tags=(f"tag {front}".strip(),))
        for name, front in dict(drawn).items()
    ]


@given(arrivals, st.data())
def test_imports_and_answers_undone_and_done_again_are_the_same(
    drawn: Sequence[Sequence[tuple[str, str]]], data: st.DataObject
) -> None:
    with collection() as opened:
        states = [state(opened)]
        for coming in drawn:
            importing.bring_in(opened, parcel(*_notes(coming)))
            _note(states, opened)
            if data.draw(st.booleans()):
                study = Study(opened)
                if study.shown is not None:
                    study.answer(Rating.GOOD, 1000)
                    _note(states, opened)
        for _ in range(2):
            for earlier in reversed(states[:-1]):
                assert opened.undo() is not None
                assert state(opened) == earlier
            assert opened.undo() is None
            for later in states[1:]:
                assert opened.redo() is not None
                assert state(opened) == later


def _note(states: list[State], opened: Collection) -> None:
    now = state(opened)
    if now != states[-1]:
        states.append(now)
