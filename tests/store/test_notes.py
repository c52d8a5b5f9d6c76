"""Notes are kept as they are, in the form of JSON that everything else reads."""

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.changes import Touched
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.store import notes
from tests.builders import collection
from tests.fake_clock import FakeClock

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, texts, max_size=4))
def test_fields_are_stored_as_json(fields: dict[str, str]) -> None:
    with collection() as opened:
        note = Note(NoteId(1), "a", "basic", fields)
        notes.add(opened, [note])
        stored = opened.connection.execute("SELECT fields FROM note").get
        assert stored == json.dumps(fields, ensure_ascii=False)
        assert notes.get(opened, note.id) == note


def test_what_a_note_was_is_kept_also_of_what_was_undone() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        note = Note(NoteId(1), "a", "basic", {"front": "1991"})
        notes.add(opened, [note])
        for year in ("1992", "1993"):
            clock.advance(timedelta(seconds=1))
            with opened.act("edit-note", Touched.NOTES):
                notes.save(opened, note._replace(fields={"front": year}))
        opened.undo()
        kept = opened.connection.execute("SELECT fields ->> 'front' FROM note_version ORDER BY at")
        assert [row[0] for row in kept] == ["1991", "1992", "1993"]
        assert notes.get(opened, note.id).fields == {"front": "1992"}
