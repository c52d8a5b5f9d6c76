"""Notes with their cards, as two rows of rows that run beside each other."""

import math
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import is_normalized

from kgstudy.domain.card_types.templated import Templated
from kgstudy.domain.composing import composed
from kgstudy.domain.errors import Place
from kgstudy.domain.markup import plain
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import ParcelCard, ParcelDeck, ParcelNote, ParcelReview
from kgstudy.domain.review import Phase
from kgstudy.formats.anki.readers import cards
from kgstudy.formats.anki.readers.decks import Decks
from kgstudy.formats.anki.readers.faults import MOST_EFFORT, Faults, Guids, fitted
from kgstudy.formats.anki.readers.kinds import Kind
from kgstudy.formats.anki.readers.log import Log
from kgstudy.formats.anki.readers.values import clean
from kgstudy.formats.assembly import tags as clean_tags
from kgstudy.formats.database import Row

LONGEST_FIELD = 5_000_000
"""Characters of a field."""
TOO_LONG = f"a field has more than {LONGEST_FIELD:,} characters: shorten it."
_LONGEST_NOTE = 20_000_000
"""Bytes of all fields."""

SQL = f"""
SELECT id, CASE WHEN octet_length(guid) < 10000 THEN CAST(guid AS BLOB) END, mid, mod,
  CASE WHEN octet_length(tags) BETWEEN 1 AND 100000 THEN CAST(tags AS BLOB) END,
  CASE WHEN octet_length(flds) <= {_LONGEST_NOTE} THEN CAST(flds AS BLOB) END
FROM notes WHERE typeof(id) = 'integer' ORDER BY id
"""

SEPARATOR = "\x1f"
_SHORT = 400
"""Characters of a text so short that looking at all its marks takes no time."""
_CONTROLS = bytes({*range(0x1F), 0x7F} - {0x09, 0x0A})
_NO_MORE: Row = (math.inf,)
"""Beyond all cards."""
_REPLACED = "\ufffd"
_REPLACED_BYTES = _REPLACED.encode()
_FIRST, _LAST = 315_532_800, 7_258_118_400
"""1980 and 2200, in seconds."""


def _guid(told: bytes | None) -> str:
    guid = told.decode("utf-8", "replace") if told else ""
    return guid if guid.isascii() and guid.isprintable() else clean(guid)


def _title(row: Row) -> str:
    """By which a person knows the note: the words that it begins with."""
    words = (row[5] or b"")[:400].decode("utf-8", "replace").partition(SEPARATOR)[0]
    return plain(clean(words))[:60] or str(row[0])


