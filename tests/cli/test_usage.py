"""What may be typed, and how mistakes are told: the input's, and the program's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgstudy import __version__, cli
from kgstudy.cli.arguments import COMMANDS
from kgstudy.services import decks
from tests.cli.command_line import CommandLine
from tests.fake_clock import FakeClock

ROOT = Path(__file__).parents[2]


def test_the_version(kgstudy: CommandLine) -> None:
    assert kgstudy("--version").out == f"kgstudy {__version__}\n"


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_explains_itself(kgstudy: CommandLine, command: str) -> None:
    outcome = kgstudy(command, "--help")
    assert outcome.status == 0
    assert f"usage: kgstudy {command}" in outcome.out
    assert "--data" in outcome.out


def test_the_help_names_every_command(kgstudy: CommandLine) -> None:
    out = kgstudy("--help").out
    assert all(f"    {command.name} " in out for command in COMMANDS)
    assert "exit status" in out


@pytest.mark.parametrize("argv", [["nonsense"], ["decks", "--nonsense"], ["restore"], ["--data"]])
def test_wrong_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv, FakeClock()) == 2
    assert "usage: kgstudy" in capsys.readouterr().err


def test_the_data_folder_may_stand_before_or_after_the_command(
    kgstudy: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(kgstudy.folder)
    for argv in (
        ["--data", folder, "cards"],
        ["cards", "--data", folder],
        ["cards", f"--data={folder}"],
    ):
        assert cli.main(argv, kgstudy.clock) == 0
        assert "Question n0" in capsys.readouterr().out
    assert cli.main(["--data", "/nowhere", "cards", "--data", folder], kgstudy.clock) == 0
    assert "Question n0" in capsys.readouterr().out
    monkeypatch.setenv("KGSTUDY_DATA", folder)
    assert cli.main(["cards"], kgstudy.clock) == 0
    assert "Question n0" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_named(kgstudy: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kgstudy.folder = tmp_path / "file" / "below"
    outcome = kgstudy("decks")
    assert outcome.status == 1
    assert outcome.err.startswith(f"kgstudy: {kgstudy.folder}: The data folder cannot be made")


def test_a_damaged_collection_is_named(kgstudy: CommandLine) -> None:
    file = kgstudy.folder / "collection.db"
    file.write_bytes(b"not a database" * 100)
    for command in ("decks", "undo"):
        outcome = kgstudy(command)
        assert outcome.status == 1
        assert f"{file}: The collection is damaged" in outcome.err
        assert "kgstudy restore" in outcome.err


def test_a_mistake_of_the_program_is_logged(
    kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(collection: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(decks, "overview", fail)
    outcome = kgstudy("decks")
    log = kgstudy.folder / "kgstudy.log"
    assert outcome.status == 70
    assert outcome.err.count("\n") == 1
    assert "your collection is safe" in outcome.err
    assert f"{log} says more" in outcome.err
    assert "Traceback" in log.read_text()
    assert "of all things" in log.read_text()


def test_interrupting_is_quiet(kgstudy: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(collection: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(decks, "overview", interrupt)
    outcome = kgstudy("decks")
    assert (outcome.status, outcome.out, outcome.err) == (130, "", "")


def test_nothing_is_logged_where_nothing_went_wrong(kgstudy: CommandLine) -> None:
    kgstudy("decks")
    kgstudy("cards", "foo:bar")
    assert not (kgstudy.folder / "kgstudy.log").exists()


def process(*argv: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """`kgstudy` as a process of its own, on this test's data folder."""
    return subprocess.run(
        [sys.executable, "-m", "kgstudy", *argv],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def test_output_is_utf_8_whatever_the_system_prefers(kgstudy: CommandLine) -> None:
    folder = str(kgstudy.folder)
    done = process("cards", "--data", folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Question n0 → Answer n0" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of a closed pipe otherwise")
def test_a_reader_that_leaves_early_is_no_error(kgstudy: CommandLine) -> None:
    command = [sys.executable, "-m", "kgstudy", "cards", "--data", str(kgstudy.folder)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_looking_loads_no_window(kgstudy: CommandLine) -> None:
    program = (
        "import sys; from kgstudy import cli; status = cli.main(sys.argv[1:]);"
        "sys.exit(status or any('PySide6' in name for name in sys.modules))"
    )
    command = [sys.executable, "-c", program, "decks", "--json", "--data", str(kgstudy.folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b'"name": "Rivers"' in done.stdout
