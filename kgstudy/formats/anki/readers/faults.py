"""What is wrong with notes and cards, mended where it can be, and counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from kgstudy.domain.errors import Place
from kgstudy.domain.parcel import Problem

_LONGEST_GUID = 200
_MOST_PROBLEMS = 10_000
_MOST_COMPLAINTS = 100
MOST_EFFORT = 20_000_000
"""Steps of templates that may be gone to find out which cards notes ask for."""


class Complaints:
    """What is to be said of a file, and not without end; no note is lost by it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._told: list[str] = []
        self._untold = 0

    def tell(self, why: str) -> None:
        if len(self._told) < _MOST_COMPLAINTS:
            self._told.append(why)
        else:
            self._untold += 1

    def problems(self) -> tuple[Problem, ...]:
        further = [f"There are further problems of this sort: {self._untold:,}."]
        every = self._told + (further if self._untold else [])
        return tuple(Problem(self._place, why, lost=False) for why in every)


@dataclass(slots=True)
class Faults:
    """What could not be taken as it is, counted sort by sort; `notes` are those that stayed out."""

    orphans: int = 0
    damaged_cards: int = 0
    doubled: int = 0
    unmade: int = 0
    undue: int = 0
    homeless: int = 0
    unreadable: int = 0
    padded: int = 0
    joined: int = 0
    renamed: int = 0
    damaged_answers: int = 0
    undated: int = 0
    ownerless: int = 0
    notes: list[Problem] = field(default_factory=list)
    untold: int = 0

    def leave_out(self, place: Place, title: str, why: str) -> None:
        """Tells why a note stayed out."""
        if len(self.notes) < _MOST_PROBLEMS:
            self.notes.append(Problem(place, f"Note “{title}”: {why}"))
        else:
            self.untold += 1

    def problems(self, place: Place) -> Iterator[Problem]:
        yield from self.notes
        if self.untold:
            yield Problem(place, f"Further notes stayed out: {self.untold:,}.")
        for sort, why in _SENTENCES.items():
            if count := getattr(self, sort):
                yield Problem(place, f"{why}: {count:,}.", lost=False)


_SENTENCES = {
    "orphans": "Cards that belong to no note were left out",
    "damaged_cards": "Damaged cards were left out",
    "doubled": "Cards that are there twice were taken once",
    "unmade": "Cards that no template of their note type makes were left out",
    "undue": "Cards whose schedule makes no sense are new again",
    "homeless": "Cards whose deck is not in the file are in “Default” now",
    "unreadable": "Notes have damaged characters, for each of which stands a �",
    "padded": "Notes have fewer fields than their note type, and empty ones for the rest",
    "joined": "Notes have more fields than their note type, and the last one holds the rest",
    "renamed": "Notes share their identity with another, and each was kept for itself",
    "damaged_answers": "Damaged answers were left out",
    "undated": "Answers without a date that can be were left out",
    "ownerless": "Answers that belong to no card were left out",
}


def fitted(values: list[str], wanted: int, faults: Faults) -> list[str]:
    """As many values as the note type has fields; the last field holds what is too much."""
    if len(values) < wanted:
        faults.padded += 1
        return values + [""] * (wanted - len(values))
    if len(values) > wanted:
        faults.joined += 1
        rest = (value for value in values[wanted - 1 :] if value)
        return [*values[: wanted - 1], "<br>".join(rest)]
    return values


class Guids:
    """Guids that no two notes have: the first to claim one keeps it."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._taken: set[str] = set()

    def claimed(self, guid: str, note_id: int) -> str:
        """The guid, or one made of it and of the note's number in its file."""
        if not guid.strip() or len(guid) > _LONGEST_GUID:
            guid = f"anki-{note_id}"
        if guid in self._taken:
            self._faults.renamed += 1
            guid = f"{guid[:100]}-{sha256(f'{guid}/{note_id}'.encode()).hexdigest()[:16]}"
        self._taken.add(guid)
        return guid
