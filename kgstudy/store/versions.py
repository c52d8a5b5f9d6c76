"""What the fields of notes were: kept by a trigger whenever they change."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgstudy.domain.ids import NoteId
from kgstudy.store.collection import Collection

KEEP = 50
"""Versions of a note; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Version:
    """The fields (HTML by name) that a note had from `at` (UTC milliseconds) on."""

    at: int
    fields: Mapping[str, str]


def of_note(collection: Collection, note: NoteId) -> tuple[Version, ...]:
    """What it was before it was changed, the last first; what it is now is none of them."""
    rows = collection.connection.execute(
        "SELECT at, fields FROM note_version WHERE note_id = ? ORDER BY at DESC", (note,)
    )
    return tuple(Version(at, json.loads(fields)) for at, fields in rows)


def fields(collection: Collection) -> Iterator[tuple[str]]:
    """All fields that are kept here, as JSON."""
    rows: Iterator[tuple[str]] = collection.connection.execute("SELECT fields FROM note_version")
    return rows


def prune(collection: Collection) -> None:
    """Forgets the oldest of very many versions, and those of notes that are gone for good."""
    with collection.database.atomic("IMMEDIATE"):
        collection.connection.execute(
            """
            DELETE FROM note_version WHERE note_id NOT IN (SELECT id FROM note)
                AND note_id NOT IN (SELECT note_id FROM trash)
            """
        )
        collection.connection.execute(
            """
            DELETE FROM note_version WHERE (note_id, at) IN (
                SELECT note_id, at FROM (
                    SELECT note_id, at, row_number() OVER newest AS place FROM note_version
                    WINDOW newest AS (PARTITION BY note_id ORDER BY at DESC)
                ) WHERE place > ?
            )
            """,
            (KEEP,),
        )
