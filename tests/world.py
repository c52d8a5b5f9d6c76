"""A collection that has something of everything, and chance to choose in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import TypeVar

from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.services import (
    editing,
    new_decks,
    saved_searches,
    studio,
    trash,
)
from kgstudy.services.study import Study
from kgstudy.store import cards as stored_cards
from kgstudy.store import decks, lessons, media, notes
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, note
from tests.drafted import gapped
from tests.fake_clock import FakeClock

T = TypeVar("T")

YEARS = "It began in 1990. It grew in 1991. It ended in 1995.\n"
CLOZE = {"text": "{{c1::Naryn}} flows into the {{c2::Syr Darya}}", "note": ""}
TAGS = ("river", "a", "a::b", "a::b::c", "b")


@dataclass(frozen=True, slots=True)
class World:
    """A collection, and the dice that choose in it; `number` makes each act another."""

    opened: Collection
    rng: Random
    number: int = 0

    def one(self, every: Sequence[T]) -> T:
        """Raises Nothing where there is nothing to choose from."""
        if not every:
            raise Nothing
        return self.rng.choice(every)

    def some(self, every: Sequence[T]) -> list[T]:
        return self.rng.sample(every, self.rng.randint(1, len(every))) if every else []

    @property
    def clock(self) -> FakeClock:
        clock = self.opened.clock
        assert isinstance(clock, FakeClock)
        return clock

    @property
    def decks(self) -> list[DeckId]:
        return [deck.id for deck in decks.every(self.opened)]

    @property
    def cards(self) -> list[CardId]:
        return [card.id for card, _ in stored_cards.every(self.opened)]

    @property
    def notes(self) -> list[NoteId]:
        return sorted(note.id for note in notes.named(self.opened, "").values())

    @property
    def lesson(self) -> LessonId:
        return self.one([each.id for each in lessons.every(self.opened) if "1990" in each.text])

    def study(self) -> Study:
        """A sitting over all decks, with a card on the table."""
        study = Study(self.opened)
        if study.shown is None:
            raise Nothing
        return study


class Nothing(Exception):  # noqa: N818 - no error
    """There is nothing to do the act to."""


def furnish(opened: Collection) -> None:
    """Decks, notes of several kinds, tags, answers, a lesson on the desk, a full trash."""
    world = World(opened, Random(3))
    kinds = [basic(f"n{number}", quote="Naryn" if number else None) for number in range(4)]
    deck_of(opened, [*kinds, note("gaps", "cloze", CLOZE)])
    new_decks.create(opened, "Lakes::Deep")
    editing.add(opened, "Lakes", "basic", {"front": "Deepest?", "back": "Issyk-Kul"}, TAGS[1:])
    study = Study(opened)
    for rating in (Rating.EASY, Rating.GOOD, Rating.AGAIN):
        study.answer(rating, 2000)
    lesson, _ = studio.bring(opened, LessonText("Years", YEARS))
    first, second = (gapped(YEARS, year) for year in ("1990", "1991"))
    studio.accept(opened, lesson, [(first, first.best)])
    studio.reject(opened, lesson, second)
    saved_searches.save(opened, "Rivers", "river")
    editing.add(opened, "Lakes", "basic", {"front": "Thrown", "back": "away"})
    trash.delete_notes(opened, world.notes[-1:])
    with opened.act("gather"):
        media.Intake(opened).add("unused.png", BytesIO(b"nothing shows it"))
    opened.forget_history()
