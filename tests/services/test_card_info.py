"""What is known of a card: its facts, its answers and its curve."""

from datetime import timedelta

from kgstudy.domain.card import Reviewing
from kgstudy.domain.ids import CardId
from kgstudy.domain.recall import recall
from kgstudy.domain.review import Rating
from kgstudy.services import deck_options
from kgstudy.services.card_info import card_info
from kgstudy.services.study import Study
from kgstudy.store import cards
from tests.builders import collection, deck_of
from tests.fake_clock import FakeClock


def test_the_life_of_a_card_is_told_from_its_reviews() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        card = Study(opened).shown
        assert card is not None
        for rating, days in ((Rating.EASY, 0), (Rating.GOOD, 20), (Rating.GOOD, 150)):
            clock.advance(timedelta(days=days))
            Study(opened).answer(rating, 4000)
        clock.advance(timedelta(days=2))
        info = card_info(opened, card.card.id)
        assert info is not None
        assert (info.question, info.deck) == ("Question n0", "Rivers")
        assert [each.review.rating for each in info.answers] == [
            Rating.EASY,
            Rating.GOOD,
            Rating.GOOD,
        ]
        assert info.answers[-1].after.state == info.card.state
        assert isinstance(info.card.state, Reviewing)
        assert info.spent_ms == 12_000
        assert info.recall is not None
        assert 0.9 < info.recall < 1
        assert len(info.curve) == 3
        assert info.curve[-1][-1].at > info.now


def test_a_card_on_its_steps_is_recalled_as_everywhere_else() -> None:
    with collection() as opened:
        deck = deck_of(opened, 1)
        Study(opened).answer(Rating.GOOD, 1000)
        [card] = (card for card, _ in cards.every(opened))
        info = card_info(opened, card.id)
        assert info is not None
        weights = deck_options.preset_of(opened, deck.id).options.parameters
        assert info.recall == recall(card.state, weights, opened.calendar.today())
        assert info.recall != 1


def test_a_new_card_has_neither_answers_nor_a_curve() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        card = Study(opened).shown
        assert card is not None
        info = card_info(opened, card.card.id)
        assert info is not None
        assert (info.answers, info.curve, info.recall) == ((), (), None)
        assert info.added == info.now


def test_of_a_card_that_is_gone_nothing_is_known() -> None:
    with collection() as opened:
        assert card_info(opened, CardId(7)) is None
