"""A second start calls the first window."""

from pathlib import Path

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
