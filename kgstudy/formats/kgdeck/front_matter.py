"""The head of a deck: TOML between two lines `---`."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import CONTROLS
from kgstudy.domain.naming import telling_slug
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.syntax import is_separator

KEYS = ("name", "id", "language", "description", "title", "lesson")

_LONGEST = 1 << 16
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?")
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a deck says of itself.

    `id` is the deck's guid and `lesson` that of its lesson; `title` is what the lesson is called.
    """

    name: str
    id: str
    language: str
    description: str
    title: str
    lesson: str


def split(lines: Sequence[str], file: str) -> int:
    """How many lines the front matter takes, with the two around it; 0 where there is none."""
    if not is_separator(lines[0]):
        return 0
    for at, line in enumerate(lines[1:], 1):
        if is_separator(line):
            return at + 1
    raise UserError(
        "The front matter that begins here never ends: write a line --- after it.",
        place=Place(file, 1),
    )


def parse(lines: Sequence[str], stem: str, file: str) -> tuple[FrontMatter, tuple[Fault, ...]]:
    """What the lines say, and which of them say nothing; `stem` names a deck without a name."""
    table = _table(lines, file)
    texts = {key: _text(table, key, lines, file) for key in KEYS}
    name = texts["name"] or stem
    identity = texts["id"] or telling_slug(name) or "deck"
    if not _LANGUAGE.fullmatch(texts["language"]):
        raise UserError(
            'The language is no code such as "en" or "ky": write one, or take the line out.',
            place=Place(file, _line_of("language", lines)),
        )
    matter = FrontMatter(
        name=name,
        id=identity,
        language=texts["language"],
        description=texts["description"],
        title=texts["title"] or leaf(name),
        lesson=texts["lesson"] or identity,
    )
    return matter, tuple(_unknown(key, lines) for key in table if key not in KEYS)


def _table(lines: Sequence[str], file: str) -> Mapping[str, object]:
    head = "\n".join(lines)
    if len(head) > _LONGEST:
        raise UserError("The front matter is too long for a name and an id.", place=Place(file, 1))
    try:
        return tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        told = _LINE.search(str(error))
        raise UserError(
            'The front matter is no TOML: write lines such as name = "My deck" ({reason}).',
            place=Place(file, 1 + int(told[1]) if told else 1),
            reason=str(error).partition(" (at")[0],
        ) from error


def _text(table: Mapping[str, object], key: str, lines: Sequence[str], file: str) -> str:
    value = table.get(key, "")
    if isinstance(value, str) and (key not in table or value.strip()):
        return " ".join(CONTROLS.sub("", value).split())
    raise UserError(
        'The {key} is not a text: write {key} = "…", or take the line out.',
        place=Place(file, _line_of(key, lines)),
        key=key,
    )


def _unknown(key: str, lines: Sequence[str]) -> Fault:
    known = ", ".join(KEYS)
    return Fault(_line_of(key, lines), f"A deck has no “{key}”, only {known}: take the line out.")


def _line_of(key: str, lines: Sequence[str]) -> int:
    """The line of the file on which the key stands."""
    pattern = re.compile(rf"""\s*["'\[]*{re.escape(key)}\b""")
    return next((at for at, line in enumerate(lines, 2) if pattern.match(line)), 1)


def leaf(name: str) -> str:
    """What a lesson is called where nothing else is said: the deck's own name."""
    return name.rpartition(SEPARATOR)[2]


def written(matter: FrontMatter) -> str:
    """The front matter, with what is not as it would be without a line of its own."""
    usual = {"language": "", "description": "", "title": leaf(matter.name), "lesson": matter.id}
    values = {key: getattr(matter, key) for key in KEYS}
    shown = (f"{key} = {quoted(value)}" for key, value in values.items() if value != usual.get(key))
    return "\n".join(("---", *shown, "---"))


def quoted(value: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
