"""What a note was is kept, and comes back with its schedules untouched."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.review import Rating
from kgstudy.services import editing, trash, versions
from kgstudy.services.study import Study
from kgstudy.services.versions import Version
from kgstudy.store import cards, notes, unused
from kgstudy.store import versions as stored
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of
from tests.fake_clock import FakeClock

FIRST = {"front": "Question a", "back": "Answer a", "note": ""}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def opened(clock: FakeClock) -> Iterator[Collection]:
    with collection(clock) as made:
        deck_of(made, [basic("a")])
        yield made


def only_note(opened: Collection) -> NoteId:
    return next(iter(notes.named(opened, "").values())).id


def change(opened: Collection, clock: FakeClock, **fields: str) -> None:
    clock.advance(timedelta(minutes=1))
    note = notes.get(opened, only_note(opened))
    editing.edit(opened, note.id, {**note.fields, **fields}, note.tags)


def told(opened: Collection) -> list[Mapping[str, str]]:
    return [version.fields for version in versions.of_note(opened, only_note(opened))]


def test_a_note_that_was_never_changed_is_what_it_is(opened: Collection) -> None:
    assert told(opened) == [FIRST]


def test_the_last_version_comes_first(opened: Collection, clock: FakeClock) -> None:
    change(opened, clock, front="One")
    change(opened, clock, front="Two")
    assert [each["front"] for each in told(opened)] == ["Two", "One", "Question a"]
    times = [version.at for version in versions.of_note(opened, only_note(opened))]
    assert times == sorted(times, reverse=True)


def test_what_was_undone_can_be_brought_back_too(opened: Collection, clock: FakeClock) -> None:
    change(opened, clock, front="A mistake?")
    opened.undo()
    [now, undone] = versions.of_note(opened, only_note(opened))
    assert undone.fields["front"] == "A mistake?"
    versions.bring_back(opened, only_note(opened), undone)
    assert told(opened)[0]["front"] == "A mistake?"
    assert now.fields == FIRST


def test_bringing_back_is_one_act_and_leaves_the_schedule(
    opened: Collection, clock: FakeClock
) -> None:
    Study(opened).answer(Rating.GOOD, 1000)
    change(opened, clock, front="One", back="Two")
    before = cards.of_note(opened, only_note(opened))
    change_ = versions.bring_back(
        opened, only_note(opened), versions.of_note(opened, only_note(opened))[-1]
    )
    assert change_.act == "bring-back-version"
    assert told(opened)[0] == FIRST
    assert cards.of_note(opened, only_note(opened)) == before
    opened.undo()
    assert told(opened)[0]["front"] == "One"


def test_a_version_of_another_kind_can_only_be_read(opened: Collection) -> None:
    stranger = Version(0, {"text": "Naryn"}, fits=False)
    with pytest.raises(UserError, match="another kind"):
        versions.bring_back(opened, only_note(opened), stranger)
    assert told(opened) == [FIRST]


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_the_versions_are_all_that_the_note_ever_was(texts: list[str]) -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, [basic("a")])
        for text in texts:
            change(opened, clock, back=text)
        was = [text for text, _ in groupby(["Answer a", *texts])]
        assert [each["back"] for each in told(opened)] == was[::-1]


def test_old_versions_are_forgotten_where_there_are_very_many(
    opened: Collection, clock: FakeClock
) -> None:
    for number in range(stored.KEEP + 5):
        change(opened, clock, back=f"{number}")
    versions.forget_old(opened)
    kept = told(opened)
    assert len(kept) == stored.KEEP + 1
    assert kept[-1]["back"] == "4"


def test_versions_of_a_note_that_is_gone_for_good_go_with_it(
    opened: Collection, clock: FakeClock
) -> None:
    change(opened, clock, back="another")
    note = only_note(opened)
    with opened.act("delete"):
        notes.delete(opened, [note])
    versions.forget_old(opened)
    assert stored.of_note(opened, note) == ()
    assert versions.of_note(opened, note) == ()


def test_the_picture_of_an_earlier_version_is_not_cleared_away(tmp_path: Path) -> None:
    with collection(folder=tmp_path / "data") as opened:
        fields, files = {"front": '<img src="map.png">', "back": "b"}, {"map.png": b"a map"}
        note, _ = editing.add(opened, "Deck", "basic", fields, (), files)
        editing.edit(opened, note, {"front": "no map"}, ())
        assert unused.unused(opened).names == ()
        trash.delete_notes(opened, [note])
        trash.purge(opened)
        versions.forget_old(opened)
        assert unused.unused(opened).names == ("map.png",)
