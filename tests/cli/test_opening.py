"""`kgstudy FILE...` is `kgstudy open FILE...`, and nothing that is a command becomes a file."""

from pathlib import Path

import pytest

from kgstudy import cli
from kgstudy.cli import studying
from kgstudy.cli.arguments import read
from tests.fake_clock import FakeClock


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rivers.md").write_text("Q: Which?\nA: That\n", encoding="utf-8")
    return tmp_path / "rivers.md"


@pytest.mark.parametrize(
    "argv",
    [
        ["rivers.md"],
        ["open", "rivers.md"],
        ["--data", "elsewhere", "rivers.md"],
        ["--data=elsewhere", "rivers.md"],
    ],
)
def test_a_file_is_opened(deck: Path, argv: list[str]) -> None:
    request, run = read(argv, FakeClock())
    assert run is studying.open_files
    assert request.options.files == [Path("rivers.md")]


def test_several_files_are_opened_whether_they_are_there_or_not(deck: Path) -> None:
    request, _ = read([str(deck), "gone.apkg"], FakeClock())
    assert request.options.files == [deck, Path("gone.apkg")]


def test_a_file_called_like_a_command_is_not_meant(deck: Path) -> None:
    deck.rename(deck.with_name("decks"))
    _, run = read(["decks"], FakeClock())
    assert run is not studying.open_files


def test_without_a_display_there_is_another_command(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert cli.main(["rivers.md"], FakeClock()) == 1
    assert "kgstudy import" in capsys.readouterr().err
