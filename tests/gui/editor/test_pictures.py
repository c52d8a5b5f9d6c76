"""Notes of pictures with hidden parts are made and changed, by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QClipboard, QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import media as media_of
from kgstudy.domain.picture_notes import STOCK
from kgstudy.gui.editor.picture_box import PictureBox
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.gui.occlusion.dialog import DrawingDialog
from kgstudy.services import editing
from kgstudy.store import cards, media, notes
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, SHIFT, every_note, tab, write
from tests.gui.keyboard import focused, press

SHAPE = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}<br>"


@pytest.fixture
def opened(qtbot: QtBot, editor: EditorWindow) -> Callable[[], DrawingDialog]:
    """Waits for the window to draw in."""

    def wait() -> DrawingDialog:
        qtbot.waitUntil(lambda: bool(editor.findChildren(DrawingDialog)))
        (dialog,) = editor.findChildren(DrawingDialog)
        qtbot.waitUntil(lambda: not dialog.canvas.sight.place.isEmpty())
        dialog.activateWindow()
        qtbot.waitUntil(dialog.canvas.hasFocus)
        return dialog

    return wait


def choose_pictures(editor: EditorWindow) -> PictureBox:
    """By their name, as they are offered."""
    at = editor.form.head.kinds.findText("Picture with hidden parts")
    editor.form.head.kinds.setCurrentIndex(at)
    editor.form.fields.begin(empty=True)
    box = editor.form.fields.picture
    assert box is not None
    return box


def draw(dialog: DrawingDialog) -> None:
    """A rectangle, in the middle."""
    del dialog
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_Return)
    for _ in range(3):
        press(Qt.Key.Key_Right, SHIFT)
        press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Return)


def leave(qtbot: QtBot, editor: EditorWindow, dialog: DrawingDialog) -> None:
    with qtbot.waitSignal(dialog.finished):
        press(Qt.Key.Key_Return, CONTROL)
    editor.activateWindow()
    qtbot.waitUntil(lambda: editor.isActiveWindow() and editor.focusWidget() is not None)


def picture() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def test_a_picture_is_pasted_drawn_on_and_added(
    qtbot: QtBot,
    editor: EditorWindow,
    collection: Collection,
    clipboard: QClipboard,
    opened: Callable[[], DrawingDialog],
) -> None:
    box = choose_pictures(editor)
    assert focused() is box.draw
    clipboard.setImage(picture())
    press(Qt.Key.Key_V, CONTROL)
    dialog = opened()
    draw(dialog)
    draw(dialog)
    leave(qtbot, editor, dialog)
    tab(3)
    write("Rivers")
    press(Qt.Key.Key_Return, CONTROL)
    (made,) = every_note(collection)
    assert made.note_type == STOCK
    assert made.fields["Header"] == "Rivers"
    assert [card.slot for card in cards.of_note(collection, made.id)] == [1, 2]
    (name,) = media_of(made.fields["Image"])
    assert media.read(collection, name)
    assert box.shapes == "", "the next note begins without a picture"
    assert box.name == ""


@pytest.fixture
def note(collection: Collection) -> NoteId:
    fields = {"Occlusion": SHAPE, "Image": '<img src="map.png">', "Header": "Rivers"}
    made, _ = editing.add(collection, "Maps", STOCK, fields, files={"map.png": content()})
    return made


def content() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture())
    return bytes(buffer.data().data())


def test_another_part_is_hidden_later(
    qtbot: QtBot,
    editor: EditorWindow,
    collection: Collection,
    note: NoteId,
    opened: Callable[[], DrawingDialog],
) -> None:
    before = cards.of_note(collection, note)
    editor.edit(note)
    box = editor.form.fields.picture
    assert box is not None
    assert focused() is box.draw
    press(Qt.Key.Key_Return)
    dialog = opened()
    draw(dialog)
    leave(qtbot, editor, dialog)
    now = cards.of_note(collection, note)
    assert [card.slot for card in now] == [1, 2]
    assert now[0] == before[0]
    stored = notes.get(collection, note).fields["Occlusion"]
    assert stored.startswith(SHAPE)
    assert collection.undo()
    assert notes.get(collection, note).fields["Occlusion"] == SHAPE


def test_looking_changes_nothing(
    qtbot: QtBot,
    editor: EditorWindow,
    collection: Collection,
    note: NoteId,
    opened: Callable[[], DrawingDialog],
) -> None:
    editor.edit(note)
    press(Qt.Key.Key_Return)
    leave(qtbot, editor, opened())
    assert not editor.form.is_changed
    change = collection.undo()
    assert change is not None
    assert notes.several(collection, [note]) == {}, "the last act was adding the note"


def test_without_a_shape_it_stays_open_and_says_why(
    editor: EditorWindow, collection: Collection, note: NoteId
) -> None:
    editor.edit(note)
    box = editor.form.fields.picture
    assert box is not None
    box.put_shapes("")
    assert not editor.form.save()
    assert "draw over" in editor.form.advice.lines[0]
    assert notes.get(collection, note).fields["Occlusion"] == SHAPE


def test_what_is_no_picture_is_told(editor: EditorWindow, clipboard: QClipboard) -> None:
    choose_pictures(editor)
    mime = QMimeData()
    mime.setText("words alone")
    clipboard.setMimeData(mime)
    press(Qt.Key.Key_V, CONTROL)
    assert "no picture" in editor.words


def test_beside_the_table_nothing_of_a_picture_is_cut_off(
    editor: EditorWindow, note: NoteId
) -> None:
    editor.edit(note)
    picture = editor.form.fields.picture
    assert picture is not None
    picture.choose.show()
    both = picture.draw.sizeHint().width() + picture.choose.sizeHint().width()
    assert picture.minimumSizeHint().width() < both


def test_another_picture_keeps_what_is_drawn(
    qtbot: QtBot,
    editor: EditorWindow,
    note: NoteId,
    clipboard: QClipboard,
    collection: Collection,
    opened: Callable[[], DrawingDialog],
) -> None:
    editor.edit(note)
    qtbot.waitUntil(lambda: len(editor.form.preview.cards) == 1)
    tab(3)
    clipboard.setText("side")
    press(Qt.Key.Key_V, CONTROL)
    assert editor.form.fields.fields["Header"] == "Riversside", "a field takes its words"
    press(Qt.Key.Key_Tab, SHIFT)
    clipboard.setImage(picture())
    press(Qt.Key.Key_V, CONTROL)
    leave(qtbot, editor, opened())
    fields = notes.get(collection, note).fields
    assert fields["Occlusion"] == SHAPE
    assert media_of(fields["Image"]) != ("map.png",)


def test_words_of_another_kind_do_not_become_shapes(editor: EditorWindow) -> None:
    write("What is суу?")
    box = choose_pictures(editor)
    assert box.shapes == ""
    assert editor.form.fields.fields["Header"] == "What is суу?"


@pytest.mark.parametrize(
    ("files", "told"), [({"map.png": b"no picture"}, "no picture"), ({}, "not here")]
)
def test_what_cannot_be_shown_is_told(
    qtbot: QtBot,
    editor: EditorWindow,
    collection: Collection,
    files: dict[str, bytes],
    told: str,
) -> None:
    fields = {"Occlusion": SHAPE, "Image": '<img src="map.png">'}
    made, _ = editing.add(collection, "Maps", STOCK, fields, files=files)
    editor.edit(made)
    box = editor.form.fields.picture
    assert box is not None
    qtbot.waitUntil(lambda: not box.is_reading)
    assert told in box.told
    assert box.layers is None


def test_a_picture_is_read_beside_the_window(
    qtbot: QtBot, editor: EditorWindow, note: NoteId
) -> None:
    editor.edit(note)
    box = editor.form.fields.picture
    assert box is not None
    assert box.is_reading
    assert not editor.form.preview.cards, "they wait for it"
    qtbot.waitUntil(lambda: len(editor.form.preview.cards) == 1)
