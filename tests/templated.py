"""A deck of notes with templates, as one comes from Anki."""

from dataclasses import replace

from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import ParcelNote
from kgstudy.services import importing
from kgstudy.store.collection import Collection
from tests.builders import DECK, parcel

_FIELDS = ("Front", "Back", "Hint")
_REST = "{{FrontSide}}<hr id=answer><p class=back>{{Back}}</p>"
_STYLE = ".card { color: white } .back { color: yellow }"


def _type(name: str, question: str, answer: str, css: str = "", *, cloze: bool = False) -> NoteType:
    return NoteType(name, name, cloze, _FIELDS, (Template("Card 1", question, answer),), css)


BASIC = _type("Basic", "{{Front}}{{hint:Hint}}", _REST, _STYLE)
TYPED = _type("Typed", "{{Front}}{{type:Back}}", _REST)
FILLED = _type("Cloze", "{{cloze:Front}}", "{{cloze:Front}} {{Back}}", cloze=True)
TYPED_GAP = _type("Typed gap", "{{cloze:Front}}{{type:cloze:Front}}", "{{cloze:Front}}", cloze=True)
OCCLUSION = _type("Image Occlusion", "{{cloze:Front}}{{Back}}", "{{Hint}}", cloze=True)
_PART = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}"


def note(note_type: NoteType, front: str, back: str, hint: str = "") -> ParcelNote:
    fields = dict(zip(_FIELDS, (front, back, hint), strict=True))
    return ParcelNote(front, DECK, TEMPLATED, fields, note_type=note_type.guid)


HINTED = note(BASIC, "The longest river?", "Naryn", "it begins with N")
ASKED_TO_TYPE = note(TYPED, "The second one?", "Chüy")
WITH_GAP = note(FILLED, "The {{c1::Talas}} is the third.", "661 km")
GAP_TO_TYPE = note(TYPED_GAP, "The {{c1::Kara-Darya}} is a source.", "")
PICTURED = note(OCCLUSION, _PART, '<img src="map.png">', "a map")


def bring_in(collection: Collection, *notes: ParcelNote) -> None:
    types = (BASIC, TYPED, FILLED, TYPED_GAP, OCCLUSION)
    importing.bring_in(collection, replace(parcel(*notes), note_types=types))
