"""What drafting speaks of; all spans are places in the text of the lesson."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kgstudy.domain.lesson import Span

GOOD = 0.6
"""The score from which a draft without flaws may be accepted unread."""


class FactKind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    NAME = "name"
    """A name that could be any of the three above, or of a work, a treaty, a programme."""
    TERM = "term"
    """What a sentence defines."""
    LIST = "list"
    CAUSE = "cause"
    PURPOSE = "purpose"
    FIRST = "first"
    """A first, a superlative: who or what it was."""
    EVENT = "event"
    """What happened: the words of a sentence but for its date."""
    OTHER = "other"
    """A member, a partner, a deed: words that are worth a gap."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a card could ask for: the words at `span`, in the sentence at `sentence`.

    `value` is what the words come to with what is said elsewhere, as a card would answer: for
    "March 28" after a sentence of 1992 it is "28 March 1992".  `order` sorts dates: the year, the
    month and the day, as far as they are told.
    """

    kind: FactKind
    span: Span
    sentence: Span
    text: str
    value: str
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cure:
    """A change that takes a flaw away: `words` say what it does ("Write “James II”")."""

    words: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a critical reader objects to: `code` names the rule, `why` is a plain sentence.

    `grave` flaws keep a draft from being called good.
    """

    code: str
    why: str
    cure: Cure | None = None
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A card as it could be: `kind` and `fields` as in a note (fields are HTML).

    `form` names the rule that made it, such as "when" or "cloze".  `score` goes from 0 to 1;
    `reasons` say in short phrases what speaks for it.
    """

    kind: str
    fields: Mapping[str, str]
    form: str
    score: float
    reasons: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.score >= GOOD and not any(flaw.grave for flaw in self.flaws)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The drafts that ask for one thing, the best first.

    `key` tells the proposals of a lesson apart and stays the same while the words at `quote` do.
    `asks` are the places of the facts it asks for; `span` is where the quote stands.
    """

    key: str
    span: Span
    quote: str
    asks: tuple[Span, ...]
    facts: tuple[FactKind, ...]
    drafts: tuple[Draft, ...]

    @property
    def best(self) -> Draft:
        return self.drafts[0]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that was left out, and why, as a plain sentence."""

    proposal: Proposal
    why: str


@dataclass(frozen=True, slots=True)
class Drafting:
    """All that was found in a text; facts and proposals stand in its order.

    The best proposals of a sentence stand first among those of that sentence.
    """

    language: str
    facts: tuple[Fact, ...]
    proposals: tuple[Proposal, ...]
    rejected: tuple[Rejected, ...] = field(default=())
