"""A number with a button for less and one for more; it can be typed as well."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button


class _Number(QSpinBox):
    """Leaves the wheel to the page, which would otherwise change numbers while it scrolls."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Stepper(QWidget):
    """`changed` carries the number once a person has changed it; `put` changes it silently."""

    changed = Signal(int)

    def __init__(
        self, look: Look, name: str, low: int, high: int, step: int = 1, suffix: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self.number = _Number()
        self.number.setRange(low, high)
        self.number.setSingleStep(step)
        self.number.setSuffix(suffix)
        self.number.setAccessibleName(name)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setKeyboardTracking(False)
        self._less = self._button("−", self.tr("Less: {name}").format(name=name))
        self._more = self._button("+", self.tr("More: {name}").format(name=name))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self._less, self.number, self._more):
            self._row.addWidget(part)
        self.setFocusProxy(self.number)
        self._less.clicked.connect(self.number.stepDown)
        self._more.clicked.connect(self.number.stepUp)
        self.number.valueChanged.connect(self._on_value)
        self._arrange()
        look.changed.connect(self._arrange)

    def put(self, value: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(value)
        self.number.blockSignals(False)
        self._show_ends(value)

    def _on_value(self, value: int) -> None:
        self._show_ends(value)
        self.changed.emit(value)

    def _show_ends(self, value: int) -> None:
        self._less.setEnabled(value > self.number.minimum())
        self._more.setEnabled(value < self.number.maximum())

    def _button(self, sign: str, name: str) -> Button:
        button = Button(sign)
        button.setProperty("shape", "round")
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        return button

    def _arrange(self) -> None:
        px = self._look.px
        self._row.setSpacing(px(6))
        self.number.setFixedSize(px(92), px(38))
        for button in (self._less, self._more):
            button.setFixedSize(px(38), px(38))
