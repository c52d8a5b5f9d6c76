"""Decks that were not written for these tests: those shipped, those explained, and others'."""

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.formats import kgdeck
from kgstudy.formats.kgdeck import front_matter
from kgstudy.host.assets import shipped_decks
from tests.formats.deck_texts import read

README = (shipped_decks() / "README.md").read_text("utf-8")
SHIPPED = sorted(path for path in shipped_decks().iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_deck_is_without_fault(folder: Path, tmp_path: Path) -> None:
    parcel = kgdeck.read(folder)
    assert parcel.problems == ()
    assert parcel.notes
    assert all(note.source for note in parcel.notes), "a card comes from nowhere in the lesson"
    assert all(note.guid.startswith(f"{note.deck}/") for note in parcel.notes)
    kgdeck.write(parcel, tmp_path / "again")
    assert kgdeck.read(tmp_path / "again") == parcel


def examples(text: str) -> list[str]:
    """The indented blocks of a text in Markdown."""
    blocks = re.findall(r"(?:^(?: {4}.*|)\n)+", text, re.MULTILINE)
    return [dedent(block).strip() for block in blocks if block.strip()]


def test_the_first_example_for_writers_is_a_deck() -> None:
    found = read(examples(README)[0])
    assert found.problems == ()
    assert [note.source.quote for note in found.notes if note.source] == ["Bishkek is the capital"]


def test_every_kind_is_explained_by_a_card() -> None:
    kinds = examples(README.partition("### Kinds of cards")[2].partition("###")[0])
    found = [read(example) for example in kinds]
    assert [document.problems for document in found] == [()] * len(kinds)
    assert {note.kind for document in found for note in document.notes} == CARD_TYPES.keys()


def test_every_key_is_explained() -> None:
    keys = README.partition("| key | part |")[2].partition("###")[0]
    assert set(re.findall(r"`([A-Z]):`", keys)) == set("QATXOFBCSN")
    head = README.partition("| key | what it is")[2].partition("##")[0]
    assert tuple(re.findall(r"^\| `(\w+)`", head, re.MULTILINE)) == front_matter.KEYS


def hashcards(corpus: Path) -> list[dict[str, object]]:
    manifest = json.loads((corpus / "manifest.json").read_text("utf-8"))
    return [file for file in manifest["files"] if file["kind"] == "hashcards"]


def test_decks_of_hashcards_are_read_as_they_are(corpus: Path, tmp_path: Path) -> None:
    files = hashcards(corpus)
    assert len(files) > 8
    for file in files:
        expected = file["expected"]
        assert isinstance(expected, dict)
        parcel = kgdeck.read(corpus / str(file["file"]))
        clozes = [note for note in parcel.notes if note.kind == "cloze"]
        gaps = sum(len(CARD_TYPES["cloze"].slots(note.fields)) for note in clozes)
        found = (parcel.problems, len(parcel.notes), len(clozes), gaps)
        wanted = ("notes", "cloze_notes", "cloze_deletions_approx")
        assert found == ((), *(expected[key] for key in wanted)), file["file"]
        kgdeck.write(parcel, tmp_path / Path(str(file["file"])).stem)
        again = kgdeck.read(tmp_path / Path(str(file["file"])).stem)
        assert (again.notes, again.media.keys()) == (parcel.notes, parcel.media.keys())


def test_a_folder_of_hashcards_is_read_with_its_media(corpus: Path) -> None:
    parcel = kgdeck.read(corpus / "markdown" / "hashcards-example")
    assert parcel.problems == ()
    assert len(parcel.decks) == 7
    assert set(parcel.media) == {"jss.webp", "thetempest.webp", "test.mp3"}
