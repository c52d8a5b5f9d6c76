"""Sounds and films that are not played here: another program plays them, if the person says so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from kgstudy.gui.media.lending import Refusal
from kgstudy.gui.media.sound import Player, form_of, is_foreign

_REFUSED: Final[Mapping[Refusal, str]] = {
    "stranger": "{name} is no sound or film, whatever it is called: it is not opened.",
    "unwritten": "No copy of {name} could be made for the other program.",
}
_NO_PLAYER: Final = "This computer has no player for {form}: install one, such as VLC."


def hear(name: str, player: Player, parent: QWidget) -> None:
    """Plays the file; one that only another program plays is handed on after a word."""
    if not is_foreign(name):
        player.play([name], asked=True)
        return
    box = _box(parent, _say("{name} is in {form}, which is not played here.", name))
    box.setInformativeText(_say("Open it with another player of this computer?", name))
    opens = box.addButton(_say("Open", name), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_say("Stay here", name), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(opens)
    opens.clicked.connect(lambda: _Handing(name, player, parent).begin())
    box.open()


class _Handing(QObject):
    """Of one file, from the word of the person until the other program has it."""

    def __init__(self, name: str, player: Player, parent: QWidget) -> None:
        super().__init__(player)
        self._name = name
        self._player = player
        self._parent = parent

    def begin(self) -> None:
        if not self._player.lend(self._name):
            self.deleteLater()
            return
        self._player.lending.made.connect(self._on_made)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def _on_made(self, name: str, outcome: Path | Refusal) -> None:
        if name != self._name:
            return
        QGuiApplication.restoreOverrideCursor()
        self._player.lending.made.disconnect(self._on_made)
        self.deleteLater()
        if outcome == "missing":
            self._player.failed.emit("missing", name)
        elif not isinstance(outcome, Path):
            self._tell(_REFUSED[outcome])
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(outcome))):
            self._tell(_NO_PLAYER)

    def _tell(self, words: str) -> None:
        if isValid(self._parent):
            _box(self._parent, _say(words, self._name)).open()


def _box(parent: QWidget, words: str) -> QMessageBox:
    box = QMessageBox(parent.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("kgstudy")
    box.setText(words)
    return box


def _say(words: str, name: str) -> str:
    said = QCoreApplication.translate("foreign_sounds", words)
    return said.format(name=name, form=form_of(name))
