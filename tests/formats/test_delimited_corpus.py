"""Tables that others made: rows, delimiters, headers and columns as a person would tell them."""

import json
from pathlib import Path
from typing import Any

from kgstudy.formats import delimited

MORE_ROWS = {"text/wikivoyage-russian.txt": 2}
"""Rows that a quote which nobody closed has hidden from those who counted; two stand there."""
NO_ANSWER = {"made-by-anki/cards.txt": 2}
"""Cards of which nothing but the question was written out, since the answer is typed."""


def tables(corpus: Path) -> list[dict[str, Any]]:
    manifest = json.loads((corpus / "manifest.json").read_text("utf-8"))
    return [file for file in manifest["files"] if file["kind"] == "text"]


def test_each_table_is_read_as_a_person_would(corpus: Path) -> None:
    files = tables(corpus)
    assert len(files) > 10
    for file in files:
        path, expected = corpus / file["file"], file["expected"]
        rows = expected["rows"] + MORE_ROWS.get(file["file"], 0)
        found = delimited.survey(path)
        told = (found.layout.delimiter, found.layout.header, found.count)
        assert told == (expected["delimiter"], expected["header_row"], rows), file["file"]
        assert len(found.layout.columns) in expected["columns"], file["file"]
        parcel = delimited.read(path)
        lost = [problem for problem in parcel.problems if problem.lost]
        assert len(lost) == NO_ANSWER.get(file["file"], 0), lost
        assert len(parcel.notes) == rows - len(lost), file["file"]
        assert delimited.recognises(path)


def test_nothing_of_a_table_is_lost(corpus: Path) -> None:
    """Each cell with words in it is in a field, a tag, a deck or a guid of its note."""
    for file in tables(corpus):
        path = corpus / file["file"]
        found, parcel = delimited.survey(path), delimited.read(path)
        names = {deck.guid: deck.name for deck in parcel.decks}
        types = {made.guid: made.name for made in parcel.note_types}
        if len(parcel.notes) != found.count:
            continue
        for row, note in zip(found.rows, parcel.notes, strict=False):
            said = " ".join([*note.fields.values(), note.guid, names[note.deck], *note.tags])
            its_type = types.get(note.note_type or "", "")
            for column, cell in zip(found.layout.columns, row, strict=True):
                if column is not delimited.Column.NOTE_TYPE and len(cell) < 2000:
                    assert cell.split() == [] or shown(cell) in shown(said), (file["file"], cell)
                elif its_type:
                    assert cell == its_type


def shown(text: str) -> str:
    return "".join(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())


def test_other_files_are_left_to_other_readers(corpus: Path) -> None:
    for folder in ("markdown", "crowdanki", "mnemosyne", "lessons", "refuse", "anki"):
        for path in (corpus / folder).rglob("*"):
            assert not delimited.recognises(path), path
