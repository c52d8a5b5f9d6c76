"""Turns what was typed into a request; a command is one line in the table."""

import argparse
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from kgstudy import __version__
from kgstudy.cli import keeping, lessons, looking, moving, studying
from kgstudy.cli.command import Command, Group, Request, Run
from kgstudy.domain.clock import Clock
from kgstudy.host import folders

COMMANDS: tuple[Command | Group, ...] = (
    *studying.COMMANDS,
    *looking.COMMANDS,
    *moving.COMMANDS,
    *lessons.COMMANDS,
    *keeping.COMMANDS,
)
_NAMES = frozenset(command.name for command in COMMANDS)

_NOTES = """\
Without a command the window opens; where there is no display, studying goes on in the terminal.

exit status: 0 done; 1 the input was at fault, as one sentence on standard error says; 2 wrong
usage; 70 a mistake in kgstudy itself, told in the log; 130 interrupted by Ctrl+C; 141 nobody read
the output any longer.
"""


def read(argv: Sequence[str] | None, clock: Clock) -> tuple[Request, Run]:
    """The request and what carries it out; raises SystemExit for `--help` and wrong usage."""
    options = _parser().parse_args(_as_opened(sys.argv[1:] if argv is None else argv))
    run: Run = options.run
    return Request(folders.data_folder(options.data), clock, options), run


def _as_opened(argv: Sequence[str]) -> list[str]:
    """`kgstudy FILE...` as `kgstudy open FILE...`, which is how a system opens files with it.

    A command's name is the command, also where a file has that name.
    """
    given = list(argv)
    at = 0
    while at < len(given) and given[at].startswith("-"):
        at += 2 if given[at] == "--data" else 1
    if at < len(given) and given[at] not in _NAMES and Path(given[at]).exists():
        given.insert(at, studying.OPEN.name)
    return given


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="kgstudy",
        description="Study a lesson with flashcards until it is remembered.",
        epilog=_NOTES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kgstudy {__version__}")
    _add_data(parser, default=None)
    parser.set_defaults(run=studying.open_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        _add(commands, command)
    return parser


def _add(commands: "argparse._SubParsersAction[ArgumentParser]", command: Command | Group) -> None:
    parser = commands.add_parser(
        command.name,
        help=command.help,
        description=command.help[0].upper() + command.help[1:] + ".",
        epilog=command.notes if isinstance(command, Command) else None,
        formatter_class=RawDescriptionHelpFormatter,
    )
    # Not given here, the one before the command holds.
    _add_data(parser, default=argparse.SUPPRESS)
    if isinstance(command, Group):
        group = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
        for each in command.commands:
            _add(group, each)
        return
    command.arguments(parser)
    parser.set_defaults(run=command.run)


def _add_data(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        default=default,
        metavar="DIR",
        help=f"the folder of the collection (else {folders.VARIABLE}, else the system's place)",
    )
