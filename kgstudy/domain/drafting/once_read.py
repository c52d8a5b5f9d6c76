"""What the grammars share that read a sentence once, with all that is in it, and then ask of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from kgstudy.domain.drafting.grammar import Gapped, Question, Sentence, Vocabulary, Wording
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span

SPARE: Final = 0.42
"""The trust of a gap that is only for who wants more than the questions of its sentence."""
NAMES: Final = frozenset({FactKind.PLACE, FactKind.ORGANISATION, FactKind.NAME, FactKind.PERSON})
_GOOD = 0.6


@dataclass(frozen=True)
class OnceRead(ABC):
    """All places are those of `text`, in which every blank of the sentence is a space."""

    sentence: Sentence
    text: str

    def place(self, span: Span) -> Span:
        """A place of the sentence's text as one of the lesson's."""
        start = self.sentence.span.start
        return Span(start + span.start, start + span.end)

    def within(self, span: Span) -> Span:
        """A place of the lesson as one of the sentence's text."""
        start = self.sentence.span.start
        return Span(span.start - start, span.end - start)

    def fact(
        self, kind: FactKind, span: Span, value: str = "", order: tuple[int, ...] = ()
    ) -> Fact:
        """The words at `span` as a fact, whose value they are where none is given."""
        text = self.text[span.start : span.end]
        return Fact(kind, self.place(span), self.sentence.span, text, value or text, order)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """In their order; of two in one place the one that was found first."""
        found: dict[Span, Fact] = {}
        for fact in sorted(self.found(), key=lambda fact: (fact.span.start, -fact.span.end)):
            found.setdefault(fact.span, fact)
        return tuple(found.values())

    @abstractmethod
    def found(self) -> Iterator[Fact]:
        """Everything that could be asked, in any order."""


ReadT = TypeVar("ReadT", bound=OnceRead)


@dataclass(frozen=True, slots=True)
class OnceReadGrammar(Generic[ReadT]):
    """A `Grammar` of what a language knows; `read` and `asked` remember what they made."""

    language: str
    wording: Wording
    vocabulary: Vocabulary
    read: Callable[[Sentence], ReadT]
    asked: Callable[[Sentence], Sequence[Question]]
    gap: Callable[[ReadT, Fact], Gapped | None]
    happened: Callable[[ReadT, Fact], str | None]

    def facts(self, sentence: Sentence) -> Sequence[Fact]:
        return self.read(sentence).facts

    def questions(self, sentence: Sentence, facts: Sequence[Fact]) -> Sequence[Question]:
        """Questions for the facts that were found; `facts` that others made get none."""
        return self.asked(sentence)

    def gapped(self, sentence: Sentence, fact: Fact) -> Gapped | None:
        return self.gap(self.read(sentence), fact)

    def event(self, sentence: Sentence, date: Fact) -> str | None:
        return self.happened(self.read(sentence), date)


def has_better(
    reading: ReadT, asked: Sequence[Question], is_worth: Callable[[ReadT, Fact, Span], bool]
) -> bool:
    """Whether two other things can be asked well, so that a poor gap stands behind them."""
    good = {question.asks[0] for question in asked if question.trust > _GOOD}
    good |= {
        fact.span
        for fact in reading.facts
        if fact.kind is not FactKind.LIST and is_worth(reading, fact, reading.within(fact.span))
    }
    return len(good) > 1
