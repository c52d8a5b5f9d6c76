"""Notes by the line that stands for them: their first field as it is seen."""

from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import sorted_as
from kgstudy.store import text_index
from kgstudy.store.collection import Collection
from kgstudy.store.folding import LINE

_MOST = 50


def reading(collection: Collection, words: str) -> tuple[NoteId, ...]:
    """Those whose line is that of these words, whatever the case; a long one may go on otherwise.

    Looks no longer than a moment at notes that are not indexed yet.
    """
    if not (collection.read_only or collection.database.in_transaction()):
        text_index.catch_up(collection)
    rows = collection.connection.execute(
        "SELECT note_id FROM note_line WHERE line = ? ORDER BY note_id LIMIT ?",
        (sorted_as(words[:LINE]), _MOST),
    )
    return tuple(NoteId(row[0]) for row in rows)
