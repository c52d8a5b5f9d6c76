"""What a language has to know of its own sentences; one folder a language.

A fourth one needs a folder with a class that is a `Grammar`, a line in `fitting`, which loads it,
and its words in `languages`, which tells it from others, and in `domain.sentences`.  Then:

- What it says follows from the sentence alone.  It is asked about one several times, so it had
  better remember what it read; for `facts` first without what only the whole lesson tells (`topic`,
  `persons`), then with it.
- A sentence is read as it stands, with line breaks and blanks as the lesson has them; what is
  returned as `text`, `answer` or `value` is in one line.  Every `Span` of a fact or of what is
  asked is a place in the lesson, within the sentence.
- A question must be understood, and have one answer, without the sentence.  `trust` orders what is
  asked; what has less than `ranking` wants is left out.  Better none than one that is not right.
- The items of a list are facts of their own.  Each gets a gap where the `text` of all of them, in
  their order, stands in the gap of the list.
- Dates have an `order` as far as they are told, negative before our era.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `span` of the lesson, with what its reader knows already.

    `before` is the sentence before it in its paragraph, empty where it is the first, and `earlier`
    are some before that; `years` are the latest of those told so far under its heading, the very
    latest last.  `names` are the words that the lesson writes with a capital within its sentences
    and never without, so that a name is known at the beginning of a sentence too; `persons` are
    those single names that are a part of a person's full name elsewhere; `topic` is the name that
    is told most around the sentence, if one is.
    """

    text: str
    span: Span
    before: str = ""
    heading: str = ""
    title: str = ""
    years: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()
    topic: str = ""
    persons: frozenset[str] = frozenset()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, as plain text; `asks` are the places of what is asked for.

    `answer` says no more than the text does.  `also` are other right ways to put it.  `form` names
    the rule, such as "when"; `trust` (0 to 1) is how sure that rule is of its sentence.  Where the
    pair can be asked the other way round, `reverse` is the question whose answer is `reversed`.
    """

    text: str
    answer: str
    asks: tuple[Span, ...]
    form: str
    trust: float = 0.8
    also: tuple[str, ...] = ()
    reverse: str = ""
    reversed: str = ""


@dataclass(frozen=True, slots=True)
class Gapped:
    """A text that can stand alone, with the fact's words to be hidden at `gap` (places in `text`).

    It is the sentence itself or a clause of it, with its pronouns said out, or with `context`
    (such as "Kyrgyzstan:") before it.  `hint` stands in the gap, where it says more than that of
    the fact's kind.
    """

    text: str
    gap: Span
    context: str = ""
    trust: float = 0.8
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of the language for what the pipeline makes without the grammar's help.

    `hints` are put into gaps ("year", "how many", "who"); `order` asks to put events in order,
    earliest first.
    """

    hints: Mapping[FactKind, str]
    order: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which any card in the language is judged, all in lower case.

    `small` words say nothing by themselves ("the", "of", "was", and those of the other lists);
    `asking` words make a question more than one of yes or no ("who", "how").  `pronouns` stand for
    what is told elsewhere ("it", "their"), and so do `pointing` words with their noun ("this") and
    `roles` with an article or alone ("king", "republic"), unless a name comes with them.
    `shifting` phrases mean another day to each reader ("last year"); `lasting` words tell a state
    that may change ("has").  `joining` words come before the last item of a list ("and").
    `endings`, the longest first, are cut off where two words are compared; four letters stay.
    """

    small: frozenset[str]
    asking: frozenset[str]
    pronouns: frozenset[str]
    pointing: frozenset[str]
    roles: frozenset[str]
    shifting: tuple[str, ...]
    lasting: frozenset[str]
    joining: frozenset[str]
    endings: tuple[str, ...]


class Grammar(Protocol):
    @property
    def language(self) -> str:
        """Its code: "en", "ru", "ky"."""
        ...

    @property
    def wording(self) -> Wording: ...

    @property
    def vocabulary(self) -> Vocabulary: ...

    def facts(self, sentence: Sentence) -> Sequence[Fact]:
        """What could be asked of the sentence, in its order; a list may hold other facts."""
        ...

    def questions(self, sentence: Sentence, facts: Sequence[Fact]) -> Sequence[Question]:
        """Every question the sentence allows, each understood without the sentence.

        `facts` are its own, and perhaps words that somebody chose, which may be left unasked.
        """
        ...

    def gapped(self, sentence: Sentence, fact: Fact) -> Gapped | None:
        """The sentence with the fact to be hidden; None where it would not be understood."""
        ...

    def event(self, sentence: Sentence, date: Fact) -> str | None:
        """What happened on the date, as an item to be ordered; None where that is not plain."""
        ...
