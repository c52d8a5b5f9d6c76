"""What a test of the window needs: a look, a clock, and a desk with a collection in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from kgstudy.gui.choices import Choices
from kgstudy.gui.desk import Desk
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.store.collection import Collection
from tests.builders import collection as opened
from tests.fake_clock import FakeClock


@pytest.fixture(autouse=True)
def _swept(qapp: QApplication) -> Iterator[None]:
    """Widgets that are to be deleted are gone before the next test changes how all look."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session", autouse=True)
def _emptied(qapp: QApplication) -> Iterator[None]:
    """What Python gave the clipboard must not outlive Python."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """Emptied afterwards, so that the next test finds nothing in it."""
    held = QGuiApplication.clipboard()
    yield held
    held.clear()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light theme at 100 %."""
    made = Look(qapp, "light", 100)
    yield made
    made.finish()


@pytest.fixture
def clock() -> FakeClock:
    """A Monday in March, nine in the morning."""
    return FakeClock()


@pytest.fixture
def collection(clock: FakeClock) -> Iterator[Collection]:
    with opened(clock) as made:
        yield made


@pytest.fixture
def desk_of(look: Look, tmp_path: Path) -> Callable[[Collection], Desk]:
    """Makes a desk for a collection; no shipped deck is missing, and no media is there."""

    def make(collection: Collection) -> Desk:
        return Desk(
            collection,
            look,
            Feed(),
            Choices(tmp_path / "preferences.json"),
            Jobs(collection),
            Shipped(lambda: (), lambda: None),
            lambda name: None,
        )

    return make


@pytest.fixture
def desk(desk_of: Callable[[Collection], Desk], collection: Collection) -> Desk:
    return desk_of(collection)
