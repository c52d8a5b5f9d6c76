"""What was done, and what is to come, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.scheduling import LONGEST_ANSWER_MS
from kgstudy.services import decks
from kgstudy.services.decks import DeckSummary
from kgstudy.store import reviews, waiting
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Today:
    """Answers and seconds of today; `streak` counts the days in a row up to today or yesterday."""

    reviews: int
    seconds: int
    yesterday_seconds: int
    streak: int


def today(collection: Collection) -> Today:
    day = collection.calendar.today()
    yesterday = StudyDay(day - 1)
    with collection.reading():
        work = reviews.work_by_day(collection, yesterday, LONGEST_ANSWER_MS)
        run = streak(collection)
    count, taken = work.get(day, (0, 0))
    return Today(count, taken // 1000, work.get(yesterday, (0, 0))[1] // 1000, run)


def streak(collection: Collection) -> int:
    """Days in a row with an answer; today need not be one of them yet."""
    today = collection.calendar.today()
    studied = dropwhile(lambda day: day > today, reviews.study_days(collection))
    first = next(studied, None)
    if first is None or first < today - 1:
        return 0
    run = takewhile(lambda pair: pair[1] == first - pair[0], enumerate(studied, start=1))
    return 1 + sum(1 for _ in run)


def week_ahead(
    collection: Collection, overview: Sequence[DeckSummary] | None = None, days: int = 7
) -> tuple[int, ...]:
    """Cards by day: today's as the decks count them, then those that come due on each next day.

    With nothing left today, tomorrow's are counted as tomorrow will, new ones included.  `overview`
    is for who has asked for it already.
    """
    today = collection.calendar.today()
    with collection.reading():
        coming = waiting.by_day(collection, StudyDay(today + 1), StudyDay(today + days - 1))
        tops = decks.top_level(decks.overview(collection) if overview is None else overview)
        today_count = sum(deck.new + deck.due for deck in tops)
        if not today_count:
            coming[StudyDay(today + 1)] = decks.due_on(collection, StudyDay(today + 1))
    return (today_count, *(coming.get(StudyDay(today + n), 0) for n in range(1, days)))
