"""Cards come in as another program left them: answers, memory, due days, and then again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.card import Card, Learning, New, Reviewing
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelPreset, ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.services import exporting, importing
from kgstudy.services.importing import Arrangement
from kgstudy.services.study import Study
from kgstudy.store import cards, decks, integrity, presets, reviews
from kgstudy.store.collection import Collection
from tests.builders import DECK, basic, collection, parcel
from tests.fake_clock import FakeClock

DAY = 86_400_000


def noon(clock: FakeClock, ahead: int) -> int:
    """Noon of the day that many days from the clock's."""
    return clock.now_ms() + 3 * 3_600_000 + ahead * DAY


def answer(
    at: int, rating: Rating | None, phase: Phase, then: Phase, interval: Interval
) -> ParcelReview:
    return ParcelReview(at, rating, phase, then, interval, 4000)


def whole_log(clock: FakeClock) -> tuple[ParcelReview, ...]:
    """Learnt ten days ago, right after three days; seven days on it is due."""
    first = clock.now_ms() - 10 * DAY
    return (
        answer(first, Rating.GOOD, Phase.NEW, Phase.LEARNING, Seconds(600)),
        answer(first + 700_000, Rating.GOOD, Phase.LEARNING, Phase.REVIEWING, Days(3)),
        answer(first + 3 * DAY, Rating.GOOD, Phase.REVIEWING, Phase.REVIEWING, Days(7)),
    )


def arriving(card: ParcelCard, guid: str = "a") -> Parcel:
    return parcel(basic(guid)._replace(cards=(card._replace(deck=DECK),)))


def only(opened: Collection) -> Card:
    ((card, _),) = cards.every(opened)
    return card


def day(clock: FakeClock, opened: Collection, ahead: int) -> StudyDay:
    return StudyDay(opened.calendar.today() + ahead)


def test_a_whole_log_is_replayed_and_says_all() -> None:
    clock = FakeClock()
    log = whole_log(clock)
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7), reps=3)
    with collection(clock) as opened:
        report = importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing, log)))
        card = only(opened)
        assert report.reviews == 3
        assert isinstance(card.state, Reviewing)
        assert card.state.due_day == opened.calendar.today()
        expected = fsrs.first_memory(Rating.GOOD)
        for elapsed in (0, 3):
            expected = fsrs.next_memory(expected, Rating.GOOD, elapsed)
        assert card.state.memory == expected
        assert len(reviews.of_card(opened, card.id)) == 3
        assert integrity.recomputed(opened) == ()


def test_a_memory_that_was_computed_elsewhere_is_kept_as_it_was() -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7), memory=Memory(99.0, 9.0), reps=3)
    coming = arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock)))
    with collection(clock) as opened:
        importing.bring_in(opened, coming)
        card = only(opened)
        assert isinstance(card.state, Reviewing)
        assert card.state.memory == Memory(99.0, 9.0)
        assert importing.bring_in(opened, coming).notes["same"] == 1
        assert only(opened) == card
        assert integrity.recomputed(opened) == ()


def test_one_that_is_only_rounded_is_no_news() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7), reps=3)
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock))))
        state = only(opened).state
        assert isinstance(state, Reviewing)
        rounded = Memory(round(state.memory.stability, 4), round(state.memory.difficulty, 3))
        card = ParcelCard(0, DECK, 0, replace(standing, memory=rounded), whole_log(clock))
        importing.bring_in(opened, arriving(card, "b"))
        assert all(answer.told is None for _, told in reviews.by_card(opened) for answer in told)


def test_where_the_log_says_less_the_program_is_believed() -> None:
    clock = FakeClock()
    standing = Standing(
        Phase.REVIEWING, noon(clock, 4), Days(20), memory=Memory(31.0, 6.5), reps=12, lapses=2
    )
    with collection(clock) as opened:
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing)))
        card = only(opened)
        assert isinstance(card.state, Reviewing)
        assert card.state.memory == Memory(31.0, 6.5)
        assert card.state.due_day == day(clock, opened, 4)
        assert card.state.day == day(clock, opened, -16)
        assert (card.reps, card.lapses) == (12, 2)
        assert integrity.recomputed(opened) == ()


def test_an_ease_becomes_a_memory() -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(30), ease=2.5)
    with collection(clock) as opened:
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing)))
        state = only(opened).state
        assert isinstance(state, Reviewing)
        assert state.memory == fsrs.from_sm2(30, 2.5)


