"""The lesson as it stands in memory: each sentence with its cards and their recall."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import fsrs, naming
from kgstudy.domain.card import Card, CardState
from kgstudy.domain.card_types import card_type
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId
from kgstudy.domain.lesson import Anchor, Lesson, Section, Span, band, outline
from kgstudy.domain.note import Note
from kgstudy.domain.recall import recall
from kgstudy.services import deck_options
from kgstudy.store import cards, lessons, looks, notes
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class SentenceCard:
    """A card of a sentence, with what is needed to say how well it is recalled on any day."""

    card_id: CardId
    question: str
    answer: str
    state: CardState
    parameters: fsrs.Parameters

    def recall(self, day: StudyDay) -> float | None:
        """Predicted probability of recall on `day`; None for a card never answered."""
        return recall(self.state, self.parameters, day)


@dataclass(frozen=True, slots=True)
class SentenceView:
    span: Span
    text: str
    cards: tuple[SentenceCard, ...]

    def recall(self, day: StudyDay) -> float | None:
        """The mean over its cards, those not begun counting 0; None where none has been begun."""
        return _mean_recall(self.cards, day)


@dataclass(frozen=True, slots=True)
class SectionView:
    heading: str
    level: int
    span: Span
    paragraphs: tuple[tuple[SentenceView, ...], ...]

    @property
    def cards(self) -> tuple[CardId, ...]:
        """The section's cards in the order of the text, each once."""
        return tuple(dict.fromkeys(card.card_id for card in _cards([self])))

    def recall(self, day: StudyDay) -> float | None:
        """The mean over its cards, as for a sentence."""
        return _mean_recall({card.card_id: card for card in _cards([self])}.values(), day)


@dataclass(frozen=True, slots=True)
class LessonPage:
    lesson: Lesson
    sections: tuple[SectionView, ...]

    @property
    def sentences(self) -> Iterator[SentenceView]:
        """All of them in the order of the text."""
        return (
            sentence
            for section in self.sections
            for paragraph in section.paragraphs
            for sentence in paragraph
        )

    @property
    def cards(self) -> tuple[SentenceCard, ...]:
        """All cards in the order of the text, each once."""
        return tuple({card.card_id: card for card in _cards(self.sections)}.values())


@dataclass(frozen=True, slots=True)
class LessonSummary:
    """How much of a lesson is known today; `bands` counts its cards by `domain.lesson.band`.

    `wanting` of its cards want a look after a new version of the text.
    """

    id: LessonId
    title: str
    deck_id: DeckId
    cards: int
    begun: int
    recalled: float
    bands: tuple[int, ...]
    language: str
    wanting: int


def page(collection: Collection, lesson: LessonId) -> LessonPage:
    text = lessons.get(collection, lesson)
    sections = outline(text.text, text.language)
    found = _by_sentence(sections, _anchored(collection, text))
    return LessonPage(text, tuple(_section(text.text, part, found) for part in sections))


def get(collection: Collection, lesson: LessonId) -> Lesson:
    return lessons.get(collection, lesson)


def of_deck(collection: Collection, deck: DeckId) -> LessonId | None:
    """The first lesson of the deck, if it has any."""
    return next((text.id for text in lessons.every(collection) if text.deck_id == deck), None)


def note_of(collection: Collection, card: CardId) -> NoteId:
    return cards.get(collection, card).note_id


def rename(collection: Collection, lesson: LessonId, title: str) -> Change:
    """Gives the lesson another title; its deck keeps its name."""
    title = naming.line(title)
    if not title:
        raise UserError("A lesson needs a title: write one.")
    with collection.act("rename-lesson", Touched.LESSONS) as act:
        lessons.save(collection, replace(lessons.get(collection, lesson), title=title))
    return act.change


def change_language(collection: Collection, lesson: LessonId, language: str) -> Change:
    """Says in which language the lesson is, for its sentences and for the drafts to come."""
    with collection.act("change-language", Touched.LESSONS) as act:
        lessons.save(collection, replace(lessons.get(collection, lesson), language=language))
    return act.change


