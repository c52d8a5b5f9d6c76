"""A lesson: text to read, cut into sections, paragraphs and sentences with exact places.

The text of a lesson is plain: a line that begins with `## ` (one to six of them) is a heading, an
empty line ends a paragraph.  Places are offsets into that text, so `text[start:end]` is always the
thing itself.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TypeVar

from kgstudy.domain.ids import CardId, DeckId, LessonId
from kgstudy.domain.sentences import sentences

BANDS = (0.5, 0.7, 0.9)
"""The predicted recalls at which a sentence comes into its second, third and fourth band."""

DRAFTED = ("en", "ru", "ky")
"""Languages whose grammar is known, so that cards can be drafted of them."""

UNKNOWN = "und"
"""The code of a language that is not recognised."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text, from `start` up to but not including `end`."""

    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether all of the other one is within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (empty for text before the first one) and the paragraphs under it."""

    heading: str
    level: int
    span: Span
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    id: LessonId
    guid: str
    deck_id: DeckId
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Ties a card to its words; the context finds them again in another version of the text."""

    card_id: CardId
    lesson_id: LessonId
    span: Span
    quote: str
    before: str
    after: str


_HEADING = re.compile(r"^(?P<hashes>#{1,6})[ \t]+(?P<words>\S[^\n]*)", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_CONTEXT = 32

T = TypeVar("T")


@lru_cache(maxsize=32)  # a book takes a tenth of a second, and is asked for after every answer
def outline(text: str, language: str) -> tuple[Section, ...]:
    """The text as sections, paragraphs and sentences; `language` is a code such as "ky"."""
    return _outlined(text, language)


def _outlined(text: str, language: str) -> tuple[Section, ...]:
    headings = list(_HEADING.finditer(text))
    ends = [*(found.start() for found in headings), len(text)]
    before = _paragraphs(text, Span(0, ends[0]), language)
    sections = [
        _section(text, found, end, language) for found, end in zip(headings, ends[1:], strict=True)
    ]
    if before:
        sections.insert(0, Section("", 0, _around(before), before))
    return tuple(sections)


def _section(text: str, heading: re.Match[str], end: int, language: str) -> Section:
    words = heading["words"].rstrip()
    stop = heading.start("words") + len(words)
    paragraphs = _paragraphs(text, Span(stop, end), language)
    span = Span(heading.start(), paragraphs[-1].span.end if paragraphs else stop)
    return Section(words, len(heading["hashes"]), span, paragraphs)


def _paragraphs(text: str, within: Span, language: str) -> tuple[Paragraph, ...]:
    gaps = [found.span() for found in _EMPTY_LINES.finditer(text, within.start, within.end)]
    starts = [within.start, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), within.end]
    return tuple(
        Paragraph(Span(found[0].start, found[-1].end), found)
        for start, end in zip(starts, ends, strict=True)
        if (found := tuple(Span(*place) for place in sentences(text, start, end, language)))
    )


def _around(paragraphs: Sequence[Paragraph]) -> Span:
    return Span(paragraphs[0].span.start, paragraphs[-1].span.end)


def sentence_at(sections: Sequence[Section], span: Span) -> Span:
    """The sentence that holds `span`, or all that it reaches into; itself where there is none."""
    words = Span(span.start, max(span.end, span.start + 1))
    touched = [
        sentence
        for section in _touched(sections, _place, words)
        for paragraph in _touched(section.paragraphs, _place, words)
        for sentence in _touched(paragraph.sentences, _itself, words)
    ]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _touched(parts: Sequence[T], place: Callable[[T], Span], words: Span) -> Iterator[T]:
    """Those of the parts, which stand in the order of the text, that share a character with it."""
    first = bisect_right(parts, words.start, key=lambda part: place(part).end)
    following = (parts[at] for at in range(first, len(parts)))
    return takewhile(lambda part: place(part).start < words.end, following)


def _place(part: Section | Paragraph) -> Span:
    return part.span


def _itself(span: Span) -> Span:
    return span


def sentence_around(text: str, language: str, span: Span) -> Span:
    """As `sentence_at`, without cutting up more of the text than the paragraphs of `span`."""
    before, after = text.rfind("\n\n", 0, span.start), text.find("\n\n", span.end)
    start, end = max(0, before), after if after >= 0 else len(text)
    sections = _outlined(text[start:end], language)
    found = sentence_at(sections, Span(span.start - start, span.end - start))
    return Span(found.start + start, found.end + start)


def locate(text: str, quote: str, near: Span | None = None) -> Span | None:
    """Where `quote` stands, nearest to `near` or else first; one blank is as good as another."""
    words = r"\s+".join(map(re.escape, quote.split()))
    if not words:
        return None
    # A lookahead, because one occurrence may begin within another.
    places = (Span(*found.span(1)) for found in re.finditer(f"(?=({words}))", text))
    if near is None:
        return next(places, None)
    return min(places, key=lambda place: (_distance(place, near), place.start), default=None)


def _distance(one: Span, other: Span) -> int:
    """How many characters to go from one to the other; 0 only where they share some."""
    return max(one.start - other.end + 1, other.start - one.end + 1, 0)


def bare(text: str, span: Span) -> Span:
    """The span without the blanks at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def context(text: str, span: Span) -> tuple[str, str]:
    """The 32 characters before and after, by which the words are found again elsewhere."""
    return text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]


def band(recall: float | None) -> int:
    """0 for never learned, then 1 (nearly forgotten) to 4 (sure) by `BANDS`."""
    return 0 if recall is None else 1 + bisect_right(BANDS, recall)
