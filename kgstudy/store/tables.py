"""The tables as they are today; no model is bound to a database, each query is told its own."""

from peewee import BlobField, FloatField, IntegerField, Model, TextField


class Setting(Model):
    name = TextField(primary_key=True)
    value = TextField()


class Preset(Model):
    id = IntegerField(primary_key=True)
    name = TextField(unique=True)
    options = TextField()


class Deck(Model):
    id = IntegerField(primary_key=True)
    guid = TextField(unique=True)
    name = TextField(unique=True)
    preset_id = IntegerField()
    description = TextField()


class NoteType(Model):
    id = IntegerField(primary_key=True)
    guid = TextField(unique=True)
    name = TextField()
    definition = TextField()

    class Meta:
        table_name = "note_type"


class Note(Model):
    id = IntegerField(primary_key=True)
    guid = TextField(unique=True)
    kind = TextField()
    fields = TextField()
    changed = IntegerField()
    note_type_id = IntegerField(null=True)
    imported = TextField(null=True)


class Tag(Model):
    id = IntegerField(primary_key=True)
    name = TextField(unique=True)


class NoteTag(Model):
    note_id = IntegerField()
    tag_id = IntegerField()

    class Meta:
        table_name = "note_tag"
        primary_key = False


class Card(Model):
    id = IntegerField(primary_key=True)
    note_id = IntegerField()
    deck_id = IntegerField()
    slot = IntegerField()
    position = IntegerField()
    phase = IntegerField()
    step = IntegerField()
    stability = FloatField(null=True)
    difficulty = FloatField(null=True)
    at = IntegerField(null=True)
    day = IntegerField(null=True)
    interval = IntegerField(null=True)
    due_day = IntegerField(null=True)
    due_at = IntegerField(null=True)
    reps = IntegerField()
    lapses = IntegerField()
    suspended = IntegerField()
    buried_on = IntegerField(null=True)
    flag = IntegerField()


class Review(Model):
    id = IntegerField(primary_key=True)
    card_id = IntegerField()
    at = IntegerField()
    day = IntegerField()
    rating = IntegerField(null=True)
    phase = IntegerField()
    next_phase = IntegerField()
    step = IntegerField()
    interval = IntegerField()
    taken = IntegerField()
    practice = IntegerField()
    stability = FloatField(null=True)
    difficulty = FloatField(null=True)
    reps = IntegerField(null=True)
    lapses = IntegerField(null=True)


class Lesson(Model):
    id = IntegerField(primary_key=True)
    guid = TextField(unique=True)
    deck_id = IntegerField()
    title = TextField()
    language = TextField()
    text = TextField()
    imported = TextField()


class Anchor(Model):
    card_id = IntegerField()
    lesson_id = IntegerField()
    start = IntegerField()
    stop = IntegerField()
    quote = TextField()
    text_before = TextField()
    text_after = TextField()

    class Meta:
        primary_key = False


class Draft(Model):
    lesson_id = IntegerField()
    key = TextField()
    rejected = IntegerField()
    proposal = TextField()
    chosen = TextField(null=True)

    class Meta:
        primary_key = False


class Look(Model):
    card_id = IntegerField()
    lesson_id = IntegerField()
    sentence = TextField()
    quote = TextField()
    place = IntegerField()

    class Meta:
        primary_key = False


class Trash(Model):
    note_id = IntegerField(primary_key=True)
    at = IntegerField()
    deck = TextField()
    line = TextField()
    content = TextField()


class SavedSearch(Model):
    name = TextField(primary_key=True)
    query = TextField()

    class Meta:
        table_name = "saved_search"


class NoteVersion(Model):
    note_id = IntegerField()
    at = IntegerField()
    fields = TextField()

    class Meta:
        table_name = "note_version"
        primary_key = False


class Media(Model):
    name = TextField(primary_key=True)
    sha256 = TextField()
    size = IntegerField()


class Act(Model):
    id = IntegerField(primary_key=True)
    at = IntegerField()
    name = TextField()
    touched = TextField()
    kind = IntegerField()
    target = IntegerField(null=True)
    undone = IntegerField()
    changeset = BlobField(null=True)
    made = TextField(null=True)


TABLES: tuple[type[Model], ...] = (
    Setting, Preset, Deck, NoteType, Note, Tag, NoteTag, Card, Review, Lesson, Anchor, Draft,
    Look, Media, Trash, SavedSearch, NoteVersion, Act,
)  # fmt: skip

USER_TABLES: tuple[str, ...] = (
    "setting", "preset", "deck", "note_type", "note", "tag", "note_tag", "card", "review", "lesson",
    "anchor", "draft", "look", "media", "trash", "saved_search",
)  # fmt: skip
"""What undo covers; the journal, the versions of notes and the text index follow from these."""
