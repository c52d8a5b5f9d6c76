"""Addresses that a card names: opened elsewhere, and never before the person has seen where."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

SCHEMES = frozenset({"http", "https", "mailto"})


def ask(parent: QWidget, address: QUrl) -> None:
    """Shows the whole address, and hands it to the system's browser if the person says so."""
    box = QMessageBox(parent.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("kgstudy")
    box.setText(_say("This card leads out of kgstudy. Open this address?"))
    box.setInformativeText(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    opens = box.addButton(_say("Open"), QMessageBox.ButtonRole.AcceptRole)
    stays = box.addButton(_say("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stays)
    opens.clicked.connect(lambda: QDesktopServices.openUrl(address))
    box.open()


def _say(words: str) -> str:
    return QCoreApplication.translate("web_links", words)
