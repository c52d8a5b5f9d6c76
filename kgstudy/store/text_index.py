"""The text index, which follows the notes: brought up to date when there is time, or a search."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from threading import RLock

import apsw

from kgstudy.domain.ids import NoteId
from kgstudy.store import text_columns
from kgstudy.store.collection import Collection, Row
from kgstudy.store.folding import Indexed, indexed
from kgstudy.store.trouble import told

_STEP = 200
_LETTERS = 60_000
"""Notes indexed in one transaction at most, and their letters, unless one alone has more: an answer
may have to wait for it, some 15 ms.
"""

_STEM = 4
_ENDING = 3
"""Letters that a word must share with another one, and that may be different at its end."""


_one_at_a_time = RLock()
"""Threads that did it together would read the same notes, each for itself."""


def catch_up(collection: Collection) -> bool:
    """Indexes some of the notes that are not yet, and forgets some that are gone; whether any are
    left.
    """
    with _turn(collection):
        rows = _unindexed(collection, _STEP)
        if not rows:
            return False
        made = {note: indexed(fields) for note, fields in rows if fields is not None}
        with told(collection.folder), collection.database.atomic("IMMEDIATE"):
            still = _unchanged(collection, rows)
            _index(collection, still, [(note, made[note]) for note in still if note in made])
        return bool(collection.connection.execute("SELECT EXISTS (SELECT 1 FROM unindexed)").get)


def waiting(collection: Collection) -> int:
    """How many notes are not indexed as they are now."""
    return int(collection.connection.execute("SELECT count(*) FROM unindexed").get)


def catch_up_wholly(collection: Collection) -> bool:
    """Indexes all that is left; whether nothing is, as a reader, or who is in the midst of a
    transaction, has to leave it.
    """
    if not (collection.read_only or collection.database.in_transaction()):
        with _turn(collection):
            while catch_up(collection):
                pass
    return not waiting(collection)


def alike(collection: Collection, words: Iterable[str], most: int) -> list[NoteId]:
    """The notes that share the most with the words, each already folded; rare ones weigh more.

    A word is the beginning of one: of long words the ending is left open, as it changes in many
    languages.
    """
    begun = dict.fromkeys(word[: max(_STEM, len(word) - _ENDING)] for word in words)
    if not begun:
        return []
    while not collection.read_only and catch_up(collection):
        pass
    query = " OR ".join('"{}"*'.format(word.replace('"', '""')) for word in begun)
    rows = collection.connection.execute(
        "SELECT rowid FROM note_text WHERE note_text MATCH ? ORDER BY rank, rowid LIMIT ?",
        (query, most),
    )
    return [NoteId(row[0]) for row in rows]


@contextmanager
def _turn(collection: Collection) -> Iterator[None]:
    """Waits for others to end; but not where they might wait for this one's transaction."""
    if collection.database.in_transaction():
        yield
    else:
        with _one_at_a_time:
            yield


def _unindexed(collection: Collection, most: int) -> list[tuple[NoteId, str | None]]:
    """With their fields; None where a note is gone."""
    rows: list[Row] = collection.connection.execute(
        "SELECT note_id, fields FROM unindexed LEFT JOIN note ON note.id = note_id LIMIT ?", (most,)
    ).fetchall()
    letters = accumulate(len(fields or "") for _, fields in rows)
    few = max(1, sum(each <= _LETTERS for each in letters))
    return [(NoteId(note), fields) for note, fields in rows[:few]]


def _unchanged(collection: Collection, rows: Sequence[tuple[NoteId, str | None]]) -> list[NoteId]:
    """Those that nobody has written, deleted or brought back since they were read."""
    now: list[Row] = collection.connection.execute(
        "SELECT value, fields FROM json_each(?) LEFT JOIN note ON note.id = value",
        (json.dumps([note for note, _ in rows]),),
    ).fetchall()
    return [note for note, _ in set(rows).intersection(now)]


def _index(
    collection: Collection, notes: Sequence[NoteId], made: Sequence[tuple[NoteId, Indexed]]
) -> None:
    """Puts `made` in the place of what is kept of the notes; the rest of them are gone."""
    connection = collection.connection
    ids = json.dumps(notes)
    chosen = "IN (SELECT value FROM json_each(?))"
    connection.execute(f"DELETE FROM note_text WHERE rowid {chosen}", (ids,))
    text_columns.fill(collection, [(note, kept.fields) for note, kept in made])
    _keep_words(connection, [kept for _, kept in made])
    connection.executemany(
        "INSERT OR REPLACE INTO note_seen (note_id, text) VALUES (?, ?)",
        ((note, kept.seen) for note, kept in made),
    )
    connection.execute(f"DELETE FROM note_exact WHERE note_id {chosen}", (ids,))
    connection.executemany(
        "INSERT INTO note_exact (note_id, text) VALUES (?, ?)",
        ((note, kept.exact) for note, kept in made if kept.exact is not None),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO note_line (note_id, line) VALUES (?, ?)",
        ((note, kept.line) for note, kept in made),
    )
    connection.execute(f"DELETE FROM unindexed WHERE note_id {chosen}", (ids,))


def _keep_words(connection: apsw.Connection, made: Iterable[Indexed]) -> None:
    words, written = set[str](), set[tuple[str, str]]()
    for kept in made:
        words |= kept.words
        written |= kept.written
    connection.execute(
        "INSERT OR IGNORE INTO word (text) SELECT value FROM json_each(?) WHERE true",
        (json.dumps(list(words), ensure_ascii=False),),
    )
    connection.executemany("INSERT OR IGNORE INTO word_exact (text, exact) VALUES (?, ?)", written)
