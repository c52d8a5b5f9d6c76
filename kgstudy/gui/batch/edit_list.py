"""Edits in a list: what each field reads before and after, and whether it is wanted."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
)
from typing_extensions import override

from kgstudy.domain.differences import Run
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models.edits import EditsModel, field_name, in_sight
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_rows import PaintedRow, RowList, halves
from kgstudy.gui.wording import say
from kgstudy.services.replacing import Edit

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 60
_FIELD = 90
_AT_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class EditList(RowList):
    """A click, or Space, leaves an edit out and takes it in again."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, say("Each change is shown here before it is made."))
        self.edits = EditsModel(self)
        self.setModel(self.edits)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName(self.tr("Changes"))
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)

    def show_edits(self, edits: Sequence[Edit]) -> None:
        self.edits.show_edits(edits)
        if edits:
            self.setCurrentIndex(self.edits.index(0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.edits.toggle(index.row())


class _Row(PaintedRow):
    """Paints an edit in two lines, what changes marked in both."""

    def __init__(self, look: Look, view: EditList) -> None:
        super().__init__(look, view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(160), self._look.px(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        edit, wanted = self._view.edits.edits[index.row()], self._view.edits.is_wanted(index.row())
        px = self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, rect, ringed=focused)
        self._paint_tick(painter, rect, wanted=wanted, possible=not edit.problem)
        words = rect.adjusted(px(44), px(7), -px(12), -px(7))
        self._paint_field(painter, words, edit.field)
        words.setLeft(words.left() + px(_FIELD))
        painter.setOpacity(1.0 if wanted else 0.5)
        self._paint_sides(painter, words, edit)
        painter.restore()

    def _paint_sides(self, painter: QPainter, words: QRect, edit: Edit) -> None:
        top, foot = halves(words)
        before, after = edit.runs
        self._paint_runs(painter, top, in_sight(before), "recall-1", "soft")
        if edit.problem:
            painter.setOpacity(1.0)
            self._write(painter, foot, edit.problem, 13, "wrong")
        else:
            self._paint_runs(painter, foot, in_sight(after), "recall-4", "ink")

    def _paint_runs(
        self, painter: QPainter, rect: QRect, runs: Sequence[Run], ground: str, ink: str
    ) -> None:
        layout = QTextLayout("".join(run.text for run in runs), self._look.font(14))
        layout.setFormats(list(self._formats(runs, ground, gone=ink == "soft")))
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(len(layout.text()))
        layout.endLayout()
        painter.save()
        painter.setPen(self._look.color(ink))
        room = QRect(rect)
        if line.naturalTextWidth() > rect.width():
            painter.setFont(layout.font())
            room.setWidth(rect.width() - painter.fontMetrics().horizontalAdvance("…"))
            painter.drawText(rect, _AT_END, "…")
        painter.setClipRect(room)
        top = rect.top() + (rect.height() - line.height()) / 2
        layout.draw(painter, QPointF(rect.left(), top))
        painter.restore()

    def _formats(
        self, runs: Sequence[Run], ground: str, *, gone: bool
    ) -> Iterator[QTextLayout.FormatRange]:
        """What goes is struck out and what comes underlined, for eyes that see no colours."""
        at = 0
        for run in runs:
            if run.differs:
                mark = QTextCharFormat()
                mark.setBackground(QBrush(self._look.color(ground)))
                mark.setForeground(QBrush(self._look.color("ink")))
                mark.setFontStrikeOut(gone)
                mark.setFontUnderline(not gone)
                ranged = QTextLayout.FormatRange()
                ranged.start, ranged.length, ranged.format = at, len(run.text), mark
                yield ranged
            at += len(run.text)

    def _paint_tick(self, painter: QPainter, rect: QRect, *, wanted: bool, possible: bool) -> None:
        px = self._look.px
        size = px(20)
        box = QRect(rect.left() + px(12), rect.center().y() - size // 2, size, size)
        painter.setPen(QPen(self._look.color("edge" if possible else "line"), 1.5))
        painter.setBrush(self._look.color("accent" if wanted else "surface"))
        painter.drawRoundedRect(box, px(4), px(4))
        if wanted:
            inner, ratio = px(14), self._view.devicePixelRatioF()
            mark = pixmap("check", self._look.color("on-accent"), inner, ratio)
            painter.drawPixmap(
                box.left() + (size - inner) // 2, box.top() + (size - inner) // 2, mark
            )

    def _paint_field(self, painter: QPainter, words: QRect, field: str) -> None:
        room = QRect(words)
        room.setWidth(self._look.px(_FIELD - 10))
        self._write(painter, room, field_name(field), 13, "soft")
