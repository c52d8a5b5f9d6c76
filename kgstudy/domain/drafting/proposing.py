"""The way from a text to proposals."""

import hashlib
import html
import re
from collections.abc import Callable, Iterator

from kgstudy.domain.drafting.values import Draft, Drafting, Fact, FactKind, Proposal
from kgstudy.domain.lesson import Span, outline, sentence_at

_YEAR = re.compile(r"\b\d{4}\b")

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1; what it raises ends the work."""


def draft(text: str, language: str, title: str = "", progress: Progress | None = None) -> Drafting:
    """Facts and proposals of a lesson, whose text is as in `domain.lesson`."""
    facts = tuple(_facts(text, language))
    return Drafting(language, facts, tuple(_proposal(text, fact) for fact in facts))


def draft_words(text: str, language: str, words: Span, title: str = "") -> Proposal:
    """A proposal that asks for these words of the lesson: a gap, and a question where one fits."""
    sentence = sentence_at(outline(text, language), words)
    asked = text[words.start : words.end]
    return _proposal(text, Fact(FactKind.OTHER, words, sentence, asked, asked))


def _facts(text: str, language: str) -> Iterator[Fact]:
    for section in outline(text, language):
        for paragraph in section.paragraphs:
            for place in paragraph.sentences:
                for found in _YEAR.finditer(text, place.start, place.end):
                    year = found[0]
                    yield Fact(FactKind.DATE, Span(*found.span()), place, year, year, (int(year),))


def _proposal(text: str, fact: Fact) -> Proposal:
    place, words = fact.sentence, fact.span
    before = html.escape(text[place.start : words.start], quote=False)
    after = html.escape(text[words.end : place.end], quote=False)
    fields = {"text": f"{before}{{{{c1::{html.escape(fact.text)}}}}}{after}"}
    quote = text[place.start : place.end]
    key = hashlib.sha256(f"{quote}\n{fact.text}".encode()).hexdigest()[:12]
    only = Draft("cloze", fields, "cloze", 0.7)
    return Proposal(key, place, quote, (words,), (fact.kind,), (only,))
