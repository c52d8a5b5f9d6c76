"""The window where there is a display, the terminal where there is none, and else some words."""

import builtins
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgstudy.cli import studying
from kgstudy.cli.studying import has_display
from kgstudy.host import preferences
from kgstudy.host.preferences import Preferences
from kgstudy.store import cards
from tests.builders import basic, deck_of, empty_deck
from tests.cli.command_line import CommandLine

ROOT = Path(__file__).parents[2]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studying, "_is_terminal", lambda: True)


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def reps(kgstudy: CommandLine) -> list[int]:
    return [card["reps"] for card in kgstudy("cards", "--json", "deck:rivers").rows]


@pytest.mark.parametrize(
    ("environ", "platform", "wanted"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;offscreen"}, "linux", True),
        ({}, "freebsd14", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_a_window_can_be_shown(
    environ: Mapping[str, str], platform: str, wanted: bool
) -> None:
    assert has_display(environ, platform) is wanted


@pytest.mark.usefixtures("no_display", "terminal")
def test_without_a_display_one_studies_in_the_terminal(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "", "4", "q")
    outcome = kgstudy()
    first, *_ = outcome.out.splitlines()
    assert first == "There is no display for the window, so you study here in the terminal."
    assert outcome.status == 0
    assert reps(kgstudy) == [1, 0, 0]


@pytest.mark.usefixtures("no_display")
def test_without_a_terminal_either_it_is_told_what_is_due(kgstudy: CommandLine) -> None:
    outcome = kgstudy()
    assert outcome.status == 0
    assert "There is no display for the window, and no terminal to study in." in outcome.out
    assert "Rivers     3          0        0" in outcome.out
    assert "To see the window, start kgstudy in a graphical session" in outcome.out


@pytest.mark.usefixtures("terminal")
def test_where_qt_does_not_load_the_reason_is_told(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_import = builtins.__import__

    def without_qt(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as the true one
        if name == "kgstudy" and rest[2] == ("app",):
            raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")
        return true_import(name, *rest)

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(builtins, "__import__", without_qt)
    type_in(monkeypatch, "q")
    outcome = kgstudy()
    assert outcome.status == 0
    assert "The window cannot open (libEGL.so.1: cannot open shared object file), so" in outcome.out
    assert "Question n0" in outcome.out


def test_study(kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "", "4", "", "4", "u", "", "4", "", "4")
    outcome = kgstudy("study")
    assert (outcome.status, outcome.err) == (0, "")
    assert "3 answers to 3 cards" in outcome.out
    assert reps(kgstudy) == [1, 1, 1]
    assert kgstudy("undo").out == "Undone: answer card.\n"


def test_what_is_typed_need_not_be_utf_8(kgstudy: CommandLine) -> None:
    command = [sys.executable, "-m", "kgstudy", "study", "rivers", "--data", str(kgstudy.folder)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        input=b"\xff\xfe\n\n4\n",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert reps(kgstudy)[0] == 1


def test_a_deck_is_studied_by_its_name(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kgstudy.collection() as opened:
        lakes = empty_deck(opened, "Lakes of Asia")
        deck_of(opened, [basic("lake", "Which lake is the deepest?")])
        card = max((card for card, _ in cards.every(opened)), key=lambda card: card.id)
        cards.save(opened, replace(card, deck_id=lakes.id))
    type_in(monkeypatch, "", "4")
    out = kgstudy("study", "lakes").out
    assert "Which lake is the deepest?" in out
    assert "1 answer to 1 card" in out
    outcome = kgstudy("study", "hills")
    assert outcome.status == 1
    assert "There is no deck called “hills”" in outcome.err


def test_the_two_buttons_of_the_preferences(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences.save(kgstudy.folder / "preferences.json", Preferences(grade_buttons=2))
    type_in(monkeypatch, "", "q")
    assert "1 Forgot 1 min   2 Got it 12 min" in kgstudy("study").out


def test_a_backup_is_made_before_the_first_sitting_of_the_day(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        type_in(monkeypatch, "q")
        kgstudy("study")
    assert len(list((kgstudy.folder / "backups").glob("collection-*.db"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_three_cards_in_a_real_terminal(kgstudy: CommandLine) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    person, program = pty.openpty()
    command = [sys.executable, "-m", "kgstudy", "study", "rivers", "--data", str(kgstudy.folder)]
    study = subprocess.Popen(command, cwd=ROOT, stdin=program, stdout=program, stderr=program)
    os.close(program)
    shown = ""
    for _ in range(3):
        shown += answer(person, "Enter shows the answer", "\n")
        shown += answer(person, "Enter is Good", "4")
    shown += rest(person)
    os.close(person)
    assert study.wait() == 0
    assert all(f"Answer n{number}" in shown for number in range(3))
    assert "3 answers to 3 cards" in shown
    assert reps(kgstudy) == [1, 1, 1]


def answer(person: int, prompt: str, key: str) -> str:
    """Reads until the program has asked `prompt`, and presses `key`."""
    shown = b""
    while not (prompt.encode() in shown and shown.endswith("› ".encode())):
        shown += os.read(person, 1)
    os.write(person, key.encode())
    return shown.decode()


def rest(person: int) -> str:
    shown = b""
    try:
        while read := os.read(person, 4096):
            shown += read
    except OSError:
        pass  # the program has closed its end
    return shown.decode()