def test_a_card_on_its_steps_is_due_in_the_same_instant() -> None:
    clock = FakeClock()
    due = clock.now_ms() + 300_000
    standing = Standing(Phase.LEARNING, due, Seconds(600), step=1, last=clock.now_ms() - 300_000)
    with collection(clock) as opened:
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing)))
        state = only(opened).state
        assert isinstance(state, Learning)
        assert (state.step, state.due_at) == (1, due)


def test_a_forgotten_card_is_new_with_its_answers() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 5, None, whole_log(clock))))
        card = only(opened)
        assert isinstance(card.state, New)
        assert len(reviews.of_card(opened, card.id)) == 4
        assert integrity.recomputed(opened) == ()


def test_marks_and_rests_come_along() -> None:
    with collection() as opened:
        marked = ParcelCard(0, DECK, suspended=True, buried=True, flag=3)
        importing.bring_in(opened, arriving(marked))
        card = only(opened)
        assert (card.suspended, card.flag) == (True, 3)
        assert card.buried_on == opened.calendar.today()


def test_without_schedules_every_card_is_new() -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7))
    coming = arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock), suspended=True, flag=1))
    with collection(clock) as opened:
        report = importing.bring_in(opened, coming, Arrangement(schedules=False))
        assert report.reviews == 0
        card = only(opened)
        assert isinstance(card.state, New)
        assert not card.suspended
        assert card.flag == 0


def test_answers_from_the_future_stay_out_and_are_told() -> None:
    clock = FakeClock()
    late = answer(clock.now_ms() + 3 * DAY, Rating.GOOD, Phase.REVIEWING, Phase.REVIEWING, Days(9))
    with collection(clock) as opened:
        card = ParcelCard(0, DECK, 0, None, (*whole_log(clock), late))
        report = importing.bring_in(opened, arriving(card))
        assert report.reviews == 3
        assert [problem.lost for problem in report.problems] == [False]
        assert "future" in report.problems[0].why


def test_many_answers_in_one_instant_are_all_kept() -> None:
    clock = FakeClock()
    at = clock.now_ms() - DAY
    log = tuple(answer(at, Rating.GOOD, Phase.NEW, Phase.LEARNING, Seconds(60)) for _ in range(3))
    notes = [
        basic(name)._replace(cards=(ParcelCard(0, DECK, 0, None, log),)) for name in ("a", "b")
    ]
    with collection(clock) as opened:
        importing.bring_in(opened, parcel(*notes))
        assert all(len(told) == 4 for _, told in reviews.by_card(opened))


def test_the_same_again_changes_nothing() -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 2), Days(9), memory=Memory(30.0, 5.0))
    coming = arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock)))
    with collection(clock) as opened:
        importing.bring_in(opened, coming)
        before = only(opened)
        opened.forget_history()
        report = importing.bring_in(opened, coming)
        assert (report.notes["same"], report.reviews, report.cards) == (1, 0, 0)
        assert only(opened) == before
        assert opened.undo() is None


def test_answers_given_elsewhere_meanwhile_are_joined() -> None:
    clock = FakeClock()
    log = whole_log(clock)
    with collection(clock) as opened:
        before = Standing(Phase.REVIEWING, noon(clock, -4), Days(3))
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, before, log[:2])))
        after = Standing(Phase.REVIEWING, noon(clock, 0), Days(7))
        report = importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, after, log)))
        assert report.reviews == 1
        state = only(opened).state
        assert isinstance(state, Reviewing)
        assert state.due_day == opened.calendar.today()
        assert integrity.recomputed(opened) == ()


def test_answers_of_both_sides_make_the_memory_together() -> None:
    clock = FakeClock()
    log = whole_log(clock)
    with collection(clock) as opened:
        before = Standing(Phase.REVIEWING, noon(clock, -4), Days(3))
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, before, log[:2])))
        Study(opened).answer(Rating.AGAIN, 1000)
        clock.advance(timedelta(days=2))
        later = answer(clock.now_ms(), Rating.GOOD, Phase.REVIEWING, Phase.REVIEWING, Days(9))
        told = Standing(Phase.REVIEWING, noon(clock, 9), Days(9), memory=Memory(80.0, 3.0))
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, told, (*log, later))))
        state = only(opened).state
        assert isinstance(state, Reviewing)
        assert state.memory.stability < 80
        assert state.due_day == day(clock, opened, 9)
        assert integrity.recomputed(opened) == ()


