"""What a wrong clock has done, put right."""

from collections.abc import Sequence
from dataclasses import replace

from kgstudy.domain import fsrs
from kgstudy.domain.card import Reviewing
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.ids import CardId
from kgstudy.domain.replay import replay
from kgstudy.domain.review import Days, Review
from kgstudy.services import deck_options
from kgstudy.store import cards, reviews
from kgstudy.store.collection import Collection

FEW_DAYS, SOME_DAYS, HOLE = 3, 14, 30
"""Days of answers that a clock which ran ahead may leave, and the days between them and others."""


def mend_clock(collection: Collection) -> Change | None:
    """Dates answers that were given on a day still to come as given today; None if there are none.

    Such answers show that the clock ran ahead for a while, and count time that never passed as
    time remembered.  Where today lies far from all other answers it is today's clock that is
    wrong, and nothing is touched.  A day's difference comes from travelling, and does no harm.
    """
    today = collection.calendar.today()
    tomorrow = StudyDay(today + 1)
    if not _ran_ahead(collection, today, tomorrow):
        return None
    astray = reviews.cards_answered_after(collection, tomorrow)
    with collection.act("mend-clock", Touched.CARDS, Touched.REVIEWS) as act:
        for card in astray:
            _mend(collection, card, today, tomorrow)
    return act.change


def _ran_ahead(collection: Collection, today: StudyDay, tomorrow: StudyDay) -> bool:
    """Whether a few days of answers lie ahead, far from the others, and today is among those.

    Without any others, a very few: who has just begun set the clock right.
    """
    days = list(reviews.study_days(collection))
    ahead = [day for day in days if day > tomorrow]
    before = [day for day in days if day <= tomorrow]
    if not ahead or not before:
        return 0 < len(ahead) <= FEW_DAYS
    apart = ahead[-1] - before[0] > HOLE and ahead[-1] - today > today - before[0]
    return apart and len(ahead) <= SOME_DAYS


def _mend(collection: Collection, card_id: CardId, today: StudyDay, latest: StudyDay) -> None:
    card = cards.get(collection, card_id)
    options = deck_options.preset_of(collection, card.deck_id).options
    position = cards.position(collection, card_id)
    now = collection.clock.now_ms()
    dated = [
        review._replace(at=now, day=today) if review.day > latest else review
        for review in reviews.of_card(collection, card_id)
    ]
    history = _with_true_interval(dated, options, position)
    state, reps, lapses = replay(history, options.parameters, position)
    reviews.rewrite(collection, history)
    cards.save(collection, replace(card, state=state, reps=reps, lapses=lapses))


def _with_true_interval(
    history: Sequence[Review], options: Options, position: int
) -> tuple[Review, ...]:
    """The last interval as the memory that is really there asks for, where it is one of days."""
    state, _reps, _lapses = replay(history, options.parameters, position)
    last = history[-1]
    if isinstance(state, Reviewing):
        ideal = fsrs.interval(state.memory.stability, options.retention, options.parameters)
        days = max(1, min(round(ideal), options.max_interval))
        last = last._replace(interval=Days(days))
    return (*history[:-1], last)
