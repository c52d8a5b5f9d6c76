"""Notes of each kind, to be written as text."""

from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote


def noted(kind: str, guid: str = "g", **fields: str) -> ParcelNote:
    return ParcelNote(guid, "d", kind, fields)


def parcel(*notes: ParcelNote, types: tuple[NoteType, ...] = ()) -> Parcel:
    return Parcel((ParcelDeck("d", "Rivers::Asia"),), notes=notes, note_types=types)


KINDS = [
    noted("basic", "1", front="q", back="a", note="n"),
    noted("both-ways", "2", front="q", back="a", note="n"),
    noted("cloze", "3", text="{{c1::a}} b", note="n"),
    noted("typed", "4", question="q", answer="a", also="b\nc", note="n"),
    noted("choice", "5", question="q", right="a", wrong="b\nc", note="n"),
    noted("ordering", "6", question="q", items="a\nb", note="n"),
    noted("basic", '7 "$\t', front="#q", back='say "a"\nor\tb', note=""),
]