def test_what_was_answered_here_since_is_not_taken_back() -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7))
    coming = arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock)))
    with collection(clock) as opened:
        importing.bring_in(opened, coming)
        Study(opened).answer(Rating.EASY, 1000)
        mine = only(opened)
        clock.advance(timedelta(hours=1))
        importing.bring_in(opened, coming)
        assert only(opened) == mine
        assert integrity.recomputed(opened) == ()


def test_the_decks_options_come_along_once() -> None:
    wanted = Options(new_per_day=7, retention=0.85)
    coming = replace(arriving(ParcelCard(0, DECK)), presets=(ParcelPreset("Default", wanted),))
    coming = replace(coming, decks=(replace(coming.decks[0], preset="Default"),))
    with collection() as opened:
        importing.bring_in(opened, coming)
        deck = decks.find(opened, guid=DECK)
        assert deck is not None
        assert presets.get(opened, deck.preset_id).options == wanted
        count = len(presets.every(opened))
        importing.bring_in(opened, coming)
        assert len(presets.every(opened)) == count


@st.composite
def logs(draw: st.DrawFn) -> tuple[ParcelReview, ...]:
    """Answers as a scheduler writes them: new, some steps, then days; lapses and steps again."""
    at = FakeClock().now_ms() - 400 * DAY
    phase, log = Phase.NEW, list[ParcelReview]()
    for rating in draw(st.lists(st.sampled_from(Rating), max_size=12)):
        on_steps = rating is Rating.AGAIN or (phase is Phase.NEW and rating is Rating.HARD)
        lapsed = phase in (Phase.REVIEWING, Phase.RELEARNING)
        steps = Phase.RELEARNING if lapsed else Phase.LEARNING
        then = steps if on_steps else Phase.REVIEWING
        days = draw(st.integers(1, 30))
        interval: Interval = Seconds(600) if on_steps else Days(days)
        log.append(answer(at, rating, phase, then, interval))
        at += 600_000 if on_steps else days * DAY
        phase = then
    return tuple(log)


standings = st.builds(
    Standing,
    st.sampled_from((Phase.LEARNING, Phase.REVIEWING, Phase.RELEARNING)),
    st.integers(-300, 300).map(lambda ahead: noon(FakeClock(), ahead)),
    st.one_of(st.integers(0, 400).map(Days), st.integers(1, 86_400).map(Seconds)),
    st.just(0),
    st.one_of(st.none(), st.builds(Memory, st.floats(0.1, 900), st.floats(1, 10))),
    st.one_of(st.none(), st.floats(1.3, 4)),
    st.integers(0, 50),
    st.integers(0, 9),
)


@given(st.lists(st.tuples(logs(), st.one_of(st.none(), standings)), min_size=1, max_size=5))
def test_whatever_comes_in_follows_from_its_reviews_and_goes_out_the_same(
    drawn: Sequence[tuple[tuple[ParcelReview, ...], Standing | None]],
) -> None:
    notes = [
        basic(f"n{at}")._replace(cards=(ParcelCard(0, DECK, at, standing, log),))
        for at, (log, standing) in enumerate(drawn)
    ]
    with collection() as opened, collection() as other:
        importing.bring_in(opened, parcel(*notes))
        assert integrity.recomputed(opened) == ()
        going = exporting.gather(opened)
        sent = {note.guid: (note.cards or ())[0] for note in notes}
        for note in going.notes:
            (card,) = note.cards or ()
            told = sent[note.guid].log
            assert card.log[: len(told)] == told
            assert all(added.rating is None for added in card.log[len(told) :])
        importing.bring_in(other, going)
        assert _states(other) == _states(opened)
        again = importing.bring_in(opened, going)
        assert (again.notes["same"], again.reviews) == (len(notes), 0)
        assert _states(other) == _states(opened)


def _states(opened: Collection) -> list[object]:
    return [
        (None if isinstance(card.state, New) else card.state, card.reps, card.lapses)
        for card, _ in sorted(cards.every(opened), key=lambda pair: pair[0].note_id)
    ]


@pytest.mark.parametrize("undone", [True, False])
def test_it_is_one_act(undone: bool) -> None:
    clock = FakeClock()
    standing = Standing(Phase.REVIEWING, noon(clock, 0), Days(7))
    with collection(clock) as opened:
        importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing, whole_log(clock))))
        before = only(opened)
        opened.undo()
        assert list(cards.every(opened)) == []
        assert list(reviews.by_card(opened)) == []
        assert decks.every(opened) == ()
        if not undone:
            opened.redo()
            assert only(opened) == before
