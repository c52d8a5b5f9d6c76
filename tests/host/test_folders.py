"""Where the collection, the preferences and the log are kept."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgstudy.host import folders, log


@pytest.fixture
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(folders.VARIABLE, raising=False)


@pytest.fixture
def _log_closed() -> Iterator[None]:
    yield
    log.stop()


def test_the_folder_asked_for_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "environment"))
    assert folders.data_folder(tmp_path / "asked") == tmp_path / "asked"
    assert folders.data_folder() == tmp_path / "environment"


def test_preferences_travel_with_a_chosen_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    assert folders.preferences_file() == tmp_path / "preferences.json"


@pytest.mark.usefixtures("_no_variable")
def test_without_a_wish_it_is_the_systems_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folders.data_folder().name == "kgstudy"
    assert folders.preferences_file().parent.name == "kgstudy"
    assert folders.data_folder().is_absolute()


def test_a_relative_folder_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders.data_folder(Path("here")) == tmp_path / "here"


@pytest.mark.usefixtures("_log_closed")
def test_the_log_is_silent_until_something_happens(tmp_path: Path) -> None:
    file = folders.log_file(tmp_path)
    log.start(file)
    assert not file.exists()
    logging.getLogger("kgstudy.test").error("the sky fell")
    assert "the sky fell" in file.read_text()


@pytest.mark.usefixtures("_log_closed")
def test_a_large_log_makes_room_and_is_kept_once(tmp_path: Path) -> None:
    file = folders.log_file(tmp_path)
    file.write_text("x" * (log.LARGEST + 1))
    log.start(file)
    log.start(tmp_path / "another.log")
    logging.getLogger("kgstudy.test").error("anew")
    assert file.stat().st_size < 200
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kgstudy.log", "kgstudy.log.1"]
