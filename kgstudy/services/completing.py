"""The names of a collection by which queries are completed."""

from kgstudy.domain.query.completing import Vocabulary
from kgstudy.services import naming
from kgstudy.store import decks, lessons, note_types, presets, tags
from kgstudy.store.collection import Collection


def vocabulary(collection: Collection) -> Vocabulary:
    """All of them, in the order in which they are offered."""
    with collection.reading():
        types = note_types.every(collection)
        templates = (template.name for kind in types for template in kind.templates)
        return Vocabulary(
            decks=tuple(deck.name for deck in decks.every(collection)),
            tags=tuple(sorted(tags.ids(collection), key=str.casefold)),
            note_types=tuple(kind.name for kind in types),
            templates=tuple(dict.fromkeys(templates)),
            presets=tuple(preset.name for preset in presets.every(collection)),
            lessons=tuple(lessons.titles(collection).values()),
            fields=tuple(naming.fields(collection)),
        )
