"""Which facts of a lesson are worth a card, and which are only mentioned."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.reading import NAMED, Told
from kgstudy.domain.drafting.values import Fact, FactKind, Proposal

_ALWAYS = frozenset({FactKind.DATE, FactKind.NUMBER})


def worth_a_card(told: Sequence[Told], proposals: Sequence[Proposal]) -> Iterator[Fact]:
    """What a teacher would miss: what is asked for, dates, numbers, and names told first.

    A name that the lesson is about, or that was told before, is no fact of its sentence.
    """
    asked = {span for proposal in proposals for span in proposal.asks}
    seen: set[str] = set()
    for each in told:
        known = seen | {each.sentence.topic}
        for fact in each.facts:
            new = _is_new(fact, known) and not any(span.holds(fact.span) for span in asked)
            if fact.span in asked or fact.kind in _ALWAYS or new:
                yield fact
        seen.update(fact.value for fact in each.facts if fact.kind in NAMED)


def _is_new(fact: Fact, seen: set[str]) -> bool:
    return fact.kind in NAMED and fact.value not in seen
