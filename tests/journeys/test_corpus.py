"""Every real deck at hand comes in with all it has, or is refused plainly and changes nothing."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.domain.memory import Memory
from kgstudy.services import importing
from kgstudy.services.importing import Report
from kgstudy.store import integrity
from kgstudy.store.collection import FILE, Collection
from tests.builders import collection
from tests.fake_clock import FakeClock

CORPUS = Path(os.environ.get("KGSTUDY_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
TODAY = datetime.fromisoformat("2026-12-01T09:00")
"""After all of the answers in them."""
ABSENT = not (CORPUS / "manifest.json").exists()

pytestmark = pytest.mark.skipif(ABSENT, reason="the corpus of real decks is not here")

Entry = Mapping[str, Any]

DIFFERENT: dict[str, dict[str, int]] = {
    # Three cards were made to forget, which Anki had written nowhere: our log says it.
    "anki/ankidroid-templates.apkg": {"revlog": 105},
    # Two cards to type into were exported without an answer: they are told as problems.
    "made-by-anki/cards.txt": {"note": 48},
    # Two rows that others lose in quotes that nobody closed.
    "text/wikivoyage-russian.txt": {"note": 486},
}
"""Where we differ from Anki or the manifest, and mean to."""

SPELT_ANEW = {"anki/mediacheck.anki2"}
"""A file's name in decomposed letters is composed, and so it is in the field."""


def entries(expect: str) -> list[Any]:
    if ABSENT:
        return []
    manifest = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
    return [
        pytest.param(entry, id=entry["file"])
        for entry in manifest["files"]
        if entry["expect"] in expect.split() and "revlogs" not in entry["file"]
    ]


def scheduled() -> list[Any]:
    """Those with memories of FSRS in them."""
    return [
        each for each in entries("import") if each.values[0].get("in_file", {}).get("fsrs_cards")
    ]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Collection]:
    with collection(FakeClock(TODAY), tmp_path / "collection") as made:
        yield made


def brought_in(opened: Collection, entry: Entry) -> Report:
    path = CORPUS / entry["file"]
    return importing.bring_in(opened, formats.recognise(path).read(path))


def one(opened: Collection, sql: str) -> Any:  # noqa: ANN401 - what SQLite holds
    return opened.connection.execute(sql).get


@pytest.mark.parametrize("entry", entries("import optional"))
def test_a_real_deck_comes_in(opened: Collection, entry: Entry) -> None:
    report = brought_in(opened, entry)
    if "after_anki_import" in entry:
        _is_as_in_anki(opened, entry, report)
    else:
        table, count = _counted(entry)
        count = DIFFERENT.get(entry["file"], {}).get(table, count)
        assert one(opened, f"SELECT count(*) FROM {table}") == count
    assert integrity.database_faults(opened) == ()
    assert integrity.recomputed(opened) == ()
    while opened.undo():
        pass
    assert one(opened, "SELECT count(*) FROM note") == 0
    assert one(opened, "SELECT count(*) FROM media") == 0


@pytest.mark.parametrize("entry", entries("refuse"))
def test_what_is_none_is_refused(opened: Collection, entry: Entry) -> None:
    folder = opened.folder
    assert folder is not None
    before = (folder / FILE).read_bytes()
    with pytest.raises(UserError) as told:
        brought_in(opened, entry)
    assert entry["file"].rpartition("/")[2] in str(told.value)
    assert (folder / FILE).read_bytes() == before


def _is_as_in_anki(opened: Collection, entry: Entry, report: Report) -> None:
    anki, file = entry["after_anki_import"], entry["in_file"]
    answers = "SELECT count(*) FROM review WHERE stability IS NULL"
    found = {
        "notes": one(opened, "SELECT count(*) FROM note"),
        "cards": one(opened, "SELECT count(*) FROM card"),
        "new": one(opened, "SELECT count(*) FROM card WHERE phase = 0"),
        "suspended": one(opened, "SELECT count(*) FROM card WHERE suspended"),
        "flagged": one(opened, "SELECT count(*) FROM card WHERE flag"),
        "buried": one(opened, "SELECT count(*) FROM card WHERE buried_on IS NOT NULL"),
        "revlog": one(opened, f"{answers} AND next_phase != 0")
        + one(opened, f"{answers} AND next_phase = 0"),
        "tags": one(opened, "SELECT count(DISTINCT tag_id) FROM note_tag"),
        "media": one(opened, "SELECT count(*) FROM media"),
    }
    expected = {name: anki.get(name, file.get(name)) for name in found}
    assert found == expected | DIFFERENT.get(entry["file"], {})
    assert report.notes.get("rejected", 0) == 0
    if entry["file"] not in SPELT_ANEW:
        assert _fields(opened) == anki["fields_sha256"]


@pytest.mark.parametrize("entry", scheduled())
def test_memories_are_what_they_were(opened: Collection, entry: Entry) -> None:
    path = CORPUS / entry["file"]
    parcel = formats.recognise(path).read(path)
    importing.bring_in(opened, parcel)
    stored = {
        (guid, slot): Memory(stability, difficulty)
        for guid, slot, stability, difficulty in opened.connection.execute(
            "SELECT guid, slot, stability, difficulty FROM card JOIN note ON note.id = note_id"
        )
    }
    told = {
        (note.guid, card.slot): card.standing.memory
        for note in parcel.notes
        for card in note.cards or ()
        if card.standing and card.standing.memory
    }
    assert len(told) == entry["in_file"]["fsrs_cards"]
    for card, memory in told.items():
        assert stored[card].stability == pytest.approx(memory.stability, rel=0.01, abs=0.001)
        assert stored[card].difficulty == pytest.approx(memory.difficulty, abs=0.01)


def _fields(opened: Collection) -> str:
    rows = opened.connection.execute("SELECT guid, fields FROM note")
    lines = sorted("\x1f".join((guid, *json.loads(fields).values())) for guid, fields in rows)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _counted(entry: Entry) -> tuple[str, int]:
    """What the manifest counts; an item of Mnemosyne is one card, two of them may be one note."""
    expected = entry.get("expected", {})
    if entry["file"].startswith("mnemosyne/"):
        return "card", int(expected.get("items", expected.get("cards", 0)))
    if "obsidian" in entry["file"]:
        return "note", sum(count for key, count in expected.items() if "_line" in key)
    return "note", int(expected.get("rows", expected.get("notes", 0)))
