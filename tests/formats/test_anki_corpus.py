"""Every collection of Anki in the corpus, counted as its manifest counts it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel, ParcelCard
from kgstudy.domain.review import Phase
from kgstudy.formats import anki
from tests.formats.mutation import check, contents

Entry = Mapping[str, Any]


def entries(corpus: Path, expect: str) -> Iterator[tuple[Path, Entry]]:
    manifest = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        if entry["kind"].startswith("anki") and entry["expect"] == expect:
            yield corpus / entry["file"], entry


def dealt(parcel: Parcel) -> list[ParcelCard]:
    return [card for note in parcel.notes for card in note.cards or ()]


def counted(parcel: Parcel) -> Mapping[str, object]:
    every = dealt(parcel)
    return {
        "notes": len(parcel.notes),
        "cards": len(every),
        "new": sum(card.standing is None for card in every),
        "revlog": sum(len(card.log) - _concluded(card) for card in every),
        "suspended": sum(card.suspended for card in every),
        "buried": sum(card.buried for card in every),
        "flagged": sum(card.flag != 0 for card in every),
        "fsrs_cards": sum(bool(card.standing and card.standing.memory) for card in every),
        "tags": len({tag for note in parcel.notes for tag in note.tags}),
        "notetypes_used": len(parcel.note_types),
        "templates_used": sum(len(its.templates) for its in parcel.note_types),
        "media": len(parcel.media),
    }


def decks_with_cards(parcel: Parcel) -> set[str]:
    names = {deck.guid: deck.name for deck in parcel.decks}
    return {names[card.deck] for card in dealt(parcel)}


def _concluded(card: ParcelCard) -> int:
    """How often it was made to forget without anybody writing it down."""
    pairs = zip(card.log, card.log[1:], strict=False)
    return sum(one.then is Phase.NEW and two.at == one.at + 1 for one, two in pairs)


def expected(entry: Entry, parcel: Parcel) -> Mapping[str, object]:
    known = {**entry["in_file"], **entry["after_anki_import"]}
    return {name: known[name] for name in counted(parcel)}


def fields_digest(parcel: Parcel) -> str:
    """As the manifest defines it."""
    lines = sorted("\x1f".join((note.guid, *note.fields.values())) for note in parcel.notes)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def test_every_collection_is_read_with_all_it_has(corpus: Path) -> None:
    seen = 0
    for path, entry in entries(corpus, "import"):
        assert anki.recognises(path), path
        parcel = anki.read(path)
        check(parcel)
        found = counted(parcel)
        assert found == expected(entry, parcel), path
        assert parcel.problems == (), path
        # In Anki the cards of filtered decks stay there for a while; here they are at home.
        lent = set(entry["after_anki_import"]["decks_with_cards"]) ^ decks_with_cards(parcel)
        assert len(lent) <= entry["in_file"].get("filtered_decks", 0), path
        assert all(note.kind == TEMPLATED for note in parcel.notes)
        seen += 1
    assert seen >= 30


def test_the_words_are_those_that_anki_has(corpus: Path) -> None:
    for path, entry in entries(corpus, "import"):
        if path.name == "mediacheck.anki2":  # Anki opened it and left the text decomposed
            continue
        assert fields_digest(anki.read(path)) == entry["after_anki_import"]["fields_sha256"], path


def test_text_is_composed_as_the_names_of_media_are(corpus: Path) -> None:
    parcel = anki.read(corpus / "anki" / "mediacheck.anki2")
    words = [html for note in parcel.notes for html in note.fields.values()]
    assert words == [normalize("NFC", html) for html in words]


def test_every_file_of_media_can_be_opened(corpus: Path) -> None:
    for path, entry in entries(corpus, "import"):
        found = contents(anki.read(path))
        assert all(found.values()), path
        assert len(found) == entry["in_file"].get("media", 0)


def test_one_collection_in_five_forms_is_one(corpus: Path) -> None:
    """Cards, answers and marks of what Anki itself exported in its old forms and its new ones."""
    names = (
        "all-latest.apkg",
        "all-legacy.apkg",
        "collection-latest.colpkg",
        "collection-legacy.colpkg",
    )
    parcels = [anki.read(corpus / "made-by-anki" / name) for name in names]
    told = [
        sorted(
            (note.guid, note.tags, *note.fields.items(), note.cards or ()) for note in parcel.notes
        )
        for parcel in parcels
    ]
    assert len(told[0]) == 31
    for other in told[1:]:
        for one, two in zip(told[0], other, strict=True):
            assert one == two


def test_another_template_makes_another_note_type(corpus: Path) -> None:
    one, two = (anki.read(corpus / "anki" / f"diffmodeltemplates-{n}.apkg") for n in (1, 2))
    assert one.note_types[0].guid != two.note_types[0].guid
    assert one.note_types[0].name == two.note_types[0].name
    assert one.notes[0].guid == two.notes[0].guid


def test_a_newer_note_is_known_again(corpus: Path) -> None:
    one, two = (anki.read(corpus / "anki" / f"update{n}.apkg").notes[0] for n in (1, 2))
    assert one.guid == two.guid
    assert one.changed is not None
    assert two.changed is not None
    assert one.changed < two.changed


def test_cards_of_filtered_decks_are_at_home(corpus: Path) -> None:
    parcel = anki.read(corpus / "made-by-anki" / "all-latest.apkg")
    assert "Чыпкаланган 1" not in {deck.name for deck in parcel.decks}
    assert "Tarix::Ünite 1" in decks_with_cards(parcel)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("anki12.anki", "older than Anki 2"),
        ("anki2-alpha.anki2", "older than Anki 2"),
        ("schema250.anki2", "newer Anki than kgstudy knows"),
        ("srf-bad.apkg", "no collection in it"),
        ("1sided.mem", "no package and no collection"),
    ],
)
def test_what_is_no_collection_is_refused(corpus: Path, name: str, why: str) -> None:
    with pytest.raises(UserError, match=why) as told:
        anki.read(corpus / "refuse" / name)
    assert name in str(told.value)
