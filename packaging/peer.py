"""Anki, in an environment of its own, for the tests that hand it our packages."""

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import environment
from environment import SetupError, say

LOCK = Path("packaging", "anki-requirements.txt")
FOLDER = ".venv-anki"
VARIABLE = "KGSTUDY_ANKI_PYTHON"

LOCK_HEADER = """\
# Anki, with the exact packages it is run with in our tests; nothing of it is shipped or imported.
# Made from pyproject.toml by `python3 packaging/dev.py lock`; not written by hand.
"""


def named(checkout: Path) -> dict[str, str]:
    """What tells the tests where Anki is; nothing where it cannot be installed, which is said."""
    if VARIABLE in os.environ:
        return {}
    try:
        return {VARIABLE: str(ensure(checkout))}
    except SetupError as error:
        say(f"The tests that need Anki are skipped, for it could not be installed. {error}")
        return {}


def ensure(checkout: Path) -> Path:
    """Its Python, after making the environment where it is missing or outdated."""
    folder = checkout / FOLDER
    wanted = fingerprint(checkout)
    if not environment.is_current(folder, wanted):
        make(checkout, folder, wanted)
    return environment.python_of(folder)


def make_lock(checkout: Path, arguments: Sequence[str]) -> None:
    what = ("--group", "peer", *arguments)
    environment.pin(environment.find_uv(), what, checkout / LOCK, LOCK_HEADER)


def fingerprint(checkout: Path) -> str:
    parts = ((checkout / LOCK).read_bytes(), sys.platform, sys.version_info[:2], str(checkout))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def make(checkout: Path, folder: Path, wanted: str) -> None:
    if os.path.lexists(folder):
        environment.remove(folder)
    installer = environment.choose_installer(folder)
    say(f"Installing Anki for the tests in {folder} ...")
    environment.quietly(installer.create, checkout)
    locked = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK))
    environment.quietly(installer.install + locked, checkout)
    stamp = "\n".join([wanted, *sorted(environment.packages_in(folder))])
    (folder / environment.STAMP).write_text(stamp, "utf-8")
