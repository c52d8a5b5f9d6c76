"""Markdown and XML of others: which reader takes a file, and how much it finds in it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.formats import hashcards, kgdeck, mnemosyne, obsidian, supermemo
from kgstudy.formats.base import Reader
from tests.formats.mutation import check

READERS: Sequence[Reader] = (mnemosyne, supermemo, obsidian, hashcards, kgdeck)
"""The more particular first."""


def reader_of(path: Path) -> Reader | None:
    return next((reader for reader in READERS if reader.recognises(path)), None)


def manifest(corpus: Path) -> list[dict[str, object]]:
    files: list[dict[str, object]] = json.loads((corpus / "manifest.json").read_text("utf-8"))[
        "files"
    ]
    return files


def expected(file: dict[str, object], key: str) -> object:
    told = file["expected"]
    assert isinstance(told, dict)
    return told.get(key)


def test_markdown_is_taken_by_its_own_reader_with_all_its_notes(corpus: Path) -> None:
    files = [file for file in manifest(corpus) if str(file["file"]).startswith("markdown/")]
    taken = [file for file in files if str(file["file"]).endswith(".md")]
    assert len(taken) == 11
    for file in taken:
        path = corpus / str(file["file"])
        reader = reader_of(path)
        assert reader is not None
        parcel = reader.read(path)
        check(parcel)
        assert parcel.problems == (), file["file"]
        if file["kind"] == "hashcards":
            assert reader is kgdeck
            assert len(parcel.notes) == expected(file, "notes")
        else:
            cards = expected(file, "single_line")
            assert (reader is obsidian, len(parcel.notes)) == (bool(cards), cards)


def test_mnemosyne_and_supermemo_are_taken_by_theirs(corpus: Path) -> None:
    files = [file for file in manifest(corpus) if str(file["file"]).startswith("mnemosyne/")]
    assert len(files) == 9
    for file in files:
        path = corpus / str(file["file"])
        reader = reader_of(path)
        assert reader is (supermemo if path.name == "smconv.xml" else mnemosyne)
        parcel = reader.read(path)
        check(parcel)
        cards = sum(len(note.cards or ()) for note in parcel.notes)
        wanted = expected(file, "items") or expected(file, "cards") or 0
        assert (cards, any(problem.lost for problem in parcel.problems)) == (wanted, False)


def test_no_other_file_of_the_corpus_is_taken_by_them(corpus: Path) -> None:
    for file in manifest(corpus):
        folder = str(file["file"]).partition("/")[0]
        path = corpus / str(file["file"])
        if folder in ("anki", "made-by-anki", "text", "crowdanki", "revlogs"):
            found = reader_of(path)
            assert found is None, f"{path} is taken for {found.NAME}"


def test_what_is_to_be_refused_is(corpus: Path) -> None:
    for path in (corpus / "refuse").iterdir():
        if reader := reader_of(path):
            assert path.name == "1sided.mem"
            with pytest.raises(UserError):
                reader.read(path)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
def test_a_reader_is_as_readers_are(reader: Reader, tmp_path: Path) -> None:
    assert reader.NAME
    assert reader.SUFFIXES
    assert not reader.recognises(tmp_path)
    (tmp_path / "empty").write_bytes(b"")
    assert not reader.recognises(tmp_path / "empty")
    assert not reader.recognises(tmp_path)
