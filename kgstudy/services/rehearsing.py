"""What would come of several parcels, each after those before it; nothing here is changed.

Where two of them tell of the same thing, what the first brings of it is brought into a copy of the
collection, on which the next one is planned.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Collection as Group
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy.domain import markup
from kgstudy.domain.errors import UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, one_of, portion, unheard
from kgstudy.services import importing
from kgstudy.services.importing import Arrangement, Plan
from kgstudy.store import backup
from kgstudy.store.collection import FILE, Collection

_PLANNED = 0.5
"""The part of the time that planning takes, where bringing into the copy takes the rest."""


class Rehearsal:
    """Plans parcels in the order in which they will come in."""

    def __init__(
        self,
        stage: Collection,
        arrangement: Arrangement,
        count: int,
        again: Callable[[Parcel], Parcel] | None = None,
    ) -> None:
        """`again` takes out of a parcel what others tell of too; without it `stage` is no copy."""
        self._stage = stage
        self._arrangement = arrangement
        self._left = count
        self._again = again

    def plan(self, parcel: Parcel, progress: Progress = unheard) -> Plan:
        if self._again is None or self._left == 1:
            return importing.plan(self._stage, parcel, self._arrangement, progress)
        made = importing.plan(
            self._stage, parcel, self._arrangement, portion(progress, 0, _PLANNED)
        )
        self.pass_by(parcel, portion(progress, _PLANNED, 1))
        return made

    def pass_by(self, parcel: Parcel, progress: Progress = unheard) -> None:
        """One that is planned already, before those that are not."""
        self._left -= 1
        if self._again is not None:
            importing.bring_in(self._stage, self._again(parcel), self._arrangement, progress)


@contextmanager
def rehearsing(
    collection: Collection, parcels: Sequence[Parcel], arrangement: Arrangement
) -> Iterator[Rehearsal]:
    """A rehearsal for these parcels."""
    notes, media = _twice(map(_guids, parcels)), _twice(each.media for each in parcels)
    lessons = _twice([lesson.guid for lesson in each.lessons] for each in parcels)
    if not (notes or media or lessons):
        yield Rehearsal(collection, arrangement, len(parcels))
        return
    with TemporaryDirectory(prefix="kgstudy-") as folder:
        _copy(collection, Path(folder) / FILE)
        with Collection.open(Path(folder), collection.clock, Random(0)) as stage:
            yield Rehearsal(
                stage, arrangement, len(parcels), lambda parcel: _again(parcel, notes, media)
            )


def _copy(collection: Collection, to: Path) -> None:
    try:
        backup.copy(collection.connection, to)
    except UserError as error:
        raise UserError(
            "These files tell of the same things, and there is no room for the copy on which that "
            "is tried ({reason}): bring them in one after another.",
            reason=error.facts.get("reason", ""),
        ) from error


def plan_all(
    collection: Collection,
    parcels: Sequence[Parcel],
    arrangement: Arrangement,
    progress: Progress = unheard,
) -> tuple[Plan, ...]:
    """What `consignment.bring_in_all` would do, parcel by parcel; changes nothing."""
    with rehearsing(collection, parcels, arrangement) as rehearsal:
        return tuple(
            rehearsal.plan(parcel, one_of(progress, done, len(parcels)))
            for done, parcel in enumerate(parcels)
        )


def _guids(parcel: Parcel) -> Iterator[str]:
    return (note.guid for note in parcel.notes)


def _twice(told: Iterable[Iterable[str]]) -> frozenset[str]:
    """What is told by more than one."""
    counted = Counter(chain.from_iterable(map(set, told)))
    return frozenset(name for name, count in counted.items() if count > 1)


def _again(parcel: Parcel, notes: Group[str], media: Group[str]) -> Parcel:
    """The notes and media of those names, with the lessons and with what the notes show."""
    kept = tuple(note for note in parcel.notes if note.guid in notes)
    shown = {name for note in kept for html in note.fields.values() for name in markup.media(html)}
    files = {name: file for name, file in parcel.media.items() if name in media or name in shown}
    return replace(parcel, notes=kept, media=files, problems=())
