"""Ten days with the lesson, as a learner would spend them."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from kgstudy.domain import fsrs
from kgstudy.domain.card import New, Reviewing, Studied
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.review import Rating
from kgstudy.formats import kgdeck
from kgstudy.host.assets import shipped_decks
from kgstudy.services import decks, lessons, shipped, statistics
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity, reviews
from kgstudy.store.collection import Collection
from tests.builders import collection
from tests.fake_clock import FakeClock

EVENING = datetime.fromisoformat("2026-03-02T18:00")


def test_ten_days_of_the_lesson(tmp_path: Path) -> None:
    rng, clock = Random(10), FakeClock(EVENING)
    begun: list[int] = []
    promised = 20
    for day in range(10):
        clock.set(EVENING + timedelta(days=day))
        with collection(clock, tmp_path) as opened:
            shipped.bring_new(opened, kgdeck.read, shipped_decks())
            forecast = statistics.week_ahead(opened)
            (deck,) = decks.overview(opened)
            assert forecast[0] == deck.new + deck.due == promised
            study = Study(opened)
            _sit(study, clock, rng)
            assert study.counts.total == 0
            assert study.progress == 1.0
            summary = study.summary()
            assert summary.answered >= summary.first_tries > 0
            assert statistics.today(opened).reviews == summary.answered
            assert statistics.streak(opened) == day + 1
            promised = summary.tomorrow
            assert statistics.week_ahead(opened)[1] == promised
            assert summary.next_due is not None
            assert summary.next_due.cards == promised
            assert summary.next_due.at > clock.now_ms()
            begun.append(sum(not isinstance(card.state, New) for card, _ in cards.every(opened)))
            assert integrity.recomputed(opened) == ()

    with collection(clock, tmp_path) as opened:
        _is_what_a_learner_expects(opened, begun)


def _sit(study: Study, clock: FakeClock, rng: Random) -> None:
    """Answers as a fair memory would: as often right as FSRS predicts, new cards half the time."""
    for _ in range(1000):
        shown = study.shown
        if shown is None:
            wait = study.wait_seconds
            if wait is None:
                return
            clock.advance(timedelta(seconds=wait))
            study.refresh()
            continue
        clock.advance(timedelta(seconds=rng.randrange(3, 20)))
        study.answer(_remembered(shown.card.state, study, rng), 8000)
    raise AssertionError("a sitting must come to an end")


def _remembered(state: object, study: Study, rng: Random) -> Rating:
    if not isinstance(state, Studied):
        return Rating.GOOD if rng.random() < 0.5 else Rating.AGAIN
    elapsed = study.today - state.day
    recall = fsrs.retrievability(elapsed, state.memory.stability)
    return Rating.GOOD if rng.random() < recall else Rating.AGAIN


def _is_what_a_learner_expects(opened: Collection, begun: list[int]) -> None:
    today = opened.calendar.today()
    (summary,) = lessons.shelf(opened)
    assert begun == sorted(begun)
    assert begun[0] == 20
    assert summary.begun == begun[-1]
    assert summary.cards - summary.begun <= 5  # gaps of one sentence take turns by the day
    assert summary.recalled / summary.cards > 0.9
    page = lessons.page(opened, summary.id)
    for sentence in (s for part in page.sections for p in part.paragraphs for s in p):
        recalls = [sentence.recall(StudyDay(today + days)) for days in (0, 7, 30, 365)]
        if sentence.cards:
            assert recalls == sorted(recalls, key=lambda recall: recall or 0.0, reverse=True)
    known = [card for card, _ in cards.every(opened) if isinstance(card.state, Reviewing)]
    assert len(known) > 80
    for card in known:
        days = [review.day for review in reviews.of_card(opened, card.id)]
        assert days == sorted(days)
