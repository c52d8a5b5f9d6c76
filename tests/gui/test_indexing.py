"""The text index catches up beside the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from kgstudy.gui.feed import Feed
from kgstudy.gui.indexing import Indexing
from kgstudy.gui.jobs import Jobs
from kgstudy.services import importing, listing
from tests.builders import basic, collection, parcel

_MORE_THAN_ONE_PIECE = 1200


def test_what_came_in_is_indexed_piece_by_piece(qtbot: QtBot, tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        jobs, feed = Jobs(opened), Feed()
        indexing = Indexing(jobs, feed)
        report = importing.bring_in(
            opened, parcel(*(basic(f"n{number}") for number in range(_MORE_THAN_ONE_PIECE)))
        )

        def left() -> object:
            return opened.connection.execute("SELECT count(*) FROM unindexed").get

        assert left() == _MORE_THAN_ONE_PIECE
        feed.changed.emit(report.change)
        qtbot.waitUntil(lambda: left() == 0, timeout=20_000)
        assert len(listing.find_ids(opened, "n11")) == 111
        indexing.end()
        jobs.finish()
