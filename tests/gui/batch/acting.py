"""Four cards that are all chosen, and what a person does with them."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.window import Window
from kgstudy.store import cards as stored
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.builders import basic

T = TypeVar("T", bound=QDialog)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CONTENT = (
    basic("a", "The <b>Naryn</b> river"),
    basic("b", "the naryn river"),
    basic("c", "The Chüy river"),
    basic("d", "A lake"),
)


def chosen(collection: Collection) -> Selection:
    every = [card for card, _ in stored.every(collection)]
    return Selection(
        tuple(card.id for card in every), tuple(dict.fromkeys(card.note_id for card in every))
    )


def press(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    QTest.keyClick(widget, key, held)


def dialog_of(window: Window, kind: type[T]) -> T:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def awaited(qtbot: QtBot, window: Window, kind: type[T]) -> T:
    """One that opens once something was read beside the window."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return dialog_of(window, kind)


def fronts(collection: Collection) -> list[str]:
    return sorted(
        note.fields["front"]
        for note in notes.several(collection, chosen(collection).notes).values()
    )


def said(window: Window) -> str:
    return window.toast.text


def kinds(collection: Collection) -> set[str]:
    return {note.kind for note in notes.several(collection, chosen(collection).notes).values()}
