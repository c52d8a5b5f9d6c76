"""Everything has its name and stays in sight at every size."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Rating
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.theme import Look
from tests.builders import basic, note
from tests.gui.study.page import (
    ALL_KINDS,
    Open,
    press,
    steady,
)


def test_the_counts_and_the_deck(open_page: Open) -> None:
    page = open_page(3)
    assert page.header.deck.text() == "Rivers"
    assert page.header.counts.accessibleName() == (
        "Left: 3 new, 0 learning, 0 to review; this card is new"
    )
    press(Qt.Key.Key_Space)
    press("1")
    assert page.header.counts.accessibleName().startswith("Left: 2 new, 1 learning")


def nameless(root: QWidget) -> list[str]:
    """Whatever can be reached or read there, and has no name for a screen reader."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit) or widget.focusPolicy().value
        if widget.isVisibleTo(root) and not widget.accessibleName()
        if not widget.objectName().startswith("qt_") and not isinstance(widget, QLabel)
    ]


def test_everything_has_an_accessible_name(open_page: Open) -> None:
    page = open_page(ALL_KINDS, options=steady())
    while page.table.isVisible():
        assert nameless(page) == []
        page.reveal()
        assert nameless(page) == []
        page.grade(Rating.GOOD)
    assert nameless(page) == []
    page._await(30)
    assert nameless(page) == []


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1280, 800)])
def test_the_grades_stay_in_sight(
    open_page: Open, look: Look, size: tuple[int, int], text_size: int
) -> None:
    look.choose("light", text_size)
    long = basic("long", "A question that goes on and on. " * 60)
    page = open_page([long, *ALL_KINDS], options=steady(), size=size)
    while page.table.isVisible():
        for button in visible_buttons(page):
            inside = button.mapTo(page, QPoint()) + button.rect().bottomRight()
            assert page.rect().contains(button.mapTo(page, QPoint()))
            assert page.rect().contains(inside)
        assert page.size().toTuple() == size
        if page.table.revealed:
            page.grade(Rating.GOOD)
        else:
            page.reveal()


def visible_buttons(page: StudyPage) -> list[QWidget]:
    bar = page.table.bar
    every = [bar.reveal_button, *bar.buttons.values(), page.header.home_button]
    return [button for button in every if button.isVisible()]


def test_a_long_answer_is_scrolled_into_sight_and_on(open_page: Open, qtbot: QtBot) -> None:
    long = basic("long", "A question that goes on and on. " * 80)
    page = open_page([long])
    sheet = page.table.sheet
    assert sheet is not None
    bar = sheet.verticalScrollBar()
    assert bar.value() == 0
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.value() > 0)
    top = sheet.answer.mapTo(sheet.viewport(), QPoint()).y()
    assert 0 <= top < sheet.viewport().height()
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_the_place_to_type_is_scrolled_into_sight(
    open_page: Open, look: Look, qtbot: QtBot
) -> None:
    look.choose("light", 200)
    wordy = note(
        "wordy",
        "typed",
        {"question": "How long is the river that rises in the Tian Shan?", "answer": "1,067 km"},
    )
    page = open_page([wordy], size=(900, 600))
    sheet = page.table.sheet
    assert sheet is not None
    field = sheet.answer.entry
    assert field is not None
    seen = sheet.viewport().rect()

    def is_seen() -> bool:
        foot = field.mapTo(sheet.viewport(), field.rect().bottomRight())
        return seen.contains(foot)

    qtbot.waitUntil(is_seen)


def test_another_look_is_taken_at_once(open_page: Open, look: Look) -> None:
    page = open_page(ALL_KINDS)
    press(Qt.Key.Key_Space)
    look.choose("dark", 150)
    page.grab()
    assert page.table.sheet is not None
    assert page.table.sheet.question.document().defaultFont().pixelSize() == 42


def test_the_next_card_comes_at_once(open_page: Open) -> None:
    page = open_page(30)
    page.reveal()
    page.grade(Rating.GOOD)
    begun = time.perf_counter()
    for _ in range(10):
        page.reveal()
        page.grade(Rating.GOOD)
        QApplication.processEvents()
    assert (time.perf_counter() - begun) / 10 < 0.1