class Notes:
    """Reads the notes one after the other; what was wrong with them is in `faults`."""

    def __init__(
        self, kinds: Mapping[int, Kind], decks: Decks, log: Log, created: int, file: str
    ) -> None:
        self.faults = Faults()
        self.used: dict[str, NoteType] = {}
        """The note types that notes have, by their guids."""
        self._kinds = kinds
        self._decks = decks
        self._log = log
        self._calendar = cards.Calendar(created)
        self._place = Place(file)
        self._effort = 0
        self._guids = Guids(self.faults)
        self._deck = ""  # that of the last note: for one that has no cards
        self._tags: dict[bytes, tuple[str, ...]] = {}

    def read(self, note_rows: Iterable[Row], card_rows: Iterable[Row]) -> Iterator[ParcelNote]:
        """The notes in the order of their ids; both sorts of rows come in that order."""
        dealt = iter(card_rows)
        card = next(dealt, _NO_MORE)
        for row in note_rows:
            note_id = row[0]
            while card[0] < note_id:
                self.faults.orphans += 1
                card = next(dealt, _NO_MORE)
            own = []
            while card[0] == note_id:
                own.append(card)
                card = next(dealt, _NO_MORE)
            note = self._note(row, own)
            if note is not None:
                yield note
        self.faults.orphans += sum(1 for _ in dealt) + (card is not _NO_MORE)

    def _note(self, row: Row, card_rows: list[Row]) -> ParcelNote | None:
        note_id, guid, model, changed, tags, data = row
        kind = self._kinds.get(model) if isinstance(model, int) else None
        if kind is None or data is None:
            self._leave_out(row, kind)
            return None
        values = self._values(data, kind)
        if len(data) > LONGEST_FIELD and max(map(len, values)) > LONGEST_FIELD:
            self._leave_out(row, kind)
            return None
        fields = kind.named(values)
        if kind.guid is not None:
            self.used[kind.guid] = kind.note_type
        dealt = self._cards(card_rows, kind)
        if dealt:
            self._deck = dealt[0].deck
        tagged = self._tagged(tags)
        return ParcelNote(
            self._guids.claimed(_guid(guid), note_id),
            self._deck or self._decks.first().guid,
            kind.kind,
            fields,
            tagged,
            None,
            kind.guid,
            dealt or self._asked(kind, fields, tagged),
            changed * 1000 if isinstance(changed, int) and _FIRST <= changed < _LAST else None,
        )

    def _leave_out(self, row: Row, kind: Kind | None) -> None:
        why = "its note type is not in the file." if kind is None else TOO_LONG
        self.faults.leave_out(self._place, _title(row), why)

    def _values(self, data: bytes, kind: Kind) -> list[str]:
        """The fields, as many as the note type has."""
        words = data.decode("utf-8", "replace")
        if _REPLACED in words and _REPLACED_BYTES not in data:
            self.faults.unreadable += 1
        if len(data.translate(None, _CONTROLS)) < len(data):
            values = [clean(value) for value in words.split(SEPARATOR)]
        elif len(words) <= _SHORT and is_normalized("NFC", words):
            values = words.split(SEPARATOR)
        else:
            values = composed(words).split(SEPARATOR)
        wanted = len(kind.note_type.fields)
        return values if len(values) == wanted else fitted(values, wanted, self.faults)

    def _tagged(self, tags: bytes | None) -> tuple[str, ...]:
        if tags is None:
            return ()
        known = self._tags.get(tags)
        if known is None:
            words = tags.decode("utf-8", "replace").split()
            known = self._tags[tags] = clean_tags(map(clean, words))
        return known

    def _asked(
        self, kind: Kind, fields: Mapping[str, str], tags: tuple[str, ...]
    ) -> tuple[ParcelCard, ...] | None:
        """For a note without cards: those that its fields ask for, if they ask for any."""
        self._effort += kind.effort
        if self._effort > MOST_EFFORT:
            return ()
        if kind.guid is None or Templated(kind.note_type, tags).slots(fields):
            return None
        return ()

    def _cards(self, rows: list[Row], kind: Kind) -> tuple[ParcelCard, ...]:
        if len(rows) == 1:
            card = self._card(rows[0], kind)
            return () if card is None else (card,)
        dealt: dict[int, ParcelCard] = {}
        for row in rows:
            card = self._card(row, kind)
            if card is None:
                continue
            if card.slot in dealt:
                self.faults.doubled += 1
            else:
                dealt[card.slot] = card
        return tuple(dealt.values())

    def _card(self, raw: Row, kind: Kind) -> ParcelCard | None:
        slot = kind.slot(raw[3])
        if slot is None:
            self.faults.unmade += 1
            return None
        log = self._log.take(raw[1])
        deck = self._decks.home(raw[2], raw[13])
        if cards.is_plain(raw) and not log:
            return ParcelCard(slot, deck.guid, raw[6])
        return self._studied(cards.CardRow(*raw), slot, deck, log)

    def _studied(
        self, row: cards.CardRow, slot: int, deck: ParcelDeck, log: tuple[ParcelReview, ...]
    ) -> ParcelCard:
        its = cards.phase(row)
        standing = None
        if its is not Phase.NEW:
            standing = cards.standing(row, its, log, self._decks.options(deck), self._calendar)
            self.faults.undue += standing is None
        return ParcelCard(
            slot,
            deck.guid,
            cards.position(row, its),
            standing,
            cards.in_step(log, standing),
            row.queue == cards.SUSPENDED,
            row.queue in cards.BURIED,
            row.flags & 7,
        )