def is_there(collection: Collection, lesson: LessonId) -> bool:
    """Whether the collection has the lesson still."""
    return lessons.has(collection, lesson)


def shelf(collection: Collection) -> tuple[LessonSummary, ...]:
    """Every lesson with how well it is known today."""
    today = collection.calendar.today()
    return tuple(_summary(collection, text, today) for text in lessons.every(collection))


def _summary(collection: Collection, lesson: Lesson, today: StudyDay) -> LessonSummary:
    recalls = _recalls(collection, lesson.id, today)
    counts = [0] * 5
    for share in recalls:
        counts[band(share)] += 1
    return LessonSummary(
        lesson.id,
        lesson.title,
        lesson.deck_id,
        len(recalls),
        sum(recall is not None for recall in recalls),
        sum(recall or 0.0 for recall in recalls),
        tuple(counts),
        lesson.language,
        looks.count(collection, lesson.id),
    )


def _recalls(collection: Collection, lesson: LessonId, day: StudyDay) -> list[float | None]:
    """Of each of its cards; neither the text nor those that are new are looked at."""
    begun = lessons.begun_cards(collection, lesson)
    parameters = _parameters(collection, begun)
    recalls = [recall(card.state, parameters[card.deck_id], day) for card in begun]
    return recalls + [None] * (lessons.cards_in(collection, lesson) - len(recalls))


def _parameters(
    collection: Collection, several: Iterable[Card]
) -> Mapping[DeckId, fsrs.Parameters]:
    return {
        deck: deck_options.preset_of(collection, deck).options.parameters
        for deck in {card.deck_id for card in several}
    }


def _mean_recall(cards: Iterable[SentenceCard], day: StudyDay) -> float | None:
    recalls = [card.recall(day) for card in cards]
    if all(recall is None for recall in recalls):
        return None
    return sum(recall or 0.0 for recall in recalls) / len(recalls)


def _cards(sections: Sequence[SectionView]) -> Iterator[SentenceCard]:
    for section in sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                yield from sentence.cards


def _anchored(collection: Collection, lesson: Lesson) -> list[tuple[Anchor, SentenceCard]]:
    anchors = lessons.anchors_in(collection, lesson.id)
    present = cards.several(collection, [anchor.card_id for anchor in anchors])
    known = notes.several(collection, {card.note_id for card in present.values()})
    parameters = _parameters(collection, present.values())
    return [
        (anchor, _sentence_card(present[anchor.card_id], known, parameters)) for anchor in anchors
    ]


def _sentence_card(
    card: Card, known: Mapping[NoteId, Note], parameters: Mapping[DeckId, fsrs.Parameters]
) -> SentenceCard:
    note = known[card.note_id]
    made_by = card_type(note)
    return SentenceCard(
        card.id,
        made_by.question_text(note.fields, card.slot),
        made_by.answer_text(note.fields, card.slot),
        card.state,
        parameters[card.deck_id],
    )


def _by_sentence(
    sections: Sequence[Section], anchored: Sequence[tuple[Anchor, SentenceCard]]
) -> Mapping[Span, list[SentenceCard]]:
    """The cards of each sentence that has any, in the order of their anchors."""
    every = [
        sentence
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    ]
    ends = [sentence.end for sentence in every]
    found = defaultdict[Span, list[SentenceCard]](list)
    for anchor, card in anchored:
        at = bisect_right(ends, anchor.span.start)
        while at < len(every) and every[at].start < anchor.span.end:
            found[every[at]].append(card)
            at += 1
    return found


def _section(
    text: str, section: Section, found: Mapping[Span, Sequence[SentenceCard]]
) -> SectionView:
    paragraphs = tuple(
        tuple(
            SentenceView(span, text[span.start : span.end], tuple(found.get(span, ())))
            for span in paragraph.sentences
        )
        for paragraph in section.paragraphs
    )
    return SectionView(section.heading, section.level, section.span, paragraphs)
