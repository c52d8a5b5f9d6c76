"""Drafts meet their critical reader: each gets its flaws, and loses by them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgstudy.domain.drafting.flaws import flaws
from kgstudy.domain.drafting.grammar import Vocabulary
from kgstudy.domain.drafting.ranking import asked_and_answered
from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.drafting.values import Draft, Fact, Flaw, Proposal
from kgstudy.domain.drafting.wording import content
from kgstudy.domain.lesson import Span

_GRAVE, _LIGHT = 0.6, 0.93
_BESIDE = 4
"""How many cards that read alike are held against one, so that a book stays quick."""
_HARMLESS = frozenset({"look-alike"})
"""What is worth a word, but makes a card no worse."""


class Judge:
    """Knows the lesson's values and questions, and so which of them are taken for one another."""

    def __init__(self, language: str, known: Vocabulary, told: Sequence[Told]) -> None:
        self._language = language
        self._known = known
        self._by_year: dict[int, list[Fact]] = {}
        self._year_at: dict[Span, int] = {}
        for each in told:
            for fact in each.facts:
                if fact.order:
                    self._by_year.setdefault(fact.order[0], []).append(fact)
                    self._year_at[fact.span] = fact.order[0]

    def judged(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        given = list(proposals)
        beside = self._alike(given)
        for proposal, others in zip(given, beside, strict=True):
            facts = self._of_same_year(proposal)
            drafts = [self._weighed(draft, others, facts) for draft in proposal.drafts]
            drafts.sort(key=lambda draft: -draft.score)
            yield replace(proposal, drafts=tuple(drafts))

    def _weighed(
        self, draft: Draft, others: Sequence[tuple[str, Draft]], facts: Sequence[Fact]
    ) -> Draft:
        found = flaws(draft.kind, draft.fields, self._language, others=others, facts=facts)
        return replace(draft, flaws=found, score=_score(draft.score, found))

    def _of_same_year(self, proposal: Proposal) -> list[Fact]:
        """Dates of other sentences that share a year with what is asked for."""
        years = {self._year_at[span] for span in proposal.asks if span in self._year_at}
        return [
            fact
            for year in sorted(years)
            for fact in self._by_year[year][:_BESIDE]
            if not fact.sentence.touches(proposal.span)
        ]

    def _alike(self, proposals: Sequence[Proposal]) -> list[list[tuple[str, Draft]]]:
        """For each proposal those of other places that ask in the same words."""
        asked = [asked_and_answered(proposal.best)[0] for proposal in proposals]
        keys = [frozenset(content(question, self._known)) for question in asked]
        places: dict[frozenset[str], list[int]] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, []).append(place)
        return [
            [
                (asked[other], proposals[other].best)
                for other in places[key][:_BESIDE]
                if proposals[other].span != proposals[place].span
            ]
            for place, key in enumerate(keys)
        ]


def _score(score: float, found: Sequence[Flaw]) -> float:
    for flaw in found:
        if flaw.code not in _HARMLESS:
            score *= _GRAVE if flaw.grave else _LIGHT
    return round(score, 3)
