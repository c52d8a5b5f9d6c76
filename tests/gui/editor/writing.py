"""An editor as a person uses it: by keys alone."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest

from kgstudy.domain.note import Note
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.services import editing
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def write(text: str) -> None:
    """Types; what is not ASCII comes as from an input method."""
    for letter in text:
        if letter == "\n":
            press(Qt.Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:
            commit(letter)


def commit(words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QCoreApplication.sendEvent(focused(), event)


def press_all(*keys: str) -> None:
    """Presses keys by their names, one after another."""
    for name in keys:
        QTest.keySequence(focused(), QKeySequence(name))


def tab(times: int = 1) -> None:
    for _ in range(times):
        press(Qt.Key.Key_Tab)


def every_note(collection: Collection) -> list[Note]:
    ids = {card.note_id for card, _ in cards.every(collection)}
    return sorted(notes.several(collection, ids).values(), key=lambda note: note.id)


def choose(editor: EditorWindow, kind: str) -> None:
    editor.form.head.kinds.setCurrentIndex(list(editing.kinds(editor.form.collection)).index(kind))
    editor.form.fields.begin(empty=True)
