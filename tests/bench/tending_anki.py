"""The same acts as `tending_ours`, done by Anki: run by an interpreter that has its package."""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SOME = 10_000
ADDED = 500


def main(name: str, folder: Path) -> None:
    anki = import_module("anki.collection")
    import_module("anki.lang").set_lang("en_US")
    (folder / "theirs").mkdir(exist_ok=True)
    opened = anki.Collection(str(folder / "theirs" / "collection.anki2"))
    if name == "prepare":
        _bring_in(anki, opened, folder / "many.apkg")
        opened.close()
        print("{}")
        return
    act = _act(name, opened)
    begun = time.perf_counter()
    act()
    acted = time.perf_counter()
    can_undo = name not in ("duplicates", "add")
    if can_undo:
        opened.undo()
    undone = time.perf_counter()
    undo = undone - acted if can_undo else 0.0
    print(json.dumps({"act": acted - begun, "undo": undo}))
    opened.close()


def _act(name: str, opened: Any) -> Callable[[], object]:  # noqa: ANN401
    cards = list(opened.find_cards(""))[:SOME]
    every = list(opened.find_notes(""))
    notes = every[:SOME]
    deck, other = opened.decks.id("Bench"), opened.decks.id("Other") if name == "move" else 0
    made = [_note(opened, number) for number in range(ADDED)] if "add" in name else []
    return {
        "tag": lambda: opened.tags.bulk_add(notes, "bulk"),
        "suspend": lambda: opened.sched.suspend_cards(cards),
        "move": lambda: opened.set_deck(cards, other),
        "replace": lambda: opened.find_and_replace(
            note_ids=every, search=" 00", replacement=" AA", regex=False, match_case=True
        ),
        "duplicates": lambda: opened.find_dupes("Back", ""),
        "add": lambda: [opened.add_note(note, deck) for note in made],
        "delete": lambda: opened.remove_notes(notes),
    }[name]


def _note(opened: Any, number: int) -> Any:  # noqa: ANN401
    note = opened.new_note(opened.models.by_name("Basic"))
    note.fields[0] = f"Added question number {number}"
    note.fields[1] = f"Answer <b>{number}</b>"
    return note


def _bring_in(anki: Any, opened: Any, file: Path) -> None:  # noqa: ANN401
    options = anki.ImportAnkiPackageOptions(
        merge_notetypes=True, with_scheduling=False, with_deck_configs=False
    )
    opened.import_anki_package(
        anki.ImportAnkiPackageRequest(package_path=str(file), options=options)
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
