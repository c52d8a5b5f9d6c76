"""A table for spreadsheets: a row a card, its question, answer and note as they are seen.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can
start programs.  Such a cell gets an apostrophe in front, which leaves it readable; our reader takes
it away again.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import CardType
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import media, plain
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats import losses as left
from kgstudy.formats.delimited.guarding import HEADER, guarded
from kgstudy.formats.delimited.saving import save

NAME = "CSV table"
SUFFIXES = (".csv",)

_A_STEP = 500
"""Notes between two tellings of the progress."""


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes all cards, or nothing; the mark at the beginning tells spreadsheets the encoding."""
    save(path, _lines(parcel, progress), "utf-8-sig")


def _lines(parcel: Parcel, progress: Progress) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for done, row in enumerate(_rows(parcel, progress)):
        writer.writerow(map(guarded, row))
        if done % _A_STEP == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _rows(parcel: Parcel, progress: Progress) -> Iterator[tuple[str, ...]]:
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    decks = {deck.guid: deck.name for deck in parcel.decks}
    for done, note in enumerate(parcel.notes):
        if done % _A_STEP == 0:
            progress(done / len(parcel.notes))
        its_type = types[note.note_type] if note.note_type is not None else None
        whole = Note(NoteId(0), note.guid, note.kind, note.fields, note.tags, its_type)
        cards = (
            {card.slot: decks[card.deck] for card in note.cards}
            if note.cards is not None
            else dict.fromkeys(card_type(whole).slots(note.fields), decks[note.deck])
        )
        for slot, deck in cards.items():
            seen = _cells(card_type(whole, deck), note.fields, slot)
            yield (*seen, deck, " ".join(note.tags))
    progress(1.0)


def _cells(kind: CardType, fields: Mapping[str, str], slot: int) -> tuple[str, str, str]:
    """Question, answer and note; of a picture with hidden parts, which part, and which picture."""
    face = kind.face(fields, slot)
    if isinstance(face, OcclusionFace):
        answer = f"{plain(face.answer)} [{face.image}]".strip()
        return kind.question_text(fields, slot), answer, _seen(face.note)
    return _seen(face.question), _seen(face.answer), _seen(face.note)


def _seen(html: str) -> str:
    """The words; where there are none, the names of the pictures and sounds."""
    return plain(html) or " ".join(f"[{name}]" for name in media(html))


def losses(parcel: Parcel) -> tuple[str, ...]:
    """What stays behind, in sentences."""
    return (*left.schedules(parcel), *left.lessons(parcel), *left.media(parcel))
