"""What is counted of a drafting: facts covered, twins, strange numbers, and what a reader said."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import items
from kgstudy.domain.drafting import Draft, Drafting, FactKind, Proposal
from kgstudy.domain.lesson import Span, outline
from kgstudy.domain.markup import plain
from tests.bench.drafting_gold import Gold, Mark, numbers_of

GOAL_KINDS = frozenset(
    {
        FactKind.DATE,
        FactKind.NUMBER,
        FactKind.PERSON,
        FactKind.PLACE,
        FactKind.ORGANISATION,
        FactKind.NAME,
    }
)
"""Dates, numbers and names: of these most should be covered."""
TOP = 2
"""As many drafts of a sentence are judged, the ones ranked first."""
CODES = ("form", "alone", "decided", "single", "faithful", "worth", "twin")
VERDICTS = ("accept", "edit", "reject")

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_JOINING = frozenset({"and", "the", "и", "жана", "менен"})
"""Words that a gap for each item of a list leaves outside."""
_ALIKE = 0.7
_ENDING = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A draft as a pupil would see it, as plain text."""

    kind: str
    question: str
    answer: str
    wrong: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        shown = "\n".join((self.kind, self.question, self.answer, *self.wrong))
        return hashlib.sha256(shown.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `marked` facts, how many are covered by any proposal and by the top ones."""

    marked: int = 0
    covered: int = 0
    top: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.marked + other.marked, self.covered + other.covered, self.top + other.top)


@dataclass(frozen=True, slots=True)
class Measures:
    """`verdicts` counts what was said of the top drafts, `codes` why they were not accepted.

    `good` counts the verdicts on those of them that may be accepted unread.
    """

    facts: Mapping[FactKind, Tally]
    drafts: int
    top: int
    verdicts: Mapping[str, int]
    good: Mapping[str, int]
    codes: Mapping[str, int]
    twins: int
    strange: tuple[Card, ...]
    unjudged: tuple[tuple[Card, str], ...]
    missed: tuple[Mark, ...] = field(default=())


def card(draft: Draft) -> Card:
    kind = CARD_TYPES[draft.kind]
    slots = kind.slots(draft.fields)
    return Card(
        draft.kind,
        " / ".join(kind.question_text(draft.fields, slot) for slot in slots),
        " / ".join(kind.answer_text(draft.fields, slot) for slot in slots),
        tuple(plain(each) for each in items(draft.fields.get("wrong", ""))),
    )


def is_verdict(said: str) -> bool:
    """Whether it is "accept" alone, or "edit" or "reject" with the criterion that is not met."""
    verdict, *codes = said.split()
    if verdict == "accept":
        return not codes
    return verdict in VERDICTS and len(codes) == 1 and codes[0] in CODES


def measure(lesson: Gold, drafting: Drafting, judged: Mapping[str, str]) -> Measures:
    """`judged` holds a verdict, and a code where it is not accepted, by the key of the card."""
    top = top_proposals(lesson, drafting)
    cards = [(card(proposal.best), proposal.quote) for proposal in top]
    said = [judged[each.key].split() for each, _ in cards if each.key in judged]
    good = [card(proposal.best).key for proposal in top if proposal.best.is_good]
    everything = [card(draft) for proposal in drafting.proposals for draft in proposal.drafts]
    return Measures(
        facts=tallies(lesson.marks, drafting.proposals, top),
        drafts=len(drafting.proposals),
        top=len(top),
        verdicts=_count(VERDICTS, (words[0] for words in said)),
        good=_count(VERDICTS, (judged[key].split()[0] for key in good if key in judged)),
        codes=_count(CODES, (words[1] for words in said if len(words) > 1)),
        twins=twins([card(proposal.best) for proposal in drafting.proposals]),
        strange=tuple(each for each in everything if strange_numbers(each, lesson.numbers)),
        unjudged=tuple(pair for pair in cards if pair[0].key not in judged),
        missed=tuple(mark for mark in lesson.marks if not _covered(mark, drafting.proposals)),
    )


def top_proposals(lesson: Gold, drafting: Drafting) -> tuple[Proposal, ...]:
    """The first two of each sentence, in the order of the text."""
    of: dict[Span, list[Proposal]] = defaultdict(list)
    places = list(_sentences(lesson))
    for proposal in drafting.proposals:
        of[_home(proposal.span, places)].append(proposal)
    return tuple(each for place in sorted(of, key=_start) for each in of[place][:TOP])


def tallies(
    marks: Sequence[Mark], every: Sequence[Proposal], top: Sequence[Proposal]
) -> Mapping[FactKind, Tally]:
    found: dict[FactKind, Tally] = defaultdict(Tally)
    for mark in marks:
        found[mark.kind] += Tally(1, _covered(mark, every), _covered(mark, top))
    return found


def covers(proposal: Proposal, mark: Mark) -> bool:
    """Whether the draft asks at the marked words, and its answer holds them."""
    if not any(asked.touches(mark.span) for asked in proposal.asks):
        return False
    answer = card(proposal.best).answer
    return any(holds(answer, words) for words in mark.answers)


def holds(answer: str, words: str) -> bool:
    """Whether each of the words is in the answer, in whatever form it stands there."""
    said = _words(answer)
    wanted = [word for word in _words(words) if word not in _JOINING]
    return all(any(_same(word, each) for each in said) for word in wanted)


def twins(cards: Sequence[Card]) -> int:
    """Cards that have the answer, and nearly the question, of one before them."""
    twin = {
        second
        for (_, one), (second, other) in combinations(enumerate(cards), 2)
        if set(_words(one.answer)) == set(_words(other.answer))
        and _likeness(_words(one.question), _words(other.question)) >= _ALIKE
    }
    return len(twin)


def strange_numbers(shown: Card, known: frozenset[str]) -> frozenset[str]:
    """The numbers of a card that its lesson does not hold."""
    return numbers_of("\n".join((shown.question, shown.answer, *shown.wrong))) - known


def _covered(mark: Mark, proposals: Iterable[Proposal]) -> bool:
    return any(covers(proposal, mark) for proposal in proposals)


def _words(text: str) -> list[str]:
    return [found.casefold() for found in _WORD.findall(text)]


def _same(one: str, other: str) -> bool:
    """Equal, or alike but for an ending: Russian and Kyrgyz decline what they name."""
    if one == other:
        return True
    if one[0].isdigit() or other[0].isdigit():
        return False
    stem = max(_ENDING, min(len(one), len(other)) - _ENDING)
    return one[:stem] == other[:stem] and len(one[:stem]) == stem


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    both, either = set(one) & set(other), set(one) | set(other)
    return len(both) / len(either) if either else 1.0


def _count(names: Sequence[str], said: Iterable[str]) -> dict[str, int]:
    words = list(said)
    return {name: words.count(name) for name in names}


def _sentences(lesson: Gold) -> Iterator[Span]:
    for section in outline(lesson.text, lesson.language):
        for paragraph in section.paragraphs:
            yield from paragraph.sentences


def _home(span: Span, places: Sequence[Span]) -> Span:
    """The sentence in which the quote begins."""
    return next((place for place in places if place.start <= span.start < place.end), span)


def _start(span: Span) -> int:
    return span.start
