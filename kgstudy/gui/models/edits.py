"""Edits that were found, each of which may be left out."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from kgstudy.domain.differences import Run
from kgstudy.domain.replacing import THING
from kgstudy.gui.models.kind_words import any_field_name
from kgstudy.gui.wording import say
from kgstudy.services.replacing import TAGS, Edit

_Index = QModelIndex | QPersistentModelIndex
_LEAD = 24
"""Characters that are shown before the first change."""
_LONGEST = 300


class EditsModel(QAbstractListModel):
    """`ticked` when another number of edits is wanted; those with a problem never are."""

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.edits: tuple[Edit, ...] = ()
        self.notes = 0
        """In which the edits were found."""
        self._left_out: set[int] = set()

    def show_edits(self, edits: Sequence[Edit]) -> None:
        self.beginResetModel()
        self.edits = tuple(edits)
        self.notes = len({edit.note_id for edit in edits})
        self._left_out = {row for row, edit in enumerate(edits) if edit.problem}
        self.endResetModel()
        self.ticked.emit()

    @property
    def wanted(self) -> tuple[Edit, ...]:
        return tuple(edit for row, edit in enumerate(self.edits) if row not in self._left_out)

    @property
    def left_out(self) -> int:
        return len(self._left_out)

    def is_wanted(self, row: int) -> bool:
        return row not in self._left_out

    def toggle(self, row: int) -> None:
        if not self.edits[row].problem:
            self._left_out ^= {row}
            self.dataChanged.emit(self.index(row), self.index(row))
            self.ticked.emit()

    def tick_all(self, *, on: bool) -> None:
        every = range(len(self.edits))
        self._left_out = {row for row in every if not on or self.edits[row].problem}
        if self.edits:
            self.dataChanged.emit(self.index(0), self.index(len(self.edits) - 1))
        self.ticked.emit()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.edits)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        edit = self.edits[index.row()]
        before, after = ("".join(run.text for run in side) for side in edit.runs)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{before}\n→ {after}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("wanted") if self.is_wanted(index.row()) else self.tr("left out")
            told = edit.problem or self.tr("becomes {after}").format(after=after)
            return f"{state}; {field_name(edit.field)}; {before}; {told}"
        if role == Qt.ItemDataRole.CheckStateRole:
            wanted = self.is_wanted(index.row())
            return Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        return None


def field_name(field: str) -> str:
    return say("Tags") if field == TAGS else any_field_name(field)


def in_sight(runs: Sequence[Run]) -> tuple[Run, ...]:
    """A side of an edit in one line, from shortly before its first change on."""
    lines = list(_in_one_line(runs))
    if lines and not lines[0].differs and len(lines) > 1:
        words = lines[0].text
        cut = f"…{words[-_LEAD:].lstrip()}" if len(words) > _LEAD + 1 else words
        lines[0] = Run(cut, differs=False)
    return tuple(lines)


def _in_one_line(runs: Sequence[Run]) -> Iterator[Run]:
    left = _LONGEST
    for run in runs:
        whole = run.text if run.differs else run.text[-_LONGEST:]
        words = whole.replace("\n", " ↵ ").replace(THING, "▢")[:left]
        left -= len(words)
        if words:
            yield Run(words, run.differs)
