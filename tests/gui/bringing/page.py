"""Lessons and cards on disk and in the clipboard, and how they are brought."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.gui.pages.bringing import BringPage
from kgstudy.gui.window import Window
from kgstudy.services import lessons
from kgstudy.store.collection import Collection

WRITTEN = Path(__file__).parents[2] / "data" / "texts"
"""A lesson as its usual writers save it."""
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LAKES = """\
# Lakes

## The largest

Issyk-Kul is the largest lake of Kyrgyzstan. It lies 1,607 m above the sea. It never freezes.

## Others

Song-Kul lies higher. It was made a reserve in 1998.
"""
MOUNTAINS = """\
Jengish Chokusu is the highest mountain of Kyrgyzstan.

It was climbed for the first time in 1956. It is 7,439 m high.
"""
DATED = """\
Kyrgyzstan was admitted to the United Nations on 2 March 1992. The American embassy in Bishkek
opened on 1 February 1992. Askar Akayev became President of Kyrgyzstan in October 1990.
"""
CARDS = "Question,Answer\nWhich river is the longest?,The Naryn\nWhich lake?,Issyk-Kul\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def bring_page(window: Window) -> BringPage:
    page = window.page
    assert isinstance(page, BringPage)
    return page


def titles(collection: Collection) -> list[str]:
    return [summary.title for summary in lessons.shelf(collection)]


def copied(text: str = "", *, html: str = "", files: tuple[Path, ...] = ()) -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(mime)


def dropped(window: Window, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), copying, mime, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copying, mime, buttons, keys))


def shown(qtbot: QtBot, window: Window, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(window.page, kind))


def read(qtbot: QtBot, window: Window, *files: Path) -> BringPage:
    """The page once it shows what was read."""
    window.bring_in(files)
    shown(qtbot, window, BringPage)
    page = bring_page(window)
    qtbot.waitUntil(lambda: bool(page.arrivals) and not page.is_reading)
    return page
