"""What is done to many cards at once: it does what it says, follows from the reviews, is undone."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import due, fsrs
from kgstudy.domain.card import Card, Learning, New, Reviewing
from kgstudy.domain.deck import Options
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.review import Phase, Rating
from kgstudy.services import cards, editing
from kgstudy.services.study import Study
from kgstudy.store import cards as stored
from kgstudy.store import integrity, reviews
from kgstudy.store.collection import Collection
from tests.builders import collection, deck_of, empty_deck
from tests.contents import contents
from tests.fake_clock import FakeClock

_EASIER = (*(weight * 1.01 for weight in fsrs.DEFAULT_PARAMETERS[:20]), 0.2)


@pytest.fixture
def opened() -> Iterator[Collection]:
    """Six cards: the first is on its steps, the second known."""
    clock = FakeClock()
    with collection(clock) as made:
        deck = deck_of(made, 6)
        study = Study(made, deck.id)
        study.answer(Rating.GOOD, 1000)
        study.answer(Rating.EASY, 1000)
        made.forget_history()
        yield made


def every(opened: Collection) -> list[Card]:
    return [card for card, _ in stored.every(opened)]


def ids(opened: Collection) -> list[CardId]:
    return [card.id for card in every(opened)]


def known(opened: Collection) -> Card:
    return next(card for card in every(opened) if isinstance(card.state, Reviewing))


def check_undone(opened: Collection, before: object) -> None:
    assert integrity.recomputed(opened) == ()
    opened.undo()
    assert contents(opened) == before


def test_cards_are_suspended_buried_and_flagged_and_back(opened: Collection) -> None:
    before, chosen = contents(opened), ids(opened)[:4]
    today = opened.calendar.today()
    assert cards.suspend(opened, chosen).act == "suspend-cards"
    cards.bury(opened, chosen)
    cards.flag(opened, chosen, 3)
    assert [(c.suspended, c.buried_on, c.flag) for c in every(opened)] == [
        *[(True, today, 3)] * 4,
        *[(False, None, 0)] * 2,
    ]
    cards.unsuspend(opened, chosen)
    cards.unbury(opened, chosen)
    cards.flag(opened, chosen, 0)
    assert contents(opened) == before
    for _ in range(6):
        assert opened.undo()
    assert contents(opened) == before


def test_a_card_that_waits_for_its_gap_waits_on_whatever_is_suspended_or_brought_back(
    opened: Collection,
) -> None:
    gaps = {"text": "{{c1::Naryn}} flows into the {{c2::Syr Darya}}", "note": ""}
    note, _ = editing.add(opened, "Deck", "cloze", gaps)
    first, second = stored.of_note(opened, note)
    cards.flag(opened, [second.id], 1)
    editing.edit(opened, note, {"text": "{{c1::Naryn}} flows"}, ())
    both = [first.id, second.id]
    assert cards.how_many_suspended(opened, both) == 1
    cards.suspend(opened, both)
    assert cards.how_many_come_back(opened, both) == 1
    cards.unsuspend(opened, both)
    assert [card.suspended for card in stored.of_note(opened, note)] == [False, True]
    editing.edit(opened, note, gaps, ())
    assert [card.suspended for card in stored.of_note(opened, note)] == [False, False]


def test_there_is_no_eighth_flag(opened: Collection) -> None:
    with pytest.raises(UserError, match="flags 1 to 7"):
        cards.flag(opened, ids(opened), 8)


def test_what_is_suspended_already_is_no_act(opened: Collection) -> None:
    cards.suspend(opened, ids(opened)[:1])
    cards.suspend(opened, ids(opened)[:1])
    opened.undo()
    assert not any(card.suspended for card in every(opened))


def test_cards_move_with_their_schedule(opened: Collection) -> None:
    before, deck = contents(opened), other_deck(opened, Options())
    states = [card.state for card in every(opened)]
    cards.move(opened, ids(opened), deck)
    assert {card.deck_id for card in every(opened)} == {deck}
    assert [card.state for card in every(opened)] == states
    opened.undo()
    opened.undo()
    assert contents(opened) == before


def test_another_decks_weights_change_the_memory_and_not_the_day(opened: Collection) -> None:
    deck = other_deck(opened, Options(parameters=fsrs.checked(_EASIER)))
    before, was = contents(opened), known(opened).state
    cards.move(opened, ids(opened), deck)
    now = known(opened).state
    assert isinstance(was, Reviewing)
    assert isinstance(now, Reviewing)
    assert now.memory != was.memory
    assert now.due_day == was.due_day
    check_undone(opened, before)


def other_deck(opened: Collection, options: Options) -> DeckId:
    with opened.act("empty deck"):
        return empty_deck(opened, "Others", options).id


def test_reset_cards_are_new_in_their_old_place_and_keep_their_log(opened: Collection) -> None:
    before, places = contents(opened), [place for _, place in stored.every(opened)]
    cards.reset(opened, ids(opened))
    assert [card.state for card in every(opened)] == [New(place) for place in places]
    logs = [reviews.of_card(opened, card) for card in ids(opened)]
    assert sorted(len(log) for log in logs) == [0, 0, 0, 0, 2, 2]
    assert all(log[-1].then is Phase.NEW and log[-1].rating is None for log in logs if log)
    check_undone(opened, before)


def test_a_new_due_day_keeps_what_is_remembered(opened: Collection) -> None:
    before, card = contents(opened), known(opened)
    cards.bury(opened, ids(opened))
    cards.set_due(opened, ids(opened), "4")
    after = every(opened)
    today = opened.calendar.today()
    assert all(isinstance(c.state, Reviewing) and c.state.due_day == today + 4 for c in after)
    assert all(c.buried_on is None for c in after)
    moved = stored.get(opened, card.id)
    assert not isinstance(card.state, New)
    assert not isinstance(moved.state, New)
    assert moved.state.memory == card.state.memory
    assert (moved.reps, moved.lapses) == (card.reps, card.lapses)
    assert reviews.of_card(opened, card.id)[-1].rating is None
    assert integrity.recomputed(opened) == ()
    opened.undo()
    check_undone(opened, before)


def test_a_due_day_with_a_mark_sets_the_interval_too(opened: Collection) -> None:
    before, card = contents(opened), known(opened)
    cards.set_due(opened, ids(opened), "60!")
    for each in every(opened):
        assert isinstance(each.state, Reviewing)
        assert each.state.interval.count == 60
        assert fsrs.interval(each.state.memory.stability, Options().retention) == pytest.approx(60)
    moved = stored.get(opened, card.id).state
    assert isinstance(moved, Reviewing)
    assert isinstance(card.state, Reviewing)
    assert moved.memory.difficulty == card.state.memory.difficulty
    check_undone(opened, before)


def test_due_days_are_drawn_for_each_card_alone(opened: Collection) -> None:
    cards.set_due(opened, ids(opened), "3-7")
    today = opened.calendar.today()
    days = {c.state.due_day - today for c in every(opened) if isinstance(c.state, Reviewing)}
    assert days <= {3, 4, 5, 6, 7}
    assert len(days) > 1


def test_a_card_on_its_steps_may_be_due_today(opened: Collection) -> None:
    cards.set_due(opened, ids(opened), "0")
    assert not any(isinstance(card.state, Learning) for card in every(opened))
    assert Study(opened).counts.review == 6
    assert integrity.recomputed(opened) == ()


def test_what_cannot_be_a_day_is_told(opened: Collection) -> None:
    for wrong in ("", "soon", "-3", "3-", "99999999", "50000", "3!!"):
        with pytest.raises(UserError):
            cards.set_due(opened, ids(opened), wrong)
    assert due.parse(" 7 - 3 ! ") == due.Due(3, 7, as_interval=True)


@given(st.text(max_size=8))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    try:
        read = due.parse(text)
    except UserError:
        return
    assert 0 <= read.first <= read.last
    assert read.first <= read.day(0.0) <= read.day(0.999999) <= read.last


def test_new_cards_get_new_places(opened: Collection) -> None:
    before = contents(opened)
    fresh = [card.id for card in every(opened) if isinstance(card.state, New)]
    cards.reposition(opened, ids(opened), 100, 10)
    assert [stored.position(opened, card) for card in fresh] == [100, 110, 120, 130]
    assert stored.position(opened, known(opened).id) < 100
    check_undone(opened, before)


def test_those_that_stand_there_can_make_room(opened: Collection) -> None:
    fresh = [card.id for card in every(opened) if isinstance(card.state, New)]
    first = stored.position(opened, fresh[0])
    cards.reposition(opened, fresh[2:], first, shift=True)
    order = sorted(fresh, key=lambda card: stored.position(opened, card))
    assert order == [*fresh[2:], *fresh[:2]]


def test_shuffled_cards_take_the_same_places() -> None:
    with collection() as made:
        deck_of(made, 30)
        before = contents(made)
        cards.reposition(made, ids(made), 0, shuffle=True)
        places = [stored.position(made, card) for card in ids(made)]
        assert sorted(places) == list(range(30))
        assert places != list(range(30))
        check_undone(made, before)


def test_who_stops_an_act_has_changed_nothing(opened: Collection) -> None:
    before = contents(opened)

    def stop(share: float) -> None:
        if share == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        cards.reset(opened, ids(opened), stop)
    assert contents(opened) == before
    with pytest.raises(Cancelled):
        cards.set_due(opened, ids(opened), "5", stop)
    assert contents(opened) == before


def test_an_answer_after_a_batch_goes_on_from_it(opened: Collection) -> None:
    cards.set_due(opened, ids(opened), "0!")
    study = Study(opened)
    while study.shown is not None:
        study.answer(Rating.GOOD, 1000)
    assert integrity.recomputed(opened) == ()
    assert all(card.reps >= 1 for card in every(opened))
