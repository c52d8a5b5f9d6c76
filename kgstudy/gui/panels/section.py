"""A card of a page under one heading, with something at the heading's right where there is room."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class Section(QFrame):
    def __init__(self, look: Look, heading: str, beside: QWidget | None = None) -> None:
        super().__init__()
        self.look = look
        self.setProperty("kind", "card")
        self.setAccessibleName(heading)
        self.heading = label(heading, "heading")
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        if beside:
            self.head.addWidget(beside)
        self.rows = QVBoxLayout(self)
        self.rows.addLayout(self.head)

    def arrange(self, *, roomy: bool) -> None:
        px = self.look.px
        side = px(26) if roomy else px(16)
        self.rows.setContentsMargins(side, px(20), side, px(22))
        self.rows.setSpacing(px(14))
