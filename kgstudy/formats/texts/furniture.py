"""What stands on a page and belongs to no text: running heads, page numbers, marks of footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p|стр|с|бет)\.?\s*)?\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?(?:-бет)?\W*",
    re.IGNORECASE,
)
_DECORATED = re.compile(r"\s*[-–—]\s*\d{1,4}\s*[-–—]\s*")
_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Lines at the top and the bottom of a page that may be repeated on others."""
_SELDOM = 4
"""A running head stands on one page of so many at the least: odd and even ones may have two."""

_NOTE = re.compile(r"(?<=[\w.,;:!?»”\"’)%])(?:\[(?:\d{1,3}|[a-z]|note \d+|прим\. \d+)\])+")
_NOTE_BEHIND_STOP = re.compile(r"[.,;!?»”\")](?:\[\d{1,3}\])+(?=\s|$)")
_RAISED = re.compile(r"(?<=[.,;:!?»”)])[¹²³⁰⁴-⁹]+|(?<=[^\W\d_]{4})[¹²³⁰⁴-⁹]+(?=[\s.,;:!?)]|$)")
_EMPTY_BRACKETS = ("citation needed", "источник не указан", "edit", "править")
_SAID = re.compile(r"\[(?:" + "|".join(_EMPTY_BRACKETS) + r")[^\[\]]{0,60}\]")


def without(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without those that a page has only because it is one."""
    pages = [[line for line in page if not _DECORATED.fullmatch(line)] for page in pages]
    if len(pages) < 2:
        return list(pages[0]) if pages else []
    repeated = _repeated(pages)
    kept: list[str] = []
    for page in pages:
        edges = _edges(page)
        rest = [
            line
            for at, line in enumerate(page)
            if at not in edges or not (is_page_number(line) or masked(line) in repeated)
        ]
        kept += _continued(kept, rest)
    return kept


def _continued(before: list[str], page: list[str]) -> list[str]:
    """The page as it goes on after the one before: a sentence that had not ended goes on."""
    page = _stripped(page)
    while before and not before[-1].strip():
        before.pop()
    if not before or not page:
        return page
    ended = before[-1].rstrip().endswith((".", "!", "?", "…", ":", "»", "”", '"'))
    return ["", *page] if ended or not page[0].strip()[:1].islower() else page


def _stripped(page: list[str]) -> list[str]:
    said = [at for at, line in enumerate(page) if line.strip()]
    return page[said[0] : said[-1] + 1] if said else []


def is_page_number(line: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))


def masked(line: str) -> str:
    """The line as running heads are alike, whose page numbers are not."""
    return _DIGITS.sub("#", " ".join(line.split())).casefold()


def _edges(page: Sequence[str]) -> frozenset[int]:
    said = [at for at, line in enumerate(page) if line.strip()]
    return frozenset((*said[:_EDGE], *said[-_EDGE:]))


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    return repeated({masked(page[at]) for at in _edges(page)} for page in pages)


def repeated(pages: Iterable[set[str]]) -> frozenset[str]:
    """What stands at the edge of so many pages that it is no text of any of them."""
    edges = list(pages)
    counts = Counter(line for edge in edges for line in edge)
    least = max(2, len(edges) // _SELDOM)
    return frozenset(line for line, count in counts.items() if count >= least)


def without_notes(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of footnotes; brackets of programs and mathematics stay."""
    marked = sum(1 for line in lines if _NOTE_BEHIND_STOP.search(line))
    coded = any("[0]" in line for line in lines)
    kept = [_SAID.sub("", line) for line in lines]
    if marked and not coded:
        kept = [_NOTE.sub("", line) for line in kept]
    return [_RAISED.sub("", line) for line in kept]
