"""Notes are kept as they are, in the form of JSON that everything else reads."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.store import notes
from tests.builders import collection

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, texts, max_size=4))
def test_fields_are_stored_as_json(fields: dict[str, str]) -> None:
    with collection() as opened:
        note = Note(NoteId(1), "a", "basic", fields)
        notes.add(opened, [note])
        stored = opened.connection.execute("SELECT fields FROM note").get
        assert stored == json.dumps(fields, ensure_ascii=False)
        assert notes.get(opened, note.id) == note
