"""The columns of the browser's table: what they are called, and what a row says in each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Final

from kgstudy.domain.card import Card, Learning, New, Relearning, Reviewing, Studied
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.clock import Calendar, StudyDay, date_of
from kgstudy.domain.columns import Column, Unit
from kgstudy.domain.ids import RANDOM_BITS
from kgstudy.domain.note import Note
from kgstudy.domain.review import Days, Interval, Seconds
from kgstudy.gui import durations, wording
from kgstudy.gui.wording import say
from kgstudy.services.browsing import Row

FIRST: Final[Mapping[Unit, tuple[Column, ...]]] = {
    Unit.CARDS: (Column.QUESTION, Column.ANSWER, Column.DECK, Column.STATE, Column.DUE),
    Unit.NOTES: (Column.QUESTION, Column.CARD, Column.DECK, Column.TAGS, Column.EDITED),
}
"""Shown on the first day."""

AT_RIGHT: Final = frozenset(
    {
        Column.INTERVAL,
        Column.RECALL,
        Column.STABILITY,
        Column.DIFFICULTY,
        Column.REVIEWS,
        Column.LAPSES,
    }
)
"""Numbers, which stand one below the other."""

WIDTHS: Final[Mapping[Column, int]] = {
    Column.QUESTION: 320,
    Column.ANSWER: 150,
    Column.DECK: 120,
    Column.STATE: 128,
    Column.DUE: 116,
    Column.RECALL: 124,
    Column.TAGS: 150,
    Column.KIND: 130,
    Column.LESSON: 170,
    Column.FLAG: 60,
}
"""In pixels at 100 %; `WIDTH` for the others."""
WIDTH = 96
_LEAST = 0.75
"""To this share of its width a column shrinks where there is little room."""
_QUESTION, _LEAST_QUESTION = 240, 150
"""What is left to the question before the others shrink, and after it."""


def title(column: Column, unit: Unit) -> str:
    if column is Column.CARD and unit is Unit.NOTES:
        return say("Cards")
    return _titles()[column]


def _titles() -> Mapping[Column, str]:
    return {
        Column.QUESTION: say("Question"),
        Column.ANSWER: say("Answer"),
        Column.DECK: say("Deck"),
        Column.DUE: say("Due"),
        Column.STATE: say("State"),
        Column.INTERVAL: say("Interval"),
        Column.RECALL: say("Recall now"),
        Column.STABILITY: say("Stability"),
        Column.DIFFICULTY: say("Difficulty"),
        Column.REVIEWS: say("Reviews"),
        Column.LAPSES: say("Lapses"),
        Column.ANSWERED: say("Last answer"),
        Column.TAGS: say("Tags"),
        Column.KIND: say("Kind"),
        Column.CARD: say("Card"),
        Column.LESSON: say("Lesson"),
        Column.FLAG: say("Flag"),
        Column.CREATED: say("Created"),
        Column.EDITED: say("Edited"),
    }


@dataclass(frozen=True, slots=True)
class CardWords:
    """Says what stands in a row; of a note, what holds for its cards together."""

    calendar: Calendar
    unit: Unit

    def text(self, row: Row, column: Column) -> str:
        """In one line."""
        if column is Column.CARD and self.unit is Unit.NOTES:
            return wording.several(len(row.cards), "1 card", "%n cards")
        return _TEXTS[column](self.calendar, row)


Say = Callable[[Calendar, Row], str]


def _question(_calendar: Calendar, row: Row) -> str:
    return _line(row.question()) or say("(nothing to read)")


def _answer(_calendar: Calendar, row: Row) -> str:
    return _line(row.answer())


def _deck(_calendar: Calendar, row: Row) -> str:
    return _each(name.replace("::", " › ") for name in row.decks)


def _due(calendar: Calendar, row: Row) -> str:
    """Of the card that comes first; of a new one its place, as `prop:pos` has it."""
    studied = sorted(_studied(row), key=lambda state: (state.due_day, state.due_at or 0))
    if studied:
        return _day(calendar, studied[0].due_day, studied[0].due_at)
    places = [card.state.position for card in row.cards if isinstance(card.state, New)]
    return f"#{wording.number(min(places))}"


def _day(calendar: Calendar, day: StudyDay, at: int | None) -> str:
    ahead = day - calendar.today()
    if at is not None and ahead == 0:
        return f"{calendar.clock.wall(at):%H:%M}"
    near = {-1: say("yesterday"), 0: say("today"), 1: say("tomorrow")}
    return near.get(ahead) or _told(calendar, date_of(day))


def _state(calendar: Calendar, row: Row) -> str:
    today = calendar.today()
    return _each(state_of(card, today) for card in row.cards)


def state_of(card: Card, today: StudyDay) -> str:
    """In a word; a card that is set aside is only that."""
    if card.suspended:
        return say("Suspended")
    if card.buried_on == today:
        return say("Buried")
    match card.state:
        case New():
            return say("New")
        case Learning():
            return say("Learning")
        case Relearning():
            return say("Relearning")
        case Reviewing():
            return say("Review")


def _interval(_calendar: Calendar, row: Row) -> str:
    seconds = [_seconds(state.interval) for state in _studied(row)]
    if not seconds:
        return ""
    mean = fmean(seconds)
    return durations.short(Days(round(mean / 86_400)) if mean >= 86_400 else Seconds(round(mean)))


def _seconds(interval: Interval) -> int:
    return interval.count * (86_400 if isinstance(interval, Days) else 1)


def _recall(_calendar: Calendar, row: Row) -> str:
    known = [share for share in row.recalls if share is not None]
    return wording.percent(fmean(known)) if known else ""


def _stability(_calendar: Calendar, row: Row) -> str:
    days = [state.memory.stability for state in _studied(row)]
    return durations.short(Seconds(round(fmean(days) * 86_400))) if days else ""


def _difficulty(_calendar: Calendar, row: Row) -> str:
    known = [state.memory.difficulty for state in _studied(row)]
    return f"{fmean(known):.1f}" if known else ""


def _reviews(_calendar: Calendar, row: Row) -> str:
    return wording.number(sum(card.reps for card in row.cards))


def _lapses(_calendar: Calendar, row: Row) -> str:
    return wording.number(sum(card.lapses for card in row.cards))


def _answered(calendar: Calendar, row: Row) -> str:
    instants = [state.at for state in _studied(row)]
    return _date(calendar, max(instants)) if instants else ""


def _tags(_calendar: Calendar, row: Row) -> str:
    return ", ".join(tag.replace("::", " › ") for tag in row.note.tags)


def _kind(_calendar: Calendar, row: Row) -> str:
    return kind_of(row.note)


def kind_of(note: Note) -> str:
    """What people call its kind."""
    return note.note_type.name if note.note_type else say(CARD_TYPES[note.kind].name)


def _card(_calendar: Calendar, row: Row) -> str:
    return card_of(row.note, row.cards[0].slot)


def card_of(note: Note, slot: int) -> str:
    """Which of the note's cards it is."""
    if note.note_type and not note.note_type.cloze and slot < len(note.note_type.templates):
        return note.note_type.templates[slot].name
    if note.kind == "cloze" or note.note_type:
        return say("Gap {number}").format(number=slot)
    if note.kind == "both-ways":
        return say("Backwards") if slot else say("Forwards")
    return say("Card {number}").format(number=slot + 1)


