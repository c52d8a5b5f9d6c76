"""One act of `tests.bench.tending` in a process of its own; prints one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from kgstudy import formats
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.replacing import Wanted
from kgstudy.host.clock import SystemClock
from kgstudy.services import (
    cards,
    duplicates,
    editing,
    importing,
    indexing,
    new_decks,
    replacing,
    tags,
    trash,
)
from kgstudy.store.collection import Collection

SOME = 10_000
ADDED = 500

Act = Callable[[], object]
"""What is measured."""


def main(name: str, folder: Path) -> None:
    with Collection.open(folder / "ours", SystemClock(), Random(1)) as opened:
        if name == "prepare":
            importing.bring_in(
                opened, formats.recognise(folder / "many.apkg").read(folder / "many.apkg")
            )
            while indexing.index_some(opened):
                pass
            opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            print("{}")
            return
        act = _act(name, opened)
        begun = time.perf_counter()
        act()
        acted = time.perf_counter()
        if name not in ("duplicates", "add"):
            opened.undo()
        undone = time.perf_counter()
        undo = 0.0 if name in ("duplicates", "add") else undone - acted
        print(json.dumps({"act": acted - begun, "undo": undo}))


def _act(name: str, opened: Collection) -> Act:
    rows: list[tuple[Any, ...]] = opened.connection.execute(
        "SELECT id, note_id FROM card ORDER BY id"
    ).fetchall()
    chosen = [CardId(card) for card, _ in rows[:SOME]]
    every = [NoteId(note) for _, note in rows]
    notes = every[:SOME]
    deck = new_decks.create(opened, "Other") if name == "move" else DeckId(0)
    acts: dict[str, Callable[[], object]] = {
        "tag": lambda: tags.add(opened, notes, ["bulk"]),
        "suspend": lambda: cards.suspend(opened, chosen),
        "move": lambda: cards.move(opened, chosen, deck),
        "replace": lambda: _replace(opened, every),
        "duplicates": lambda: duplicates.find(opened, every, "back"),
        "add": lambda: [editing.add(opened, "Bench", "basic", row) for row in _rows()],
        "delete": lambda: trash.delete_notes(opened, notes),
    }
    return acts[name]


def _replace(opened: Collection, notes: list[NoteId]) -> None:
    edits = replacing.preview(opened, notes, Wanted(" 00", " AA", case=True))
    assert replacing.carry_out(opened, edits).edits == SOME


def _rows() -> list[dict[str, str]]:
    return [
        {"front": f"Added question number {number}", "back": f"Answer <b>{number}</b>"}
        for number in range(ADDED)
    ]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
