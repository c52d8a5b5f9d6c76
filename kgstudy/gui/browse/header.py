"""The header of the browser's table."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from kgstudy.domain.columns import UNSORTED, Column, Sorting
from kgstudy.gui.alarm import alarm
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models.card_columns import AT_RIGHT, widths
from kgstudy.gui.models.card_table import CardTable
from kgstudy.gui.theme import Look

_HEIGHT = 32
_PAD = 9
_ARROW = 14


class CardHeader(QHeaderView):
    """The column by which the rows are in order has an arrow, down where the order is turned."""

    sorting_wanted = Signal(Sorting)
    sorting_refused = Signal()
    """For nothing can be sorted by this column."""
    width_changed = Signal(Column, int)
    moved = Signal(list)
    """Carries all columns in the order in which they shall stand."""
    menu_wanted = Signal(QPoint)
    """Carries where it is to open, on the screen."""

    def __init__(self, look: Look, cards: CardTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._cards = cards
        self._sorting = Sorting()
        self._quiet = False
        self.widths: dict[Column, int] = {}
        """Those that the person has drawn, in pixels at 100 %."""
        self._settled = alarm(self)
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionResized.connect(self._on_resized)
        self.sectionMoved.connect(self._on_moved)
        self._settled.timeout.connect(self._take_moved)
        self.customContextMenuRequested.connect(self._on_menu)

    @property
    def sorting(self) -> Sorting:
        """The order that is marked."""
        return self._sorting

    def show_sorting(self, sorting: Sorting) -> None:
        self._sorting = sorting
        self.viewport().update()

    @contextmanager
    def in_silence(self) -> Iterator[None]:
        """While it is not the person who changes the columns."""
        self._quiet, before = True, self._quiet
        try:
            yield
        finally:
            self._quiet = before

    def share(self, room: int, drawn: Mapping[Column, int] | None = None) -> None:
        """Shares the room among the columns, of which some are as wide as they were `drawn`."""
        if drawn is not None:
            self.widths = dict(drawn)
        scale = self._look.scale
        with self.in_silence():
            for section, width in enumerate(widths(self._cards.columns, self.widths, room / scale)):
                self.resizeSection(section, int(width * scale))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(_HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._cards.columns[logicalIndex]
        px = self._look.px
        painter.save()
        painter.fillRect(rect, self._look.color("window"))
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.visualIndex(logicalIndex) > 0:
            inset = px(8)
            painter.drawLine(rect.left(), rect.top() + inset, rect.left(), rect.bottom() - inset)
        room = rect.adjusted(px(_PAD), 0, -px(_PAD), 0)
        sorted_by = column is self._sorting.column
        if sorted_by:
            self._paint_arrow(painter, room)
        side = Qt.AlignmentFlag.AlignRight if column in AT_RIGHT else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._look.font(13, 600 if sorted_by else 400))
        painter.setPen(self._look.color("ink" if sorted_by else "soft"))
        words = str(self._cards.headerData(logicalIndex, Qt.Orientation.Horizontal))
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, end, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _on_clicked(self, section: int) -> None:
        """A second click on a column turns the order round."""
        column, before = self._cards.columns[section], self._sorting
        if column in UNSORTED:
            self.sorting_refused.emit()
        else:
            again = column is before.column
            self.sorting_wanted.emit(Sorting(column, again and not before.descending))

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._quiet and self.underMouse():
            column = self._cards.columns[section]
            self.widths[column] = round(width / self._look.scale)
            self.width_changed.emit(column, self.widths[column])

    def _on_moved(self) -> None:
        if not self._quiet:
            self._settled.start(0)

    def _take_moved(self) -> None:
        """The columns are listed as they stand now, so that nothing else need know of it."""
        order = [self.logicalIndex(place) for place in range(self.count())]
        columns = [self._cards.columns[section] for section in order]
        with self.in_silence():
            for section in range(self.count()):
                self.moveSection(self.visualIndex(section), section)
        self.moved.emit(columns)

    def _on_menu(self, where: QPoint) -> None:
        self.menu_wanted.emit(self.mapToGlobal(where))

    def _paint_arrow(self, painter: QPainter, room: QRect) -> None:
        size, ratio = self._look.px(_ARROW), self.devicePixelRatioF()
        name = "chevron-down" if self._sorting.descending else "chevron-up"
        drawn = pixmap(name, self._look.color("ink"), size, ratio)
        painter.drawPixmap(room.right() - size, room.center().y() - size // 2 + 1, drawn)
        room.setRight(room.right() - size - self._look.px(4))
