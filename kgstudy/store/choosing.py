"""What cards are put in order by, for a sitting out of their turn."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.review import Phase
from kgstudy.store.collection import Collection


class Candidate(NamedTuple):
    """A card; one never answered has neither `day` nor `due_day` nor `stability`."""

    card_id: CardId
    note_id: NoteId
    deck_id: DeckId
    phase: Phase
    position: int
    day: StudyDay | None
    due_day: StudyDay | None
    interval: int
    stability: float | None
    lapses: int


def candidates(
    collection: Collection, cards: Sequence[CardId], today: StudyDay
) -> Iterator[Candidate]:
    """Those of `cards` that are neither suspended nor buried."""
    rows = collection.connection.execute(
        "SELECT id, note_id, deck_id, phase, position, day, due_day, coalesce(interval, 0),"
        " stability, lapses FROM card WHERE id IN (SELECT value FROM json_each(?))"
        " AND suspended = 0 AND buried_on IS NOT ?",
        (json.dumps(cards), today),
    )
    return map(Candidate._make, rows)
