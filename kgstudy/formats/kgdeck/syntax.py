"""What a line of a deck can be, apart from text; and how text is kept from being taken for it."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

STARTERS = frozenset("QFC")
"""The keys with which a card begins."""

KEY = re.compile(r"(?P<key>[QATXOFBCSN]):(?P<text>.*)")
HEADING = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<words>\S.*)")
COMMENT = re.compile(r"[ \t]*<!--")

_ID = r"[^\W_](?:[^\W_]|-)*"
_GUID = r"=(?P<guid>[\w.~%-]+)"
_TAGS = r"(?:[ \t]+#\S+)*"
_MARK = re.compile(rf"(?:^|(?<=\s))\^(?:{_GUID}|(?P<id>{_ID}))(?P<tags>{_TAGS})[ \t]*$")

_START = r"[A-Z]:|#{1,6}(?:[ \t]|$)|---[ \t]*$"
_END = rf"\^(?:=[\w.~%-]+|{_ID}){_TAGS}[ \t]*"
_TAKEN_FOR_MORE = re.compile(rf"(?m)^(?={_START})|(?:^|(?<=\s))(?={_END}$)")
_ESCAPED_KEY = re.compile(r"(?m)^([ \t]*)\\(?=[A-Z]:)")

BROKEN_BY_LINES = re.compile(rf"(?m)\n(?:\\?(?:{_START})|<!--)|(?:^|\s){_END}\n")
"""Code or a formula over several lines that would not stay one, since nothing in it is escaped."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What ends a card: `^id #tag`, or `^=guid` for one that has its guid from elsewhere."""

    id: str
    guid: str
    tags: tuple[str, ...]


def is_separator(line: str) -> bool:
    return line.rstrip(" \t") == "---"


def split_mark(line: str) -> tuple[str, Mark | None]:
    """The line without the mark at its end."""
    found = _MARK.search(line) if "^" in line else None
    if found is None:
        return line, None
    tags = tuple(dict.fromkeys(tag[1:] for tag in found["tags"].split()))
    return line[: found.start()], Mark(found["id"] or "", unquote(found["guid"] or ""), tags)


def mark(identity: str, deck: str, tags: tuple[str, ...]) -> str:
    """The mark of the note with the guid `identity` in the deck with the guid `deck`."""
    name = identity.removeprefix(f"{deck}/")
    own = name != identity and re.fullmatch(_ID, name)
    shown = name if own else "=" + quote(identity, safe="", errors="replace")
    return " ".join((f"^{shown}", *("#" + "_".join(tag.split()) for tag in tags if tag.strip())))


def guarded(text: str) -> str:
    """Lines that are nothing but text."""
    return _TAKEN_FOR_MORE.sub(r"\\", text)


def unguarded(text: str) -> str:
    r"""The text with `\\Q:` as `Q:`; the other escapes are Markdown's own."""
    return _ESCAPED_KEY.sub(r"\1", text)
