"""What Anki itself makes of our Anki text; only where Anki is installed."""

# ruff: noqa: ANN401 - what Anki has is not typed where it is not installed
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kgstudy.formats import delimited
from kgstudy.formats.delimited import anki_text, stock
from tests.formats.delimited_texts import KINDS, parcel

pytest.importorskip("anki.collection", reason="Anki is not installed")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    opened = import_module("anki.collection").Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def taken_in(collection: Any, path: Path) -> Any:
    request = import_module("anki.collection").ImportCsvRequest
    metadata = collection.get_csv_metadata(str(path), None)
    return collection.import_csv(request(path=str(path), metadata=metadata)).log


def test_anki_takes_all_notes_with_their_fields(collection: Any, tmp_path: Path) -> None:
    notes = [note._replace(tags=("b", "a::c")) for note in KINDS]
    path = tmp_path / "notes.txt"
    anki_text.write(parcel(*notes), path)
    log = taken_in(collection, path)
    assert (len(log.new), log.found_notes) == (len(notes), len(notes))
    for note in notes:
        (number,) = collection.db.list("select id from notes where guid = ?", note.guid)
        theirs = collection.get_note(number)
        name, fields = stock.to_anki(note.kind, note.fields)
        assert theirs.note_type()["name"] == name
        assert theirs.fields == [*fields, ""][: len(theirs.fields)]
        assert sorted(theirs.tags) == sorted(note.tags)
        assert {collection.decks.name(card.did) for card in theirs.cards()} == {"Rivers::Asia"}


def test_what_anki_writes_is_read(collection: Any, tmp_path: Path) -> None:
    path, again = tmp_path / "ours.txt", tmp_path / "theirs.txt"
    text = 'a\tb\nc\t"d\ne ""f"""\n#x\t<b>y</b>\n'
    anki_text.write(delimited.from_text(text, "Deck"), path)
    taken_in(collection, path)
    collection.export_note_csv(
        out_path=str(again), limit=None, with_html=True, with_tags=True, with_deck=True,
        with_notetype=True, with_guid=True,
    )  # fmt: skip
    ours, theirs = delimited.read(path), delimited.read(again)
    assert {note.guid: note.fields for note in theirs.notes} == {
        note.guid: note.fields for note in ours.notes
    }
    assert [deck.name for deck in theirs.decks] == ["Deck"]
