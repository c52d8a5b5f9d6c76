"""Drafts made by hand, so that tests of what becomes of them need no grammar."""

import hashlib

from kgstudy.domain.drafting import Draft, Drafting, Fact, FactKind, Proposal
from kgstudy.domain.lesson import Span, outline, sentence_at


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def fact(text: str, words: str, kind: FactKind = FactKind.OTHER) -> Fact:
    span = span_of(text, words)
    return Fact(kind, span, sentence_at(outline(text, "en"), span), words, words)


def gapped(text: str, words: str, score: float = 0.8) -> Proposal:
    """A proposal with two drafts that ask for these words: a gap, and a question."""
    asked = fact(text, words)
    place = asked.sentence
    quote = text[place.start : place.end]
    gap = quote.replace(words, "{{c1::" + words + "}}", 1)
    drafts = (
        Draft("cloze", {"text": gap}, "cloze", score),
        Draft("basic", {"front": f"What is said of {quote[:9]}?", "back": words}, "what", 0.5),
    )
    key = hashlib.sha256(f"{quote}\n{words}".encode()).hexdigest()[:12]
    return Proposal(key, place, quote, (asked.span,), (asked.kind,), drafts)


def drafting(text: str, *words: str) -> Drafting:
    """A fact and a proposal for each of the words."""
    facts = tuple(sorted((fact(text, each) for each in words), key=lambda it: it.span.start))
    return Drafting("en", facts, tuple(gapped(text, each.text) for each in facts))
