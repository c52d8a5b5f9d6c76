"""Parcels that the tests of Anki's packages write, and a look into what was written."""

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from kgstudy.domain import fsrs
from kgstudy.domain.deck import Options
from kgstudy.domain.memory import Memory
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import (
    Opener,
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelNote,
    ParcelPreset,
    ParcelReview,
    Standing,
)
from kgstudy.domain.review import Days, Phase, Rating, Seconds

HOUR = 3_600_000
DAY = 24 * HOUR
MONDAY = 1_751_257_200_000  # 30 June 2025, 04:20 UTC
DECK = ParcelDeck("deck", "Кыргызстан::1-бөлүм", "About <b>words</b>", "mine")
OPTIONS = Options(
    learning_steps=(60, 600, 3600),
    relearning_steps=(600, 1200),
    new_per_day=7,
    reviews_per_day=77,
    retention=0.87,
    bury_new=False,
    leech_lapses=5,
    parameters=(*fsrs.DEFAULT_PARAMETERS[:-1], 0.2),
)
PRESET = ParcelPreset("mine", OPTIONS)
MEMORY = Memory(12.3456, 5.432)

KINDS: Mapping[str, Mapping[str, str]] = {
    "basic": {"front": "Бишкек <img src='map.png'>", "back": "capital", "note": "since 1936"},
    "both-ways": {"front": "суу", "back": "water [sound:суу.mp3]", "note": ""},
    "cloze": {"text": "{{c1::Ала-Тоо::mountains}} is {{c3::high {{c4::and}} old}}", "note": "n"},
    "typed": {"question": "1 + 1", "answer": "two", "also": "2\nII", "note": ""},
    "choice": {"question": "Which?", "right": "this", "wrong": "that\nthose", "note": "why"},
    "ordering": {"question": "Sort", "items": "1991\n1992\n1998", "note": ""},
}

WORDS = NoteType(
    guid="words",
    name="Words",
    cloze=False,
    fields=("Word", "Meaning"),
    templates=(
        Template("Forth", "{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
        Template("Back", "{{Meaning}}", "{{FrontSide}}<hr id=answer>{{Word}}"),
    ),
    css=".card { color: green; }",
)


def media(**files: bytes) -> dict[str, Opener]:
    return {name: lambda content=content: io.BytesIO(content) for name, content in files.items()}  # type: ignore[misc]


MEDIA = media(**{"map.png": b"a picture", "суу.mp3": b"a sound"})


def note(guid: str, *cards: ParcelCard, kind: str = "basic", **traits: Any) -> ParcelNote:  # noqa: ANN401
    """A note with these cards, or with those that its fields ask for."""
    note_type = WORDS.guid if kind == TEMPLATED else None
    fields = {"Word": guid, "Meaning": "m"} if note_type else KINDS[kind]
    given = {"fields": fields, "note_type": note_type, "changed": MONDAY, **traits}
    return ParcelNote(guid, DECK.guid, kind, cards=cards or None, **given)


def parcel(*notes: ParcelNote, **traits: Any) -> Parcel:  # noqa: ANN401
    given = {"presets": (PRESET,), "note_types": (WORDS,), "media": MEDIA, **traits}
    return Parcel((DECK,), notes=notes, **given)


def every_kind() -> Parcel:
    return parcel(*(note(f"note-{kind}", kind=kind) for kind in KINDS))


def reviewing(slot: int = 0, since: int = MONDAY, **traits: Any) -> ParcelCard:  # noqa: ANN401
    """A card answered three times, and due in seven days after the last."""
    first, second, last = since, since + 10 * 60_000, since + 3 * DAY
    log = (
        ParcelReview(first, Rating.GOOD, Phase.NEW, Phase.LEARNING, Seconds(600), 4000, 1),
        ParcelReview(second, Rating.GOOD, Phase.LEARNING, Phase.REVIEWING, Days(3), 3000),
        ParcelReview(last, Rating.HARD, Phase.REVIEWING, Phase.REVIEWING, Days(7), 2000),
    )
    due = MONDAY + 10 * DAY + 12 * HOUR
    standing = Standing(
        Phase.REVIEWING, due, Days(7), memory=MEMORY, ease=2.35, reps=3, lapses=1, last=last
    )
    return ParcelCard(slot, DECK.guid, 4, **{"standing": standing, "log": log, **traits})


def learning(slot: int = 0) -> ParcelCard:
    """A card on the second of its steps."""
    at, due = MONDAY + 5000, MONDAY + 605_000
    log = (ParcelReview(at, Rating.GOOD, Phase.NEW, Phase.LEARNING, Seconds(600), 5000, 1),)
    standing = Standing(Phase.LEARNING, due, Seconds(600), 1, Memory(2.3, 4.0), reps=1, last=at)
    return ParcelCard(slot, DECK.guid, 2, standing, log)


class Written:
    """A package as it lies on the disk."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        newer = self.members.get("collection.anki21")
        self.database = newer or self.members["collection.anki2"]

    def rows(self, sql: str) -> list[Sequence[Any]]:
        with _connected(self.database) as connection:
            return connection.execute(sql).fetchall()

    def column(self, name: str) -> dict[str, Any]:
        """One of the columns of `col` that hold JSON."""
        [(text,)] = self.rows(f"SELECT {name} FROM col")
        found: dict[str, Any] = json.loads(text)
        return found

    def media(self) -> dict[str, bytes]:
        table = json.loads(self.members["media"])
        return {name: self.members[member] for member, name in table.items()}


@contextmanager
def _connected(database: bytes) -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        path.write_bytes(database)
        with closing(sqlite3.connect(path)) as connection:
            yield connection
