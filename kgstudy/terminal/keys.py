"""The keys of a study session, the same as the window's where it has one."""

from collections.abc import Mapping
from enum import Enum

from kgstudy.terminal.console import ENTER

GOES_ON = (ENTER, " ")


class Command(Enum):
    """What can be done at any question; the value says what it does."""

    UNDO = "undo the last act"
    REDO = "do it again"
    BURY_CARD = "bury the card until tomorrow"
    BURY_NOTE = "bury all cards of the note until tomorrow"
    SUSPEND = "suspend the card"
    HELP = "these keys"
    QUIT = "quit; every answer is kept"


COMMANDS: Mapping[str, Command] = {
    "u": Command.UNDO,
    "r": Command.REDO,
    "-": Command.BURY_CARD,
    "=": Command.BURY_NOTE,
    "@": Command.SUSPEND,
    "?": Command.HELP,
    "q": Command.QUIT,
}

_SAME_KEY = {"г": "u", "к": "r", "й": "q", '"': "@"}
"""What the keys give while the keyboard is set to Russian or Kyrgyz."""


def command(key: str | None) -> Command | None:
    """What `key` asks for, if anything; the end of the input asks to quit."""
    if key is None:
        return Command.QUIT
    folded = key.lower()
    return COMMANDS.get(_SAME_KEY.get(folded, folded))
