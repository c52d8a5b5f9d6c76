"""The versions of a note by keyboard: read, and brought back."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kgstudy.gui.dialogs.versions import VersionsDialog
from kgstudy.services import editing
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.fake_clock import FakeClock
from tests.gui.windows import OpenWindow


def test_a_version_is_read_and_brought_back(
    open_window: OpenWindow, collection: Collection, clock: FakeClock
) -> None:
    deck_of(collection, [basic("a", "Which river is <b>long</b>?")])
    note = next(iter(notes.named(collection, "").values()))
    clock.advance(timedelta(minutes=3))
    editing.edit(collection, note.id, {**note.fields, "front": "Which river is short?"}, note.tags)
    window = open_window()
    window.show_versions(note.id)
    [dialog] = window.findChildren(VersionsDialog)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [
        "2 March, 09:03 · now",
        "2 March, 09:00",
    ]
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Question", "Answer"} <= set(shown)
    assert any("line-through" in words and "long" in words for words in shown)
    clock.advance(timedelta(minutes=1))
    QTest.keyClick(dialog.bring, Qt.Key.Key_Return)
    assert notes.get(collection, note.id).fields == note.fields
    assert dialog.list.count() == 3
    assert dialog.bring.isEnabled()
    dialog.list.setCurrentRow(2)
    assert dialog.list.item(2).text() == "2 March, 09:00 · as now"
    assert not dialog.bring.isEnabled()
    dialog.list.setCurrentRow(0)
    assert not dialog.bring.isEnabled()


def test_long_times_are_read_whole(
    open_window: OpenWindow, collection: Collection, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=270))
    deck_of(collection, [basic("a", "long")])
    note = next(iter(notes.named(collection, "").values()))
    clock.advance(timedelta(days=60))
    for front in ("short", note.fields["front"]):
        clock.advance(timedelta(hours=1))
        editing.edit(collection, note.id, {**note.fields, "front": front}, note.tags)
    window = open_window()
    window.show_versions(note.id)
    [dialog] = window.findChildren(VersionsDialog)
    assert dialog.list.item(2).text() == "27 November 2026, 09:00 · as now"
    assert dialog.list.viewport().width() >= dialog.list.sizeHintForColumn(0)
