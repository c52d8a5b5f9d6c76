"""What is told of a card: its facts, and its answers as the rows of a table."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kgstudy.domain.card import New, Reviewing, Studied, phase_of
from kgstudy.domain.clock import Calendar, date_of
from kgstudy.domain.recall_curve import Answered
from kgstudy.domain.review import Phase, Rating
from kgstudy.gui import durations
from kgstudy.gui.wording import number, percent, say, several, short_date
from kgstudy.services.card_info import CardInfo


class Fact(NamedTuple):
    name: str
    value: str


class AnswerRow(NamedTuple):
    """The cells of one review; `rating` gives the colour of its word."""

    when: str
    answer: str
    rating: Rating | None
    recall: str
    interval: str
    stability: str
    difficulty: str
    taken: str


def heads() -> tuple[str, ...]:
    """Of the columns of the answers."""
    return (
        say("When"),
        say("Answer"),
        say("Recall"),
        say("Next after"),
        say("Stability"),
        say("Difficulty"),
        say("Time"),
    )


def facts(info: CardInfo, calendar: Calendar) -> tuple[Fact, ...]:
    return tuple(_facts(info, calendar))


def answer_rows(info: CardInfo, calendar: Calendar) -> tuple[AnswerRow, ...]:
    """The last answer first."""
    return tuple(_row(answer, calendar) for answer in reversed(info.answers))


def state_words(info: CardInfo) -> str:
    card = info.card
    words = {
        Phase.NEW: say("new"),
        Phase.LEARNING: say("learning"),
        Phase.REVIEWING: say("review"),
        Phase.RELEARNING: say("relearning"),
    }
    parts = [words[phase_of(card.state)]]
    if card.suspended:
        parts.append(say("suspended"))
    if card.flag:
        parts.append(say("flag {number}").format(number=card.flag))
    return ", ".join(parts)


def _facts(info: CardInfo, calendar: Calendar) -> Iterator[Fact]:
    card, state = info.card, info.card.state
    yield Fact(say("State"), state_words(info))
    if isinstance(state, New):
        yield Fact(say("Place among the new"), number(state.position))
    if isinstance(state, Studied):
        yield Fact(say("Due"), _due(info, calendar))
        yield Fact(say("Interval"), durations.short(state.interval))
        yield Fact(say("Recall today"), percent(info.recall or 0.0))
        yield Fact(say("Stability"), _days(state.memory.stability))
        yield Fact(say("Difficulty"), _share(state.memory.difficulty))
        yield Fact(say("Answers"), number(card.reps))
        yield Fact(say("Lapses"), number(card.lapses))
    if info.answers:
        yield Fact(say("First answer"), _moment(info.answers[0].review.at, calendar))
        yield Fact(say("Time spent"), durations.spent(info.spent_ms / 1000))
    yield Fact(say("Added"), _moment(info.added, calendar))
    yield Fact(say("Deck"), info.deck.replace("::", " › "))
    yield Fact(say("Options"), info.preset)
    yield Fact(say("Note"), str(card.note_id))
    yield Fact(say("Card"), str(card.id))


def _row(answer: Answered, calendar: Calendar) -> AnswerRow:
    review, after = answer.review, answer.after.state
    known = isinstance(after, Studied) and not review.practice
    return AnswerRow(
        _moment(review.at, calendar),
        _answer_words(answer),
        review.rating,
        "" if answer.recall is None else percent(answer.recall),
        durations.short(review.interval) if known else "",
        _days(after.memory.stability) if known and isinstance(after, Studied) else "",
        _share(after.memory.difficulty) if known and isinstance(after, Studied) else "",
        durations.spent(review.taken / 1000) if review.taken else "",
    )


def _answer_words(answer: Answered) -> str:
    review = answer.review
    if review.told is not None:
        return say("came in")
    if review.rating is None:
        return say("made new again") if review.then is Phase.NEW else say("due set by hand")
    words = {
        Rating.AGAIN: say("Again"),
        Rating.HARD: say("Hard"),
        Rating.GOOD: say("Good"),
        Rating.EASY: say("Easy"),
    }[review.rating]
    return say("{answer}, practice").format(answer=words) if review.practice else words


def _due(info: CardInfo, calendar: Calendar) -> str:
    state = info.card.state
    assert isinstance(state, Studied)
    if not isinstance(state, Reviewing) and state.due_at is not None:
        return _moment(state.due_at, calendar)
    days = state.due_day - calendar.today()
    day = _dated(date_of(state.due_day), calendar)
    if days == 0:
        return say("today")
    if days < 0:
        return f"{day} ({several(-days, '1 day late', '%n days late')})"
    return f"{day} ({several(days, 'in 1 day', 'in %n days')})"


def _moment(at: int, calendar: Calendar) -> str:
    """Such as `3 March, 09:00`."""
    wall = calendar.clock.wall(at)
    return f"{_dated(wall.date(), calendar)}, {wall:%H:%M}"


def _dated(day: date, calendar: Calendar) -> str:
    """The year is told where it is not this one."""
    words = short_date(day)
    return words if day.year == date_of(calendar.today()).year else f"{words} {day.year}"


def _days(stability: float) -> str:
    """A stability, in days."""
    return say("{n} d").format(n=f"{stability:.1f}" if stability < 10 else number(round(stability)))


def _share(difficulty: float) -> str:
    """A difficulty from 1 to 10 as a share of the whole way, as other programs show it."""
    return percent((difficulty - 1) / 9)
