"""The text index keeps the fields apart, and knows how its words were written."""

_COLUMNS = ", ".join(f"field_{number}" for number in range(32))

SQL = f"""
DROP TABLE note_text;
CREATE VIRTUAL TABLE note_text USING fts5 (
    {_COLUMNS},
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3'
);
-- Whose words stand in which column of the text index, by the folded name of the field.
CREATE TABLE text_column (
    name TEXT NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- How a word of the text index was written where folding took more than the case; empty where
-- that cannot be told word by word.
CREATE TABLE word_exact (
    text TEXT NOT NULL,
    exact TEXT NOT NULL,
    PRIMARY KEY (text, exact)
) STRICT, WITHOUT ROWID;
DELETE FROM word;
INSERT OR IGNORE INTO unindexed (note_id) SELECT id FROM note;
"""
