"""The first schema."""

SQL = """
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preset (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    options TEXT NOT NULL
) STRICT;

CREATE TABLE deck (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    preset_id INTEGER NOT NULL REFERENCES preset (id),
    description TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    fields TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE note_tag (
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (note_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tag_by_tag ON note_tag (tag_id);

-- interval: whole days, or seconds below zero, as in review; due_day and due_at follow from it.
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    deck_id INTEGER NOT NULL REFERENCES deck (id) ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    position INTEGER NOT NULL,
    phase INTEGER NOT NULL,
    step INTEGER NOT NULL,
    stability REAL,
    difficulty REAL,
    at INTEGER,
    day INTEGER,
    interval INTEGER,
    due_day INTEGER,
    due_at INTEGER,
    reps INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    buried_on INTEGER,
    flag INTEGER NOT NULL,
    UNIQUE (note_id, slot)
) STRICT;
CREATE INDEX card_by_due ON card (deck_id, phase, due_day);
CREATE INDEX card_by_position ON card (deck_id, position) WHERE phase = 0;

-- rating: 1 to 4, null where the card was put into its state by hand.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rating INTEGER,
    phase INTEGER NOT NULL,
    next_phase INTEGER NOT NULL,
    step INTEGER NOT NULL,
    interval INTEGER NOT NULL,
    taken INTEGER NOT NULL
) STRICT;
CREATE INDEX review_by_card ON review (card_id, id);
CREATE INDEX review_by_day ON review (day);

CREATE TABLE lesson (
    id INTEGER PRIMARY KEY,
    guid TEXT NOT NULL UNIQUE,
    deck_id INTEGER NOT NULL REFERENCES deck (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX lesson_by_deck ON lesson (deck_id);

CREATE TABLE anchor (
    card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    lesson_id INTEGER NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    quote TEXT NOT NULL,
    text_before TEXT NOT NULL,
    text_after TEXT NOT NULL,
    PRIMARY KEY (card_id, lesson_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_by_lesson ON anchor (lesson_id, start);

-- The file itself lies beside the database under its SHA-256.
CREATE TABLE media (
    name TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: 0 done, 1 an undo, 2 a redo; undone: 0 stands, 1 taken back, 2 taken back for good.
CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    touched TEXT NOT NULL,
    kind INTEGER NOT NULL,
    target INTEGER,
    undone INTEGER NOT NULL,
    changeset BLOB
) STRICT;
CREATE INDEX act_by_state ON act (kind, undone, id);

CREATE VIRTUAL TABLE note_text USING fts5 (
    text,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3'
);
CREATE TRIGGER note_text_add AFTER INSERT ON note BEGIN
    INSERT INTO note_text (rowid, text) VALUES (new.id, folded(new.fields));
END;
CREATE TRIGGER note_text_change AFTER UPDATE OF fields ON note BEGIN
    UPDATE note_text SET text = folded(new.fields) WHERE rowid = new.id;
END;
CREATE TRIGGER note_text_drop AFTER DELETE ON note BEGIN
    DELETE FROM note_text WHERE rowid = old.id;
END;
"""
