"""The words of the lesson that a card comes from, found and told.

`words`, or `before [words] after` where the words alone stand in more than one place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kgstudy.domain.lesson import Span, locate
from kgstudy.domain.markdown import Token, from_markdown, to_markdown
from kgstudy.domain.markup import as_html, plain
from kgstudy.formats.kgdeck.brackets import CLOSE, OPEN, escaped, in_words, without_stand_ins
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.syntax import guarded, unguarded

_INK = re.compile(r"[^\s\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef]")
_BRACKETED = re.compile(f"([^{OPEN}{CLOSE}]*){OPEN}([^{OPEN}{CLOSE}]+){CLOSE}([^{OPEN}{CLOSE}]*)")
_REACHES = (0, 24, 80, 240, 1000, 10_000)
"""How many characters around the words are told, if less does not do."""


def find(lesson: str, told: str, above: Span | None, line: int) -> Span:
    """Where the words stand: in the paragraph `above` if they do, else as near to it as can be."""
    before, quote, after = _parts(told, line)
    whole = before + quote + after
    place = _place(lesson, whole, above) if quote.strip() else None
    if place is None:
        raise Fault(line, "These words are not in the lesson: copy them from its text.")
    if place.end - place.start == len(whole):
        start = place.start + len(before)
        return Span(start, start + len(quote))
    ink = [found.start() for found in _INK.finditer(lesson, place.start, place.end)]
    first = len(_INK.findall(before))
    return Span(ink[first], ink[first + len(_INK.findall(quote)) - 1] + 1)


def _parts(told: str, line: int) -> tuple[str, str, str]:
    """What is before the words, the words, and what is after, each blank a single one."""
    text = in_words(without_stand_ins(unguarded(told)), _marked)
    words = plain(from_markdown(text))
    words = re.sub(rf"{OPEN}\s+", f" {OPEN}", re.sub(rf"\s+{CLOSE}", f"{CLOSE} ", words))
    words = " ".join(words.split())
    if not set(words) & {OPEN, CLOSE}:
        return "", words, ""
    found = _BRACKETED.fullmatch(words)
    if found is None:
        why = r"One pair of [ and ] may mark the very words here: write \[ and \] for brackets."
        raise Fault(line, why)
    return found[1], found[2], found[3]


def _marked(words: Token) -> str:
    return words.raw.replace("[", OPEN).replace("]", CLOSE)


def _place(lesson: str, words: str, above: Span | None) -> Span | None:
    places = list(_places(lesson, words, above))
    if not places:
        return locate(lesson, words, above)
    near = above.start if above else 0
    start = min(places, key=lambda place: abs(place - near))
    return Span(start, start + len(words))


def _places(lesson: str, words: str, above: Span | None) -> Iterator[int]:
    """Where the words stand just so: in the paragraph, or else anywhere."""
    if above and (at := lesson.find(words, above.start, above.end)) >= 0:
        yield at
        return
    at = lesson.find(words)
    while at >= 0:
        yield at
        at = lesson.find(words, at + 1)


def told(lesson: str, span: Span, above: Span | None) -> str:
    """What a card has to say for `find` to find the place, as short as it can be."""
    for reach in (*_REACHES, len(lesson)):
        words = _told(lesson, span, reach)
        try:
            if find(lesson, words, above, 0) == span:
                return words
        except Fault:
            continue
    return ""


def _told(lesson: str, span: Span, reach: int) -> str:
    words = lesson[span.start : span.end]
    if reach:
        start, end = max(0, span.start - reach), min(len(lesson), span.end + reach)
        words = f"{lesson[start : span.start]}{OPEN}{words}{CLOSE}{lesson[span.end : end]}"
        words = words if start == 0 else words.partition(" ")[2] or words
        words = words if end == len(lesson) else words.rpartition(" ")[0] or words
    text = to_markdown(as_html(" ".join(words.split())))
    return guarded(in_words(text, _bracketed))


def _bracketed(words: Token) -> str:
    return escaped(words.raw).replace(OPEN, "[").replace(CLOSE, "]")


class Moved:
    """Finds places of one text in another that differs in its blanks."""

    def __init__(self, text: str, other: str) -> None:
        self._ink = [found.start() for found in _INK.finditer(text)]
        self._other = [found.start() for found in _INK.finditer(other)]

    def __call__(self, start: int, end: int) -> Span | None:
        """Where the letters from `start` to `end` stand in the other text, if there are any."""
        first, last = bisect_left(self._ink, start), bisect_left(self._ink, end) - 1
        if first > last or len(self._ink) != len(self._other):
            return None
        return Span(self._other[first], self._other[last] + 1)
