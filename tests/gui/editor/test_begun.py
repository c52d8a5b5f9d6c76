"""What was begun and not added is there again."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kgstudy.domain import markup
from kgstudy.gui.choices import Choices
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.begun import Begun, unpacked
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.store import media
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import choose, press_all, tab, write
from tests.gui.keyboard import press


def test_what_was_begun_is_there_again_after_escape(editor: EditorWindow) -> None:
    write("Half a question")
    press(Qt.Key.Key_Escape)
    assert not editor.isVisible()
    editor.add(None)
    assert editor.form.fields.boxes[0].html == "Half a question"


def test_what_was_begun_is_there_again_after_a_restart(
    editor: EditorWindow, qtbot: QtBot, desk: Desk
) -> None:
    choose(editor, "typed")
    write("Half")
    press(Qt.Key.Key_F9)
    editor.form.tags.put(["tag"])
    editor.resize(700, 500)
    press(Qt.Key.Key_Escape)
    again = EditorWindow(desk, None)
    qtbot.addWidget(again)
    again.add(None)
    assert again.form.kind == "typed"
    assert again.form.fields.fields["question"] == "Half"
    assert again.form.fields.sticky == {"question"}
    assert again.form.tags.tags == ("tag",)
    assert again.size() == editor.size()


def test_pictures_and_sounds_of_what_was_begun_are_there_again_after_a_restart(
    editor: EditorWindow, qtbot: QtBot, desk: Desk, collection: Collection, tmp_path: Path
) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    QGuiApplication.clipboard().setImage(picture)
    press_all("Ctrl+V")
    tab()
    sound = tmp_path / "word.mp3"
    sound.write_bytes(b"ID3 and so on")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(sound))])
    QGuiApplication.clipboard().setMimeData(files)
    press_all("Ctrl+V")
    begun = editor.form.fields.fields
    press(Qt.Key.Key_Escape)

    again = EditorWindow(replace(desk, choices=Choices(tmp_path / "preferences.json")), None)
    qtbot.addWidget(again)
    again.add(None)
    assert again.form.fields.fields == begun
    made = again.form.add()
    assert made is not None
    kept = [name for html in begun.values() for name in markup.media(html)]
    assert [media.read(collection, name) is not None for name in kept] == [True, True]
    again.close()
    assert again.form.begun_files == {}
    assert Choices(tmp_path / "preferences.json").laid_by() == {}, "they are stored by now"


@pytest.mark.parametrize("written", ["", "{", "[]", '{"kind": 1}', '{"kind": "x", "fields": 3}'])
def test_what_cannot_be_read_of_it_is_an_empty_note(written: str) -> None:
    assert unpacked(written) == Begun()
