"""What a command is, and what it is told."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kgstudy.domain.clock import Clock
from kgstudy.opening import open_collection
from kgstudy.store.collection import Collection

TERMINAL = "a terminal"
"""Who holds the collection while a command writes to it."""


@dataclass(frozen=True, slots=True)
class Request:
    """The data folder, and the command's own options."""

    folder: Path
    clock: Clock
    options: Namespace

    def reader(self) -> Collection:
        """The collection to read from, also while the window is open."""
        return open_collection(self.folder, TERMINAL, read_only=True, clock=self.clock)

    def writer(self) -> Collection:
        """The collection to change; raises UserError while another program holds it."""
        return open_collection(self.folder, TERMINAL, clock=self.clock)


Run = Callable[[Request], int]
"""Does it; the exit status."""


def _no_arguments(parser: ArgumentParser) -> None:
    del parser


@dataclass(frozen=True, slots=True)
class Command:
    """`help` is one line; `notes` stand under its own `--help`."""

    name: str
    help: str
    run: Run
    arguments: Callable[[ArgumentParser], None] = _no_arguments
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that are typed after a word of their own, as `kgstudy lesson draft`."""

    name: str
    help: str
    commands: tuple[Command, ...]


def json_option(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")
