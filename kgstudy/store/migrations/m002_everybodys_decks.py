"""Note types with templates, what a note was when it came in, memory as another program told it."""

SQL = """
CREATE TABLE note_type (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    definition TEXT NOT NULL
) STRICT;

-- imported: the fields as they came in from a file, where they were changed here since; empty where
-- they still are what came in; null where they never came in.
ALTER TABLE note ADD COLUMN note_type_id INTEGER REFERENCES note_type (id);
ALTER TABLE note ADD COLUMN imported TEXT;
UPDATE note SET imported = '';

-- practice: 1 where the answer changed no schedule.
ALTER TABLE review ADD COLUMN practice INTEGER NOT NULL DEFAULT 0;

-- What another program told of a card, in a review without a rating.
ALTER TABLE review ADD COLUMN stability REAL;
ALTER TABLE review ADD COLUMN difficulty REAL;
ALTER TABLE review ADD COLUMN reps INTEGER;
ALTER TABLE review ADD COLUMN lapses INTEGER;

-- made: pairs of ids between which the act added notes; those are not in its changeset.
ALTER TABLE act ADD COLUMN made TEXT;

-- What waits in a deck is counted in the index alone; answers that lie ahead of the clock are found
-- without looking at every card.
DROP INDEX card_by_due;
CREATE INDEX card_by_due ON card (deck_id, phase, due_day, note_id, suspended, buried_on);
CREATE INDEX card_by_answer ON card (day) WHERE day IS NOT NULL;

-- The text index follows the notes when somebody searches, or when there is time.
CREATE TABLE unindexed (note_id INTEGER PRIMARY KEY) STRICT;
DROP TRIGGER note_text_add;
DROP TRIGGER note_text_change;
DROP TRIGGER note_text_drop;
CREATE TRIGGER note_text_add AFTER INSERT ON note BEGIN
    INSERT OR IGNORE INTO unindexed (note_id) VALUES (new.id);
END;
CREATE TRIGGER note_text_change AFTER UPDATE OF fields ON note BEGIN
    INSERT OR IGNORE INTO unindexed (note_id) VALUES (new.id);
END;
CREATE TRIGGER note_text_drop AFTER DELETE ON note BEGIN
    DELETE FROM note_text WHERE rowid = old.id;
    DELETE FROM unindexed WHERE note_id = old.id;
END;
"""
