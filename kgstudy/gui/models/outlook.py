"""What waits today and what comes next: the home page before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from kgstudy.domain.clock import Calendar, date_of
from kgstudy.domain.deck import is_within
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.queue import Counts
from kgstudy.gui import durations, wording
from kgstudy.gui.wording import say, several
from kgstudy.services import decks, lessons, statistics
from kgstudy.services.decks import DeckSummary, NextDue
from kgstudy.services.lessons import LessonSummary
from kgstudy.services.statistics import Today
from kgstudy.store.collection import Collection


class Mood(Enum):
    """Which of its faces the home page shows."""

    EMPTY = auto()
    """There is no card at all."""
    WELCOME = auto()
    """Cards wait, and none was ever answered."""
    WAITING = auto()
    SOON = auto()
    """Nothing waits, and the next card comes within the day."""
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """How well the lessons in view are known, all taken together.

    `title` names the one that there is, where what stands above tells of more than it.
    """

    lessons: int
    cards: int
    begun: int
    recalled: float
    bands: tuple[int, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """`deck` is the one to study, None for all of them; `lesson` the one to read."""

    mood: Mood
    date: date
    deck: DeckId | None
    title: str
    counts: Counts
    seconds: float
    known: Known | None
    lesson: LessonId | None
    decks: tuple[DeckSummary, ...]
    week: tuple[int, ...]
    today: Today
    next_due: NextDue | None


FIRST_PACE = 10.0
"""Seconds an answer takes, as long as the person's own pace is not known."""

QUICKEST_PACE = 2.0
"""Answers that came in with a deck may have taken no time at all."""

ANSWERS_A_CARD = Counts(new=3, learning=2, review=1)
"""How often a card of each kind is answered on its day, forgetting left out."""


def look_ahead(collection: Collection) -> Outlook:
    """Asks the services for everything the home page shows, as it stands at one instant."""
    with collection.reading():
        return _look_ahead(collection)


def _look_ahead(collection: Collection) -> Outlook:
    every = decks.overview(collection)
    today = statistics.today(collection)
    shelf = lessons.shelf(collection)
    tops = decks.top_level(every)
    counts = Counts(
        sum(deck.new for deck in tops),
        sum(deck.learning for deck in tops),
        sum(deck.review for deck in tops),
    )
    chosen = chosen_deck(tops)
    next_due = None if counts.total else decks.next_due(collection)
    in_view = lessons_of(chosen, every, shelf)
    mood = mood_of(
        counts,
        cards=sum(deck.cards for deck in tops),
        begun=bool(today.reviews or today.streak or any(lesson.begun for lesson in shelf)),
        soon=next_due is not None and _is_today(next_due, collection.calendar),
    )
    return Outlook(
        mood,
        date_of(collection.calendar.today()),
        chosen.id if chosen else None,
        chosen.leaf if chosen else say("All decks"),
        counts,
        seconds_for(counts, today),
        known(in_view, named=chosen is None),
        in_view[0].id if in_view else None,
        every,
        statistics.week_ahead(collection, every),
        today,
        next_due,
    )


def chosen_deck(tops: Sequence[DeckSummary]) -> DeckSummary | None:
    """The deck to study: the only one with something to do; None stands for all together."""
    waiting = [deck for deck in tops if deck.new + deck.due] or list(tops)
    return waiting[0] if len(waiting) == 1 else None


def lessons_of(
    deck: DeckSummary | None, every: Sequence[DeckSummary], shelf: Sequence[LessonSummary]
) -> tuple[LessonSummary, ...]:
    """The lessons of the deck and of those below it, or of all decks."""
    within = {other.id for other in every if deck is None or is_within(other.name, deck.name)}
    return tuple(lesson for lesson in shelf if lesson.deck_id in within and lesson.cards)


def known(in_view: Sequence[LessonSummary], *, named: bool = False) -> Known | None:
    if not in_view:
        return None
    return Known(
        len(in_view),
        sum(lesson.cards for lesson in in_view),
        sum(lesson.begun for lesson in in_view),
        sum(lesson.recalled for lesson in in_view),
        tuple(map(sum, zip(*(lesson.bands for lesson in in_view), strict=True))),
        in_view[0].title if named and len(in_view) == 1 else "",
    )


