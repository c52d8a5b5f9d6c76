"""A sitting: what is asked, what an answer does, what can be put away and taken back."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from kgstudy.domain.card import Learning, New, Relearning, Reviewing
from kgstudy.domain.changes import Touched
from kgstudy.domain.deck import LeechAction, NewOrder, Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.review import Days, Phase, Rating, Seconds
from kgstudy.services import deck_options, deck_tree, decks, history, importing
from kgstudy.services.study import LEECH, Study
from kgstudy.store import cards, integrity, notes, reviews
from kgstudy.store.collection import Collection
from tests.builders import DECK, basic, collection, deck_of, note, parcel
from tests.fake_clock import FakeClock

AGAIN, HARD, GOOD, EASY = Rating
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def question(study: Study) -> str:
    assert study.shown is not None
    return study.shown.face.question


def answer_all(study: Study, clock: FakeClock, rating: Rating = GOOD) -> int:
    answered = 0
    while study.shown is not None:
        clock.advance(timedelta(seconds=10))
        study.answer(rating, 5000)
        answered += 1
    return answered


def test_a_new_card_climbs_the_steps_and_is_known() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck = deck_of(opened, 1)
        study = Study(opened, deck.id)
        phases = []
        for _ in range(2):
            phases.append(study.current_phase)
            study.answer(GOOD, 4000)
            clock.advance(11 * MINUTE)
            study.refresh()
        assert phases == [Phase.NEW, Phase.LEARNING]
        assert study.shown is None
        assert study.wait_seconds is None
        (card,) = [card for card, _ in cards.every(opened)]
        assert isinstance(card.state, Reviewing)
        assert isinstance(card.state.interval, Days)


def test_what_the_button_says_is_what_happens() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 8)
        study = Study(opened)
        for rating in (*Rating, *Rating):
            assert study.shown is not None
            card, outcome = study.shown.card, study.shown.outcomes[rating]
            clock.advance(timedelta(seconds=7))
            study.answer(rating, 7000)
            state = cards.get(opened, card.id).state
            assert not isinstance(state, New)
            assert state.interval == outcome.interval
            assert state.at == clock.now_ms()


def test_the_answer_is_one_act_and_a_review() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        study = Study(opened)
        change = study.answer(AGAIN, 90_000)
        assert change.touched == {Touched.CARDS, Touched.REVIEWS}
        (card,) = [card for card, _ in cards.every(opened)]
        (review,) = reviews.of_card(opened, card.id)
        assert review.rating is AGAIN
        assert review.phase is Phase.NEW
        assert review.then is Phase.LEARNING
        assert isinstance(review.interval, Seconds)
        assert review.taken == 60_000


def test_undo_brings_the_card_back_and_redo_answers_it_again() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 3)
        study = Study(opened)
        first = question(study)
        study.answer(EASY, 1000)
        study.answer(GOOD, 1000)
        assert study.answered == 2
        study.undo()
        study.undo()
        assert question(study) == first
        assert study.answered == 0
        assert study.counts.new == 3
        assert [list(answers) for _, answers in reviews.by_card(opened)] == []
        study.redo()
        assert question(study) != first
        assert study.answered == 1


def test_what_is_undone_elsewhere_no_longer_counts_here() -> None:
    with collection() as opened:
        deck_of(opened, 5)
        study = Study(opened)
        for _ in range(4):
            study.answer(EASY, 1000)
        history.undo(opened)
        history.undo(opened)
        study.refresh()
        assert study.answered == 2
        assert study.summary().answered == 2
        history.redo(opened)
        study.refresh()
        assert study.answered == 3


def test_undo_reaches_back_before_the_restart(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        deck_of(opened, 2)
        Study(opened).answer(GOOD, 1000)
    with collection(folder=tmp_path) as opened:
        study = Study(opened)
        change = study.undo()
        assert change is not None
        assert change.act == "answer-card"
        assert study.counts.new == 2


def test_the_day_takes_in_as_many_new_cards_as_the_limit_says() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 30, Options(new_per_day=7))
        assert Study(opened).counts.new == 7
        answer_all(Study(opened), clock, EASY)
        assert Study(opened).shown is None
        clock.advance(DAY)
        assert Study(opened).counts.new == 7


def test_a_restart_in_the_middle_goes_on_where_it_was() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 30, Options(new_per_day=7))
        study = Study(opened)
        for _ in range(3):
            study.answer(EASY, 1000)
        again = Study(opened)
        assert again.counts == study.counts
        assert question(again) == question(study)


def test_siblings_are_not_asked_on_one_day() -> None:
    both = note("cis", "both-ways", {"front": "CIS", "back": "Commonwealth", "note": ""})
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, [both, basic("other")])
        study = Study(opened)
        assert study.counts.new == 2
        asked = []
        while study.shown:
            asked.append(study.shown.note.guid)
            study.answer(EASY, 1000)
        assert len(asked) == len(set(asked)) == 2
        assert Study(opened).shown is None
        clock.advance(DAY)
        assert Study(opened).counts.new == 1


def test_siblings_come_together_where_the_options_say_so() -> None:
    both = note("cis", "both-ways", {"front": "CIS", "back": "Commonwealth", "note": ""})
    with collection() as opened:
        deck_of(opened, [both], Options(bury_new=False))
        assert Study(opened).counts.new == 2


def test_the_decks_count_what_a_sitting_asks() -> None:
    both = [
        note(f"b{i}", "both-ways", {"front": f"F{i}", "back": f"B{i}", "note": ""})
        for i in range(9)
    ]
    clock = FakeClock()
    with collection(clock) as opened:
        deck = deck_of(opened, [*both, *(basic(f"n{i}") for i in range(9))])
        rng = Random(3)
        for _day in range(6):
            study = Study(opened, deck.id)
            for _ in range(12):
                (row,) = decks.overview(opened)
                assert (row.new, row.review) == (study.counts.new, study.counts.review)
                assert row.learning == study.counts.learning
                if study.shown is None:
                    break
                clock.advance(timedelta(seconds=rng.randrange(5, 400)))
                study.answer(rng.choice((AGAIN, GOOD, GOOD, EASY)), 1000)
                study.refresh()
            clock.advance(DAY)


def test_a_buried_card_comes_tomorrow() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 2)
        study = Study(opened)
        first = question(study)
        assert study.bury_card().act == "bury-card"
        assert question(study) != first
        assert Study(opened).counts.new == 1
        clock.advance(DAY)
        assert Study(opened).counts.new == 2


def test_a_note_is_buried_with_all_its_cards() -> None:
    cloze = note("c", "cloze", {"text": "{{c1::a}} {{c2::b}}", "note": ""})
    with collection() as opened:
        deck_of(opened, [cloze, basic("other")], Options(bury_new=False))
        study = Study(opened)
        assert study.counts.new == 3
        study.bury_note()
        assert study.counts.new == 1


def test_a_suspended_card_stays_away() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        study = Study(opened)
        study.suspend()
        assert study.shown is None
        clock.advance(10 * DAY)
        assert Study(opened).shown is None
        study.undo()
        assert study.shown is not None


def test_nothing_is_left_of_a_deck_that_is_deleted_meanwhile() -> None:
    with collection() as opened:
        deck_of(opened, 2)
        study = Study(opened, decks.overview(opened)[0].id)
        assert study.shown is not None
        deck_tree.delete(opened, decks.overview(opened)[0].id)
        study.refresh()
        assert study.shown is None
        assert study.wait_seconds is None
        history.undo(opened)
        study.refresh()
        assert study.shown is not None


def test_a_flag_stays_and_so_does_the_card() -> None:
    with collection() as opened:
        deck_of(opened, 3)
        study = Study(opened)
        study.answer(AGAIN, 1000)
        before = question(study)
        study.flag(4)
        assert question(study) == before
        assert study.shown is not None
        assert study.shown.card.flag == 4
        with pytest.raises(UserError, match="flags 1 to 7"):
            study.flag(8)
        study.undo()
        assert study.shown is not None
        assert study.shown.card.flag == 0


def test_a_learning_card_comes_early_when_nothing_else_is_left() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        study = Study(opened)
        study.answer(AGAIN, 1000)
        assert study.shown is not None


def test_a_later_step_is_waited_for_or_studied_ahead() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1, Options(learning_steps=(3600, 7200)))
        study = Study(opened)
        study.answer(AGAIN, 1000)
        assert study.shown is None
        wait = study.wait_seconds
        assert wait is not None
        assert 2400 <= wait <= 3600
        clock.advance(timedelta(seconds=wait))
        study.refresh()
        assert study.shown is not None
        study.answer(AGAIN, 1000)
        assert study.shown is None
        study.study_ahead()
        assert study.shown is not None


@pytest.mark.parametrize("action", LeechAction)
def test_a_card_forgotten_too_often_is_a_leech(action: LeechAction) -> None:
    clock = FakeClock()
    options = Options(leech_lapses=2, leech_action=action, relearning_steps=())
    with collection(clock) as opened:
        deck_of(opened, 1, options)
        leeches = []
        study = Study(opened)
        study.answer(EASY, 1000)
        for _ in range(2):
            clock.advance(40 * DAY)
            study = Study(opened)
            study.answer(AGAIN, 1000)
            leeches.append(study.leech)
            answer_all(study, clock)
        assert leeches == [False, True]
        ((card, _),) = cards.every(opened)
        assert LEECH in notes.get(opened, card.note_id).tags
        assert card.suspended is (action is LeechAction.SUSPEND)
        while history.undo(opened):
            pass
        ((card, _),) = cards.every(opened)
        assert isinstance(card.state, New)
        assert notes.get(opened, card.note_id).tags == ("river",)


def test_only_the_cards_of_a_section_are_asked_whatever_the_limit() -> None:
    with collection() as opened:
        deck_of(opened, 30, Options(new_per_day=2))
        some = [card.id for card, _ in cards.every(opened)][10:15]
        study = Study(opened, cards=some)
        assert study.counts.new == 5
        asked = set()
        while study.shown:
            asked.add(study.shown.card.id)
            study.answer(EASY, 1000)
        assert asked == set(some)


def test_the_words_of_the_lesson_are_shown() -> None:
    quote = "longest river of Kyrgyzstan"
    with collection() as opened:
        deck_of(opened, [basic("n", quote=quote)])
        shown = Study(opened).shown
        assert shown is not None
        assert shown.source is not None
        source = shown.source
        assert source.sentence == "The Naryn is the longest river of Kyrgyzstan."
        assert source.quote == quote
        assert source.sentence[source.quote_at :].startswith(quote)


def test_a_new_day_begins_within_the_sitting() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 10, Options(new_per_day=2))
        study = Study(opened)
        study.answer(EASY, 1000)
        clock.advance(DAY)
        study.answer(EASY, 1000)
        assert study.counts.new == 1


def test_the_sum_of_a_sitting() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 3)
        study = Study(opened)
        study.answer(AGAIN, 10_000)
        study.answer(EASY, 20_000)
        study.answer(EASY, 5_000)
        study.answer(EASY, 5_000)
        summary = study.summary()
        assert (summary.answered, summary.cards) == (4, 3)
        assert (summary.right_first, summary.first_tries) == (2, 3)
        assert summary.seconds == 40
        assert summary.tomorrow == 0
        assert summary.next_due is not None


def test_a_backlog_is_asked_within_the_limit_in_every_order() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 20, Options(new_per_day=20))
        answer_all(Study(opened), clock, EASY)
        clock.advance(100 * DAY)
        preset = deck_options.every_preset(opened)[0]
        for order in type(preset.options.review_order):
            options = Options(reviews_per_day=5, review_order=order)
            deck_options.change_options(opened, preset.id, options)
            assert Study(opened).counts.review == 5


def test_chance_takes_other_new_cards_than_the_order_of_the_deck() -> None:
    options = Options(new_per_day=3, new_order=NewOrder.RANDOM)
    clock = FakeClock()
    drawn = []
    with collection(clock) as opened:
        deck_of(opened, 700, options)
        for _ in range(4):
            study = Study(opened)
            assert study.counts.new == 3
            drawn.append(question(study))
            clock.advance(DAY)
    assert len(set(drawn)) == 4
    assert max(int(name.split("n")[-1]) for name in drawn) > 100


def test_answering_nothing_is_told() -> None:
    with collection() as opened, pytest.raises(UserError, match="no card to answer"):
        Study(opened).answer(GOOD, 0)


@pytest.mark.parametrize("seed", range(12))
def test_every_state_follows_from_the_reviews_whatever_was_done(seed: int) -> None:
    """Random sittings with undo, redo, other options and a wandering clock."""
    rng, clock = Random(seed), FakeClock()
    with collection(clock) as opened:
        cloze = note("c", "cloze", {"text": "{{c1::a}} {{c2::b}} {{c3::c}}", "note": ""})
        deck_of(opened, [cloze, *(basic(f"n{i}") for i in range(10))])
        for _ in range(25):
            study = Study(opened)
            for _ in range(rng.randrange(12)):
                _random_act(study, rng)
                clock.advance(timedelta(seconds=rng.randrange(2, 900)))
            assert integrity.recomputed(opened) == ()
            clock.advance(timedelta(days=rng.choice((-1, 0, 1, 1, 2, 9)), hours=rng.randrange(20)))
            _other_options(opened, rng)
        importing.bring_in(opened, parcel(basic("late")))
        assert integrity.recomputed(opened) == ()


def _random_act(study: Study, rng: Random) -> None:
    draw = rng.random()
    if draw < 0.12:
        study.undo()
    elif draw < 0.18:
        study.redo()
    elif study.shown is None:
        study.study_ahead()
    elif draw < 0.22:
        rng.choice((study.bury_card, study.bury_note, study.suspend))()
    else:
        study.answer(rng.choice(list(Rating)), rng.randrange(70_000))


def _other_options(opened: Collection, rng: Random) -> None:
    preset = deck_options.every_preset(opened)[0]
    options = Options(
        learning_steps=rng.choice(((60, 600), (), (90_000,))),
        relearning_steps=rng.choice(((600,), (), (60, 100_000))),
        retention=rng.choice((0.8, 0.9, 0.95)),
        bury_new=rng.random() < 0.5,
    )
    deck_options.change_options(opened, preset.id, options)


def test_relearning_leads_back() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        Study(opened).answer(EASY, 1000)
        clock.advance(20 * DAY)
        study = Study(opened)
        study.answer(AGAIN, 1000)
        ((card, _),) = cards.every(opened)
        assert isinstance(card.state, Relearning)
        study.answer(GOOD, 1000)
        ((card, _),) = cards.every(opened)
        assert isinstance(card.state, Reviewing)
        assert card.lapses == 1
        assert not isinstance(card.state, Learning)
        assert DECK
