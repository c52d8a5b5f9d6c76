"""The options of one deck, reached from the deck itself."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.ids import DeckId
from kgstudy.gui.desk import Desk
from kgstudy.gui.panels.deck_options import DeckOptionsPanel
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column

WIDTH, HEIGHT = 720, 620
ROOMY = 600


class OptionsDialog(QDialog):
    """What is changed is kept as it is changed, as in the settings."""

    def __init__(self, desk: Desk, parent: QWidget, deck: DeckId) -> None:
        super().__init__(parent.window())
        look = desk.look
        self.setWindowTitle(self.tr("Options"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = DeckOptionsPanel(look, desk.collection, desk.feed)
        self.panel.show_deck(deck)
        column = Column(look, WIDTH)
        column.rows.addWidget(self.panel)
        column.rows.addStretch()
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(24), look.px(10), look.px(24), look.px(14))
        foot.addStretch()
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addWidget(column, 1)
        rows.addLayout(foot)
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self.panel.arrange(roomy=self.width() >= look.px(ROOMY))
        desk.feed.changed.connect(self.panel.on_change)

    @override
    def done(self, result: int) -> None:
        self.panel.flush()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.panel.flush()
        super().closeEvent(event)
