"""Words found and replaced in the HTML of a field: in what is seen of it, or in its source."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

from kgstudy.domain.differences import Run
from kgstudy.domain.errors import UserError
from kgstudy.domain.gaps import PICTURE
from kgstudy.domain.markup import ANY_TAG, BLOCKS, Piece, as_html, bare, pieces, without_looks
from kgstudy.domain.query import regular
from kgstudy.domain.query.tree import NOWHERE

BREAK = "\n"
THING = "\ufffc"
"""What stands for a new line, and for a picture or a sound, in the text that is searched."""

_LOOKS = frozenset({"img", "audio", "video", "source", "embed", "object"})
_LINES = BLOCKS | {"br"}
_ESCAPED = re.compile(r'["\\\x00-\x1f]')
"""What JSON writes otherwise."""
_BETWEEN = rf"(?:{ANY_TAG}|<!--(?:(?!-->).)*+-->)*+"
_BEGINNING = 12
_DOLLAR = re.compile(r"\$(?:\$|(?P<number>\d+)|\{(?P<name>\w+)\})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and what is to stand in its place.

    With `regular`, `find` is a regular expression and `\\1`, `$1` and `${name}` stand for its
    groups.  With `source` the HTML itself is searched, tags and all.
    """

    find: str
    replacement: str = ""
    regular: bool = False
    case: bool = False
    source: bool = False


class Found(NamedTuple):
    """A place in the text that was searched, and what is to stand there."""

    start: int
    end: int
    text: str


class _Part(NamedTuple):
    """A piece of HTML, what stands for it in the text that is searched, and where."""

    piece: Piece
    text: str
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.text)


_Write = Callable[[str], str]


def compiled(wanted: Wanted) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """The expression, and what gives a match's replacement; UserError where they are unreadable."""
    if not wanted.find:
        raise UserError("Write what is to be found.")
    flags = 0 if wanted.case else re.IGNORECASE
    if not wanted.regular:
        words = re.escape(wanted.find).replace(r"\ ", "[ \u00a0]")
        return re.compile(words, flags), lambda _: wanted.replacement
    regular.check(wanted.find, NOWHERE)
    try:
        pattern = re.compile(wanted.find, flags)
        template = _DOLLAR.sub(_group, wanted.replacement)
        pattern.sub(template, "")
    except (re.error, OverflowError, RecursionError, IndexError) as error:
        reason = getattr(error, "msg", None) or str(error)
        raise UserError(
            "This regular expression cannot be read: {reason}.", reason=reason
        ) from error
    return pattern, lambda match: match.expand(template)


def find(
    pattern: re.Pattern[str],
    write: Callable[[re.Match[str]], str],
    texts: Iterable[str],
    wanted: Wanted,
) -> Iterator[list[Found]]:
    """All places in each of the texts; UserError where looking for them might take minutes."""
    for text in texts:
        if wanted.regular:
            regular.check_text(wanted.find, text)
        yield [Found(*each.span(), write(each)) for each in pattern.finditer(text)]


def sieve(wanted: Wanted) -> Callable[[str], bool]:
    """Tells of a note's fields, written as JSON, whether they may hold what is wanted.

    Looked for is its beginning, with any tags between the letters; not the blanks before it, which
    are everywhere.
    """
    begins = wanted.find.lstrip()[:_BEGINNING]
    if wanted.regular or wanted.source or not begins or _ESCAPED.search(begins):
        return lambda _fields: True
    letters = ("[ \u00a0]" if letter == " " else re.escape(letter) for letter in begins)
    pattern = re.compile(_BETWEEN.join(letters), 0 if wanted.case else re.IGNORECASE)
    return lambda fields: "&" in fields or pattern.search(fields) is not None


def may_hold(html: str, pattern: re.Pattern[str], wanted: Wanted) -> bool:
    """Whether it is worth looking into a field: told in a tenth of the time that this takes."""
    if wanted.source:
        return pattern.search(html) is not None
    return wanted.regular or pattern.search(bare(html)) is not None


