"""What was done, as lines to be read: by day, and answers in a row as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kgstudy.domain.clock import Calendar, StudyDay, date_of
from kgstudy.gui.wording import act_name, long_date, say, several
from kgstudy.services.activity import Deed, Done, Tally
from kgstudy.store.journal import Undone

_PHRASES: Mapping[tuple[str, Deed], tuple[str, str]] = {
    ("note", Deed.ADDED): ("1 note added", "%n notes added"),
    ("note", Deed.CHANGED): ("1 note changed", "%n notes changed"),
    ("note", Deed.DELETED): ("1 note deleted", "%n notes deleted"),
    ("card", Deed.ADDED): ("1 card added", "%n cards added"),
    ("card", Deed.CHANGED): ("1 card changed", "%n cards changed"),
    ("card", Deed.DELETED): ("1 card deleted", "%n cards deleted"),
    ("review", Deed.ADDED): ("1 answer", "%n answers"),
    ("note_tag", Deed.ADDED): ("1 tag put on", "%n tags put on"),
    ("note_tag", Deed.DELETED): ("1 tag taken off", "%n tags taken off"),
    ("deck", Deed.ADDED): ("1 deck added", "%n decks added"),
    ("deck", Deed.CHANGED): ("1 deck changed", "%n decks changed"),
    ("deck", Deed.DELETED): ("1 deck deleted", "%n decks deleted"),
    ("lesson", Deed.ADDED): ("1 lesson added", "%n lessons added"),
    ("lesson", Deed.CHANGED): ("1 lesson changed", "%n lessons changed"),
    ("lesson", Deed.DELETED): ("1 lesson deleted", "%n lessons deleted"),
    ("preset", Deed.ADDED): ("1 set of options added", "%n sets of options added"),
    ("preset", Deed.CHANGED): ("1 set of options changed", "%n sets of options changed"),
    ("preset", Deed.DELETED): ("1 set of options deleted", "%n sets of options deleted"),
    ("media", Deed.ADDED): ("1 file added", "%n files added"),
    ("media", Deed.DELETED): ("1 file removed", "%n files removed"),
    ("setting", Deed.ADDED): ("1 setting changed", "%n settings changed"),
    ("setting", Deed.CHANGED): ("1 setting changed", "%n settings changed"),
    ("saved_search", Deed.ADDED): ("1 search kept", "%n searches kept"),
    ("saved_search", Deed.DELETED): ("1 search forgotten", "%n searches forgotten"),
    ("draft", Deed.ADDED): ("1 draft decided", "%n drafts decided"),
}
"""By table and deed; what is not here follows from the rest."""

_IN_A_ROW = frozenset({"answer-card", "practise-card"})
"""Acts that are told as one where they follow each other."""

_BY_HAND = frozenset({"reset-cards", "set-due"})
"""Acts whose reviews hold what a person set, and are no answers."""

_IMPLIED: Mapping[str, str] = {"card": "note", "review": "note", "note_tag": "note"}
"""Rows that come and go with those of another table."""


@dataclass(frozen=True, slots=True)
class Day:
    """The heading above what was done on a study day."""

    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """One act, or as many answers in a row; the last first."""

    acts: tuple[Done, ...]

    @property
    def last(self) -> Done:
        return self.acts[0]

    @property
    def first(self) -> Done:
        return self.acts[-1]


Line = Day | Run


def lines(done: Sequence[Done], calendar: Calendar) -> tuple[Line, ...]:
    """The acts, the last first, under the days on which they were done."""
    return tuple(_lines(done, calendar))


def name(run: Run) -> str:
    """Such as `Move cards`, or `Answer card · 38 times`."""
    named = act_name(run.last.entry.name)
    words = named[:1].upper() + named[1:]
    if len(run.acts) == 1:
        return words
    return say("{act} · %n times", len(run.acts)).format(act=words)


def times(run: Run, calendar: Calendar) -> str:
    """Such as `14:02`, or `13:40–14:02`."""
    first, last = (f"{calendar.clock.wall(act.entry.at):%H:%M}" for act in (run.first, run.last))
    return last if first == last else f"{first}–{last}"


def touched(run: Run) -> str:
    """What it is about: the question of a single note, or how much was touched."""
    if len(run.acts) == 1 and run.last.line:
        return run.last.line
    return counts(run)


def counts(run: Run) -> str:
    """How much was touched, such as `3 notes added`."""
    tally: dict[tuple[str, Deed], int] = {}
    for act in run.acts:
        by_hand = act.entry.name in _BY_HAND
        for key, count in act.tally.items():
            if not (by_hand and key[0] == "review"):
                tally[key] = tally.get(key, 0) + count
    return touched_words(tally)


def touched_words(tally: Tally) -> str:
    """Such as `3 notes added · 1 deck added`."""
    return " · ".join(
        several(tally[key], *words)
        for key, words in _PHRASES.items()
        if tally.get(key) and not _is_implied(key, tally)
    )


def state_words(run: Run) -> str:
    """Whether it stands; empty where it does."""
    match run.last.entry.undone:
        case Undone.TAKEN_BACK:
            return say("taken back")
        case Undone.FOR_GOOD:
            return say("taken back for good")
        case _:
            return ""


def _lines(done: Sequence[Done], calendar: Calendar) -> Iterator[Line]:
    def day_of(act: Done) -> StudyDay:
        return calendar.day_of(act.entry.at)

    for day, of_day in groupby(done, day_of):
        yield Day(_day_words(date_of(day), date_of(calendar.today())))
        yield from _runs(of_day)


def _runs(acts: Iterable[Done]) -> Iterator[Run]:
    for (act, _state, grouped), group in groupby(acts, _alike):
        if grouped and act:
            yield Run(tuple(group))
        else:
            yield from (Run((each,)) for each in group)


def _alike(act: Done) -> tuple[str, Undone, bool]:
    return act.entry.name, act.entry.undone, act.entry.name in _IN_A_ROW


def _is_implied(key: tuple[str, Deed], tally: Tally) -> bool:
    """Cards that came or went with their notes, and what changed in a card with its answer."""
    table, deed = key
    if table == "card" and deed is Deed.CHANGED:
        return bool(tally.get(("review", Deed.ADDED)))
    above = _IMPLIED.get(table)
    return above is not None and deed is not Deed.CHANGED and bool(tally.get((above, deed)))


def _day_words(day: date, today: date) -> str:
    match (today - day).days:
        case 0:
            return say("Today")
        case 1:
            return say("Yesterday")
        case _ if day.year == today.year:
            return long_date(day)
        case _:
            return f"{long_date(day)} {day.year}"
