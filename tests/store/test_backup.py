"""Copies that are whole, and come back whole."""

from contextlib import closing
from datetime import date, timedelta
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from shutil import copy
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.services import safekeeping
from kgstudy.store import backup, settings
from kgstudy.store.collection import BACKUPS, FILE
from tests.builders import collection
from tests.fake_clock import FakeClock


def put(folder: Path, value: str) -> None:
    with collection(folder=folder) as opened, opened.act("set"):
        settings.put(opened, "value", value)


def value(folder: Path) -> str | None:
    with collection(folder=folder) as opened:
        return settings.get(opened, "value")


def test_a_backup_of_an_open_collection_is_whole(tmp_path: Path) -> None:
    with collection(folder=tmp_path / "data") as opened:
        with opened.act("set"):
            settings.put(opened, "value", "one")
        made = safekeeping.backup(opened, tmp_path / "copy.db")
    safekeeping.restore(tmp_path / "other", made)
    assert value(tmp_path / "other") == "one"


def test_restoring_keeps_what_was_there_before(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put(data, "old")
    with collection(folder=data) as opened:
        saved = safekeeping.backup(opened, tmp_path / "saved.db")
    put(data, "new")
    before = safekeeping.restore(data, saved)
    assert value(data) == "old"
    assert before is not None
    safekeeping.restore(data, before)
    assert value(data) == "new"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "no such file"), (b"", "not a kgstudy backup"), (b"x" * 5000, "not a kgstudy backup")],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    data, file = tmp_path / "data", tmp_path / "file.db"
    put(data, "mine")
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=reason):
        safekeeping.restore(data, file)
    assert value(data) == "mine"


def test_a_backup_with_a_torn_page_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "data", "mine")
    with collection(folder=tmp_path / "data") as opened:
        saved = safekeeping.backup(opened, tmp_path / "saved.db")
    torn = bytearray(saved.read_bytes())
    torn[4096:8192] = bytes(4096)
    saved.write_bytes(torn)
    with pytest.raises(UserError, match="damaged"):
        safekeeping.restore(tmp_path / "data", saved)


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put(data, "mine")
    with collection(folder=data) as opened:
        saved = safekeeping.backup(opened, tmp_path / "saved.db")
    with closing(connect(saved)) as newer:
        newer.execute("PRAGMA user_version = 9")
    with pytest.raises(UserError, match=r"newer kgstudy.*update"):
        safekeeping.restore(data, saved)
    assert value(data) == "mine"


def test_a_refused_restore_leaves_nothing_behind(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "file.txt"
    put(data, "mine")
    before = sorted(data.rglob("*"))
    file.write_text("not a backup")
    for backup_file in (file, tmp_path / "none"):
        with pytest.raises(UserError):
            safekeeping.restore(data, backup_file)
    assert sorted(data.rglob("*")) == before


def test_what_a_killed_session_left_in_its_log_is_restored_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with collection(folder=data) as opened:
        with opened.act("set"):
            settings.put(opened, "value", "in the log")
        killed = tmp_path / "killed.db"
        for suffix in ("", "-wal"):
            copy(data / f"{FILE}{suffix}", f"{killed}{suffix}")
    safekeeping.restore(tmp_path / "other", killed)
    assert value(tmp_path / "other") == "in the log"


@pytest.mark.parametrize("place", ["none/copy.db", "file/copy.db"])
def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with (
        collection(folder=tmp_path / "data") as opened,
        pytest.raises(UserError, match="could not be written"),
    ):
        safekeeping.backup(opened, tmp_path / place)


def test_an_archive_for_which_there_is_no_room_changes_nothing(tmp_path: Path) -> None:
    def full() -> BytesIO:
        raise OSError(ENOSPC, "No space left on device")

    put(tmp_path, "old")
    with pytest.raises(UserError, match=r"unpacked \(No space left"):
        safekeeping.restore(tmp_path, tmp_path / "whole.zip", {FILE: full})
    assert value(tmp_path) == "old"
    assert list(tmp_path.glob(".kgstudy*")) == []


def test_an_open_collection_is_not_restored_over(tmp_path: Path) -> None:
    with collection(folder=tmp_path / "data") as opened:
        saved = safekeeping.backup(opened, tmp_path / "saved.db")
        with pytest.raises(UserError, match="open in a test"):
            safekeeping.restore(tmp_path / "data", saved)


def test_a_damaged_collection_can_be_restored_over(tmp_path: Path) -> None:
    data = tmp_path / "data"
    put(data, "mine")
    with collection(folder=data) as opened:
        saved = safekeeping.backup(opened, tmp_path / "saved.db")
    (data / FILE).write_bytes(b"rubbish" * 1000)
    before = safekeeping.restore(data, saved)
    assert before is not None
    assert before.read_bytes() == b"rubbish" * 1000
    assert value(data) == "mine"


def test_one_backup_a_day_and_the_old_ones_thinned(tmp_path: Path) -> None:
    clock = FakeClock()
    with collection(clock, tmp_path) as opened:
        for _ in range(60):
            assert safekeeping.backup_of_the_day(opened) is not None
            assert safekeeping.backup_of_the_day(opened) is None
            clock.advance(timedelta(days=1))
    kept = len(list((tmp_path / BACKUPS).iterdir()))
    assert 12 < kept < 22


DAYS = st.sets(st.integers(0, 500))


@given(DAYS)
def test_thinning_keeps_all_of_the_last_days_and_is_stable(ages: set[int]) -> None:
    today = date(2026, 3, 2)
    days = {today - timedelta(days=age) for age in ages}
    kept = backup.thinned(days, today)
    assert {day for day in days if (today - day).days < 12} <= kept <= days
    assert backup.thinned(kept, today) == kept
    assert len([day for day in kept if (today - day).days >= 12]) <= 11 + 11
