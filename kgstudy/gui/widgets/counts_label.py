"""What is left of a session: new, learning and review cards, in their colours."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.domain.review import Phase
from kgstudy.gui.theme import Look

_ROLES = ("new", "learning", "review")
_SIZE = 15
_GAP = 9

_PLACE = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.RELEARNING: 1, Phase.REVIEWING: 2}


class CountsLabel(QWidget):
    """Three numbers; the kind of the card that is shown is underlined."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._counts = (0, 0, 0)
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()
        look.changed.connect(self._on_look)

    def show_counts(self, new: int, learning: int, review: int, phase: Phase | None) -> None:
        """`phase` is that of the card on show; None where none is."""
        self._counts = (new, learning, review)
        self._current = None if phase is None else _PLACE[phase]
        self._tell()
        self._on_look()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._look.font(_SIZE))
        words = sum(metrics.horizontalAdvance(str(count)) for count in self._counts)
        return QSize(
            round(words + 2 * self._look.px(_GAP)) + 2, round(metrics.height()) + self._look.px(4)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(_SIZE))
        metrics = QFontMetricsF(painter.font())
        left = 0.0
        for place, (role, count) in enumerate(zip(_ROLES, self._counts, strict=True)):
            width = metrics.horizontalAdvance(str(count))
            color = self._look.color(role)
            painter.setPen(color)
            painter.drawText(
                QRectF(left, 0, width + 1, metrics.height()), Qt.AlignmentFlag.AlignLeft, str(count)
            )
            if place == self._current:
                thick = max(1, self._look.px(2))
                painter.fillRect(QRectF(left, metrics.height(), width, thick), color)
            left += width + self._look.px(_GAP)

    def _tell(self) -> None:
        new, learning, review = self._counts
        left = self.tr("Left: {new} new, {learning} learning, {review} to review")
        told = left.format(new=new, learning=learning, review=review)
        current = {
            None: "",
            0: self.tr("this card is new"),
            1: self.tr("this card is being learned"),
            2: self.tr("this card is a review"),
        }[self._current]
        self.setAccessibleName(f"{told}; {current}" if current else told)
        self.setToolTip(told)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
