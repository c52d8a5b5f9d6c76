"""A list under a line of text, of what may be written there; the line keeps the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.gui.models.search_hints import hint
from kgstudy.gui.theme import Look

_ROWS = 10
_PICKING = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CompletionList(QCompleter):
    """`picked` carries the text that is chosen: by mouse, by Enter once it is in hand, or by Tab,
    which takes the first where none is.
    """

    picked = Signal(str)

    def __init__(self, look: Look, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._texts = QStringListModel(self)
        self._view = QListView()
        self._view.setProperty("kind", "completions")
        self._view.setUniformItemSizes(True)
        self.setModel(self._texts)
        self.setPopup(self._view)
        self._view.setItemDelegate(_Row(look, self._view))  # a completer brings its own
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_ROWS)
        self.setWidget(line)
        self.activated.connect(self.picked)

    @property
    def is_open(self) -> bool:
        return self._view.isVisible()

    def offer(self, texts: Sequence[str]) -> None:
        """Shows them under the line; hides the list where there are none."""
        self._texts.setStringList(list(texts))
        if not texts:
            self.hide()
            return
        self.complete(self._line.rect())
        self._view.setCurrentIndex(QModelIndex())

    def hide(self) -> None:
        self._view.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _PICKING
        ):
            return self._pick(event)
        return super().eventFilter(watched, event)

    def _pick(self, event: QKeyEvent) -> bool:
        index = self._view.currentIndex()
        if event.key() == Qt.Key.Key_Tab and not index.isValid():
            index = self._texts.index(0)
        self.hide()
        if index.isValid():
            self.picked.emit(index.data())
            return True
        self._line.event(event)
        return True


class _Row(QStyledItemDelegate):
    """The text, and at the right what it means."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(0, self._look.px(30))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex,  # type: ignore[override]
    ) -> None:
        look, text = self._look, index.data()
        painter.save()
        self._paint_ground(painter, option)
        room = option.rect.adjusted(look.px(10), 0, -look.px(10), 0)
        painter.setFont(look.font(14))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.color("ink"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
        rest = room.adjusted(metrics.horizontalAdvance(shown) + look.px(24), 0, 0, 0)
        painter.setFont(look.font(13))
        told = painter.fontMetrics().elidedText(
            hint(text), Qt.TextElideMode.ElideRight, max(0, rest.width())
        )
        painter.setPen(look.color("soft"))
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, told)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """A ring says where the keyboard is."""
        look, chosen = self._look, bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("focus"), 2) if chosen else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(look.color("pressed" if chosen else "hover"))
            rect = QRect(option.rect).adjusted(1, 1, -2, -2)
            painter.drawRoundedRect(rect, look.px(6), look.px(6))
