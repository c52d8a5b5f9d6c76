import os
import subprocess
import sys
from pathlib import Path

import pytest

import environment
from environment import SetupError

PROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "kgstudy"
[tool.hatch.version]
path = "kgstudy/__init__.py"
[tool.ruff]
line-length = 100
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / environment.LOCK).write_text("peewee==4.5.3\n")
    return tmp_path


@pytest.fixture
def finished(checkout: Path) -> Path:
    """A checkout whose environment was made and stamped."""
    folder = checkout / ".venv"
    python = environment.python_of(folder)
    python.parent.mkdir(parents=True)
    python.write_text("")
    (site_packages(folder) / "peewee-4.5.3.dist-info").mkdir(parents=True)
    stamp = environment.fingerprint(checkout) + "\npeewee-4.5.3.dist-info"
    (folder / environment.STAMP).write_text(stamp)
    return checkout


def site_packages(folder: Path) -> Path:
    library = "Lib" if os.name == "nt" else "lib/python3.11"
    return folder / library / "site-packages"


def is_current(checkout: Path) -> bool:
    return environment.is_current(checkout / ".venv", environment.fingerprint(checkout))


def test_a_finished_environment_is_used_as_it_is(finished: Path) -> None:
    assert is_current(finished)
    assert environment.ensure(finished) == environment.python_of(finished / ".venv")


def test_an_environment_that_was_never_finished_is_made_again(finished: Path) -> None:
    (finished / ".venv" / environment.STAMP).unlink()
    assert not is_current(finished)


def test_an_environment_whose_python_is_gone_is_made_again(finished: Path) -> None:
    environment.python_of(finished / ".venv").unlink()
    assert not is_current(finished)


def test_an_environment_another_tool_has_changed_is_made_again(finished: Path) -> None:
    installed = site_packages(finished / ".venv") / "peewee-4.5.3.dist-info"
    installed.rename(installed.with_name("peewee-4.5.2.dist-info"))
    assert not is_current(finished)


def test_a_package_added_by_hand_may_stay(finished: Path) -> None:
    (site_packages(finished / ".venv") / "ipython-9.0.dist-info").mkdir()
    assert is_current(finished)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("packaging/requirements.txt", "4.5.3", "4.5.4"),
        ("pyproject.toml", '"hatchling"', '"hatchling>=2"'),
        ("pyproject.toml", 'name = "kgstudy"', 'name = "kgstudy"\nscripts.kgstudy = "kgstudy"'),
        ("pyproject.toml", "kgstudy/__init__.py", "kgstudy/version.py"),
    ],
)
def test_a_change_of_what_is_installed_makes_it_outdated(
    finished: Path, file: str, old: str, new: str
) -> None:
    path = finished / file
    path.write_text(path.read_text().replace(old, new))
    assert not is_current(finished)


def test_a_change_of_other_settings_does_not(finished: Path) -> None:
    path = finished / "pyproject.toml"
    path.write_text(path.read_text().replace("line-length = 100", "line-length = 90"))
    assert is_current(finished)


def test_a_copied_checkout_does_not_use_the_environment_of_the_first(
    finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "kgstudy"
    finished.rename(copy)
    assert not is_current(copy)


def test_a_fingerprint_belongs_to_one_python(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = environment.fingerprint(checkout)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert environment.fingerprint(checkout) != before


LINK = pytest.param(
    "link", marks=pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
)


@pytest.mark.parametrize("kind", ["folder", "file", LINK])
def test_whatever_stands_in_the_place_of_the_environment_is_removed(
    checkout: Path, kind: str
) -> None:
    folder, elsewhere = checkout / ".venv", checkout / "elsewhere"
    elsewhere.mkdir()
    match kind:
        case "folder":
            (folder / "bin").mkdir(parents=True)
        case "file":
            folder.write_text("")
        case _:
            folder.symlink_to(elsewhere, target_is_directory=True)
    environment.remove(folder)
    assert not os.path.lexists(folder)
    assert elsewhere.is_dir()


def test_an_environment_in_use_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"gone could not be removed \(.+\): close kgstudy"):
        environment.remove(tmp_path / "gone")


def test_uv_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/opt/{name}")
    installer = environment.choose_installer(tmp_path / ".venv")
    assert installer.name == "uv"
    assert installer.create[:2] == ("/opt/uv", "venv")


@pytest.fixture
def without_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)


@pytest.mark.usefixtures("without_uv")
def test_without_uv_the_pip_of_the_environment_installs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "has_ensurepip", lambda: True)
    installer = environment.choose_installer(tmp_path / ".venv")
    assert installer.install[0] == str(environment.python_of(tmp_path / ".venv"))
    assert "--without-pip" not in installer.create


@pytest.mark.usefixtures("without_uv")
def test_without_ensurepip_the_pip_outside_installs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(environment, "pip_version", lambda _: (23, 0))
    installer = environment.choose_installer(tmp_path / ".venv")
    assert installer.create[-1] == "--without-pip"
    assert "--python" in installer.install


@pytest.mark.usefixtures("without_uv")
@pytest.mark.parametrize("version", [(0,), (22, 2)])
def test_without_any_way_to_get_packages_the_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(environment, "pip_version", lambda _: version)
    with pytest.raises(SetupError, match="python3-venv"):
        environment.choose_installer(tmp_path / ".venv")


def test_the_version_of_pip_is_asked_of_pip() -> None:
    done = subprocess.run([sys.executable, "-m", "pip"], capture_output=True, check=False)
    expected = (0,) if b"No module named pip" in done.stderr else (20, 0)
    assert environment.pip_version(sys.executable) >= expected


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for apsw==3.54.1.0",
            "online",
        ),
        ("error: Request failed\n  Caused by: dns error", "online"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the"),
        ("error: Hash mismatch for `apsw==3.54.1.0`", "is not the"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for PySide6-Essentials==6.11.3", "not made for"),
        ("pyside6-essentials==6.11.3 has no wheels with a matching platform tag", "not made for"),
        ("something nobody thought of", "last words"),
    ],
)
def test_a_failed_installation_is_told_in_a_sentence(said: str, told: str) -> None:
    assert told in environment.cause(said)


def test_a_failing_command_shows_its_last_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"]
    with pytest.raises(SetupError):
        environment.quietly(command, tmp_path)
    assert capfd.readouterr() == ("", "the reason\n")
