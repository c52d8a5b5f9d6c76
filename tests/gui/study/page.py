"""Cards of every kind, and what is seen of them while one studies."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QContextMenuEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.gui.pages.study import StudyPage
from kgstudy.store import reviews
from kgstudy.store.collection import Collection
from tests.builders import basic, note

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NARYN = basic("naryn", "Which river is the longest?", quote="The Naryn")
TYPED = note("typed", "typed", {"question": "How long is the Chüy?", "answer": "1,067 km"})
CLOZE = note("cloze", "cloze", {"text": "The Naryn flows into the {{c1::Syr Darya}}."})
BOTH = note("both", "both-ways", {"front": "Chüy", "back": "Tian Shan"})
CHOICE = note(
    "choice",
    "choice",
    {"question": "Where does the Chüy rise?", "right": "Tian Shan", "wrong": "Pamir\nAltai"},
)
ORDERING = note(
    "ordering", "ordering", {"question": "From long to short", "items": "Naryn\nChüy\nTalas"}
)
ALL_KINDS = (NARYN, TYPED, CLOZE, CHOICE, ORDERING)
Open = Callable[..., StudyPage]


class Seconds:
    """A stop watch that the test owns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def ask_for_menu(widget: QWidget) -> None:
    middle = widget.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle)))


def press(key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key wherever the keyboard is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(key, str):
        QTest.keyClick(target, key, held)  # type: ignore[call-overload]  # characters too
    else:
        QTest.keyClick(target, key, held)


def question(page: StudyPage) -> str:
    assert page.table.sheet is not None
    return page.table.sheet.question.words


def message(page: StudyPage) -> str:
    label = page.table.foot.message
    return label.text() if label.isVisible() else ""


def given(collection: Collection) -> list[Rating | None]:
    """The grades in the order in which they were given."""
    every = [review for _, history in reviews.by_card(collection) for review in history]
    return [review.rating for review in sorted(every, key=lambda review: review.id)]


def steady(**other: object) -> Options:
    """Options under which a known card does not come back today."""
    return Options(learning_steps=(), relearning_steps=(), bury_new=False, **other)  # type: ignore[arg-type]
