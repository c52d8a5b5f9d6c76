import ast
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import dev
import environment
import peer
import qt_libraries
from environment import SetupError

SCRIPT = Path(dev.__file__)


def dev_py(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "status"), [((), 2), (("tset",), 2), (("--help",), 0), (("-h",), 0)]
)
def test_usage_is_shown_on_demand_and_on_a_wrong_command(
    arguments: Sequence[str], status: int
) -> None:
    done = dev_py(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert "packaging/dev.py run" in done.stderr
    assert "packaging/dev.py test" in done.stderr


def test_an_old_python_can_read_the_sentence_about_it() -> None:
    source = SCRIPT.read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert source.index("sys.exit(") < source.index("import environment")


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--data", "somewhere"], True),
        (["--data=somewhere"], True),
        (["study"], False),
        (["--data", "somewhere", "decks", "--json"], False),
        (["--data=somewhere", "due"], False),
        (["--help"], False),
        (["--version"], False),
    ],
)
def test_only_the_window_needs_its_libraries(arguments: list[str], window: bool) -> None:
    assert dev.opens_window(arguments) is window


def test_a_window_that_cannot_open_is_told_with_the_way_around_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def incomplete(_: object) -> None:
        raise SetupError("Qt needs a library.")

    monkeypatch.setattr(qt_libraries, "require", incomplete)
    assert dev.main(["run"]) == 1
    assert "Qt needs a library.\n" in (said := capsys.readouterr().err)
    assert "packaging/dev.py run study" in said


class Checks:
    """Stands in for the programs that check: each one answers with the status it was given."""

    def __init__(self, **statuses: int) -> None:
        self.statuses = statuses
        self.commands: list[list[str]] = []

    def __call__(self, _: Path, command: list[str], more: Mapping[str, str]) -> tuple[int, float]:
        self.commands.append(command)
        self.more = more
        return self.statuses.get(command[0], 0), 1.5


def run_tests(monkeypatch: pytest.MonkeyPatch, checks: Checks, *arguments: str) -> int:
    monkeypatch.delenv(peer.VARIABLE, raising=False)
    monkeypatch.setattr(qt_libraries, "require", lambda _: None)
    monkeypatch.setattr(environment, "ensure", lambda _: Path("python"))
    monkeypatch.setattr(peer, "ensure", lambda _: Path("anki"))
    monkeypatch.setattr(dev, "check", checks)
    return dev.main(["test", *arguments])


def test_every_check_runs_in_order_and_pytest_takes_the_arguments(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = Checks()
    assert run_tests(monkeypatch, checks, "-x", "tests/domain") == 0
    assert checks.commands == [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["pytest", "-x", "tests/domain"],
    ]
    assert checks.more == {peer.VARIABLE: "anki"}
    assert capsys.readouterr().out.endswith("All checks passed.\n")


def test_without_anki_its_tests_are_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(_: object) -> None:
        raise SetupError("The packages could not be fetched.")

    checks = Checks()
    with monkeypatch.context() as patch:
        patch.delenv(peer.VARIABLE, raising=False)
        patch.setattr(environment, "choose_installer", offline)
        patch.setattr(environment, "is_current", lambda *_: False)
        patch.setattr(environment, "remove", lambda _: None)
        patch.setattr(qt_libraries, "require", lambda _: None)
        patch.setattr(environment, "ensure", lambda _: Path("python"))
        patch.setattr(dev, "check", checks)
        assert dev.main(["test"]) == 0
    assert checks.more == {}
    assert "could not be installed. The packages could not be fetched." in capsys.readouterr().err


@pytest.mark.parametrize("status", [1, 5, -6])
def test_one_failure_fails_the_whole_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    checks = Checks(mypy=status, pytest=status)
    assert run_tests(monkeypatch, checks) == 1
    assert len(checks.commands) == 4
    assert capsys.readouterr().out.endswith("Failed: mypy, pytest\n")


def test_a_check_is_a_module_of_the_environment_run_offscreen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = "import os, sys; print(os.environ['QT_QPA_PLATFORM'], os.getcwd()); sys.exit(5)"
    (tmp_path / "checker.py").write_text(program)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    status, seconds = dev.check(Path(sys.executable), ["checker"], {})
    assert (status, seconds > 0) == (5, True)
    assert f"offscreen {dev.CHECKOUT}" in capfd.readouterr().out


def test_the_lock_needs_uv(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert dev.main(["lock"]) == 1
    assert "put uv on the PATH" in capsys.readouterr().err
