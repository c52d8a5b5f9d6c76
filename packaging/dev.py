"""Set up, run and test kgstudy in a private environment of its own checkout.

python3 packaging/dev.py run [ARGUMENTS]     start kgstudy, which takes the arguments
python3 packaging/dev.py test [ARGUMENTS]    lint, types, floors, tests; pytest takes the arguments
python3 packaging/dev.py lock [--upgrade]    pin packaging/*requirements.txt anew (needs uv)
"""

import sys

# An older Python must be able to read this whole file, or this sentence never comes.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "kgstudy needs Python 3.11 or newer and this is Python {}.{}: "
        "start it with a newer one, for instance python3.13 packaging/dev.py run".format(
            *sys.version_info[:2]
        )
    )

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import environment
import peer
import qt_libraries
from environment import SetupError, say

CHECKOUT = Path(__file__).resolve().parent.parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("pytest", ("pytest",)),
)


def run(arguments: Sequence[str]) -> int:
    """Start kgstudy in the folder the person stands in, and hand over to it."""
    if opens_window(arguments):
        require_window_libraries()
    command = [str(environment.ensure(CHECKOUT)), "-P", "-m", "kgstudy", *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for kgstudy to answer
    return subprocess.run(command, check=False).returncode


def require_window_libraries() -> None:
    try:
        qt_libraries.require(qt_libraries.needed(os.environ))
    except SetupError as error:
        raise SetupError(
            f"{error}\nTo study in the terminal meanwhile: python3 packaging/dev.py run study"
        ) from error


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether kgstudy is asked for its window: no command is named, and no `--help`."""
    rest = list(arguments)
    if rest and rest[0].partition("=")[0] == "--data":
        del rest[: 1 if "=" in rest[0] else 2]
    return not rest


def test(arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and sum up."""
    qt_libraries.require([qt_libraries.DRAWING])
    python = environment.ensure(CHECKOUT)
    more = peer.named(CHECKOUT)
    results = [
        (name, *check(python, [*command, *(arguments if name == "pytest" else ())], more))
        for name, command in CHECKS
    ]
    print("\n" + summary(results), flush=True)
    return 0 if all(status == 0 for _, status, _ in results) else 1


def check(python: Path, command: Sequence[str], more: Mapping[str, str]) -> tuple[int, float]:
    """Run a module of the environment without a display; its exit status and seconds taken."""
    print("\n== " + " ".join(command), flush=True)
    began = time.perf_counter()
    done = subprocess.run(
        [python, "-m", *command],
        cwd=CHECKOUT,
        env={**os.environ, **more, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    return done.returncode, time.perf_counter() - began


def summary(results: Sequence[tuple[str, int, float]]) -> str:
    lines = [
        "{:<7} {:<12} {:6.1f} s".format("failed" if status else "passed", name, seconds)
        for name, status, seconds in results
    ]
    failed = [name for name, status, _ in results if status]
    return "\n".join([*lines, "Failed: " + ", ".join(failed) if failed else "All checks passed."])


def lock(arguments: Sequence[str]) -> int:
    """Pin every dependency anew; what still fits stays as it is, unless `--upgrade` is given."""
    environment.make_lock(CHECKOUT, arguments)
    peer.make_lock(CHECKOUT, arguments)
    return 0


COMMANDS = {"run": run, "test": test, "lock": lock}


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        say((__doc__ or "").strip())
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
