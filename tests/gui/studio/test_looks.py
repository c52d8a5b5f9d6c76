"""The studio at every size, named, and freed when it goes."""

import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.widgets.studio_sides import Arrangement
from kgstudy.gui.window import Window
from kgstudy.services import studio
from kgstudy.services.studio import Coverage
from kgstudy.store.collection import Collection
from tests.gui.keyboard import press
from tests.gui.studio.page import (
    TEXT,
)


@pytest.mark.parametrize(
    ("size", "percent", "how"),
    [
        ((1280, 800), 100, Arrangement.BESIDE),
        ((1280, 800), 150, Arrangement.ABOVE),
        ((900, 600), 100, Arrangement.ABOVE),
        ((900, 600), 150, Arrangement.ONE),
        ((560, 600), 100, Arrangement.ABOVE),
        ((560, 420), 100, Arrangement.ONE),
    ],
)
def test_every_size_has_its_arrangement_and_nothing_lies_outside(
    page: StudioPage, window: Window, size: tuple[int, int], percent: int, how: Arrangement
) -> None:
    page.look.choose("light", percent)
    window.resize(*size)
    QApplication.processEvents()
    assert page._view.sides.arrangement is how
    inside = page.rect()
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible():
            place = widget.rect().translated(widget.mapTo(page, QPoint()))
            if not page._view.list.isAncestorOf(widget):
                assert inside.contains(place), widget.accessibleName()
            assert place.left() >= 0
            assert place.right() <= inside.right()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [700, 820, 900, 1000, 1280])
def test_the_counts_of_a_book_are_whole_at_every_width(
    page: StudioPage, window: Window, width: int, percent: int
) -> None:
    window._desk.look.choose("light", percent)
    window.resize(width, 700)
    head = page._view.head
    coverage, known = head.coverage, page._desk.studio
    assert known is not None
    counts = {coverage: 1200 * number for coverage, number in known.counts.items()}
    head._counted = "138,280 words · 12,200 sentences"
    head.show_studio(replace(known, counts={each: counts.get(each, 0) for each in Coverage}))
    QApplication.processEvents()
    assert coverage.without.text() == "1,200 without"
    assert coverage._drafts.text() == "3,600 drafted"
    for part in (coverage._cards, coverage._drafts, coverage.without):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_where_one_side_fits_the_text_comes_when_it_is_wanted(
    page: StudioPage, window: Window
) -> None:
    window.resize(560, 420)
    QApplication.processEvents()
    assert page._view.list.isVisible()
    assert not page._view.text.isVisible()
    press(Qt.Key.Key_S)
    assert page._view.text.isVisible()
    assert not page._view.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert page._view.list.isVisible()
    assert page._view.list.hasFocus()


def test_the_draft_in_hand_stays_in_sight_through_every_change(
    page: StudioPage, window: Window
) -> None:
    press(Qt.Key.Key_End)
    for size in ((900, 600), (1280, 500), (700, 640), (560, 420)):
        window.resize(*size)
        page.look.choose("dark", 150)
        QApplication.processEvents()
        page.look.choose("light", 100)
        QApplication.processEvents()
        card = page._view.list.card
        assert card.y() >= 0
        assert card.y() < page._view.list.viewport().height()


def test_where_there_is_little_room_the_draft_in_hand_has_it(
    page: StudioPage, window: Window
) -> None:
    page.look.choose("light", 200)
    window.resize(900, 600)
    QApplication.processEvents()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(key)
        QApplication.processEvents()
        assert 0 <= page._view.list.card.y() < page._view.list.viewport().height() // 3


def test_every_control_has_a_name(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    controls = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit)
    for kind in controls:
        for control in page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control
    assert page._view.list.accessibleName()
    assert "1974" in page._view.list.card.accessibleDescription()


def test_the_page_is_freed(qtbot: QtBot, desk: Desk, collection: Collection) -> None:
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    page = StudioPage(desk.look, collection, desk.feed, desk.jobs)
    page.show()
    page.open(lesson)
    desk.jobs.finish()
    QApplication.processEvents()
    assert page._desk.items
    page._view.list.card.edit(page._desk.items[0].draft)
    seen = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    gc.collect()
    qtbot.waitUntil(lambda: seen() is None)
    assert seen() is None