def searched(html: str, wanted: Wanted) -> str:
    """The text of a field in which the words are looked for."""
    if wanted.source:
        return html
    if PICTURE in html:
        return ""  # where the parts of a picture lie is told in no words
    words = without_looks(html)
    if not _has_markup(words):
        return words
    return "".join(part.text for part in _parts(html))


def replaced(html: str, found: Sequence[Found], wanted: Wanted) -> tuple[str, tuple[Found, ...]]:
    """The HTML with the places replaced, and those of them that could be.

    Tags stay whole and where they are: what goes over the end of a line, a picture or a sound is
    left as it is.
    """
    if wanted.source:
        return _spliced(html, found, str, str), tuple(found)
    if PICTURE in html:
        return html, ()
    if not _has_markup(html):
        return _spliced(html, found, str, as_html), tuple(found)
    parts = _parts(html)
    possible = tuple(_possible(parts, found))
    return "".join(_rewritten(parts, possible)), possible


def runs(text: str, found: Sequence[Found]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The searched text before and after, in runs of which those differ that are replaced."""
    before, after, at = list[Run](), list[Run](), 0
    for place in found:
        kept = Run(text[at : place.start], differs=False)
        before += [kept, Run(text[place.start : place.end], differs=True)]
        after += [kept, Run(place.text, differs=True)]
        at = place.end
    rest = Run(text[at:], differs=False)
    return _shown([*before, rest]), _shown([*after, rest])


def _shown(every: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run for run in every if run.text)


def _has_markup(html: str) -> bool:
    return "<" in html or "&" in html or "[sound:" in html


def _parts(html: str) -> list[_Part]:
    parts, at = list[_Part](), 0
    for piece in pieces(html):
        text = _stands_for(piece)
        parts.append(_Part(piece, text, at))
        at += len(text)
    return parts


def _stands_for(piece: Piece) -> str:
    if piece.kind == "text":
        return unescape(piece.raw)
    if piece.kind == "sound" or piece.name in _LOOKS:
        return THING
    return BREAK if piece.name in _LINES else ""


def _possible(parts: Sequence[_Part], found: Iterable[Found]) -> Iterator[Found]:
    """Those that cover nothing but words, or stand between two."""
    fixed = [part for part in parts if part.text and part.piece.kind != "text"]
    for place in found:
        covers = any(part.at < place.end and place.start < part.end for part in fixed)
        if not covers and _owner(parts, place) is not None:
            yield place


def _owner(parts: Sequence[_Part], place: Found) -> _Part | None:
    """The words in which it begins; what stands at the very end belongs to the last ones."""
    words = [part for part in parts if part.piece.kind == "text"]
    begun = (part for part in words if part.at <= place.start < part.end)
    ended = (part for part in words if part.end == place.start)
    return next(begun, None) or next(ended, None)


def _rewritten(parts: Sequence[_Part], found: Sequence[Found]) -> Iterator[str]:
    """A place that begins in some words and ends in others is replaced in the first."""
    owned = [(place, _owner(parts, place)) for place in found]
    for part in parts:
        here = [
            (place if owner is part else place._replace(text=""))
            for place, owner in owned
            if owner is part or (place.start < part.end and part.at < place.end)
        ]
        yield _in_words(part, here) if part.piece.kind == "text" else part.piece.raw


def _in_words(part: _Part, found: Sequence[Found]) -> str:
    if not found:
        return part.piece.raw
    within = [
        Found(max(0, start - part.at), min(len(part.text), end - part.at), words)
        for start, end, words in found
    ]
    return _spliced(part.text, within, _escaped, as_html)


def _spliced(text: str, found: Iterable[Found], kept: _Write, new: _Write) -> str:
    made, at = list[str](), 0
    for start, end, words in found:
        made += [kept(text[at:start]), new(words)]
        at = end
    return "".join([*made, kept(text[at:])])


def _escaped(text: str) -> str:
    """A piece of text as HTML, in which lines are the source's own."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


def _group(found: re.Match[str]) -> str:
    if found["number"] or found["name"]:
        return rf"\g<{found['number'] or found['name']}>"
    return "$"
