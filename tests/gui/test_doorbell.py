"""A second start calls the first window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.gui.doorbell import Doorbell, ring


def test_nobody_hears_where_no_bell_hangs(tmp_path: Path) -> None:
    assert ring(tmp_path) is False


def test_each_ring_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path)
    for _ in range(3):
        with qtbot.waitSignal(bell.rung):
            assert ring(tmp_path)


def test_a_bell_left_over_from_a_crash_is_no_ring(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "raise").write_text("4711\n")
    bell = Doorbell(tmp_path)
    with qtbot.assertNotEmitted(bell.rung, wait=50):
        pass
    with qtbot.waitSignal(bell.rung):
        ring(tmp_path)


def test_a_bell_taken_down_leaves_nothing(tmp_path: Path) -> None:
    Doorbell(tmp_path).take_down()
    assert list(tmp_path.iterdir()) == []
    assert ring(tmp_path) is False


def test_files_are_handed_over_once(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path)
    brought = [tmp_path / "a deck.apkg", tmp_path / "Карточки.csv"]
    with qtbot.waitSignal(bell.rung) as rung:
        ring(tmp_path, brought)
    assert rung.args == [brought]
    with qtbot.waitSignal(bell.rung) as rung:
        ring(tmp_path)
    assert rung.args == [[]]


def test_a_file_is_named_from_the_root(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window runs in another folder than whoever rings."""
    bell = Doorbell(tmp_path)
    monkeypatch.chdir(tmp_path)
    with qtbot.waitSignal(bell.rung) as rung:
        ring(tmp_path, [Path("deck.md")])
    assert rung.args == [[tmp_path / "deck.md"]]


@pytest.mark.parametrize("written", [b"4711\n", b"[1]\n", b'{"files": [7]}\n', b"\xff\n"])
def test_whatever_else_is_written_there_is_only_a_ring(
    qtbot: QtBot, tmp_path: Path, written: bytes
) -> None:
    bell = Doorbell(tmp_path)
    with qtbot.waitSignal(bell.rung) as rung, (tmp_path / "raise").open("ab") as file:
        file.write(written)
    assert rung.args == [[]]
