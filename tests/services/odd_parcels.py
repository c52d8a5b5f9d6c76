"""Parcels as no reader should make them, and what a collection holds after them."""

from dataclasses import replace
from pathlib import Path

from kgstudy.domain.card import Card
from kgstudy.domain.changes import Touched
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelNote,
    ParcelReview,
    Standing,
)
from kgstudy.domain.review import Days, Interval, Phase, Rating
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from kgstudy.store.tables import USER_TABLES
from tests.builders import DECK, basic, parcel
from tests.fake_clock import FakeClock

DAY = 86_400_000
NOW = FakeClock().now_ms()
THREE_DAYS = Days(3)
NOON = NOW + 3 * 3_600_000
TWO = NoteType(
    "two",
    "Two",
    cloze=False,
    fields=("Word", "Meaning"),
    templates=(Template("There", "{{Word}}", "{{Meaning}}"),
               Template("Back", "{{Meaning}}", "{{Word}}")),
)  # fmt: skip
ONE = replace(TWO, guid="one", templates=TWO.templates[:1])


def arriving(*dealt: ParcelCard) -> Parcel:
    return parcel(basic("a")._replace(cards=dealt))


def templated(note_type: NoteType, slots: int, **fields: str) -> Parcel:
    dealt = tuple(ParcelCard(slot, DECK, slot) for slot in range(slots))
    coming = ParcelNote(f"{DECK}/a", DECK, TEMPLATED, fields, (), None, note_type.guid, dealt)
    return Parcel((ParcelDeck(DECK, "Rivers"),), (), (coming,), note_types=(note_type,))


def answer(at: int, interval: Interval = THREE_DAYS, taken: int = 5, step: int = 0) -> ParcelReview:
    phase = Phase.REVIEWING
    return ParcelReview(at, Rating.GOOD, phase, phase, interval, taken, step)


def only(opened: Collection) -> Card:
    ((card, _),) = cards.every(opened)
    return card


def fields(opened: Collection) -> dict[str, str]:
    found = notes.find(opened, guid=f"{DECK}/a")
    assert found is not None
    return dict(found.fields)


def edit(opened: Collection, **changed: str) -> None:
    found = notes.find(opened, guid=f"{DECK}/a")
    assert found is not None
    with opened.act("edit-note", Touched.NOTES):
        notes.save(opened, found._replace(fields={**found.fields, **changed}))


def everything(opened: Collection) -> dict[str, list[str]]:
    return {
        table: sorted(map(repr, opened.connection.execute(f"SELECT * FROM {table}")))
        for table in USER_TABLES
    }


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "media").rglob("*") if path.is_file()]


STANDING = Standing(Phase.REVIEWING, NOON, Days(3))
