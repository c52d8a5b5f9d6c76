"""What Home says first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui import wording
from kgstudy.gui.models import outlook
from kgstudy.gui.models.outlook import Outlook
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class Greeting(QWidget):
    """The date, the one thing to know now, and how diligent one has been."""

    def __init__(self) -> None:
        super().__init__()
        self._date = label(role="soft", wrap=False)
        self._headline = label(role="title")
        self._effort = label(role="soft", wrap=False)
        self._left = QVBoxLayout()
        self._left.addWidget(self._date)
        self._left.addWidget(self._headline)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._effort, 0, Qt.AlignmentFlag.AlignBottom)

    def show_outlook(self, seen: Outlook, headline: str) -> None:
        self._date.setText(wording.long_date(seen.date))
        self._headline.setText(headline)
        self._effort.setText(outlook.effort_words(seen.today))
        self._effort.setHidden(not self._effort.text())

    def arrange(self, look: Look, across: QBoxLayout.Direction) -> None:
        self._left.setSpacing(look.px(6))
        self._row.setDirection(across)
        self._row.setContentsMargins(0, 0, 0, look.px(10))
        self._row.setSpacing(look.px(8))
