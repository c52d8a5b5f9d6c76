"""All that is known of one card: facts, the curve of its recall, and every answer."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.clock import Calendar
from kgstudy.domain.ids import NoteId
from kgstudy.gui.models import card_facts
from kgstudy.gui.models.card_facts import AnswerRow
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.recall_chart import ROLES, RecallChart
from kgstudy.services.card_info import CardInfo

WIDTH, HEIGHT = 820, 700
TABLE = 150
"""The table of answers is no lower than that, however little room there is."""
_COLUMNS = 2
"""Of facts beside one another."""


class CardInfoDialog(QDialog):
    """Changes nothing."""

    versions_wanted = Signal(object)
    """The NoteId."""

    def __init__(self, look: Look, calendar: Calendar, info: CardInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._info = info
        self.setWindowTitle(self.tr("Card information"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.facts = card_facts.facts(info, calendar)
        self.chart = RecallChart(look, calendar)
        self.chart.show_curve(info.curve, info.answers, info.retention, info.now)
        self.table = self._table(card_facts.answer_rows(info, calendar))
        self.column = Column(look, WIDTH)
        self.versions = Button(self.tr("Versions of the note…"), "quiet")
        self._close = Button(self.tr("Close"))
        self._lay_out()
        self.versions.clicked.connect(self._on_versions)
        self._close.clicked.connect(self.reject)
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self._close.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the buttons the page is scrolled where it is taller than the dialog."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QApplication.sendEvent(self.column.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    def _on_versions(self) -> None:
        self.versions_wanted.emit(NoteId(self._info.note.id))

    def _table(self, rows: tuple[AnswerRow, ...]) -> QTableView:
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels(list(card_facts.heads()))
        for row in rows:
            rating, cells = row.rating, (row.when, row.answer, *row[3:])
            items = [QStandardItem(cell) for cell in cells]
            color = self._look.color(ROLES[rating] if rating else "soft")
            items[1].setForeground(QColor(color))
            model.appendRow(items)
        table = QTableView()
        table.setModel(model)
        table.setAccessibleName(self.tr("Answers"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setProperty("kind", "lines")
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return table

    def _lay_out(self) -> None:
        px, rows = self._look.px, self.column.rows
        head = ElidedLabel("lead")
        head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.say(self._info.question or self.windowTitle())
        rows.addWidget(head)
        rows.addLayout(self._grid())
        if self._info.answers:
            rows.addWidget(self.chart)
            rows.addWidget(self.table, 1)
            self.table.setMinimumHeight(px(TABLE))
        else:
            rows.addWidget(label(self.tr("It has not been answered yet."), "soft"))
            rows.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(12), px(24), px(18))
        foot.addWidget(self.versions)
        foot.addStretch()
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self.column, 1)
        whole.addLayout(foot)

    def _grid(self) -> QGridLayout:
        """The facts in two columns, each a name and a value that can be copied."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(18))
        grid.setVerticalSpacing(self._look.px(4))
        half = -(-len(self.facts) // _COLUMNS)
        for place, fact in enumerate(self.facts):
            column, row = divmod(place, half)
            value = label(fact.value, "body")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{fact.name}: {fact.value}")
            grid.addWidget(label(fact.name, "small", wrap=False), row, 2 * column)
            grid.addWidget(value, row, 2 * column + 1)
        for column in range(_COLUMNS):
            grid.setColumnStretch(2 * column + 1, 1)
        return grid
