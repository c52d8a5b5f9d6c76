"""One of several names, from a list that opens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look


class Picker(QComboBox):
    """A combo box with our own chevron; the wheel is left to the page."""

    taken = Signal()
    """One was picked from the list, not by keys while it was closed."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # its own heeds no style sheet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._listed = False
        self.activated.connect(self._on_activated)

    @override
    def showPopup(self) -> None:
        self._listed = True
        super().showPopup()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._listed = False  # while the list is open, it hears the keys itself
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        size = self._look.px(18)
        left = self.width() - size - self._look.px(10)
        end = Qt.TextElideMode.ElideRight
        room = left - self._look.px(44)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), end, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        drawn = pixmap("chevron-down", self._look.color("soft"), size, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, drawn)

    def _on_activated(self) -> None:
        if self._listed:
            self.taken.emit()
