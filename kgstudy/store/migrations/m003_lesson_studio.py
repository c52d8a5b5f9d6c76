"""What a person decided of a lesson's drafts, and which cards want a look after a new version."""

SQL = """
-- proposal: as it was when it was decided upon; chosen: the draft shown in its place, if any.
-- Whether it was accepted is told by its note, whose guid is that of the lesson and the key.
CREATE TABLE draft (
    lesson_id INTEGER NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    rejected INTEGER NOT NULL,
    proposal TEXT NOT NULL,
    chosen TEXT,
    PRIMARY KEY (lesson_id, key)
) STRICT, WITHOUT ROWID;

-- The sentence that a card was made from and the words of it, where the lesson reads otherwise now;
-- place: about where they stood, in the text of today.  Without an anchor they are gone from it.
CREATE TABLE look (
    card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    lesson_id INTEGER NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    sentence TEXT NOT NULL,
    quote TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (card_id, lesson_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_by_lesson ON look (lesson_id);
"""
