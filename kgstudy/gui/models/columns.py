"""A table of text as it is assigned: names of purposes, delimiters and encodings, and its rows."""

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.formats.delimited.layout import Column, Layout, Survey
from kgstudy.gui.wording import say

_Index = QModelIndex | QPersistentModelIndex

SHOWN = 8
"""Rows of the preview."""
WIDEST = 40
"""Columns of it; those beyond keep the purpose they have."""
_CELL = 120
"""Characters of a cell."""

ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "windows-1251",
    "koi8-r",
    "cp866",
    "windows-1252",
)


def purposes() -> tuple[tuple[Column, str], ...]:
    """What a column may hold, in words, in the order in which people are offered it."""
    return (
        (Column.FRONT, say("Question")),
        (Column.BACK, say("Answer")),
        (Column.NOTE, say("Note")),
        (Column.TAGS, say("Tags")),
        (Column.DECK, say("Deck")),
        (Column.GUID, say("Identifier")),
        (Column.NOTE_TYPE, say("Note type")),
        (Column.KEPT, say("Kept, not shown")),
        (Column.IGNORED, say("Left out")),
    )


def delimiters(now: str) -> tuple[tuple[str, str], ...]:
    """What may stand between columns, in words; `now` is among them, whatever it is."""
    usual = (
        ("\t", say("Tab")),
        (",", say("Comma ,")),
        (";", say("Semicolon ;")),
        ("|", say("Bar |")),
        (" - ", say("Dash with blanks -")),
        (" – ", say("Middle dash –")),
        (" — ", say("Long dash —")),
        (" = ", say("Equals sign =")),
        ("::", say("Two colons ::")),
        (":", say("Colon :")),
        (" ", say("Blank")),
    )
    known = {delimiter for delimiter, _ in usual}
    return usual if now in known else (*usual, (now, now))


def assigned(layout: Layout, at: int, purpose: Column) -> Layout:
    """With another purpose of the column `at`; question and answer are one column each.

    Whichever column held that purpose takes over what this one gives up.
    """
    columns = list(layout.columns)
    if purpose in (Column.FRONT, Column.BACK) and purpose in columns:
        columns[columns.index(purpose)] = columns[at]
    columns[at] = purpose
    return replace(layout, columns=tuple(columns))


def unassigned(layout: Layout) -> Layout:
    """With as many columns as any row may have, to see how many there are."""
    return replace(layout, columns=(Column.IGNORED,) * WIDEST)


def begun_anew(layout: Layout, survey: Survey) -> Layout:
    """With the columns that most rows have in `survey`: question, answer, and notes."""
    widths = Counter(len("\0".join(row).rstrip("\0").split("\0")) for row in survey.rows)
    width = widths.most_common(1)[0][0] if widths else 1
    usual = (Column.FRONT, Column.BACK)
    rest = (Column.NOTE,) * (width - len(usual))
    return replace(layout, columns=(*usual[:width], *rest))


class SurveyModel(QAbstractTableModel):
    """The first rows of a table; above them a row is left free for what the columns are for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._survey: Survey | None = None

    def show_survey(self, survey: Survey | None) -> None:
        self.beginResetModel()
        self._survey = survey
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        if parent.isValid() or self._survey is None:
            return 0
        return 1 + min(SHOWN, len(self._survey.rows))

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        if parent.isValid() or self._survey is None:
            return 0
        return min(WIDEST, len(self._survey.layout.columns))

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._survey is None or index.row() == 0:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._survey.rows[index.row() - 1]
        return row[index.column()][:_CELL] if index.column() < len(row) else ""

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        names = self._survey.names if self._survey else ()
        return names[section] if section < len(names) else str(section + 1)
