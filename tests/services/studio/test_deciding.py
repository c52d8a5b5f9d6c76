"""Drafts become cards, are rejected, changed and taken back."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Draft
from kgstudy.domain.errors import UserError
from kgstudy.domain.review import Rating
from kgstudy.services import (
    listing,
    safekeeping,
    studio,
)
from kgstudy.services.groundwork import State
from kgstudy.services.study import Study
from kgstudy.store import cards, notes
from tests.builders import RIVERS, collection, deck_of
from tests.contents import contents
from tests.drafted import gapped
from tests.fake_clock import FakeClock
from tests.services.studio.desk import DRAFTING, LENGTH, MOUTH, NARYN, SOURCE, Desk


def test_what_is_accepted_is_a_card_of_its_words(desk: Desk) -> None:
    change = desk.accept(MOUTH)
    assert change.act == "accept-draft"
    assert desk.states() == [State.OPEN, State.ACCEPTED, State.OPEN, State.OPEN]
    (row,) = listing.find_cards(desk.opened, "deck:Rivers")
    assert row.answer == "Syr Darya"
    assert row.source is not None
    assert (row.source.lesson, row.source.quote) == ("Rivers", "Syr Darya")
    item = desk.studio().items[1]
    assert item.note_id is not None
    assert item.draft == MOUTH.best


def test_new_cards_come_in_the_order_of_the_text_whatever_the_order_of_accepting(
    desk: Desk,
) -> None:
    with collection() as opened:
        deck_of(opened, 2)
        desk = Desk(opened, title="Of my own")
        desk.accept(LENGTH)
        desk.accept(NARYN)
        desk.accept(SOURCE, MOUTH)
        assert desk.answers()[2:] == ["Naryn", "Syr Darya", "Tian Shan", "1,067 km"]
        assert safekeeping.check(opened).problems == ()


def test_an_order_of_the_persons_own_stays(desk: Desk) -> None:
    desk.accept(NARYN, LENGTH)
    first, last = (row.card.id for row in listing.find_cards(desk.opened, ""))
    with desk.opened.act("rearrange"):
        cards.place(desk.opened, [(last, 0), (first, 1)])
    desk.accept(MOUTH)
    assert desk.answers() == ["Syr Darya", "1,067 km", "Naryn"]


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_each_new_card_goes_before_the_first_whose_words_come_later(chance: Random) -> None:
    years = [str(1900 + number) for number in range(9)]
    text = " ".join(f"In {year} it rained." for year in years)
    drafts = {year: gapped(text, year) for year in years}
    left, expected = chance.sample(years, len(years)), list[str]()
    with collection() as opened:
        desk = Desk(opened, text)
        while left:
            batch, left = left[:3], left[3:]
            for year in sorted(batch):
                later = (at for at, other in enumerate(expected) if other > year)
                expected.insert(next(later, len(expected)), year)
            desk.accept(*(drafts[year] for year in batch))
            assert desk.answers() == expected
            chance.shuffle(expected)
            by_answer = {row.answer: row.card.id for row in listing.find_cards(opened, "")}
            with opened.act("rearrange"):
                cards.place(opened, ((by_answer[year], n) for n, year in enumerate(expected)))


def test_every_act_is_one_undo_away(desk: Desk) -> None:
    other = replace(MOUTH.best, fields={"text": "It flows into the {{c1::Syr Darya::river}}"})
    acts: list[Callable[[], Change]] = [
        lambda: desk.accept(*DRAFTING.proposals[:2]),
        lambda: studio.reject(desk.opened, desk.lesson, SOURCE),
        lambda: studio.revise(desk.opened, desk.lesson, MOUTH, other),
        lambda: studio.revise(desk.opened, desk.lesson, LENGTH, LENGTH.drafts[1]),
        lambda: studio.reopen(desk.opened, desk.lesson, SOURCE),
        lambda: studio.reopen(desk.opened, desk.lesson, NARYN),
        lambda: studio.reject(desk.opened, desk.lesson, MOUTH),
        lambda: studio.add(desk.opened, desk.lesson, MOUTH, other),
        lambda: studio.discard(desk.opened, desk.lesson),
    ]
    states, names = [contents(desk.opened)], []
    for act in acts:
        names.append(act().act)
        states.append(contents(desk.opened))
    assert names == [
        *("accept-drafts", "reject-draft", "revise-card", "revise-draft", "reopen-draft"),
        *("reopen-draft", "reject-draft", "add-draft", "discard-lesson"),
    ]
    for state in reversed(states[:-1]):
        desk.opened.undo()
        assert contents(desk.opened) == state
    for state in states[1:]:
        desk.opened.redo()
        assert contents(desk.opened) == state


def test_a_deleted_card_is_an_open_draft_again(desk: Desk) -> None:
    desk.accept(NARYN)
    made = desk.studio().items[0].note_id
    assert made is not None
    with desk.opened.act("delete-note"):
        notes.delete(desk.opened, [made])
    assert desk.states()[0] is State.OPEN
    assert safekeeping.check(desk.opened).problems == ()
    desk.opened.undo()
    assert desk.states()[0] is State.ACCEPTED


def test_reopened_the_card_goes_and_its_words_stay(desk: Desk) -> None:
    desk.accept(NARYN)
    mine = replace(NARYN.best, fields={"text": "{{c1::The Naryn}} is long."})
    studio.revise(desk.opened, desk.lesson, NARYN, mine)
    studio.reopen(desk.opened, desk.lesson, NARYN)
    item = desk.studio().items[0]
    assert (item.state, item.note_id) == (State.OPEN, None)
    assert item.draft == mine
    assert contents(desk.opened)["note"] == []


def test_a_card_that_was_answered_is_not_taken_back() -> None:
    with collection() as opened:
        desk = Desk(opened)
        desk.accept(NARYN)
        Study(opened).answer(Rating.GOOD, 1000)
        before = contents(opened)
        for act in (studio.reopen, studio.reject):
            with pytest.raises(UserError, match="answers already"):
                act(opened, desk.lesson, NARYN)
        assert contents(opened) == before


def test_what_was_rejected_can_be_accepted_after_all(desk: Desk) -> None:
    studio.reject(desk.opened, desk.lesson, NARYN)
    assert desk.states()[0] is State.REJECTED
    desk.accept(NARYN, NARYN)
    assert desk.states()[0] is State.ACCEPTED
    assert len(contents(desk.opened)["note"]) == 1
    desk.accept(NARYN)
    assert len(contents(desk.opened)["note"]) == 1


def test_an_accepted_card_is_changed_with_its_schedule_kept() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        desk = Desk(opened)
        desk.accept(NARYN)
        Study(opened).answer(Rating.EASY, 1000)
        (before,) = listing.find_cards(opened, "")
        studio.revise(opened, desk.lesson, NARYN, NARYN.drafts[1])
        (after,) = listing.find_cards(opened, "")
        assert (after.kind, after.answer) == ("basic", "Naryn")
        assert after.card == replace(before.card, slot=0)
        assert after.source == before.source
        assert safekeeping.check(opened).problems == ()


def test_more_gaps_are_more_cards_and_fewer_are_fewer(desk: Desk) -> None:
    desk.accept(NARYN)
    two = Draft("cloze", {"text": "{{c1::Naryn}}, of {{c2::Kyrgyzstan}}"}, "cloze", 1)
    studio.revise(desk.opened, desk.lesson, NARYN, two)
    assert desk.answers() == ["Naryn", "Kyrgyzstan"]
    assert all(row.source for row in listing.find_cards(desk.opened, ""))
    one = Draft("cloze", {"text": "Naryn, of {{c2::Kyrgyzstan}}"}, "cloze", 1)
    studio.revise(desk.opened, desk.lesson, NARYN, one)
    assert desk.answers() == ["Kyrgyzstan"]
    assert safekeeping.check(desk.opened).problems == ()


@pytest.mark.parametrize("accepted", [False, True])
def test_fields_that_make_no_card_change_nothing(desk: Desk, accepted: bool) -> None:
    if accepted:
        desk.accept(NARYN)
    before = contents(desk.opened)
    bad = Draft("cloze", {"text": "no gap"}, "cloze", 1)
    with pytest.raises(UserError, match="no gap"):
        studio.revise(desk.opened, desk.lesson, NARYN, bad)
    with pytest.raises(UserError, match="no gap"):
        studio.accept(desk.opened, desk.lesson, [(MOUTH, MOUTH.best), (SOURCE, bad)])
    assert contents(desk.opened) == before


def test_a_card_made_from_selected_words_stands_among_the_others(desk: Desk) -> None:
    mine = gapped(RIVERS, "longest")
    studio.revise(desk.opened, desk.lesson, mine, mine.drafts[1])
    items = desk.studio().items
    assert [item.proposal for item in items][:3] == [NARYN, mine, MOUTH]
    assert items[1].draft == mine.drafts[1]
    studio.reject(desk.opened, desk.lesson, mine)
    assert desk.states()[1] is State.REJECTED
    studio.accept(desk.opened, desk.lesson, [(mine, mine.best)])
    assert desk.states()[1] is State.ACCEPTED
