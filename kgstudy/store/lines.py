"""Notes by the line that stands for them: their first field as it is seen."""

from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import sorted_as
from kgstudy.store.collection import Collection
from kgstudy.store.folding import LINE, line

_MOST = 50
_FRESH = 100
"""Notes not indexed yet that are looked at one by one, the youngest first."""


def reading(collection: Collection, words: str) -> tuple[NoteId, ...]:
    """Those whose line is that of these words, whatever the case; a long one may go on otherwise.

    It writes nothing, so that nobody waits who is only typing.
    """
    wanted = sorted_as(words[:LINE])
    indexed = collection.connection.execute(
        "SELECT note_id FROM note_line WHERE line = ? ORDER BY note_id LIMIT ?", (wanted, _MOST)
    )
    found = [row[0] for row in indexed]
    fresh = collection.connection.execute(
        "SELECT note_id, fields FROM unindexed JOIN note ON note.id = note_id"
        " ORDER BY note_id DESC LIMIT ?",
        (_FRESH,),
    )
    found += [note for note, fields in fresh if line(fields) == wanted]
    return tuple(dict.fromkeys(map(NoteId, found)))
