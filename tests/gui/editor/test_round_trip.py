"""Opening a field changes nothing of it, and what the document holds is what is written."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from kgstudy.domain.rich import read, write
from kgstudy.gui.editor import document as lined
from kgstudy.gui.editor.dressing import Dressing
from kgstudy.gui.editor.rich_edit import RichEdit
from kgstudy.gui.theme import Look
from tests.domain.test_rich import HTML

_SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)


@pytest.fixture
def edit(look: Look) -> RichEdit:
    return RichEdit(look, lambda _: None, {}, many=False)


@pytest.fixture
def items(look: Look) -> RichEdit:
    return RichEdit(look, lambda _: None, {}, many=True)


@_SHARED
@given(HTML)
def test_a_field_that_nobody_touched_stays_as_it_is_to_the_letter(
    edit: RichEdit, items: RichEdit, html: str
) -> None:
    edit.put(html)
    assert edit.html == html
    items.put(html)
    assert items.html == html


@_SHARED
@given(HTML)
def test_the_document_holds_what_was_read(look: Look, html: str) -> None:
    held = QTextDocument()
    lines = read(html)
    lined.fill(held, lines, Dressing(look).dressed)
    assert write(lined.lines_of(held)) == write(lines)


@_SHARED
@given(HTML)
def test_what_is_typed_is_all_that_changes(edit: RichEdit, html: str) -> None:
    edit.put("x" + html)
    cursor = QTextCursor(edit.document())
    cursor.insertText("N")
    assert edit.html == write(read("Nx" + html))
    edit.document().undo()
    assert edit.html == "x" + html


def test_letters_that_qt_counts_twice_stay_whole(edit: RichEdit) -> None:
    edit.put("😀<b>😀a</b>😀")
    edit.setPlainText("")
    edit.put("😀<b>😀a</b>😀")
    cursor = edit.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    assert edit.createMimeDataFromSelection().html() == "<b>😀a</b>"
    edit.styling.toggle("i")
    assert edit.html == "😀<b><i>😀a</i></b>😀"


def test_another_look_changes_nothing(edit: RichEdit, qapp: QApplication, look: Look) -> None:
    edit.put("a <b>b</b> <span style='color: red'>c</span>")
    look.choose("dark", 150)
    assert edit.html == "a <b>b</b> <span style='color: red'>c</span>"
    assert not edit.document().isUndoAvailable()
