"""hashcards.db: where each card stands, and its answers, by its hash."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Rating
from kgstudy.formats.database import copied, opened
from kgstudy.formats.instants import iso_day, iso_instant, noon, number
from kgstudy.formats.tables import dictionaries

_RATINGS = {
    "forgot": Rating.AGAIN,
    "hard": Rating.HARD,
    "good": Rating.GOOD,
    "easy": Rating.EASY,
}
_CARD = (
    "card_hash", "due_date", "last_reviewed_at", "stability", "difficulty", "review_count",
    "interval_days",
)  # fmt: skip
_REVIEW = ("card_hash", "reviewed_at", "grade", "interval_days")
_MOST_DAYS = 36_500


class Learned(NamedTuple):
    """What is known of a card that was asked."""

    standing: Standing
    log: tuple[ParcelReview, ...]


def learned(path: Path) -> Mapping[str, Learned]:
    """By the hashes of the cards; those whose data cannot be true are left out."""
    with copied(path) as copy, opened(copy, path, ("cards", "reviews")) as tables:
        logs = defaultdict(list)
        for row in dictionaries(tables, "reviews", _REVIEW):
            logs[str(row.get("card_hash"))].append(row)
        found: dict[str, Learned] = {}
        for row in dictionaries(tables, "cards", _CARD):
            key = str(row.get("card_hash"))
            log = _log(logs[key])
            if standing := _standing(row, log):
                found[key] = Learned(standing, log)
        return found


def _standing(row: Mapping[str, object], log: tuple[ParcelReview, ...]) -> Standing | None:
    day, last = iso_day(str(row.get("due_date"))), iso_instant(str(row.get("last_reviewed_at")))
    due = noon(day) if day else None
    stability = number(row.get("stability"), 0.001, _MOST_DAYS)
    difficulty = number(row.get("difficulty"), 1, 10)
    count = number(row.get("review_count", 1), 0, 1e6)
    if due is None or last is None or stability is None or difficulty is None or count is None:
        return None
    return Standing(
        phase=Phase.REVIEWING,
        due=due,
        interval=_interval(row),
        memory=Memory(stability, difficulty),
        reps=max(1, int(count)),
        lapses=sum(review.rating is Rating.AGAIN for review in log[1:]),
        last=last,
    )


def _interval(row: Mapping[str, object]) -> Interval:
    days = number(row.get("interval_days"), 0, 1e6)
    return Days(max(1, min(round(days or 1), _MOST_DAYS)))


def _log(rows: list[Mapping[str, object]]) -> tuple[ParcelReview, ...]:
    """The answers in the order of time; hashcards knows no steps, only days."""
    reviews: list[ParcelReview] = []
    for row in sorted(rows, key=lambda row: str(row.get("reviewed_at"))):
        at = iso_instant(str(row.get("reviewed_at")))
        rating = _RATINGS.get(str(row.get("grade")).lower())
        if at is None or rating is None:
            continue
        phase = Phase.REVIEWING if reviews else Phase.NEW
        at = max(at, reviews[-1].at + 1) if reviews else at
        reviews.append(ParcelReview(at, rating, phase, Phase.REVIEWING, _interval(row)))
    return tuple(reviews)
