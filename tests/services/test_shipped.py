"""The decks of the program come in by themselves, stay deleted, and come back on wish."""

from pathlib import Path

import pytest

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.review import Rating
from kgstudy.services import deck_tree, decks, shipped
from kgstudy.services.study import Study
from kgstudy.store import cards
from tests.builders import DECK, basic, collection, parcel


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with one deck, whose notes are the lines of its file."""
    folder = tmp_path / "shelf" / "rivers"
    folder.mkdir(parents=True)
    (folder / "lesson.md").write_text("a\nb\n")
    return folder.parent


def read(folder: Path) -> Parcel:
    lines = (folder / "lesson.md").read_text().split()
    return parcel(*(basic(line.partition(":")[0], line) for line in lines))


def test_it_is_there_on_the_first_start_and_is_not_the_persons_to_undo(shelf: Path) -> None:
    with collection() as opened:
        assert shipped.bring_new(opened, read, shelf) is not None
        assert decks.overview(opened)[0].cards == 2
        assert opened.undo() is None
        assert shipped.bring_new(opened, read, shelf) is None


def test_a_deleted_one_stays_deleted_until_it_is_wanted(shelf: Path) -> None:
    with collection() as opened:
        shipped.bring_new(opened, read, shelf)
        assert shipped.missing(opened, read, shelf) == ()
        deck_tree.delete(opened, decks.overview(opened)[0].id)
        (shelf / "rivers" / "lesson.md").write_text("a\nb\nc\n")
        assert shipped.bring_new(opened, read, shelf) is None
        assert shipped.missing(opened, read, shelf) == ("Rivers",)
        assert shipped.bring_back(opened, read, shelf) is not None
        assert decks.overview(opened)[0].cards == 3
        assert shipped.bring_back(opened, read, shelf) is None
        opened.undo()
        assert decks.overview(opened) == ()


def test_a_newer_one_updates_the_notes_and_keeps_the_schedules(shelf: Path) -> None:
    with collection() as opened:
        shipped.bring_new(opened, read, shelf)
        Study(opened).answer(Rating.EASY, 1000)
        before = {card.id: card for card, _ in cards.every(opened)}
        (shelf / "rivers" / "lesson.md").write_text("a:other\nb\nc\n")
        assert shipped.bring_new(opened, read, shelf) is not None
        after = {card.id: card for card, _ in cards.every(opened)}
        assert len(after) == 3
        assert {key: after[key] for key in before} == before
        assert DECK in {note.deck for note in read(shelf / "rivers").notes}
