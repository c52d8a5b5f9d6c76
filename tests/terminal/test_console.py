"""Keys where there is a terminal, lines where there is none."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from kgstudy.terminal.console import ENTER, Keys, Lines, open_console

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def test_lines_stand_for_keys() -> None:
    target = io.StringIO()
    console = Lines(io.StringIO("q\n  3 \n\nlonger\nгде?\nlast"), target)
    assert [console.read_key() for _ in range(4)] == ["q", "3", ENTER, "longer"]
    assert [console.read_line() for _ in range(3)] == ["где?", "last", None]
    assert console.read_key() is None
    assert not console.colour


@contextmanager
def terminal() -> Iterator[tuple[int, TextIO]]:
    """The person's end of a pseudo-terminal, and the program's."""
    import pty  # noqa: PLC0415 - not on Windows

    person, program = pty.openpty()
    with os.fdopen(program, encoding="utf-8", closefd=False) as stream:
        yield person, stream
    os.close(program)
    os.close(person)


def keys_for(typed: bytes, count: int) -> list[str | None]:
    with terminal() as (person, stream):
        console = Keys(stream, io.StringIO())
        os.write(person, typed)
        return [console.read_key() for _ in range(count)]


@needs_pty
def test_keys_come_one_by_one() -> None:
    assert keys_for("3 \nг".encode(), 4) == ["3", " ", ENTER, "г"]


@needs_pty
@pytest.mark.parametrize(
    "sequence", [b"\x1b[A", b"\x1bOP", b"\x1b[15~", b"\x1b[1;5C", b"\x1bx"], ids=repr
)
def test_arrow_and_function_keys_are_passed_over(sequence: bytes) -> None:
    assert keys_for(sequence + b"3", 1) == ["3"]


@needs_pty
def test_the_end_of_the_input() -> None:
    import tty  # noqa: PLC0415 - not on Windows

    with terminal() as (person, stream):
        tty.setcbreak(stream)
        os.write(person, b"\x04")
        assert Keys(stream, io.StringIO()).read_key() is None
    with terminal() as (person, stream):
        os.write(person, b"\x04")
        assert Keys(stream, io.StringIO()).read_line() is None


@needs_pty
def test_a_line_after_keys_typed_ahead() -> None:
    with terminal() as (person, stream):
        console = Keys(stream, io.StringIO())
        os.write(person, "3Нарын\n4".encode())
        assert console.read_key() == "3"
        assert console.read_line() == "Нарын"
        assert console.read_key() == "4"


@needs_pty
def test_the_terminal_is_left_as_it_was() -> None:
    import termios  # noqa: PLC0415 - not on Windows

    with terminal() as (person, stream):
        before = termios.tcgetattr(stream)
        os.write(person, b"3")
        Keys(stream, io.StringIO()).read_key()
        assert termios.tcgetattr(stream) == before


@needs_pty
@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [("TERM", "xterm", True), ("TERM", "dumb", False), ("NO_COLOR", "1", False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    with terminal() as (_, stream):
        assert Keys(stream, stream).colour is wanted


@needs_pty
def test_the_console_of_a_process_with_and_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with terminal() as (_, stream):
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(sys, "stdout", stream)
        assert type(open_console()) is Keys
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        assert type(open_console()) is Lines
