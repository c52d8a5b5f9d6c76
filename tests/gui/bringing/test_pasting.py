"""A text is pasted or typed, and corrected before it comes in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import lessons
from kgstudy.store.collection import Collection
from tests.gui.bringing.page import (
    ALT,
    CONTROL,
    MOUNTAINS,
    bring_page,
    copied,
    read,
    shown,
    titles,
    written,
)
from tests.gui.keyboard import focused, press


def test_rich_text_keeps_its_headings(qtbot: QtBot, window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_O, CONTROL)
    body = "<h1>Lakes</h1><h2>Deep ones</h2><p>Issyk-Kul is deep. It is <b>salty</b>.</p>"
    copied("Lakes Deep ones Issyk-Kul is deep. It is salty.", html=body)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.view.recognised.isVisible)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert summary.title == "Lakes"
    headings = [s.heading for s in lessons.page(collection, summary.id).sections]
    assert "Deep ones" in headings


def test_pasted_on_the_shelf_it_is_seen_before_it_comes_in(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_2, ALT)
    copied(MOUNTAINS)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.view.recognised.isVisible)
    assert "3 sentences" in page.view.recognised.length.text()
    assert page.view.recognised.language.currentText() == "English"
    assert page.view.recognised.title.text()
    assert titles(collection) == []
    page.view.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 1


def test_the_headings_of_the_clipboard_are_kept(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rich text goes to the reader as the clipboard has it."""
    heard = []

    def pasted(text: str, html: str) -> LessonText:
        heard.append((text, html))
        return LessonText("Lakes", text, "en")

    monkeypatch.setattr("kgstudy.formats.texts.pasted", pasted)
    press(Qt.Key.Key_O, CONTROL)
    copied("Lakes are deep.", html="<h1>Lakes</h1><p>Lakes are deep.</p>")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: bool(heard))
    ((text, html),) = heard
    assert text == "Lakes are deep."
    assert "<h1>" in html


def test_title_and_language_are_corrected(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(MOUNTAINS)
    press(Qt.Key.Key_V, CONTROL)
    page = bring_page(window)
    qtbot.waitUntil(page.view.recognised.isVisible)
    page.view.recognised.language.setFocus()
    press(Qt.Key.Key_End)
    page.view.recognised.language.activated.emit(2)
    page.view.recognised.title.setFocus()
    page.view.recognised.title.selectAll()
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert (summary.title, summary.language) == ("Heights", "ky")


def test_what_is_typed_counts_at_once(qtbot: QtBot, window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    assert not page.view.foot.act.isEnabled()
    QTest.keyClicks(focused(), "The Naryn is long.")
    press(Qt.Key.Key_Return, CONTROL)
    shown(qtbot, window, StudioPage)
    (summary,) = lessons.shelf(collection)
    assert lessons.get(collection, summary.id).text == "The Naryn is long."


def test_of_a_language_that_is_not_known_it_is_said_what_happens(
    qtbot: QtBot, window: Window, tmp_path: Path, collection: Collection
) -> None:
    german = written(tmp_path / "See.txt", "Der See ist tief und wurde im Jahr 1871 bekannt.")
    page = read(qtbot, window, german)
    panel = page.view.recognised
    assert panel.language.currentText() == "German"
    assert "few drafts or none" in panel.foreign.text()
    assert panel.foreign.isVisible()
    panel.language.setCurrentIndex(0)
    panel.language.activated.emit(0)
    qtbot.waitUntil(lambda: not panel.foreign.isVisible())
    assert titles(collection) == []


def test_nothing_in_the_clipboard_is_told(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(" \n", html="<p></p>")
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: "no text in the clipboard" in window.toast.text)
    assert not bring_page(window).arrivals


def test_a_press_while_nothing_is_pasted_is_over_with_that(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    QTest.keyClicks(focused(), "The Naryn is long.")
    page.view.field.selectAll()
    copied(" \n", html="<p></p>")
    press(Qt.Key.Key_V, CONTROL)
    page.view.foot.act.click()
    qtbot.waitUntil(lambda: "no text in the clipboard" in window.toast.text)
    page.view.recognised.title_edited.emit("A river")
    qtbot.waitUntil(lambda: page._intake.is_known)
    assert window.page is page
    assert titles(collection) == []


def test_a_text_that_was_begun_is_kept(window: Window) -> None:
    press(Qt.Key.Key_O, CONTROL)
    QTest.keyClicks(focused(), "The Naryn is long.")
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    assert page.view.field.toPlainText() == "The Naryn is long."
    page.view.clear.click()
    assert page.view.field.toPlainText() == ""
    assert focused() is page.view.field


def test_copied_files_are_pasted(qtbot: QtBot, window: Window, mountains: Path) -> None:
    press(Qt.Key.Key_O, CONTROL)
    copied(files=(mountains,))
    press(Qt.Key.Key_V, CONTROL)
    shown(qtbot, window, StudioPage)
