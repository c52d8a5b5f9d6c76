"""Notes that read alike are found, whatever is around the words and whatever their case."""

from kgstudy.domain.ids import NoteId
from kgstudy.services import duplicates
from kgstudy.store import cards as stored
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note

CONTENT = (
    basic("a", "The <b>Naryn</b>"),
    basic("b", "the naryn"),
    basic("c", "THE&nbsp;Naryn<br>"),
    basic("d", "кан"),
    basic("e", "каң"),
    note("f", "both-ways", {"front": "Кан", "back": "Answer a", "note": ""}),
    basic("g", '<img src="a.png">'),
    basic("h", '<img src="b.png">'),
)


def ids(opened: Collection) -> list[NoteId]:
    return sorted({card.note_id for card, _ in stored.every(opened)})


def test_groups_are_what_reads_alike() -> None:
    with collection() as opened:
        deck_of(opened, CONTENT)
        every = ids(opened)
        found = duplicates.find(opened, every)
        assert [(each.text, each.notes) for each in found] == [
            ("The Naryn", tuple(every[:3])),
            ("кан", (every[3], every[5])),
        ]


def test_any_field_and_only_some_notes() -> None:
    with collection() as opened:
        deck_of(opened, CONTENT)
        every = ids(opened)
        assert [each.notes for each in duplicates.find(opened, every, "back")] == [
            (every[0], every[5])
        ]
        assert duplicates.find(opened, every[1:4], "back") == ()
        told: list[float] = []
        duplicates.find(opened, every, progress=told.append)
        assert told == [0.0, 1.0]
