"""What was done, by day: when, what, what it touched, and whether it was taken back."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.clock import Calendar
from kgstudy.gui.models import acts_done
from kgstudy.gui.models.acts_done import Day, Line, Run
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_rows import PaintedRow, RowList, halves

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _DAY_HEIGHT = 58, 44
_TIMES = 104
"""The width of the column of times, at 100 %."""


class ActModel(QAbstractListModel):
    """One row a line; the headings of days can have neither keyboard nor pointer."""

    def __init__(self, calendar: Calendar, parent: QWidget) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words if isinstance(line, Day) else acts_done.name(line)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.words if isinstance(line, Day) else self._told(line)
        return None

    def _told(self, run: Run) -> str:
        parts = (
            acts_done.times(run, self.calendar),
            acts_done.name(run),
            acts_done.touched(run),
            acts_done.state_words(run),
        )
        return "; ".join(part for part in parts if part)


class _Row(PaintedRow):
    """Paints a day's heading, or an act in two lines."""

    def __init__(self, look: Look, view: "ActList") -> None:
        super().__init__(look, view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = isinstance(self._view.acts.lines[index.row()], Day)
        return QSize(self._look.px(160), self._look.px(_DAY_HEIGHT if heading else _HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = self._view.acts.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Day):
            self._paint_day(painter, QRect(option.rect), line)
        else:
            self._paint_state(painter, QRect(option.rect), option.state)
            self._paint_run(painter, QRect(option.rect), line)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, day: Day) -> None:
        px = self._look.px
        self._write(painter, rect.adjusted(px(14), px(12), 0, 0), day.words, 14, "soft", 600)

    def _paint_run(self, painter: QPainter, rect: QRect, run: Run) -> None:
        px = self._look.px
        inner = rect.adjusted(px(14), px(7), -px(14), -px(7))
        top, foot = halves(inner)
        times = acts_done.times(run, self._view.acts.calendar)
        self._write(painter, top, times, 13, "soft")
        for half in (top, foot):
            half.setLeft(inner.left() + px(_TIMES))
        state = acts_done.state_words(run)
        if state:
            painter.setFont(self._look.font(13))
            width = painter.fontMetrics().horizontalAdvance(state)
            aside = QRect(top.right() - width, top.top(), width + 1, top.height())
            self._write(painter, aside, state, 13, "soft")
            top.setRight(aside.left() - px(12))
        role = "soft" if state else "ink"
        self._write(painter, top, acts_done.name(run), 15, role, struck=bool(state))
        self._write(painter, foot, acts_done.touched(run), 13, "soft")

    def _paint_state(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            role, ringed = "pressed" if chosen else "hover", chosen and self._view.hasFocus()
            self._paint_ground(painter, rect, role, ringed=ringed)


class ActList(RowList):
    """`chosen` carries the run that the keyboard is in; `end_reached` asks for older ones."""

    chosen = Signal(object)
    end_reached = Signal()

    def __init__(self, look: Look, calendar: Calendar) -> None:
        super().__init__(look)
        self.acts = ActModel(calendar, self)
        self.setModel(self.acts)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName(self.tr("What was done"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def run(self) -> Run | None:
        """The one that the keyboard is in."""
        index = self.currentIndex()
        line = self.acts.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, Run) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The keyboard stays with its act, or goes to the last one that was done."""
        held = self.run.last.entry.id if self.run else None
        place = self.verticalScrollBar().value()
        self.acts.show_lines(lines)
        rows = [
            (row, [act.entry.id for act in line.acts])
            for row, line in enumerate(lines)
            if isinstance(line, Run)
        ]
        if rows:
            row = next((row for row, acts in rows if held in acts), rows[0][0])
            self.setCurrentIndex(self.acts.index(row))
            self.verticalScrollBar().setValue(place)
        else:
            self.chosen.emit(None)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home leads below the heading of a day, which nobody can be in."""
        index = super().moveCursor(cursorAction, modifiers)
        heading = index.isValid() and isinstance(self.acts.lines[index.row()], Day)
        return self.acts.index(index.row() + 1) if heading else index

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.run)

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.height():
            self.end_reached.emit()
