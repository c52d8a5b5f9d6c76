"""What the columns of a text are for, how they are told apart, and what that makes of its rows."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from kgstudy.formats.delimited.layout import Column, Layout, Survey, swapped
from kgstudy.gui import wording
from kgstudy.gui.models.columns import (
    ENCODINGS,
    SurveyModel,
    assigned,
    delimiters,
    purposes,
)
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.switch import Switch

FIELD = 240
COLUMN = 190
ROW, CHOICE = 32, 48


class ColumnsPanel(Section):
    """`changed` carries the Layout that a person chose; one without columns wants them anew."""

    changed = Signal(object)

    def __init__(self, look: Look) -> None:
        self.swap = Button(wording.say("Swap question and answer"), "quiet")
        super().__init__(look, "", self.swap)
        self.heading.setText(self.tr("Columns"))
        self.setAccessibleName(self.heading.text())
        self.pickers: list[Picker] = []
        self._layout: Layout | None = None
        self._names = purposes()
        self._count = label("", "small")
        self._model = SurveyModel(self)
        self.table = _Preview()
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("The first rows"))
        self.delimiter = Picker(look, self.tr("Between the columns"))
        self.encoding = Picker(look, self.tr("Encoding"))
        self.header = Switch(look, self.tr("The first row names the columns"))
        self.html = Switch(look, self.tr("The text is HTML"))
        self._add_rows()
        self._connect()

    def show_survey(self, survey: Survey | None, *, encoded: bool = True) -> None:
        """Hidden without one; what was pasted has no encoding to choose."""
        self.setHidden(survey is None)
        if survey is None:
            return
        self._layout = survey.layout
        self._model.show_survey(survey)
        self._count.setText(wording.several(survey.count, "1 row", "%n rows"))
        self._show_columns(survey.layout.columns)
        _put(self.delimiter, delimiters(survey.layout.delimiter), survey.layout.delimiter)
        names = tuple(dict.fromkeys((*ENCODINGS, survey.layout.encoding)))
        _put(self.encoding, tuple((name, name.upper()) for name in names), survey.layout.encoding)
        self._encoding_row.setVisible(encoded)
        self.header.setChecked(survey.layout.header)
        self.html.setChecked(survey.layout.html)
        self._size_table()

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        for row in self._rows:
            row.arrange(roomy=roomy)
        for field in (self.delimiter, self.encoding):
            field.setFixedWidth(self.look.px(FIELD))
        self._size_table()

    def _show_columns(self, columns: Sequence[Column]) -> None:
        """The pickers stay where there are as many columns as before, and keep the keyboard."""
        shown = columns[: self._model.columnCount()]
        focused = next((at for at, each in enumerate(self.pickers) if each.hasFocus()), None)
        self.pickers = [self._picker(at, column) for at, column in enumerate(shown)]
        if focused is not None and focused < len(self.pickers):
            self.pickers[focused].setFocus()

    def _picker(self, at: int, column: Column) -> Picker:
        made = Picker(self.look, self.tr("Column {number}").format(number=at + 1))
        made.setMinimumContentsLength(6)
        _put(made, self._names, column)
        made.activated.connect(partial(self._on_assigned, at))
        self.table.setIndexWidget(self._model.index(0, at), made)
        return made

    def _on_assigned(self, at: int, purpose: int) -> None:
        assert self._layout is not None
        self._change(assigned(self._layout, at, self._names[purpose][0]))

    def _on_swap(self) -> None:
        assert self._layout is not None
        self._change(swapped(self._layout))

    def _on_delimiter(self) -> None:
        assert self._layout is not None
        self._change(replace(self._layout, delimiter=self.delimiter.currentData(), columns=()))

    def _on_encoding(self) -> None:
        assert self._layout is not None
        self._change(replace(self._layout, encoding=self.encoding.currentData()))

    def _on_header(self) -> None:
        assert self._layout is not None
        self._change(replace(self._layout, header=self.header.isChecked()))

    def _on_html(self) -> None:
        assert self._layout is not None
        self._change(replace(self._layout, html=self.html.isChecked()))

    def _change(self, layout: Layout) -> None:
        self._layout = layout
        self.changed.emit(layout)

    def _size_table(self) -> None:
        px = self.look.px
        self.table.share_width(px(COLUMN), self._model.columnCount())
        for row in range(self._model.rowCount()):
            self.table.setRowHeight(row, px(ROW if row else CHOICE))
        header = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        rows = px(CHOICE) + px(ROW) * max(0, self._model.rowCount() - 1)
        self.table.setFixedHeight(header + rows + bar + 4)

    def _add_rows(self) -> None:
        look = self.look
        self._delimiter_row = SettingRow(look, self.tr("Between the columns"), "", self.delimiter)
        self._encoding_row = SettingRow(
            look,
            self.tr("Encoding"),
            self.tr("Another one, where letters look strange."),
            self.encoding,
        )
        self._header_row = SettingRow(
            look, self.tr("The first row names the columns"), "", self.header
        )
        self._html_row = SettingRow(
            look,
            self.tr("The text is HTML"),
            self.tr("Off: signs such as < are shown as they are."),
            self.html,
        )
        self._rows = (self._delimiter_row, self._encoding_row, self._header_row, self._html_row)
        for part in (self.table, self._count, *self._rows):
            self.rows.addWidget(part)

    def _connect(self) -> None:
        self.swap.clicked.connect(self._on_swap)
        self.delimiter.activated.connect(self._on_delimiter)
        self.encoding.activated.connect(self._on_encoding)
        self.header.clicked.connect(self._on_header)
        self.html.clicked.connect(self._on_html)


class _Preview(QTableView):
    """Tab leaves it; the arrows go from cell to cell."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def share_width(self, least: int, count: int) -> None:
        """Alike, and as wide as there is room for."""
        width = max(least, self.viewport().width() // max(1, count))
        for column in range(count):
            self.setColumnWidth(column, width)


def _put(picker: Picker, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offers the choices; `chosen` is one of them."""
    blocked = QSignalBlocker(picker)
    picker.clear()
    for data, words in choices:
        picker.addItem(words, data)
    picker.setCurrentIndex(next(at for at, (data, _) in enumerate(choices) if data == chosen))
    blocked.unblock()
