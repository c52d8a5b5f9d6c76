"""Cards of every fitting kind from one question, one gap, one row of events."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting.grammar import Gapped, Question, Wording
from kgstudy.domain.drafting.values import Draft, Fact, FactKind
from kgstudy.domain.drafting.wording import clean, words
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import as_html

TYPED = frozenset(
    {
        FactKind.DATE,
        FactKind.NUMBER,
        FactKind.PERSON,
        FactKind.PLACE,
        FactKind.ORGANISATION,
        FactKind.NAME,
    }
)
_EXACT = frozenset({FactKind.DATE, FactKind.NUMBER})
_LONGEST_TYPED = 5
_FITTING = range(6, 31)
"""How many words a sentence with a gap should have."""
_LONG = 38
_REASONS = {
    FactKind.DATE: "asks for a date",
    FactKind.NUMBER: "asks for a number",
    FactKind.PERSON: "asks for a person",
    FactKind.PLACE: "asks for a place",
    FactKind.ORGANISATION: "asks for an organisation",
    FactKind.NAME: "asks for a name",
    FactKind.TERM: "asks what something is",
    FactKind.LIST: "asks for the items of a list",
    FactKind.CAUSE: "asks for a cause",
    FactKind.PURPOSE: "asks for a purpose",
    FactKind.FIRST: "asks who or what was first",
    FactKind.EVENT: "asks what happened",
    FactKind.OTHER: "asks for words of the sentence",
}


def from_question(question: Question, fact: Fact, wrong: Sequence[str]) -> Iterator[Draft]:
    """The drafts that ask it; `wrong` are answers to choose from, none or three."""
    front, back = as_html(question.text), as_html(question.answer)
    reasons = (_REASONS[fact.kind], "a question that stands alone")

    def made(kind: str, fields: Mapping[str, str], bonus: float) -> Draft:
        score = min(1.0, max(0.0, question.trust + bonus))
        return Draft(kind, fields, question.form, round(score, 3), reasons)

    yield made("basic", {"front": front, "back": back}, 0.0)
    if fact.kind in TYPED and len(words(question.answer)) <= _LONGEST_TYPED:
        also = "\n".join(as_html(each) for each in question.also if each.strip())
        fields = {"question": front, "answer": back} | ({"also": also} if also else {})
        yield made("typed", fields, 0.02 if fact.kind in _EXACT else -0.01)
    if question.reverse and question.reversed:
        # The pair is shown bare, because each side is the other's answer.
        sides = {"front": as_html(question.reversed), "back": back}
        yield made("both-ways", sides, -0.05)
    if wrong:
        fields = {"question": front, "right": back, "wrong": "\n".join(map(as_html, wrong))}
        yield made("choice", fields, -0.05)


def from_gap(gapped: Gapped, fact: Fact, wording: Wording, inner: Sequence[Span] = ()) -> Draft:
    """The sentence with its gap, or with one gap for each of the `inner` places of a list."""
    text = gapped.text
    places = [*inner] or [gapped.gap]
    shown, at = [], 0
    for number, place in enumerate(places, start=1):
        hidden = re.sub(":$", "&#58;", _guarded(text[place.start : place.end]))
        hint = gapped.hint or wording.hints.get(fact.kind, "") if len(places) == 1 else ""
        mark = f"{{{{c{number}::{hidden}{f'::{_guarded(hint)}' if hint else ''}}}}}"
        shown += [_guarded(text[at : place.start]), mark]
        at = place.end
    body = "".join([*shown, _guarded(text[at:])])
    before = f"{_guarded(gapped.context)} " if gapped.context else ""
    score, reason = _readable(gapped, len(words(text)))
    fields = {"text": before + body}
    return Draft("cloze", fields, "cloze", score, (_REASONS[fact.kind], reason))


def _guarded(text: str) -> str:
    """Words as HTML in which nothing reads as the mark of a gap."""
    return as_html(text).replace("{", "&#123;").replace("}", "&#125;").replace("::", ":&#58;")


def _readable(gapped: Gapped, count: int) -> tuple[float, str]:
    """The score of a gap by the length of its sentence, and the reason."""
    if count in _FITTING:
        return round(gapped.trust, 3), "a sentence that stands alone"
    if count < _FITTING.start:
        return round(gapped.trust * 0.75, 3), "a very short sentence"
    if count <= _LONG:
        return round(gapped.trust * 0.85, 3), "a long sentence"
    return round(gapped.trust * 0.6, 3), "a very long sentence"


def is_card(draft: Draft) -> bool:
    return CARD_TYPES[draft.kind].problem(draft.fields) is None


def plain_gap(sentence: str, gap: Span) -> Gapped:
    """The sentence as it is, for words that somebody chose himself."""
    before = clean(sentence[: gap.start])
    asked = clean(sentence[gap.start : gap.end])
    lead = before + " " * (sentence[: gap.start] != sentence[: gap.start].rstrip())
    lead = lead if before else ""
    after = clean(sentence[gap.end :])
    tail = " " * (sentence[gap.end :] != sentence[gap.end :].lstrip()) + after
    return Gapped(lead + asked + tail, Span(len(lead), len(lead) + len(asked)), trust=0.5)
