"""Files on their way in, from their names to what became of them; done beside the window."""

import logging
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kgstudy.domain.changes import Change
from kgstudy.domain.deck import is_within
from kgstudy.domain.errors import Cancelled, Place, UserError
from kgstudy.domain.ids import DeckId
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, one_of, portion
from kgstudy.formats import decks_at, delimited, recognise
from kgstudy.formats.delimited.layout import Layout, Survey
from kgstudy.gui.jobs import Steps, Work, shares
from kgstudy.gui.models.columns import begun_anew, unassigned
from kgstudy.gui.wording import say
from kgstudy.host.startup import without_collector
from kgstudy.services import consignment, decks, history
from kgstudy.services.importing import Arrangement, Conflict, Fate, Plan, Report
from kgstudy.services.rehearsing import Rehearsal, rehearsing
from kgstudy.store.collection import Collection

_log = logging.getLogger(__name__)

READ = 0.7
"""The part of the time that reading takes; the rest goes into planning."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where cards come from: a file, a folder, or `pasted` text; `layout` is a person's choice."""

    name: str
    path: Path | None = None
    pasted: str = ""
    layout: Layout | None = None


def file(path: Path) -> Origin:
    return Origin(path.name or str(path), path)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was found in an origin, or in `refusal` the sentence that says why it stays out."""

    origin: Origin
    format: str = ""
    parcel: Parcel | None = None
    plan: Plan | None = None
    survey: Survey | None = None
    refusal: str = ""

    @property
    def brings(self) -> bool:
        """Whether there is anything in it that can come in."""
        if self.plan is None or self.parcel is None:
            return False
        described = any(deck.description for deck in self.parcel.decks)
        placed = any(count for fate, count in self.plan.notes.items() if fate != "rejected")
        return placed or described or bool(self.parcel.lessons)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and the decks that it could be put into."""

    arrivals: tuple[Arrival, ...]
    decks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the arrivals: a report for each that was not refused, and one change.

    `deck` holds all that came in; where no deck does, it is None.
    """

    arrivals: tuple[Arrival, ...]
    reports: Mapping[int, Report]
    """By the place of the arrival."""
    deck: DeckId | None
    change: Change
    wrote: bool
    """False where nothing was new, so that undo would take back what was done before."""
    theirs: Container[tuple[str, str]] = frozenset()
    """Of what was changed on both sides, the guids and fields that were taken from the files."""


def total(counts: Sequence[Counter[Fate]]) -> Counter[Fate]:
    whole = Counter[Fate]()
    for each in counts:
        whole.update(each)
    return whole


def conflicts(arrivals: Sequence[Arrival]) -> tuple[Conflict, ...]:
    """Of all arrivals; a field that two of them change is asked about once."""
    found = {
        (conflict.guid, conflict.field): conflict
        for arrival in arrivals
        if arrival.plan
        for conflict in arrival.plan.conflicts
    }
    return tuple(found.values())


def read(
    origins: Sequence[Origin], arrangement: Arrangement, before: Sequence[Arrival] = ()
) -> Work:
    """Reads the files and plans what would become of them after those `before`: a Reading."""

    def work(collection: Collection, progress: Steps) -> Reading:
        tell = shares(progress)
        every = [each for origin in origins for each in _opened(origin)]
        with without_collector():
            found = [
                _arrival(origin, one_of(portion(tell, 0, READ), done, len(every)))
                for done, origin in enumerate(every)
            ]
            made = _planned(collection, found, arrangement, portion(tell, READ, 1), before)
        return Reading(made, tuple(name for name, _ in decks.names(collection)))

    return work


def read_anew(
    origin: Origin, arrangement: Arrangement, arrivals: Sequence[Arrival], at: int
) -> Work:
    """Reads one of the arrivals otherwise and plans all anew: a tuple of Arrival."""

    def work(collection: Collection, progress: Steps) -> tuple[Arrival, ...]:
        tell = shares(progress)
        with without_collector():
            found = _arrival(origin, portion(tell, 0, READ))
            every = (*arrivals[:at], found, *arrivals[at + 1 :])
            return _planned(collection, every, arrangement, portion(tell, READ, 1))

    return work


def plan(arrivals: Sequence[Arrival], arrangement: Arrangement) -> Work:
    """Plans anew what was read: a tuple of Arrival."""

    def work(collection: Collection, progress: Steps) -> tuple[Arrival, ...]:
        with without_collector():
            return _planned(collection, arrivals, arrangement, shares(progress))

    return work


def bring_in(arrivals: Sequence[Arrival], arrangement: Arrangement) -> Work:
    """Takes in all that was not refused, as one act: an Outcome."""

    def work(collection: Collection, progress: Steps) -> Outcome:
        wanted = [(at, arrival.parcel) for at, arrival in enumerate(arrivals) if arrival.parcel]
        parcels = [parcel for _, parcel in wanted]
        before = history.step(collection)
        with without_collector():
            reports, change = consignment.bring_in_all(
                collection, parcels, arrangement, shares(progress)
            )
        told = {at: report for (at, _), report in zip(wanted, reports, strict=True)}
        deck = _deck(collection, arrivals, arrangement)
        wrote = history.step(collection) != before
        return Outcome(tuple(arrivals), told, deck, change, wrote, arrangement.theirs)

    return work


def _deck(
    collection: Collection, arrivals: Sequence[Arrival], arrangement: Arrangement
) -> DeckId | None:
    """The deck that all decks which came in lie in, if one does."""
    plans = [arrival.plan for arrival in arrivals if arrival.plan]
    came = {arrangement.into} if arrangement.into else {d.name for p in plans for d in p.decks}
    holding = [
        deck
        for name, deck in decks.names(collection)
        if came and all(is_within(each, name) for each in came)
    ]
    return holding[-1] if holding else None


def _opened(origin: Origin) -> Iterator[Origin]:
    """The origin itself or, where it is a folder that holds decks, each of them."""
    if origin.path is None:
        yield origin
        return
    for path in decks_at(origin.path):
        yield origin if path == origin.path else Origin(f"{origin.name}/{path.name}", path)


def _arrival(origin: Origin, progress: Progress) -> Arrival:
    return _unless_refused(origin, lambda: _read(origin, progress))


def _unless_refused(origin: Origin, work: Callable[[], Arrival]) -> Arrival:
    """One file's fault, or a mistake of ours with it, does not stop the others."""
    try:
        return work()
    except Cancelled:
        raise
    except UserError as error:
        return Arrival(origin, refusal=_sentence(error, origin))
    except Exception as error:
        _log.exception("%s could not be read", origin.name)
        why = say("This file cannot be read; that is a mistake in kgstudy ({error}).")
        return Arrival(origin, refusal=why.format(error=type(error).__name__))