def seconds_for(counts: Counts, today: Today) -> float:
    """How long the counts will take, at today's pace where a few answers show it."""
    pace = FIRST_PACE
    if today.reviews >= 10:
        pace = max(QUICKEST_PACE, today.seconds / today.reviews)
    per_card = ANSWERS_A_CARD
    answers = (
        counts.new * per_card.new
        + counts.learning * per_card.learning
        + counts.review * per_card.review
    )
    return answers * pace


def mood_of(counts: Counts, *, cards: int, begun: bool, soon: bool) -> Mood:
    if not cards:
        return Mood.EMPTY
    if counts.total:
        return Mood.WAITING if begun or counts.new < counts.total else Mood.WELCOME
    return Mood.SOON if soon else Mood.DONE


def headline(outlook: Outlook, calendar: Calendar) -> str:
    match outlook.mood:
        case Mood.EMPTY:
            return say("Nothing to study yet")
        case Mood.WELCOME:
            return say("Welcome")
        case Mood.WAITING:
            return several(outlook.counts.total, "1 card is waiting", "%n cards are waiting")
        case Mood.SOON:
            return say("Next card {soon}").format(soon=_soon(outlook.next_due, calendar))
        case Mood.DONE:
            return say("All done for today")


def next_words(outlook: Outlook, calendar: Calendar) -> str:
    """What comes next, where nothing waits now; on the first day, how this works."""
    coming = outlook.next_due
    match outlook.mood:
        case Mood.EMPTY:
            return say("There is no card here yet.")
        case Mood.WELCOME:
            return say("A few new cards a day. Each comes back before you would forget it.")
        case Mood.WAITING:
            return ""
        case Mood.SOON if coming:
            more = several(
                coming.cards,
                "1 card comes back today",
                "%n cards come back today",
            )
            return say("{more}, the first at {time}.").format(
                more=more, time=wording.moment(calendar, coming.at)
            )
        case Mood.DONE if coming:
            cards = several(coming.cards, "1 card then", "%n cards then")
            return say("Nothing due until {moment}; {cards}.").format(
                moment=wording.moment(calendar, coming.at), cards=cards
            )
        case _:
            return say("Nothing is due, and nothing is planned.")


def known_words(known: Known) -> str:
    """`77 % of the lesson begun · you would recall 64 of 91 answers today`."""
    told = _begun_words(known) if known.begun else _unbegun_words(known)
    return f"{known.title}: {told}" if known.title else told


def _unbegun_words(known: Known) -> str:
    one = "The one card of the lesson is not begun yet"
    if known.title:
        return several(known.cards, "its card is not begun yet", "none of its %n cards begun yet")
    if known.lessons == 1:
        return several(known.cards, one, "None of the lesson's %n cards begun yet")
    return several(known.cards, one, "None of the lessons' %n cards begun yet")


def _begun_words(known: Known) -> str:
    begun = wording.percent(known.begun / known.cards)
    share = (
        say("{percent} of the lesson begun")
        if known.lessons == 1
        else say("{percent} of the lessons begun")
    )
    recall = say("you would recall {recalled} of {cards} answers today")
    return " · ".join(
        (
            share.format(percent=begun),
            recall.format(recalled=round(known.recalled), cards=known.cards),
        )
    )


def effort_words(today: Today) -> str:
    """`6 days in a row · 11 min yesterday`; empty before the first answer."""
    parts = []
    if today.streak > 1:
        parts.append(several(today.streak, "1 day in a row", "%n days in a row"))
    if today.seconds:
        parts.append(say("{time} today").format(time=durations.spent(today.seconds)))
    elif today.yesterday_seconds:
        spent = durations.spent(today.yesterday_seconds)
        parts.append(say("{time} yesterday").format(time=spent))
    return " · ".join(parts)


def _is_today(coming: NextDue, calendar: Calendar) -> bool:
    return calendar.day_of(coming.at) == calendar.today()


def _soon(coming: NextDue | None, calendar: Calendar) -> str:
    now = calendar.clock.now_ms()
    return wording.within(-(-((coming.at if coming else now) - now) // 1000))
