"""One line near the foot of the window that says what just happened, and goes by itself."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.alarm import alarm
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label

SHOWN_MS = 4000
OFFERED_MS = 12_000
"""Something to be clicked stays longer."""


LOOKING_MS = 150
"""So often it looks whether it still covers nothing."""

_LARGE = 1 / 3
"""What takes more than this share of the height is a text or a list, and can spare its edge."""


class Toast(QFrame):
    """Lies over its parent, as low as it covers no control; a click puts it away.

    A screen reader hears it.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._room = parent
        self.setProperty("kind", "toast")
        self.setAccessibleName(self.tr("Message"))
        self._words = label("", "toast")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._act: Callable[[], None] | None = None
        self.button = Button("", "quiet")
        self.button.clicked.connect(self._on_clicked)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.button)
        self._timer = alarm(self, SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKING_MS)
        self._looking.timeout.connect(self._make_way)
        parent.installEventFilter(self)
        look.changed.connect(self._place)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def say(self, text: str) -> None:
        self._show(text, "", None, SHOWN_MS)

    def offer(self, text: str, words: str, act: Callable[[], None]) -> None:
        """Says `text`, and beside it does `act` on a button with these words."""
        self._show(text, words, act, OFFERED_MS)

    def _show(self, text: str, words: str, act: Callable[[], None] | None, for_ms: int) -> None:
        self._act = act
        self.button.say(words)
        self.button.setHidden(act is None)
        self._timer.setInterval(for_ms)
        self._words.setText(text)
        self.setAccessibleDescription(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_clicked(self) -> None:
        self.hide()
        if self._act:
            self._act()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    @override
    def mousePressEvent(self, event: QEvent) -> None:
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        px = self._look.px
        room = self._room.rect()
        self._row.setContentsMargins(px(16), px(9), px(16), px(9))
        wide = self._words.fontMetrics().horizontalAdvance(self._words.text())
        if not self.button.isHidden():
            wide += self.button.sizeHint().width() + self._row.spacing()
        self.setFixedWidth(min(wide + px(40), room.width() - px(32)))
        self.adjustSize()
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.height()
        self.resize(self.width(), height)
        self._settle()

    def _settle(self) -> None:
        """As low as nothing is covered, or at the foot where there is no such place."""
        px, room = self._look.px, self._room.rect()
        foot = QRect(self.rect())
        foot.moveBottom(room.bottom() - px(20))
        foot.moveLeft((room.width() - self.width()) // 2)
        controls, place = list(self._controls()), QRect(foot)
        while covered := [each.top() for each in controls if each.intersects(place)]:
            place.moveBottom(min(covered) - px(8))
        self.move((place if place.top() > 0 else foot).topLeft())

    def _make_way(self) -> None:
        """It stays where it is until it would cover something."""
        if any(each.intersects(self.geometry()) for each in self._controls()):
            self._settle()

    def _controls(self) -> Iterator[QRect]:
        """Where in the room something can be pressed or written in."""
        for each in self._room.findChildren(QWidget):
            takes_keys = each.focusPolicy() != Qt.FocusPolicy.NoFocus
            if takes_keys and each.isVisible() and each.window() is self.window():
                seen = each.visibleRegion().boundingRect()
                ours = self.isAncestorOf(each)
                if not ours and 0 < seen.height() < self._room.height() * _LARGE:
                    yield QRect(each.mapTo(self._room, seen.topLeft()), seen.size())
