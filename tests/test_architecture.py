"""The floors and the fixed places, held by tests rather than by memory."""

import fnmatch
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = tuple(ROOT / "packaging" / name for name in ("requirements.txt", "anki-requirements.txt"))

TOP_LEVEL = {
    "pyproject.toml",
    "kgstudy",
    "resources",
    "decks",
    "tests",
    "packaging",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
}


def test_imports_go_downwards_only() -> None:
    """In a process of its own, since import-linter silences the loggers of the one it runs in."""
    program = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_two_modules_need_each_other() -> None:
    """Not even where one imports the other late."""
    graph = grimp.build_graph("kgstudy", cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(needs).prepare()  # raises CycleError, which names them


def test_packaging_is_no_package() -> None:
    """As one it would hide the `packaging` library from whatever runs in the checkout."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_top_level_is_fixed() -> None:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line]
    found = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".")
        and not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert found == TOP_LEVEL


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def named() -> list[Requirement]:
    """Every requirement that pyproject.toml names, of whatever kind."""
    names = project()
    groups = [
        names["build-system"]["requires"],
        names["project"]["dependencies"],
        *names["dependency-groups"].values(),
    ]
    return [Requirement(requirement) for group in groups for requirement in group]


def locked(*locks: Path) -> dict[str, str]:
    text = "".join(lock.read_text("utf-8") for lock in locks)
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


@pytest.mark.parametrize("requirement", named(), ids=str)
def test_the_lock_holds_what_the_project_names(requirement: Requirement) -> None:
    pins = locked(*LOCKS)
    name = canonicalize_name(requirement.name)
    assert name in pins, "run: python3 packaging/dev.py lock"
    assert requirement.specifier.contains(pins[name], prereleases=True)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_hash_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(lock))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text


def test_the_version_is_written_in_one_place() -> None:
    assert project()["project"]["dynamic"] == ["version"]
    written = re.findall(
        r'^__version__ = "(.+)"$', (ROOT / "kgstudy/__init__.py").read_text(), re.M
    )
    assert len(written) == 1
