"""What the notes of Anki's note types become."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.formats.anki.note_types import kind_of, native_names
from kgstudy.formats.anki.readers import models
from kgstudy.formats.anki.readers.values import Json

_MOST_GAPS = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """What the notes of one model become; `kind` is a kind of ours, where we once exported it."""

    note_type: NoteType
    kind: str
    places: Mapping[int, int]
    """By the number of a template, its place."""
    guid: str | None
    names: tuple[str, ...]
    """Of the fields that its notes have here: of one of our kinds, no more than belong to it."""
    effort: int
    """How many steps it takes to find out which cards a note asks for."""

    def named(self, values: list[str]) -> Mapping[str, str]:
        """The fields of a note by their names; `values` are as many as its note type has."""
        return dict(zip(self.names, values, strict=False))

    @classmethod
    def of(cls, model: Json, identity: str) -> "Kind":
        made = models.note_type(model, identity)
        native = kind_of(made.name, made.fields)
        effort = sum(template.question.count("{{") for template in made.templates)
        guid = made.guid if native is None else None
        names = made.fields if native is None else native_names(native)
        return cls(made, native or TEMPLATED, models.places(model), guid, names, effort)

    def slot(self, number: int) -> int | None:
        """The slot of the card that Anki numbers so; None where no template makes it."""
        if self.note_type.cloze:
            return number + 1 if 0 <= number < _MOST_GAPS else None
        return self.places.get(number)
