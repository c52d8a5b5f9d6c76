"""All that a collection holds, to be compared."""

from kgstudy.store.collection import Collection
from kgstudy.store.tables import USER_TABLES

Contents = dict[str, list[tuple[object, ...]]]


def contents(opened: Collection) -> Contents:
    """Every row of the person's tables, and what the text index finds."""
    rows: Contents = {
        table: sorted(opened.connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in USER_TABLES
    }
    indexed = opened.connection.execute(
        "SELECT rowid FROM note_text WHERE rowid IN (SELECT id FROM note) ORDER BY rowid"
    )
    rows["note_text"] = indexed.fetchall()
    return rows
