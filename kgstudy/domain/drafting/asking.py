"""From one sentence to its proposals: every question and gap, by what it asks for."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.choices import Distractors
from kgstudy.domain.drafting.drafts import from_gap, from_question, is_card
from kgstudy.domain.drafting.grammar import Gapped, Grammar, Question
from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.drafting.values import Draft, Fact, FactKind, Proposal
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import fold

_COUNTS = frozenset({FactKind.DATE, FactKind.NUMBER})
_Drafts = dict[tuple[Span, ...], list[Draft]]


def proposals(text: str, told: Told, grammar: Grammar, distractors: Distractors) -> list[Proposal]:
    """Everything the sentence could be asked, unjudged and without keys."""
    drafts: _Drafts = {}
    facts = {fact.span: fact for fact in told.facts}
    for question in grammar.questions(told.sentence, told.facts):
        fact = _asked(question, told, facts)
        wrong = _wrong(question, fact, distractors)
        made = filter(is_card, from_question(question, fact, wrong))
        drafts.setdefault(question.asks, []).extend(made)
    for asks, draft in _gaps(told, grammar):
        drafts.setdefault(asks, []).append(draft)
    return [_proposal(text, told, asks, made, facts) for asks, made in drafts.items() if made]


def _asked(question: Question, told: Told, facts: dict[Span, Fact]) -> Fact:
    """The fact that a question asks for, or its words as one where the grammar names none."""
    span = question.asks[0]
    words = question.answer
    return facts.get(span) or Fact(FactKind.OTHER, span, told.sentence.span, words, words)


def _wrong(question: Question, fact: Fact, distractors: Distractors) -> tuple[str, ...]:
    """Only where the answer is the bare value, so that it does not stand out among others."""
    if fold(question.answer) not in (fold(fact.value), fold(fact.text)):
        return ()
    return distractors.wrong(fact, question.text, (question.answer, *question.also))


def _gaps(told: Told, grammar: Grammar) -> Iterator[tuple[tuple[Span, ...], Draft]]:
    """A list has one gap for each item, which then needs none of its own."""
    listed: set[Span] = set()
    for fact in told.facts:
        if fact.kind is FactKind.EVENT or fact.span in listed:
            continue
        if not (gapped := grammar.gapped(told.sentence, fact)):
            continue
        inner = _items(fact, told.facts) if fact.kind is FactKind.LIST else []
        places = _within(gapped, fact, inner)
        asks = tuple(each.span for each in inner) if places else (fact.span,)
        if places and listed.issuperset(asks):
            continue  # one list within the other
        draft = from_gap(gapped, fact, grammar.wording, places)
        if is_card(draft):
            listed.update(asks)
            yield asks, draft


def _items(listing: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that are the items of a list, each on its own; counts only where all are counts."""
    inside = [
        fact
        for fact in facts
        if fact is not listing and fact.kind is not FactKind.LIST and listing.span.holds(fact.span)
    ]
    things = [fact for fact in inside if fact.kind not in _COUNTS]
    return things or inside


def _within(gapped: Gapped, listing: Fact, items: Sequence[Fact]) -> list[Span]:
    """Where the items stand in the gap; none where they cannot all be found in their order."""
    places, at = [], gapped.gap.start
    for item in items:
        start = gapped.text.find(item.text, at, gapped.gap.end)
        if start < 0:
            return []
        at = start + len(item.text)
        places.append(Span(start, at))
    return places


def _proposal(
    text: str,
    told: Told,
    asks: tuple[Span, ...],
    drafts: Sequence[Draft],
    facts: dict[Span, Fact],
) -> Proposal:
    span = told.sentence.span
    kinds = tuple(facts[ask].kind if ask in facts else FactKind.OTHER for ask in asks)
    best = tuple(sorted(drafts, key=lambda draft: -draft.score))
    return Proposal("", span, text[span.start : span.end], asks, kinds, best)
