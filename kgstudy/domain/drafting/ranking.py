"""Which proposals are worth a look: near-duplicates go, no sentence takes more than its share."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import wording
from kgstudy.domain.drafting.grammar import Vocabulary
from kgstudy.domain.drafting.values import Draft, Proposal, Rejected
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import fold

CAP, _MOST = 4, 6
"""How many proposals a sentence has at most, and how many a long one has."""
_LONG, _MORE = 25, 10
"""Words from which a sentence may have one more, and again for each so many more."""
_WEAK = 0.4
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
        taken = 0
        rivals = list(group)
        share = _share(rivals[0].quote)
        for proposal in _best_first(rivals):
            why = _refused(proposal, taken, share) or seen.before(proposal)
            if why:
                rejected.append(Rejected(proposal, why))
            else:
                taken += 1
                kept.append(proposal)
    return tuple(kept), tuple(rejected)


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


def _refused(proposal: Proposal, taken: int, share: int) -> str:
    if proposal.best.score < _WEAK:
        grave = (flaw.why for flaw in proposal.best.flaws if flaw.grave)
        return next(grave, "The sentence is too long, or its form not clear enough.")
    return f"{share} better ones ask for this sentence already." if taken >= share else ""


class _Seen:
    """What has been kept so far, by its answer."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._by_answer: dict[str, list[tuple[frozenset[str], str]]] = {}

    def before(self, proposal: Proposal) -> str:
        """Why the proposal says nothing new, or empty; it is remembered then."""
        question, answer = asked_and_answered(proposal.best)
        tokens = frozenset(wording.content(question, self._known))
        bucket = self._by_answer.setdefault(fold(answer), [])
        for other, told in bucket[-_BUCKET:]:
            if wording.alike(tokens, other) >= _ALIKE:
                return f"It asks for the same as “{told}”."
        bucket.append((tokens, question))
        return ""
