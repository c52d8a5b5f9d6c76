"""Clauses of a Kyrgyz sentence, and a question made by putting a word in a place of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgstudy.domain.drafting.kyrgyz.names import words
from kgstudy.domain.drafting.kyrgyz.suffixes import is_finite, is_surely_finite
from kgstudy.domain.lesson import Span

_MARKER = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s+")
_OPENER = re.compile(
    r"(?:бирок|ошондуктан|ошентип|андыктан|андан кийин|ошондон кийин|мындан тышкары|ошондой эле"
    r"|мисалы|демек|ал эми|ошону менен бирге|буга чейин|кийинчерээк|натыйжада|жыйынтыгында|эми"
    r"|ошол эле учурда|албетте|чындыгында)\s*,?\s+",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\((?![А-ЯЁӨҮҢA-Z]{2,8}\))[^()]*\)")
_LOOSE = re.compile(r"\s+(?=[,.;:!?)])")
_COMMAS = re.compile(r"(?:\s*,)+(?=\s*[,;:.!?)]|\s*$)|^[\s,;:–—-]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing; `is_whole` if a finite verb ends it."""

    text: str
    span: Span
    is_whole: bool

    @property
    def said(self) -> str:
        return self.text[self.span.start : self.span.end]


def body(text: str) -> Span:
    """A sentence without the mark of a list before it and the stop after it."""
    marker = _MARKER.match(text)
    start = marker.end() if marker else 0
    return Span(start, max(start, len(text.rstrip(" .!?…;"))))


def clauses(text: str) -> list[Clause]:
    """The clauses that stand side by side, each ended by a finite verb of its own."""
    return [Clause(text, span, _ends_finite(text, span.start, span.end)) for span in _parts(text)]


def _parts(text: str) -> Iterator[Span]:
    within = body(text)
    start = within.start
    for mark in re.finditer(r"[;,:]\s", text[: within.end]):
        if mark.start() < start:
            continue
        ends = _ends_finite(text, start, mark.start(), surely=True)
        rest = _ends_finite(text, mark.end(), within.end)
        if mark[0][0] == ";" or (ends and (rest or mark[0][0] == ":")):
            yield Span(start, mark.start())
            start = mark.end()
    if start < within.end:
        yield Span(start, within.end)


def _ends_finite(text: str, start: int, end: int, *, surely: bool = False) -> bool:
    found = [word for word in words(text[start:end]) if word.is_word]
    finite = is_surely_finite if surely else is_finite
    return len(found) > 1 and finite(found[-1].text)


def tidy(text: str) -> str:
    """One blank between words, and no mark left where words were taken out."""
    return _COMMAS.sub("", _LOOSE.sub("", " ".join(text.split()))).strip()


def replaced(clause: Clause, place: Span, word: str) -> str:
    """The words of a clause with a question word in a place of it."""
    before = clause.text[clause.span.start : place.start]
    after = clause.text[place.end : clause.span.end]
    lead = _OPENER.sub("", before, count=1) if _OPENER.match(before) else before
    said = tidy(f"{_REMARK.sub('', lead)} {word} {_REMARK.sub('', after)}")
    said = re.sub(rf"(?<!\w){re.escape(word)} гана ", f"{word} ", said) if word else said
    return re.sub(r"\s[—–]\s", " ", said) if clause.is_whole else said


def without_opener(text: str) -> str:
    return _OPENER.sub("", text, count=1) if _OPENER.match(text) else text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
