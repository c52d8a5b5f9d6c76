"""The acts of a window in which all cards are chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kgstudy.domain.review import Rating
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.gui.batch.acting import CONTENT, chosen


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """Four cards, one of them known; in a folder, since jobs have connections of their own."""
    deck = deck_of(kept, CONTENT)
    Study(kept, deck.id).answer(Rating.EASY, 1000)
    kept.forget_history()
    return kept


@pytest.fixture
def table(window: Window) -> QWidget:
    """Stands for the list in which cards are chosen."""
    made = QWidget(window.page)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def acts(desk: Desk, window: Window, table: QWidget, collection: Collection) -> BatchActs:
    """All cards are chosen."""
    made = BatchActs(desk, window, table)
    made.watch(lambda: chosen(collection))
    return made
