"""What an act touched, so that a page redraws only what has changed."""

from dataclasses import dataclass
from enum import StrEnum


class Touched(StrEnum):
    """The kinds of things an act can change."""

    DECKS = "decks"
    OPTIONS = "options"
    NOTES = "notes"
    CARDS = "cards"
    REVIEWS = "reviews"
    LESSONS = "lessons"
    MEDIA = "media"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Change:
    """A committed act: its name and the kinds of things it touched."""

    act: str
    touched: frozenset[Touched]

    def touches(self, *kinds: Touched) -> bool:
        return not self.touched.isdisjoint(kinds)
