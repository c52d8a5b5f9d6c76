"""Every card of other people's Anki decks has something on both its sides."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import Face, is_blank
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel
from kgstudy.formats import anki

_HERE = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("KGSTUDY_CORPUS", _HERE.parent / "shared" / "corpus"))
_FOLDERS = ("anki/", "made-by-anki/")

BROKEN = {"ankidroid-templates.apkg": 34, "esperanto-49-decks.apkg": 8}
"""Cards whose question Anki, too, has no words for, or only a complaint about the template."""


def packages() -> list[str]:
    manifest = CORPUS / "manifest.json"
    if not manifest.exists():
        return []
    files = json.loads(manifest.read_text("utf-8"))["files"]
    names = (each["file"] for each in files if each["expect"] == "import")
    return [name for name in names if name.startswith(_FOLDERS) and name.endswith(anki.SUFFIXES)]


def faces(parcel: Parcel) -> Iterator[tuple[Note, Face]]:
    types = {each.guid: each for each in parcel.note_types}
    for came in parcel.notes:
        note_type = types[came.note_type] if came.note_type else None
        note = Note(NoteId(1), came.guid, came.kind, came.fields, came.tags, note_type)
        kind = card_type(note)
        for card in came.cards or ():
            yield note, kind.face(note.fields, card.slot)
            assert "image-occlusion:" not in kind.answer_text(note.fields, card.slot)


@pytest.mark.skipif(not CORPUS.exists(), reason="the decks of others are not beside the checkout")
@pytest.mark.parametrize("name", packages())
def test_every_card_can_be_shown(name: str) -> None:
    complaints = 0
    for note, face in faces(anki.read(CORPUS / name)):
        complaints += face.question.startswith("{") or "{#" in face.question
        if isinstance(face, OcclusionFace):
            assert face.image
            assert face.masks or any(shape.asked for shape in face.shapes)
        else:
            assert not is_blank(face.question), note
        if isinstance(face, TypedFace):
            assert all(face.accepted)
        assert "<script" not in face.style
    assert complaints <= BROKEN.get(Path(name).name, 0)
