"""The trash, saved searches, the versions of a note, and the lines by which notes are sorted."""

SQL = """
-- A deleted note as it lay in the tables: content is JSON, rows by table, each by column.
-- deck: the full name of its first card's; line: what stands for it in a list.
CREATE TABLE trash (
    note_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    deck TEXT NOT NULL,
    line TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX trash_by_time ON trash (at);

CREATE TABLE saved_search (
    name TEXT NOT NULL PRIMARY KEY,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the fields of a note were, from `at` on, before somebody or something changed them.
-- Undo does not cover it: what was undone is a version too.
CREATE TABLE note_version (
    note_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (note_id, at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER note_version_keep AFTER UPDATE OF fields ON note
WHEN old.fields != new.fields BEGIN
    INSERT OR IGNORE INTO note_version (note_id, at, fields)
    VALUES (old.id, old.changed, old.fields);
END;

-- The first field as it is seen, folded for sorting; made together with the text index.
CREATE TABLE note_line (note_id INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
CREATE INDEX note_line_by_line ON note_line (line);
DROP TRIGGER note_text_drop;
CREATE TRIGGER note_text_drop AFTER DELETE ON note BEGIN
    DELETE FROM note_text WHERE rowid = old.id;
    DELETE FROM note_line WHERE note_id = old.id;
    DELETE FROM unindexed WHERE note_id = old.id;
END;
INSERT OR IGNORE INTO unindexed (note_id) SELECT id FROM note;
"""
