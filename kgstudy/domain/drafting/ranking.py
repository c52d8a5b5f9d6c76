"""Which proposals are worth a look: near-duplicates go, no sentence takes more than its share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import wording
from kgstudy.domain.drafting.grammar import Vocabulary
from kgstudy.domain.drafting.reading import NAMED
from kgstudy.domain.drafting.values import Draft, FactKind, Proposal, Rejected
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import fold

CAP, _MOST = 4, 6
"""How many proposals a sentence has at most, and how many a long one has."""
_LONG, _MORE = 25, 10
"""Words from which a sentence may have one more, and again for each so many more."""
_WEAK, _WEAKEST = 0.4, 0.2
"""Scores below which a proposal is left out, and is so even if nothing else asks for its words."""
_TOP = 2
"""How many proposals of a sentence are looked at first; what is weak stands behind these."""
_EXTRA = 2
_ASKED = frozenset({FactKind.DATE, FactKind.NUMBER, *NAMED})
_ALIKE = 0.75
_BUCKET = 12
"""How many proposals with the same answer are compared, so that a book stays quick."""
_ASKED_AGAIN = 0.25
"""What a proposal loses that asks for words which a better one of its sentence asks for."""


def asked_and_answered(draft: Draft) -> tuple[str, str]:
    """Its first card as it is seen."""
    card_type = CARD_TYPES[draft.kind]
    slot = card_type.slots(draft.fields)[0]
    return (
        card_type.question_text(draft.fields, slot),
        card_type.answer_text(draft.fields, slot),
    )


def ranked(
    proposals: Sequence[Proposal], known: Vocabulary
) -> tuple[tuple[Proposal, ...], tuple[Rejected, ...]]:
    """Those that are kept, in the order of the text and the best of a sentence first."""
    kept: list[Proposal] = []
    rejected: list[Rejected] = []
    places = sorted(proposals, key=lambda each: (each.span.start, each.span.end))
    seen = _Seen(known)
    for _, group in groupby(places, key=lambda each: each.span):
        chosen = _Chosen(_share((rivals := list(group))[0].quote), seen)
        # What is weak has to wait until it is known whether anything better asks for its words.
        order = sorted(_best_first(rivals), key=_is_weak)
        refused = ((each, chosen.refuses(each)) for each in order)
        rejected += [Rejected(each, why) for each, why in refused if why]
        kept += chosen.kept
    return tuple(kept), tuple(rejected)


class _Chosen:
    """The proposals of one sentence that are kept, at most its `share`.

    A date, a number or a name that nothing else asks for may come on top of that.
    """

    def __init__(self, share: int, seen: "_Seen") -> None:
        self.kept: list[Proposal] = []
        self._share = share
        self._seen = seen

    def refuses(self, proposal: Proposal) -> str:
        """Why the proposal is not taken; empty where it is."""
        alone = self._is_alone(proposal)
        if _is_weak(proposal) and not (alone and len(self.kept) >= _TOP):
            grave = (flaw.why for flaw in proposal.best.flaws if flaw.grave)
            return next(grave, "The sentence is too long, or its form not clear enough.")
        if len(self.kept) >= self._share + alone * _EXTRA:
            return f"{len(self.kept)} better ones ask for this sentence already."
        if any(_holds(each, proposal) for each in self.kept):
            return "A better one asks for the same words."
        new, why = self._seen.new_of(proposal)
        if new:
            self.kept.append(new)
        return why

    def _is_alone(self, proposal: Proposal) -> bool:
        """Whether it asks for something that a teacher would miss, and is not wrong."""
        asked = [span for each in self.kept for span in each.asks]
        missed = not any(ask.touches(span) for ask in proposal.asks for span in asked)
        sound = proposal.best.score >= _WEAKEST and not any(f.grave for f in proposal.best.flaws)
        return missed and sound and not _ASKED.isdisjoint(proposal.facts)


def _holds(one: Proposal, other: Proposal) -> bool:
    """Whether all that the other one asks for is within one thing that this one does."""
    first, last = other.asks[0].start, other.asks[-1].end
    several = len(other.asks) > 1 and len(one.asks) == 1
    return several and one.asks[0].start <= first and last <= one.asks[0].end


def _is_weak(proposal: Proposal) -> bool:
    return proposal.best.score < _WEAK


def _best_first(group: list[Proposal]) -> Iterator[Proposal]:
    """By score, but what asks for the same words once more comes later."""
    asked: list[Span] = []
    while group:
        best = max(group, key=lambda each: _worth(each, asked))
        group.remove(best)
        asked += best.asks
        yield best


def _worth(proposal: Proposal, asked: Sequence[Span]) -> float:
    again = any(span.touches(other) for span in proposal.asks for other in asked)
    return proposal.best.score - _ASKED_AGAIN * again


def _share(quote: str) -> int:
    return min(_MOST, CAP + max(0, (len(quote.split()) - _LONG + _MORE) // _MORE))


class _Seen:
    """What has been kept so far, by its answer."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._by_answer: dict[str, list[tuple[frozenset[str], str]]] = {}

    def new_of(self, proposal: Proposal) -> tuple[Proposal | None, str]:
        """The proposal without drafts that ask what was asked before, or why nothing is left."""
        twins: dict[str, str] = {}
        left = []
        for draft in proposal.drafts:
            question, answer = asked_and_answered(draft)
            if question not in twins:
                twins[question] = self._twin(question, answer)
            if not twins[question]:
                left.append(draft)
        if not left or left[0].score < _WEAKEST:
            twin = next(filter(None, twins.values()), "")
            return None, f"It asks for the same as “{twin}”."
        question, answer = asked_and_answered(left[0])
        self._by_answer.setdefault(fold(answer), []).append((self._tokens(question), question))
        return replace(proposal, drafts=tuple(left)), ""

    def _twin(self, question: str, answer: str) -> str:
        """The question that was kept before and asks the same."""
        tokens = self._tokens(question)
        bucket = self._by_answer.get(fold(answer), [])
        alike = (
            told for other, told in bucket[-_BUCKET:] if wording.alike(tokens, other) >= _ALIKE
        )
        return next(alike, "")

    def _tokens(self, question: str) -> frozenset[str]:
        return frozenset(wording.content(question, self._known))
