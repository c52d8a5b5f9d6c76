"""What cards and notes are sorted by, as SQL."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kgstudy.domain import fsrs
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.columns import Column
from kgstudy.domain.review import Phase
from kgstudy.store import presets
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Key:
    """What a card is sorted by; of a note, the `whole` of its cards.

    `tables` are joined to `card`; `made` are tables made for it, each by the words of a WITH.
    """

    sql: str
    whole: str = "min"
    tables: str = ""
    made: str = ""


_DAY_MS = 86_400_000

_DUE = f"""
    CASE phase WHEN {Phase.NEW} THEN (1 << 60) + position
    ELSE due_day * 4 * {_DAY_MS} + coalesce(due_at - (due_day - 1) * {_DAY_MS}, 0) END
"""
"""By day, within it by the instant, and after all these the new cards in their order."""

_STATE = f"""
    CASE WHEN suspended THEN 5 WHEN buried_on IS :today THEN 4 ELSE CASE phase
        WHEN {Phase.NEW} THEN 0 WHEN {Phase.LEARNING} THEN 1 WHEN {Phase.RELEARNING} THEN 2 ELSE 3
    END END
"""
_INTERVAL = "CASE WHEN interval < 0 THEN -interval ELSE interval * 86400 END"
_ELAPSED = f"max(CASE phase WHEN {Phase.REVIEWING} THEN 0 ELSE 1 END, :today - day)"
_LESSON = """
    (SELECT lesson_id FROM anchor JOIN lesson ON lesson.id = lesson_id WHERE card_id = card.id
     ORDER BY lesson.deck_id != card.deck_id, lesson_id LIMIT 1)
"""
_NOTE = " JOIN note ON note.id = card.note_id"


_TAGS = """
    (SELECT sorted_as(group_concat(name, ' ' ORDER BY name))
     FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = card.note_id)
"""


def values(collection: Collection) -> dict[str, object]:
    """What the keys name besides the day: what kinds are called, and how presets forget."""
    kinds = {kind: card_type.name for kind, card_type in CARD_TYPES.items()}
    curves = [
        (preset.id, *fsrs.forgetting(preset.options.parameters))
        for preset in presets.every(collection)
    ]
    return {"kinds": json.dumps(kinds), "curves": json.dumps(curves)}


def _ranked(names: str) -> str:
    """Places by which things are sorted as by their names, of a table of ids and names."""
    return (
        "ranked (id, rank) AS MATERIALIZED"
        " (SELECT id, dense_rank() OVER (ORDER BY sorted_as(replace(name, '::', char(1))))"
        f" FROM ({names}))"
    )


def _joined(id_: str) -> str:
    return f" LEFT JOIN ranked ON ranked.id = {id_}"


_FORGETTING = """
    forgetting (deck_id, factor, power) AS MATERIALIZED (
        SELECT deck.id, value ->> 1, value ->> 2
        FROM deck JOIN json_each(:curves) ON value ->> 0 = preset_id
    )
"""

KEYS: Final[Mapping[Column, Key]] = {
    Column.DECK: Key(
        "rank", tables=_joined("card.deck_id"), made=_ranked("SELECT id, name FROM deck")
    ),
    Column.DUE: Key(_DUE),
    Column.STATE: Key(_STATE),
    Column.INTERVAL: Key(_INTERVAL, "avg"),
    Column.RECALL: Key(
        f"pow(1 + factor * {_ELAPSED} / stability, power)",
        "avg",
        tables=" JOIN forgetting ON forgetting.deck_id = card.deck_id",
        made=_FORGETTING,
    ),
    Column.STABILITY: Key("stability", "avg"),
    Column.DIFFICULTY: Key("difficulty", "avg"),
    Column.REVIEWS: Key("reps", "sum"),
    Column.LAPSES: Key("lapses", "sum"),
    Column.ANSWERED: Key("card.at", "max"),
    Column.TAGS: Key(_TAGS),
    Column.KIND: Key(
        "rank",
        tables=_NOTE + _joined("coalesce(note.note_type_id, note.kind)"),
        made=_ranked(
            "SELECT id, name FROM note_type UNION ALL SELECT key, value FROM json_each(:kinds)"
        ),
    ),
    Column.CARD: Key("slot", "count"),
    Column.LESSON: Key(
        "rank", tables=_joined(_LESSON), made=_ranked("SELECT id, title AS name FROM lesson")
    ),
    Column.FLAG: Key("nullif(flag, 0)"),
    Column.CREATED: Key("card.note_id"),
    Column.EDITED: Key("note.changed", tables=_NOTE),
}
"""By question notes are sorted in a way of its own, by the lines; and by answer not at all."""
