"""The files on their way in and the decks in them, each with what would become of its notes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.deck import SEPARATOR
from kgstudy.gui import wording
from kgstudy.gui.models.arrivals import Arrival
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_rows import PaintedRow
from kgstudy.services.importing import FATES, Fate

_Index = QModelIndex | QPersistentModelIndex

COUNT_WIDTH = 84
"""Of each column of numbers, in pixels at 100 % text size."""
ROOMY = 640
"""From this width on (at 100 %) the numbers stand in columns; else in words below the name."""
MOST_HEIGHT = 320
"""A longer list scrolls in itself."""

_SELDOM: Final[Fate] = "kept"
"""Has a column only where there is something for it."""
_ROLES: Final = {
    "new": "new",
    "changed": "learning",
    "same": "soft",
    "kept": "ink",
    "rejected": "wrong",
}


def fate_name(fate: Fate) -> str:
    """The heading of its column."""
    names = {
        "new": "New",
        "changed": "Changed",
        "same": "The same",
        "kept": "Yours",
        "rejected": "Left out",
    }
    return wording.say(names[fate])


def fate_words(counts: Counter[Fate]) -> str:
    """Such as `12 new · 3 changed`."""
    words = {
        "new": "{number} new",
        "changed": "{number} changed",
        "same": "{number} the same",
        "kept": "{number} yours",
        "rejected": "{number} left out",
    }
    told = [
        wording.say(words[fate]).format(number=wording.number(counts[fate]))
        for fate in FATES
        if counts[fate]
    ]
    return " · ".join(told) or wording.say("nothing")


@dataclass(frozen=True, slots=True)
class Row:
    """A file or, where `depth` is above 0, a deck in it; `arrival` is the place of the file."""

    arrival: int
    depth: int
    words: str
    small: str = ""
    refused: bool = False
    counts: Counter[Fate] | None = None

    @property
    def told(self) -> str:
        parts = (self.words, self.small, fate_words(self.counts) if self.counts else "")
        return ", ".join(part for part in parts if part)


def rows(arrivals: Sequence[Arrival]) -> list[Row]:
    """Each file, and below it its decks in the order of the tree."""
    made: list[Row] = []
    for at, arrival in enumerate(arrivals):
        refused = bool(arrival.refusal)
        small = _breakable(arrival.refusal) or arrival.format
        made.append(Row(at, 0, arrival.origin.name, small, refused))
        made.extend(
            Row(at, 1, deck.name.replace(SEPARATOR, " › "), counts=deck.notes)
            for deck in (arrival.plan.decks if arrival.plan else ())
        )
    return made


def _breakable(sentence: str) -> str:
    """A path in it may go on in another line."""
    return sentence.replace("/", "/\u200b").replace("\\", "\\\u200b")


class ArrivalModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.told
        return None


class _Painted(PaintedRow):
    """Paints a file with its format or its refusal, or a deck with its numbers."""

    def __init__(self, look: Look, view: "ArrivalList") -> None:
        super().__init__(look, view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row, px = self._view.arrivals.rows[index.row()], self._look.px
        return QSize(px(160), px(34) + (self._small_height(row) if self._small(row) else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, px = self._view.arrivals.rows[index.row()], self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or self._view.is_picked(row):
            self._paint_ground(painter, rect, ringed=focused)
        rect.adjust(px(10), 0, -px(10), 0)
        if row.counts is not None and self._view.roomy:
            self._paint_counts(painter, rect, row.counts)
        self._paint_words(painter, rect.adjusted(row.depth * px(16), 0, 0, 0), row)
        painter.restore()

    def _small(self, row: Row) -> str:
        if row.counts is not None and not self._view.roomy:
            return fate_words(row.counts)
        return row.small

    def _small_height(self, row: Row) -> int:
        """A refusal is told whole, however many lines it takes."""
        metrics = QFontMetrics(self._look.font(13))
        if not row.refused:
            return metrics.height()
        room = max(1, self._view.viewport().width() - self._look.px(20))
        wrapped = Qt.TextFlag.TextWordWrap
        return metrics.boundingRect(QRect(0, 0, room, 10_000), wrapped, row.small).height()

    def _paint_counts(self, painter: QPainter, rect: QRect, counts: Counter[Fate]) -> None:
        """From the right; leaves in `rect` what is free."""
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._look.font(15))
        for fate in reversed(self._view.fates):
            painter.setPen(self._look.color(_ROLES[fate]))
            painter.drawText(rect, side, wording.number(counts[fate]) if counts[fate] else "")
            rect.setRight(rect.right() - self._look.px(COUNT_WIDTH))

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        px, small = self._look.px, self._small(row)
        name = QRect(rect.left(), rect.top(), rect.width(), px(34) if not small else px(30))
        painter.setFont(self._look.font(15, 400 if row.depth else 600))
        painter.setPen(self._look.color("ink"))
        words = painter.fontMetrics().elidedText(
            row.words, Qt.TextElideMode.ElideMiddle, rect.width()
        )
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(name, left, words)
        if small:
            below = rect.adjusted(0, px(28), 0, 0)
            painter.setFont(self._look.font(13))
            painter.setPen(self._look.color("wrong" if row.refused else "soft"))
            painter.drawText(below, Qt.TextFlag.TextWordWrap, small)


class ArrivalList(QListView):
    """`picked` carries the place of the file in which the keyboard or the mouse is."""

    picked = Signal(int)
    arranged = Signal()
    """The room for its columns has changed, see `roomy` and `beside`."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.arrivals = ArrivalModel(self)
        self.setModel(self.arrivals)
        self.setItemDelegate(_Painted(look, self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Files and decks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        look.changed.connect(self._arrange)

    @property
    def roomy(self) -> bool:
        return self.viewport().width() >= self._look.px(ROOMY)

    @property
    def fates(self) -> tuple[Fate, ...]:
        """Those that have a column."""
        seldom = any(row.counts and row.counts[_SELDOM] for row in self.arrivals.rows)
        return tuple(fate for fate in FATES if seldom or fate != _SELDOM)

    @property
    def beside(self) -> int:
        """What its scroll bar takes of the width."""
        return self.width() - self.viewport().width()

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        row = self.currentIndex().row()
        self.arrivals.show_rows(rows(arrivals))
        if self.arrivals.rows:
            last = len(self.arrivals.rows) - 1
            self.setCurrentIndex(self.arrivals.index(min(max(row, 0), last)))
        self._arrange()

    def pick(self, arrival: int) -> None:
        """Goes to the file at that place, as if it had been clicked, and shows its decks."""
        places = [at for at, row in enumerate(self.arrivals.rows) if row.arrival == arrival]
        if places:
            self.setCurrentIndex(self.arrivals.index(places[0]))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def is_picked(self, row: Row) -> bool:
        """Whether the parts below the list show this file; a file alone needs no sign of it."""
        every, at = self.arrivals.rows, self.currentIndex().row()
        several = bool(every) and every[-1].arrival > 0
        return several and not row.depth and every[at].arrival == row.arrival

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
            self.arranged.emit()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.arrivals.rows[index.row()].arrival)
            self.viewport().update()

    def _arrange(self) -> None:
        most, height = self._look.px(MOST_HEIGHT), 0
        for row in range(self.arrivals.rowCount()):
            height += self.sizeHintForRow(row)
            if height >= most:
                break
        self.setFixedHeight(min(max(height, self._look.px(34)), most))
        self.scheduleDelayedItemsLayout()