def _read(origin: Origin, progress: Progress) -> Arrival:
    if origin.path is None:
        return _table(origin, say("Pasted text"), progress)
    reader = recognise(origin.path)
    if reader.NAME == delimited.NAME:
        return _table(origin, reader.NAME, progress)
    return Arrival(origin, reader.NAME, reader.read(origin.path, progress))


def _table(origin: Origin, called: str, progress: Progress) -> Arrival:
    """Also where it makes no cards as it is laid out, so that it can be laid out otherwise."""
    look = (
        partial(delimited.survey, origin.path)
        if origin.path
        else partial(delimited.survey_text, origin.pasted)
    )
    survey = _surveyed(look, origin.layout)
    try:
        parcel = _table_parcel(origin, survey.layout, progress)
    except Cancelled:
        raise
    except UserError as error:
        return Arrival(origin, called, survey=survey, refusal=_sentence(error, origin))
    return Arrival(origin, called, parcel, survey=survey)


def _table_parcel(origin: Origin, layout: Layout, progress: Progress) -> Parcel:
    if origin.path is None:
        return delimited.from_text(origin.pasted, origin.name, layout)
    return delimited.read(origin.path, progress, layout)


def _surveyed(survey: Callable[[Layout | None], Survey], layout: Layout | None) -> Survey:
    """By the layout that a person chose, whose columns may still have to be found."""
    if layout is None or layout.columns:
        return survey(layout)
    return survey(begun_anew(layout, survey(unassigned(layout))))


def _planned(
    collection: Collection,
    arrivals: Sequence[Arrival],
    arrangement: Arrangement,
    progress: Progress,
    before: Sequence[Arrival] = (),
) -> tuple[Arrival, ...]:
    """The arrivals with what would become of each after those before it."""
    passed = [arrival.parcel for arrival in before if arrival.parcel]
    coming = [arrival.parcel for arrival in arrivals if arrival.parcel]
    with rehearsing(collection, [*passed, *coming], arrangement) as rehearsal:
        count = len(passed) + len(arrivals)
        for done, parcel in enumerate(passed):
            rehearsal.pass_by(parcel, one_of(progress, done, count))
        return tuple(
            _with_plan(rehearsal, arrival, one_of(progress, done, count))
            for done, arrival in enumerate(arrivals, len(passed))
        )


def _with_plan(rehearsal: Rehearsal, arrival: Arrival, progress: Progress) -> Arrival:
    parcel = arrival.parcel
    if parcel is None:
        return arrival
    return _unless_refused(
        arrival.origin, lambda: replace(arrival, plan=rehearsal.plan(parcel, progress))
    )


def _sentence(error: UserError, origin: Origin) -> str:
    """Without the file's own path, beside whose name it stands."""
    said = error.sentence.format(**error.facts)
    return said if error.place is None else told(error.place, said, origin)


def told(place: Place, why: str, origin: Origin) -> str:
    """What is wrong at a place in `origin`, whose own name is known."""
    within = place.file
    if within == origin.name or (origin.path and within == str(origin.path)):
        return say("Line {line}: {why}").format(line=place.line, why=why) if place.line else why
    if origin.path:
        within = within.removeprefix(f"{origin.path}/")
    return f"{Place(within, place.line)}: {why}"
