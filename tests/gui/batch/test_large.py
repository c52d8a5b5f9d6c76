"""Large acts go on beside the window, which goes on too."""

from threading import Event, get_ident

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import NoteId
from kgstudy.gui.batch import acts as batch_acts
from kgstudy.gui.batch import card_deeds, note_deeds
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.batch.work_dialog import WorkDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.note_form import NoteForm
from kgstudy.gui.window import Window
from kgstudy.store import cards as stored
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.gui.batch.acting import CONTROL, chosen, dialog_of, fronts, press, said


def test_the_notes_of_a_large_selection_are_read_beside_the_window(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(batch_acts, "LARGE", 2)
    every = chosen(collection)
    readers: list[int] = []

    def read() -> tuple[NoteId, ...]:
        readers.append(get_ident())
        return every.notes

    acts.watch(lambda: Selection(every.cards, read))
    press(table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: said(window) == "Suspended 4 cards")
    assert len(readers) == 1
    assert readers != [get_ident()]


def test_large_acts_go_on_beside_the_window(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(card_deeds, "MANY", 2)
    press(table, Qt.Key.Key_J, CONTROL)
    dialog = dialog_of(window, WorkDialog)
    with qtbot.waitSignal(dialog.returned):
        pass
    assert said(window) == "Suspended 4 cards"
    assert all(card.suspended for card, _ in stored.every(collection))


def test_twenty_notes_are_deleted_beside_the_window(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    deck_of(collection, [basic(f"n{n}", f"Question {n}") for n in range(16)])
    press(table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(dialog_of(window, WorkDialog).returned):
        pass
    assert said(window) == "Moved 20 notes to the trash"


def test_who_saves_in_the_editor_while_a_large_act_goes_on_is_told_to_wait(
    qtbot: QtBot, desk: Desk, acts: BatchActs, window: Window, collection: Collection
) -> None:
    """The database would make the whole window wait for it instead."""
    window.edit(chosen(collection).notes[0])
    form = next(iter(window.findChildren(NoteForm)))
    form.fields.boxes[0].edit.setPlainText("Another lake")
    gate = Event()
    desk.jobs.start(lambda _collection, _progress: gate.wait())
    acts.notes.clear_tags(Selection())
    dialog = dialog_of(window, WorkDialog)
    assert not form.save()
    assert form.advice.lines[0].startswith("Wait until what goes on")
    with qtbot.waitSignal(dialog.returned):
        gate.set()
    assert form.save()
    assert "Another lake" in fronts(collection)


@pytest.mark.qt_log_ignore("window opacity", extend=True)
def test_a_key_pressed_before_the_way_to_cancel_is_seen_cancels_nothing(
    qtbot: QtBot, desk: Desk, acts: BatchActs, window: Window, collection: Collection
) -> None:
    gate = Event()
    desk.jobs.start(lambda _collection, _progress: gate.wait(20))
    acts.cards.reset(Selection([card.id for card, _ in stored.every(collection)] * 5))
    dialog = dialog_of(window, WorkDialog)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(dialog, key)
    qtbot.waitUntil(dialog.cancel.isEnabled)
    assert dialog.focusWidget() is dialog.cancel
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", True)
    QApplication.sendEvent(dialog.cancel, held)
    with qtbot.waitSignal(dialog.returned):
        gate.set()


def test_who_cancels_a_large_act_has_changed_nothing(
    qtbot: QtBot,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(note_deeds, "SOME", 2)
    gate = Event()
    desk.jobs.start(lambda _collection, _progress: gate.wait())
    press(table, Qt.Key.Key_Delete)
    dialog = dialog_of(window, WorkDialog)
    with qtbot.waitSignal(dialog.failed):
        press(dialog, Qt.Key.Key_Escape)
        gate.set()
    assert said(window) == "Stopped; nothing was changed."
    assert len(fronts(collection)) == 4
