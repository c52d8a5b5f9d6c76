"""Tags: given, taken, renamed with those below them, joined, and cleared away; each one act."""

from collections.abc import Iterator

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.services import tags
from kgstudy.services.tags import Tag
from kgstudy.store import cards as stored
from kgstudy.store.collection import Collection
from tests.builders import collection, deck_of
from tests.contents import contents


@pytest.fixture
def opened() -> Iterator[Collection]:
    """Three notes with the tag `river`."""
    with collection() as made:
        deck_of(made, 3)
        yield made


def notes(opened: Collection) -> list[NoteId]:
    return [card.note_id for card, _ in stored.every(opened)]


def told(opened: Collection) -> list[tuple[str, int]]:
    return [(tag.name, tag.notes) for tag in tags.every(opened)]


def check_undone(opened: Collection, before: object) -> None:
    assert opened.undo()
    assert contents(opened) == before


def test_a_tag_can_be_joined_with_all_but_those_in_it(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["history::kyrgyz::modern", "river::Naryn", "a"])
    assert tags.joinable(opened, "river") == (
        "a",
        "history",
        "history::kyrgyz",
        "history::kyrgyz::modern",
    )


def test_several_tags_are_given_and_taken_at_once(opened: Collection) -> None:
    before, every = contents(opened), notes(opened)
    tags.add(opened, every[:2], ["history::kyrgyz", "two words"])
    assert told(opened) == [("history::kyrgyz", 2), ("river", 3), ("two_words", 2)]
    assert tags.of_notes(opened, every[2:]) == (Tag("river", 1),)
    given = contents(opened)
    tags.remove(opened, every, ["HISTORY::KYRGYZ", "river", "unknown"])
    assert told(opened) == [("history::kyrgyz", 0), ("river", 0), ("two_words", 2)]
    check_undone(opened, given)
    check_undone(opened, before)


def test_a_tag_is_written_as_the_one_that_is_here(opened: Collection) -> None:
    assert tags.spelled(opened, ["RIVER", "River", "Şky", " "]) == ("river", "Şky")
    with pytest.raises(UserError, match="Name a tag"):
        tags.add(opened, notes(opened), [" "])


def test_a_star_takes_all_that_begin_so(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a::b", "a::c", "ab", "[x]"])
    tags.remove(opened, notes(opened), ["a::*", "[x*"])
    assert [name for name, count in told(opened) if count] == ["ab", "river"]


def test_a_tag_is_renamed_with_those_below_it(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a", "a::b", "a::b::c", "ab"])
    before = contents(opened)
    tags.rename(opened, "a", "z::y")
    assert [name for name, _ in told(opened)] == ["ab", "river", "z::y", "z::y::b", "z::y::b::c"]
    check_undone(opened, before)


@pytest.mark.parametrize(
    ("name", "new", "left"),
    [
        ("a", "a::b2", ["a::b2", "a::b2::b", "a::b2::b::b", "river"]),
        ("a", "A", ["A", "A::b", "A::b::b", "river"]),
        ("a::b", "c", ["a", "c", "c::b", "river"]),
    ],
)
def test_a_tag_may_move_up_and_down(
    opened: Collection, name: str, new: str, left: list[str]
) -> None:
    tags.add(opened, notes(opened), ["a", "a::b", "a::b::b"])
    tags.rename(opened, name, new)
    assert [each for each, _ in told(opened)] == left


def test_no_two_tags_have_one_name(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a", "b", "a::x", "c::x"])
    with pytest.raises(UserError, match="join the two"):
        tags.rename(opened, "a", "b")
    for wrong in ("", "a::", "::"):
        with pytest.raises(UserError, match="needs a name"):
            tags.rename(opened, "a", wrong)
    tags.rename(opened, "a", "c")
    assert told(opened) == [("b", 3), ("c", 3), ("c::x", 3), ("river", 3)]


def test_joined_tags_are_one_with_those_below(opened: Collection) -> None:
    every = notes(opened)
    tags.add(opened, every[:2], ["a", "a::x"])
    tags.add(opened, every[1:], ["b", "b::x"])
    before = contents(opened)
    tags.merge(opened, "a", "b")
    assert told(opened) == [("b", 3), ("b::x", 3), ("river", 3)]
    check_undone(opened, before)
    with pytest.raises(UserError, match="with itself"):
        tags.merge(opened, "a", "a::x")


def test_a_tag_is_joined_with_the_one_above(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a", "a::b", "a::b::b"])
    tags.merge(opened, "a::b", "a")
    assert [name for name, _ in told(opened)] == ["a", "a::b", "river"]


def test_tags_are_deleted_with_those_below(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a", "a::b", "ab"])
    before = contents(opened)
    tags.delete(opened, ["a"])
    assert [name for name, _ in told(opened)] == ["ab", "river"]
    check_undone(opened, before)


def test_tags_without_notes_are_cleared(opened: Collection) -> None:
    tags.add(opened, notes(opened), ["a", "b"])
    tags.remove(opened, notes(opened), ["a", "b"])
    before = contents(opened)
    tags.clear_unused(opened)
    assert told(opened) == [("river", 3)]
    check_undone(opened, before)


def test_tags_of_old_that_differ_in_case_alone_can_be_joined(opened: Collection) -> None:
    tags.add(opened, notes(opened)[:1], ["Lake"])
    tags.add(opened, notes(opened)[1:2], ["sea"])
    opened.connection.execute("UPDATE tag SET name = 'lake' WHERE name = 'sea'")
    tags.merge(opened, "lake", "Lake")
    assert told(opened) == [("Lake", 2), ("river", 3)]
    with pytest.raises(UserError, match="itself"):
        tags.merge(opened, "Lake", "Lake")
