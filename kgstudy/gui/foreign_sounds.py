"""Sounds and films that are not played here: another program plays them, if the person says so."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from kgstudy.gui.sound import Player, form_of, is_foreign


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
    opens.clicked.connect(lambda: _hand_on(name, player, parent))
    box.open()


def _hand_on(name: str, player: Player, parent: QWidget) -> None:
    try:
        file = player.lent(name)
    except OSError:
        _box(parent, _say("No copy of {name} could be made for the other program.", name)).open()
        return
    if file is None:
        player.failed.emit("missing", name)
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        words = "This computer has no player for {form}: install one, such as VLC."
        _box(parent, _say(words, name)).open()


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
