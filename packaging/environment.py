"""The private environment of a checkout: what the lock says, and made again when that changes."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

LOCK = Path("packaging", "requirements.txt")
STAMP = "kgstudy-stamp.txt"

LOCK_HEADER = """\
# The exact packages kgstudy is run and tested with, on every system and Python it supports.
# Made from pyproject.toml by `python3 packaging/dev.py lock`; not written by hand.
"""

# Debian parts Python into packages; a bare one brings neither of the two ways to get packages.
NO_PIP = (
    "This Python can make no environment, for its ensurepip module is missing: install it "
    "(on Debian and Ubuntu: sudo apt-get install python3-venv) or uv, and run this again."
)

# In the order in which they are looked for in what the installer said.
CAUSES: tuple[tuple[str, str], ...] = (
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError"
        r"|error sending request|dns error|Network is unreachable|Connection refused"
        r"|Failed to fetch",
        "The packages could not be fetched: see that this computer is online, and run this again.",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash mismatch",
        "A package is not the one packaging/requirements.txt names, so nothing was installed: "
        "run this again, and if it stays so, tell the developers.",
    ),
    (
        r"No space left on device|not enough space|os error 28|os error 112",
        "The disk is full: about 600 MB are needed in the checkout.",
    ),
    (
        r"No matching distribution|no usable wheels|no wheels|no compatible wheels",
        "A package is not made for this system or this Python; kgstudy runs on Python 3.11 to "
        "3.14 under Windows, macOS 13 or newer, and Linux with glibc 2.34 or newer (2.39 on ARM).",
    ),
)


class SetupError(Exception):
    """What stands in the way, in one sentence with its cure."""


class Installer(NamedTuple):
    """Commands that make an environment and put packages into it."""

    name: str
    create: tuple[str, ...]
    install: tuple[str, ...]


def say(words: str) -> None:
    """Tell the person; standard output belongs to kgstudy, which may be writing JSON to it."""
    print(words, file=sys.stderr, flush=True)


def ensure(checkout: Path) -> Path:
    """The environment's Python, after making the environment where it is missing or outdated."""
    folder = checkout / ".venv"
    wanted = fingerprint(checkout)
    if not is_current(folder, wanted):
        make(checkout, folder, wanted)
    return python_of(folder)


def fingerprint(checkout: Path) -> str:
    """Changes when an environment made before would no longer be the right one."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    parts = (
        (checkout / LOCK).read_bytes(),
        [project["build-system"], project["project"], project["tool"]["hatch"]],
        (sys.platform, sys.version_info[:2]),
        os.fspath(checkout),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def is_current(folder: Path, wanted: str) -> bool:
    """Whether the environment was finished, for this fingerprint, and has what it was given."""
    try:
        stamp, *packages = (folder / STAMP).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return stamp == wanted and python_of(folder).exists() and set(packages) <= packages_in(folder)


def make(checkout: Path, folder: Path, wanted: str) -> None:
    """Make the environment from nothing, so that it holds the lock's packages and no others."""
    began = time.perf_counter()
    if os.path.lexists(folder):
        say(f"Removing {folder}, which is unfinished or out of date ...")
        remove(folder)
    installer = choose_installer(folder)
    say(f"Making a private environment in {folder} ...")
    quietly(installer.create, checkout)
    say(f"Installing the packages of {LOCK.as_posix()} with {installer.name} ...")
    locked = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK))
    quietly(installer.install + locked, checkout)
    itself = ("--no-deps", "--no-build-isolation", "--editable", str(checkout))
    quietly(installer.install + itself, checkout)
    compile_sources(python_of(folder), checkout)
    stamp = "\n".join([wanted, *sorted(packages_in(folder))])
    (folder / STAMP).write_text(stamp, "utf-8")
    say(f"Ready after {time.perf_counter() - began:.0f} s.")


def compile_sources(python: Path, checkout: Path) -> None:
    """Spare the first start some work; a mistake in a source is for that start to tell."""
    command = [str(python), "-m", "compileall", "-q", "kgstudy"]
    subprocess.run(command, cwd=checkout, stdout=subprocess.DEVNULL, check=False)


def remove(folder: Path) -> None:
    try:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink()
    except OSError as error:
        raise SetupError(
            f"{folder} could not be removed ({error.strerror}): close kgstudy and whatever else "
            "uses it, and run this again."
        ) from error


def choose_installer(folder: Path) -> Installer:
    """uv where it is on the PATH; else pip, the environment's own or the one outside it."""
    # Started from inside an environment, perhaps this very one, the Python it was made of.
    interpreter: str = getattr(sys, "_base_executable", sys.executable)
    python = str(python_of(folder))
    if uv := shutil.which("uv"):
        return Installer(
            "uv",
            (uv, "venv", "--python", interpreter, str(folder)),
            (uv, "pip", "install", "--compile-bytecode", "--python", python),
        )
    pip = ("-m", "pip", "--disable-pip-version-check")
    create = (interpreter, "-m", "venv", str(folder))
    if has_ensurepip():
        return Installer("pip", create, (python, *pip, "install", "--compile"))
    if pip_version(interpreter) < (22, 3):
        raise SetupError(NO_PIP)
    outside = (interpreter, *pip, "--python", python, "install", "--compile")
    return Installer("pip", (*create, "--without-pip"), outside)


def has_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401, PLC0415 - being there is all that is asked of it
    except ImportError:
        return False
    return True


def pip_version(interpreter: str) -> tuple[int, ...]:
    """The version of the pip that comes with a Python, or (0,); from 22.3 it knows `--python`."""
    done = subprocess.run(
        [interpreter, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    found = re.match(r"pip (\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def quietly(command: Sequence[str], checkout: Path) -> None:
    """Run a command; show what it said only if it failed."""
    done = subprocess.run(
        command,
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        say("\n".join(done.stdout.splitlines()[-15:]))
        raise SetupError(cause(done.stdout))


def cause(said: str) -> str:
    """One sentence for what an installer said when it failed."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, said):
            return sentence
    return "The environment could not be made; the last words of the installer stand above."


def python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def packages_in(folder: Path) -> set[str]:
    """Names with versions of what is installed, as their metadata folders are called."""
    library = "Lib" if os.name == "nt" else "lib/python*"
    return {found.name for found in folder.glob(f"{library}/site-packages/*.dist-info")}


def make_lock(checkout: Path, arguments: Sequence[str]) -> None:
    uv = find_uv()
    pin(uv, ("pyproject.toml", "--group", "dev", *arguments), checkout / LOCK, LOCK_HEADER)


def find_uv() -> str:
    uv = shutil.which("uv")
    if uv is None:
        raise SetupError("The lock is made by uv: put uv on the PATH, and run this again.")
    return uv


def pin(uv: str, what: Sequence[str], lock: Path, header: str) -> None:
    """Write the lock of `what` for every system."""
    checkout = lock.parent.parent
    fixed = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
    output = ("--quiet", "--output-file", str(lock.relative_to(checkout)))
    quietly((uv, "pip", "compile", *what, *fixed, *output), checkout)
    lock.write_text(header + lock.read_text("utf-8"), "utf-8", newline="\n")
    say(f"Wrote {lock.relative_to(checkout).as_posix()}.")
