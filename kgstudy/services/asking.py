"""What the cards of a lesson answer, and where: the facts that are taken care of."""

from dataclasses import dataclass

from kgstudy.domain.card_types import card_type
from kgstudy.domain.drafting import Fact
from kgstudy.domain.drafting.holding import covers, holds, words
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import Span
from kgstudy.store import cards, lessons, notes
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of the lesson that a card comes from, and those that it answers."""

    span: Span
    words: frozenset[str]

    def takes_care_of(self, fact: Fact) -> bool:
        if not self.span.touches(fact.sentence):
            return False
        same = covers(self.span, fact.span) and covers(fact.span, self.span)
        return same or holds(self.words, fact)


def answers(collection: Collection, lesson: LessonId) -> tuple[Answer, ...]:
    """What the cards tied to the lesson answer, wherever they were made."""
    anchors = lessons.anchors_in(collection, lesson)
    present = cards.several(collection, [anchor.card_id for anchor in anchors])
    known = notes.several(collection, {card.note_id for card in present.values()})
    found = []
    for anchor in anchors:
        card = present[anchor.card_id]
        note = known[card.note_id]
        answer = card_type(note).answer_text(note.fields, card.slot)
        found.append(Answer(anchor.span, words(answer)))
    return tuple(found)
