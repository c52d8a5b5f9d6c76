"""The folded text of each note, so that parts of words are found without reading every note."""

SQL = """
-- Made together with the text index; how it is written is told by store/folding.py.
CREATE TABLE note_seen (note_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
-- The words that the text index knows.
CREATE VIRTUAL TABLE note_word USING fts5vocab (note_text, row);
-- To take a note out of the text index takes longer than all the rest of deleting it, so that
-- waits as to put one in does; nothing is found in the meantime of what is unindexed.
DROP TRIGGER note_text_drop;
CREATE TRIGGER note_text_drop AFTER DELETE ON note BEGIN
    DELETE FROM note_line WHERE note_id = old.id;
    DELETE FROM note_seen WHERE note_id = old.id;
    INSERT OR IGNORE INTO unindexed (note_id) VALUES (old.id);
END;
INSERT INTO note_text (note_text) VALUES ('delete-all');
INSERT OR IGNORE INTO unindexed (note_id) SELECT id FROM note;
"""
