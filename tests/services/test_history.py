"""What is taken back at once, and what beside the window."""

from kgstudy.services import cards, history
from kgstudy.store import cards as stored
from tests.builders import collection as opened
from tests.builders import deck_of
from tests.fake_clock import FakeClock

MANY = 5000
"""Cards that are put back, with their indices, within some 50 ms."""


def test_what_changes_many_rows_by_little_takes_long_to_undo_all_the_same() -> None:
    with opened(FakeClock()) as made:
        deck_of(made, MANY)
        every = [card.id for card, _ in stored.every(made)]
        cards.flag(made, every[:10], 3)
        assert not history.is_long(made)
        cards.flag(made, every, 4)
        assert history.is_long(made)
