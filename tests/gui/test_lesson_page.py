"""The lesson page by keyboard and mouse: tint, panel, sections, slider, and going to words."""

import gc
import weakref
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSlider, QTreeWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.lesson_view import LessonView
from kgstudy.services import deck_tree, decks, lessons, studio
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, deck_of
from tests.builders import collection as opened
from tests.fake_clock import FakeClock

NOTES = (
    basic("longest", "Which is the longest river?", "The Naryn"),
    basic("flows", "Where does it flow?", "the Syr Darya"),
    basic("length", "How long is the Chüy?", "1,067 km"),
)


@pytest.fixture
def page(qtbot: QtBot, look: Look, collection: Collection, clock: FakeClock) -> LessonPage:
    """Two of three cards begun: one well known, one forgotten since."""
    deck_of(collection, NOTES)
    study = Study(collection)
    study.answer(Rating.EASY, 1000)
    study.answer(Rating.AGAIN, 1000)
    clock.advance(timedelta(days=2))
    page = LessonPage(look, collection, Feed(), Jobs(collection))
    qtbot.addWidget(page)
    page.resize(1072, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    return page


def view(page: LessonPage) -> LessonView:
    return page._view


def words(page: LessonPage) -> str:
    """Everything the panel says."""
    panel = page._panel
    return "\n".join((panel._sentence.text(), panel._cards.text(), panel._forecast.text()))


def ground_of(page: LessonPage, number: int) -> QColor:
    """The colour that is really painted behind the first letter of a sentence."""
    shown = view(page)
    place = shown._places[number]
    piece = next(shown._pieces(place))
    inside = QPoint(round(piece.left()) + 1, round(piece.center().y()))
    offset = QPoint(0, shown.verticalScrollBar().value())
    return shown.viewport().grab().toImage().pixelColor(inside - offset)


def test_each_sentence_lies_on_the_colour_of_its_recall(page: LessonPage, look: Look) -> None:
    view(page)._hover(2)  # the ring must not stand where we look
    assert ground_of(page, 0) == look.color("recall-4")
    assert ground_of(page, 1) in (look.color("recall-2"), look.color("recall-3"))
    assert ground_of(page, 3) == look.color("recall-none")


def test_the_arrows_go_from_sentence_to_sentence(qtbot: QtBot, page: LessonPage) -> None:
    assert "Which is the longest river?" in words(page)
    qtbot.keyClick(view(page), Qt.Key.Key_Down)
    assert "Where does it flow?" in words(page)
    assert view(page).accessibleDescription() == "It flows into the Syr Darya."
    qtbot.keyClick(view(page), Qt.Key.Key_Right)
    assert "no card" in words(page)
    for _ in range(5):
        qtbot.keyClick(view(page), Qt.Key.Key_Down)
    assert "How long is the Chüy?" in words(page)
    assert "new" in words(page)


def test_the_mouse_points_at_a_sentence_and_leaves_it(qtbot: QtBot, page: LessonPage) -> None:
    shown = view(page)
    piece = next(shown._pieces(shown._places[1]))
    qtbot.mouseMove(shown.viewport(), piece.center().toPoint())
    assert "Where does it flow?" in words(page)
    qtbot.mouseMove(shown.viewport(), QPoint(5, 700))
    assert "Which is the longest river?" in words(page)


def test_the_slider_shows_how_memory_fades(qtbot: QtBot, page: LessonPage, look: Look) -> None:
    assert "Today you would recall 2 of 3." in words(page)
    slider = page._panel.days
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert "4 March 2027, without study, you would recall 1 of 3." in words(page)
    assert slider.accessibleDescription() == "4 March 2027"
    view(page)._hover(2)
    assert ground_of(page, 0) != look.color("recall-4")


def test_a_section_is_chosen_and_studied(qtbot: QtBot, page: LessonPage) -> None:
    sections = page._panel._sections
    item = sections.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Rivers"
    assert item.text(1).endswith(" %")
    sections.setFocus()
    qtbot.keyClick(sections, Qt.Key.Key_Return)
    study = next(b for b in page.findChildren(Button) if b.text() == "Study this section")
    with qtbot.waitSignal(page.study_wanted) as wanted:
        qtbot.keyClick(study, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert len(wanted.args[0]) == 3


def test_the_words_of_a_card_are_gone_to(page: LessonPage, collection: Collection) -> None:
    (summary,) = lessons.shelf(collection)
    start = RIVERS.index("1,067 km")
    page.open(summary.id, Span(start, start + 8))
    current = view(page).current
    assert current is not None
    assert current.text == "It is 1,067 km long."


def test_an_answer_elsewhere_changes_the_page(
    page: LessonPage, collection: Collection, qtbot: QtBot
) -> None:
    qtbot.keyClick(view(page), Qt.Key.Key_Down)
    before = words(page)
    study = Study(collection)
    while study.shown:
        change = study.answer(Rating.EASY, 1000)
        page.on_change(change)
    assert words(page) != before
    current = view(page).current
    assert current is not None
    assert current.text == "It flows into the Syr Darya."


def test_without_a_lesson_it_says_where_to_get_one(
    page: LessonPage, collection: Collection
) -> None:
    page.on_change(deck_tree.delete(collection, decks.overview(collection)[0].id))
    assert page._empty.isVisible()
    assert not view(page).isVisible()
    collection.undo()
    page.on_change(Change("undo", frozenset({Touched.LESSONS})))
    assert view(page).isVisible()


@pytest.mark.parametrize("size", [(1072, 800), (692, 600), (692, 240)])
def test_the_words_stay_in_sight_through_every_change(
    qtbot: QtBot, page: LessonPage, collection: Collection, size: tuple[int, int]
) -> None:
    """A jump made before the page has its size, another size of text and of window."""
    (summary,) = lessons.shelf(collection)
    start = RIVERS.index("1,067 km")
    page.open(summary.id, Span(start, start + 8))
    page.resize(*size)
    page.look.choose("dark", 200)
    page.look.choose("light", 100)
    page.resize(1072, 500)
    page.refresh()
    page.grab()
    shown = view(page)
    current = shown.current
    assert current is not None
    assert current.text == "It is 1,067 km long."
    bounds = shown._outline(shown._places[shown._current]).boundingRect()
    top = bounds.top() - shown.verticalScrollBar().value()
    assert 0 <= top <= shown.viewport().height() - bounds.height()


def test_every_control_has_a_name(page: LessonPage) -> None:
    for control in (*page.findChildren(QSlider), *page.findChildren(QTreeWidget), view(page)):
        assert control.accessibleName()


def test_the_page_is_freed(qtbot: QtBot, look: Look, collection: Collection) -> None:
    page = LessonPage(look, collection, Feed(), Jobs(collection))
    page.show()
    page.shown()
    seen = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    gc.collect()
    qtbot.waitUntil(lambda: seen() is None)
    assert seen() is None


BOOK = "\n\n".join(
    f"The year {year} was a year like others, and nobody wrote of it." for year in range(1, 1500)
)


def test_a_book_is_read_beside_the_window(
    qtbot: QtBot, look: Look, clock: FakeClock, tmp_path: Path
) -> None:
    with opened(clock, tmp_path / "data") as collection:
        lesson, _ = studio.bring(collection, LessonText("Annals", BOOK, "en"))
        jobs = Jobs(collection)
        page = LessonPage(look, collection, Feed(), jobs)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        start = BOOK.index("The year 1234")
        page.open(lesson, Span(start, start + 3))
        assert view(page).current is None
        qtbot.waitUntil(lambda: view(page).current is not None)
        current = view(page).current
        assert current is not None
        assert current.text.startswith("The year 1234")
        page.close()
        jobs.finish()


def test_a_lesson_without_headings_has_no_list_of_sections(
    qtbot: QtBot, look: Look, collection: Collection
) -> None:
    lesson, _ = studio.bring(collection, LessonText("Plain", "One is one. Two is two.", "en"))
    page = LessonPage(look, collection, Feed(), Jobs(collection))
    qtbot.addWidget(page)
    page.open(lesson)
    assert page._panel._sections.isHidden()
    assert not page._panel.draft.isHidden()
    with qtbot.waitSignal(page.draft_wanted) as wanted:
        page._panel.draft.click()
    assert wanted.args == [lesson]
