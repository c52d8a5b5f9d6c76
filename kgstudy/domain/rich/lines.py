"""What a field is made of."""

from dataclasses import dataclass

MARKS = ("b", "i", "u", "s", "sub", "sup", "code")
"""What words can be, in the order in which their tags stand."""

BREAK = "\u2028"
"""A line break within an item of a list, among the words of a run."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words look; `tags` are opening tags around them that are kept as they are written."""

    marks: frozenset[str] = frozenset()
    colour: str = ""
    href: str = ""
    tags: tuple[str, ...] = ()


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style; or, `embedded`, the HTML of a picture, a sound, a table."""

    text: str
    style: Style = PLAIN
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """An element around whole lines, by its opening tag; `number` tells it from its like."""

    tag: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or an item where it is in `lists`: their opening tags, the outermost first."""

    runs: tuple[Run, ...] = ()
    lists: tuple[str, ...] = ()
    around: tuple[Block, ...] = ()
