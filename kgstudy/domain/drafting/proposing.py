"""The way from a text to proposals."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kgstudy.domain.drafting.asking import proposals
from kgstudy.domain.drafting.choices import Distractors
from kgstudy.domain.drafting.fitting import grammar_for
from kgstudy.domain.drafting.grammar import Grammar
from kgstudy.domain.drafting.judging import Judge
from kgstudy.domain.drafting.mentions import worth_a_card
from kgstudy.domain.drafting.ordering import in_order, rows
from kgstudy.domain.drafting.ranking import ranked
from kgstudy.domain.drafting.reading import Told, in_whole, read
from kgstudy.domain.drafting.values import Drafting, FactKind, Proposal
from kgstudy.domain.lesson import Span
from kgstudy.domain.progress import Progress, unheard

_EVERY = 20
"""Sentences between two words of progress."""
_Thing = TypeVar("_Thing")


def draft(text: str, language: str, title: str = "", progress: Progress = unheard) -> Drafting:
    """Facts and proposals of a lesson, whose text is as in `domain.lesson`."""
    grammar = grammar_for(language, text)
    told = list(in_whole(list(_read(text, grammar, title, language, progress)), grammar))
    judge = Judge(language, grammar.vocabulary, told)
    given = [*_asked(text, told, grammar, progress), *_orderings(text, told, grammar)]
    judged = list(_counted(judge.judged(keyed(text, given)), len(given), progress, 0.6))
    kept, rejected = ranked(judged, grammar.vocabulary)
    progress(1.0)
    return Drafting(language, tuple(worth_a_card(told, kept)), kept, rejected)


def _read(text: str, grammar: Grammar, title: str, language: str, say: Progress) -> Iterator[Told]:
    for number, each in enumerate(read(text, grammar, title, language)):
        if number % _EVERY == 0:
            say(0.3 * each.sentence.span.end / len(text))
        yield each


def _asked(text: str, told: Sequence[Told], grammar: Grammar, say: Progress) -> Iterator[Proposal]:
    distractors = Distractors(told)
    for each in _counted(told, len(told), say, 0.3):
        yield from proposals(text, each, grammar, distractors)


def _counted(things: Iterable[_Thing], count: int, say: Progress, start: float) -> Iterator[_Thing]:
    """The things, with a word of progress now and then; they are some 0.3 of the work."""
    for number, each in enumerate(things):
        if number % _EVERY == 0:
            say(start + 0.3 * number / count)
        yield each


def _orderings(text: str, told: Sequence[Told], grammar: Grammar) -> Iterator[Proposal]:
    for row in rows(told, grammar):
        facts = [fact for fact, _ in row]
        span = Span(facts[0].sentence.start, facts[-1].sentence.end)
        asks = tuple(fact.span for fact in facts)
        only = in_order(row, grammar.wording.order)
        kinds = (FactKind.EVENT,) * len(asks)
        yield Proposal("", span, text[span.start : span.end], asks, kinds, (only,))


def keyed(text: str, given: Iterable[Proposal]) -> Iterator[Proposal]:
    """With keys that stay as long as the quote and the asked words do, wherever they stand.

    Nor do blanks and ends of lines in them matter, so that a text may be wrapped otherwise.
    """
    seen: Counter[str] = Counter()
    for proposal in given:
        asked = (" ".join(text[span.start : span.end].split()) for span in proposal.asks)
        before = (text[proposal.span.start : span.start] for span in proposal.asks)
        places = (str(len("".join(words.split()))) for words in before)
        told = "\n".join([" ".join(proposal.quote.split()), *asked, *places])
        number = seen[told]
        seen[told] += 1
        name = f"{told}\n{number}" if number else told
        yield replace(
            proposal, key=hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
        )
