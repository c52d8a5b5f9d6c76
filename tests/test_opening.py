"""The collection as the window and the command line open it."""

from datetime import timedelta
from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.domain.review import Rating
from kgstudy.host import assets
from kgstudy.opening import open_collection
from kgstudy.services import deck_tree, decks, history, new_decks
from kgstudy.services.study import Study
from tests.builders import collection, deck_of
from tests.fake_clock import FakeClock

SHIPPED = """\
---
name = "Lakes"
id = "lakes"
language = "en"
---
Ysyk-Köl is the deepest lake.

Q: Which lake is the deepest?
A: Ysyk-Köl ^deepest
"""


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The text of the one deck that came with the program."""
    file = tmp_path / "shipped" / "lakes" / "lakes.md"
    file.parent.mkdir(parents=True)
    file.write_text(SHIPPED)
    monkeypatch.setattr(assets, "shipped_decks", lambda: tmp_path / "shipped")
    return file


def names(folder: Path) -> list[str]:
    with open_collection(folder, "a test", read_only=True) as opened:
        return [deck.name for deck in decks.overview(opened)]


def test_the_first_time_it_holds_the_shipped_deck(tmp_path: Path) -> None:
    with open_collection(tmp_path, "a test") as opened:
        assert [deck.name for deck in decks.overview(opened)] == ["Lakes"]
        assert history.undo(opened) is None


def test_also_when_it_is_only_to_be_read(tmp_path: Path) -> None:
    with open_collection(tmp_path, "a reader", read_only=True) as opened:
        assert [deck.name for deck in decks.overview(opened)] == ["Lakes"]
        collection(folder=tmp_path).close()  # so the reader holds nothing
        with pytest.raises(UserError, match="could not be written"):
            opened.forget_history()


def test_what_was_deleted_stays_deleted(tmp_path: Path) -> None:
    with open_collection(tmp_path, "a test") as opened:
        deck_tree.delete(opened, decks.overview(opened)[0].id)
    open_collection(tmp_path, "a test").close()
    assert names(tmp_path) == []


def test_what_was_undone_can_be_done_again_after_a_restart(tmp_path: Path) -> None:
    with open_collection(tmp_path, "a test") as opened:
        new_decks.create(opened, "Rivers")
        history.undo(opened)
    with open_collection(tmp_path, "a test") as opened:
        history.redo(opened)
    assert names(tmp_path) == ["Lakes", "Rivers"]


def test_a_writer_is_named_to_others_and_a_reader_is_not(tmp_path: Path) -> None:
    with open_collection(tmp_path, "the window"):
        with pytest.raises(UserError, match="open in the window"):
            open_collection(tmp_path, "a terminal")
        assert names(tmp_path) == ["Lakes"]


def test_a_shipped_deck_that_cannot_be_read_leaves_nothing_open(
    tmp_path: Path, shipped: Path
) -> None:
    shipped.write_text(SHIPPED.replace("name =", "name"))
    with pytest.raises(UserError, match=r"lakes\.md"):
        open_collection(tmp_path, "a test")
    collection(folder=tmp_path).close()


def test_answers_of_a_clock_that_ran_ahead_are_dated_today(tmp_path: Path) -> None:
    ahead, clock = FakeClock(), FakeClock()
    ahead.advance(timedelta(days=400))
    with collection(ahead, tmp_path) as opened:
        deck_of(opened, 1)
        Study(opened).answer(Rating.EASY, 1000)
    with open_collection(tmp_path, "a test", clock=clock) as opened:
        following = decks.next_due(opened)
    assert following is not None
    assert following.at < clock.now_ms() + 40 * 24 * 3600 * 1000