def _lesson(_calendar: Calendar, row: Row) -> str:
    return _each(title for title in row.lessons if title)


def _flag(_calendar: Calendar, row: Row) -> str:
    flags = sorted({card.flag for card in row.cards if card.flag})
    return _each(say("Flag {number}").format(number=flag) for flag in flags)


def _created(calendar: Calendar, row: Row) -> str:
    return _date(calendar, row.note.id >> RANDOM_BITS)


def _edited(calendar: Calendar, row: Row) -> str:
    return _date(calendar, row.edited)


def _date(calendar: Calendar, at: int) -> str:
    return _told(calendar, calendar.clock.wall(at).date())


def _told(calendar: Calendar, day: date) -> str:
    """Without the year, where it is this one."""
    this_year = day.year == date_of(calendar.today()).year
    return wording.brief_date(day) if this_year else wording.whole_date(day)


_TEXTS: Final[Mapping[Column, Say]] = {
    Column.QUESTION: _question,
    Column.ANSWER: _answer,
    Column.DECK: _deck,
    Column.DUE: _due,
    Column.STATE: _state,
    Column.INTERVAL: _interval,
    Column.RECALL: _recall,
    Column.STABILITY: _stability,
    Column.DIFFICULTY: _difficulty,
    Column.REVIEWS: _reviews,
    Column.LAPSES: _lapses,
    Column.ANSWERED: _answered,
    Column.TAGS: _tags,
    Column.KIND: _kind,
    Column.CARD: _card,
    Column.LESSON: _lesson,
    Column.FLAG: _flag,
    Column.CREATED: _created,
    Column.EDITED: _edited,
}


def _studied(row: Row) -> Iterator[Studied]:
    return (card.state for card in row.cards if isinstance(card.state, Studied))


def _each(words: Iterable[str]) -> str:
    """All of them, those alike once."""
    return ", ".join(dict.fromkeys(words))


def _line(text: str) -> str:
    return " ".join(text.split())


def widths(columns: Sequence[Column], drawn: Mapping[Column, int], room: float) -> list[float]:
    """In pixels at 100 %: as drawn by hand, and the others so that they fit into the room.

    What is left is the question's, unless that was drawn.
    """
    shared = [float(drawn.get(each, WIDTHS.get(each, WIDTH))) for each in columns]
    free = [n for n, each in enumerate(columns) if each not in {*drawn, Column.QUESTION}]
    question = columns.index(Column.QUESTION)
    taken = sum(shared) - shared[question]
    loose = sum(shared[n] for n in free)
    if loose:
        wanted = drawn.get(Column.QUESTION, _QUESTION)
        share = min(1.0, max(_LEAST, 1 - (taken + wanted - room) / loose))
        for number in free:
            shared[number] *= share
    if Column.QUESTION not in drawn:
        shared[question] = max(float(_LEAST_QUESTION), room - (sum(shared) - shared[question]))
    return shared


def fitting(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with one to tell the rows by, each once."""
    told = tuple(dict.fromkeys(columns))
    return told if Column.QUESTION in told else (Column.QUESTION, *told)
