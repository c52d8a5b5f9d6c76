"""What the cards of a lesson answer, and where: the facts that are taken care of."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kgstudy.domain.card_types import card_type
from kgstudy.domain.drafting import Fact
from kgstudy.domain.drafting.holding import covers, holds, words
from kgstudy.domain.ids import CardId, LessonId, NoteId
from kgstudy.domain.lesson import Anchor, Span
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import NoteType
from kgstudy.store import cards, lessons, notes
from kgstudy.store.collection import Collection


class Asked(NamedTuple):
    """A card tied to a lesson: its words there, and what it asks and answers in plain text."""

    anchor: Anchor
    note_id: NoteId
    question: str
    answer: str


def tied(collection: Collection, lesson: LessonId) -> tuple[Asked, ...]:
    """The cards tied to the lesson, in the order of the text, wherever they were made."""
    anchors = lessons.anchors_in(collection, lesson)
    texts = _of_cards(collection, [anchor.card_id for anchor in anchors])
    return tuple(Asked(anchor, *texts[anchor.card_id]) for anchor in anchors)


def texts_of(collection: Collection, asked: Sequence[CardId]) -> dict[CardId, tuple[str, str]]:
    """By card, its question and its answer."""
    every = _of_cards(collection, asked)
    return {card: (question, answer) for card, (_, question, answer) in every.items()}


def _of_cards(
    collection: Collection, asked: Sequence[CardId]
) -> dict[CardId, tuple[NoteId, str, str]]:
    """By card, its note, its question and its answer."""
    places = list(cards.places(collection, asked))
    known = notes.several(collection, {note for _, note, *_ in places})
    return {
        card: (note, *_texts(_what_asks(known[note]), slot)) for card, note, _, slot, _ in places
    }


_Asking = tuple[str, NoteType | None, tuple[tuple[str, str], ...], tuple[str, ...]]


def _what_asks(note: Note) -> _Asking:
    return note.kind, note.note_type, tuple(note.fields.items()), note.tags


@lru_cache(1 << 14)  # those of a lesson are asked for after every answer
def _texts(asking: _Asking, slot: int) -> tuple[str, str]:
    kind, note_type, pairs, tags = asking
    fields = dict(pairs)
    made_by = card_type(Note(NoteId(0), "", kind, fields, tags, note_type))
    return made_by.question_text(fields, slot), made_by.answer_text(fields, slot)


class Facts:
    """Facts in the order of the text, to be told by what is asked; a long text has thousands."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._starts = [fact.span.start for fact in facts]
        self._sentences = [fact.sentence.start for fact in facts]
        self._ends = [fact.sentence.end for fact in facts]

    def asked(self, asks: Iterable[Span]) -> set[int]:
        """The numbers of those that are asked for at one of the places."""
        return {at for ask in asks for at in self._beside(ask) if covers(ask, self._facts[at].span)}

    def answered(
        self, tied: Iterable[Asked], besides: Container[int] = frozenset()
    ) -> dict[int, Asked]:
        """By number of a fact, a card that answers it in the sentences to which it is tied.

        The facts `besides` are not looked at.
        """
        return {at: each for each in tied for at in self._answered(each, besides)}

    def _beside(self, ask: Span) -> range:
        """Those that begin in it or, since it may miss a fifth of a fact, shortly before."""
        early = ask.start - (ask.end - ask.start + 3) // 4
        return range(bisect_left(self._starts, early), bisect_left(self._starts, ask.end))

    def _answered(self, tied: Asked, besides: Container[int]) -> Iterator[int]:
        span, answer = tied.anchor.span, words(tied.answer)
        first = bisect_right(self._ends, span.start)
        for at in range(first, bisect_left(self._sentences, span.end)):
            if at in besides:
                continue
            fact = self._facts[at]
            same = covers(span, fact.span) and covers(fact.span, span)
            if same or holds(answer, fact):
                yield at
