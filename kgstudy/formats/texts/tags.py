"""HTML taken apart into tags and text, as browsers do it, in one pass and without a tree of it.

A tree takes fifty times the memory of the file; a page of 64 MiB would not fit.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

MOST_TAGS = 1_000_000
_ATTRIBUTES = 20_000
"""Characters of a tag that may tell something."""

_QUOTED = r""""(?:[^"<]*+"|[^"]{0,4000}+")|'(?:[^'<]*+'|[^']{0,4000}+')"""
_TOKEN = re.compile(
    r"<!--(?P<comment>-?>|.*?(?:--!?>|\Z))"
    r"|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)"
    r"|<[!?][^<>]*+>"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]{{0,80}}+)(?P<rest>(?:[^\"'<>]++|{_QUOTED})*+)>"
    r"|<(?P<bad_end>/?)(?P<bad_name>[A-Za-z][A-Za-z0-9]{0,20}+)[\s/\"'][^<>]*+>",
    re.DOTALL,
)
"""The last one is a tag whose quotes do not close: its attributes are lost."""
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=/"'<>]{1,80}+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'"""
    r"""|(?P<bare>[^\s"'<>]++)))?"""
)
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
"""What stands in these is no markup, whatever it looks like."""


class Tag(NamedTuple):
    """A tag, its name in lower case; `closed` where nothing can stand in the element."""

    name: str
    rest: str
    is_end: bool
    closed: bool

    def attributes(self) -> Mapping[str, str]:
        return {
            found["name"].lower(): unescape(
                found["double"] or found["single"] or found["bare"] or ""
            )
            for found in reversed(list(_ATTRIBUTE.finditer(self.rest[:_ATTRIBUTES])))
        }


class Text(NamedTuple):
    """Words between tags, with what `&names;` stand for, and where in the page they end."""

    words: str
    end: int


class TooManyTags(Exception):  # noqa: N818 - told to people as a UserError
    """More than a page to read has."""


def pieces(html: str, *, strict: bool = False) -> Iterator[Tag | Text]:
    """The tags and the text; `strict` where it is XHTML, in which `<p/>` is a whole element."""
    at = count = 0
    unclosed: set[str] = set()
    while found := _TOKEN.search(html, at):
        if at < found.start():
            yield Text(unescape(html[at : found.start()]), found.start())
        at = found.end()
        if found["data"]:
            yield Text(found["data"], at)
        if not (name := (found["name"] or found["bad_name"] or "").lower()):
            continue
        count += 1
        if count > MOST_TAGS:
            raise TooManyTags
        tag = _tag(name, found, strict)
        yield tag
        if name in _RAW and not (tag.is_end or tag.closed or name in unclosed):
            end = _end_of(html, name, at)
            if end < 0:
                unclosed.add(name)
                continue
            yield Text(unescape(html[at:end]) if name in {"title", "textarea"} else "", end)
            at = end
    if at < len(html):
        yield Text(unescape(html[at:]), len(html))


def _tag(name: str, found: re.Match[str], strict: bool) -> Tag:
    rest = found["rest"] or ""
    closed = name in VOID or (strict and rest.endswith("/"))
    return Tag(name, rest, bool(found["end"] or found["bad_end"]), closed)


def _end_of(html: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return found.start() if found else -1
