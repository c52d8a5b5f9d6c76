"""A share to be chosen by sliding, with its value beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class _Groove(QSlider):
    """Leaves the wheel to the page."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PercentSlider(QWidget):
    """`changed` carries whole percents a person chose; `put` changes them silently."""

    changed = Signal(int)

    def __init__(self, look: Look, name: str, low: int, high: int) -> None:
        super().__init__()
        self._look = look
        self.groove = _Groove(Qt.Orientation.Horizontal)
        self.groove.setRange(low, high)
        self.groove.setPageStep(5)
        self.groove.setAccessibleName(name)
        self._value = label("", "body", wrap=False)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.groove)
        self._row.addWidget(self._value)
        self.setFocusProxy(self.groove)
        self.groove.valueChanged.connect(self._on_value)
        self._arrange()
        look.changed.connect(self._arrange)

    def put(self, value: int) -> None:
        self.groove.blockSignals(True)
        self.groove.setValue(value)
        self.groove.blockSignals(False)
        self._show(value)

    def _on_value(self, value: int) -> None:
        self._show(value)
        self.changed.emit(value)

    def _show(self, value: int) -> None:
        self._value.setText(f"{value} %")

    def _arrange(self) -> None:
        px = self._look.px
        self._row.setSpacing(px(12))
        self.groove.setFixedSize(px(200), px(30))
        self._value.setFixedWidth(px(52))
