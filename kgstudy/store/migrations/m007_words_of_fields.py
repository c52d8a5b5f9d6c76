"""The text index knows which words stand in which field; its words and exact texts lie aside."""

SQL = """
-- What stood in the text index once or stands in it, one word a row: quick to look through.
CREATE TABLE word (text TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
DROP TABLE note_word;
-- The same as note_seen, with nothing folded; without notes where folding took the case alone.
CREATE TABLE note_exact (note_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
DROP TRIGGER note_text_drop;
CREATE TRIGGER note_text_drop AFTER DELETE ON note BEGIN
    DELETE FROM note_line WHERE note_id = old.id;
    DELETE FROM note_seen WHERE note_id = old.id;
    DELETE FROM note_exact WHERE note_id = old.id;
    INSERT OR IGNORE INTO unindexed (note_id) VALUES (old.id);
END;
INSERT INTO note_text (note_text) VALUES ('delete-all');
INSERT OR IGNORE INTO unindexed (note_id) SELECT id FROM note;
"""
