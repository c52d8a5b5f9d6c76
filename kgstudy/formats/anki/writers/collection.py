"""A parcel as an Anki collection in a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelNote
from kgstudy.domain.progress import Progress
from kgstudy.formats.anki.writers import cards, notes, schema
from kgstudy.formats.anki.writers.contents import Contents, col_row
from kgstudy.formats.anki.writers.numbers import Unused
from kgstudy.formats.database import Database, new_database
from kgstudy.host.memory import uncollected

_Row = tuple[object, ...]

_AT_ONCE = 1000


def write_collection(
    parcel: Parcel, names: Mapping[str, str], path: Path, progress: Progress
) -> None:
    """Writes the file; `names` are those that its media have in Anki."""
    with uncollected(), new_database(path) as database:
        contents = Contents(parcel, names)
        database.execute(schema.TABLES)
        _Rows(contents, database).write(progress)
        database.execute(schema.COL, col_row(contents))
        database.execute(schema.INDICES)


class _Rows:
    """Writes notes with their cards and answers, some at a time."""

    def __init__(self, contents: Contents, database: Database) -> None:
        self._contents = contents
        self._database = database
        self._note_ids, self._card_ids, self._answer_ids = Unused(), Unused(), Unused()
        self._position = 0

    def write(self, progress: Progress) -> None:
        every = self._contents.parcel.notes
        for start in range(0, len(every), _AT_ONCE):
            progress(start / len(every))
            self._write(every[start : start + _AT_ONCE])

    def _write(self, some: tuple[ParcelNote, ...]) -> None:
        note_rows: list[_Row] = []
        card_rows: list[_Row] = []
        answer_rows: list[_Row] = []
        for note in some:
            its = self._cards(note)
            made = self._note_ids.from_(_made(note, its, self._contents.dated))
            changed = (note.changed or self._contents.dated) // 1000
            note_rows.append(self._note_row(note, made, changed))
            cloze = self._contents.type_of(note).note_type.cloze
            for card in its:
                card_id = self._card_ids.from_(made)
                card_rows.append(self._card_row(card, card_id, made, changed, cloze))
                if card.log:
                    answer_rows += self._answer_rows(card, card_id)
        self._database.executemany(schema.NOTES, note_rows)
        self._database.executemany(schema.CARDS, card_rows)
        self._database.executemany(schema.REVLOG, answer_rows)

    def _note_row(self, note: ParcelNote, made: int, changed: int) -> _Row:
        its_type = self._contents.type_of(note)
        values = self._contents.values(note)
        first = notes.stripped(values[0])
        sort = first if its_type.sort_field == 0 else notes.stripped(values[its_type.sort_field])
        tags, fields = notes.tag_column(note.tags), notes.joined(values)
        return made, note.guid, its_type.id, changed, tags, fields, sort, notes.checksum(first)

    def _cards(self, note: ParcelNote) -> tuple[ParcelCard, ...]:
        if note.cards is not None:
            return note.cards
        self._position += 1
        position = self._position
        return tuple(ParcelCard(slot, note.deck, position) for slot in self._contents.slots(note))

    def _card_row(
        self, card: ParcelCard, card_id: int, note_id: int, changed: int, cloze: bool
    ) -> _Row:
        contents = self._contents
        options = contents.options[card.deck]
        *state, data = cards.state(card, contents.created, options)
        deck, place = contents.decks[card.deck], card.slot - cloze
        return card_id, note_id, deck, place, changed, *state, card.flag & 7, data

    def _answer_rows(self, card: ParcelCard, card_id: int) -> Iterator[_Row]:
        for at, *rest in cards.answers(card, self._contents.options[card.deck]):
            yield self._answer_ids.from_(at), card_id, *rest


def _made(note: ParcelNote, its: tuple[ParcelCard, ...], dated: int) -> int:
    """Since when the note is there, as far as one can tell: Anki takes its id for that."""
    made = note.changed or dated
    for card in its:
        if card.log and card.log[0].at < made:
            made = card.log[0].at
    return max(made, 1)
