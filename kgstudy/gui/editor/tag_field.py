"""The tags of a note, with those that are there already offered while one types."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain import naming
from kgstudy.gui.widgets.clicked import is_clicked
from kgstudy.gui.widgets.completed import Completed
from kgstudy.gui.widgets.label import label

_NO_TAG = "\n"
"""Is in none, so that nothing is offered."""


class _LastWord(QCompleter):
    """Completes the word that was typed last; the line may show one that is only lit up yet.

    After a blank it offers nothing: a list of all tags would lie over the button that comes next.
    A click there asks for it.
    """

    _is_asked = False

    def offer_every(self, path: str) -> None:
        """Offers all tags for the word after `path`."""
        self._is_asked = True
        self.setCompletionPrefix(path)
        self._is_asked = False
        self.complete()

    @override
    def splitPath(self, path: str) -> list[str]:
        nothing = "" if self._is_asked else _NO_TAG
        return [path.rpartition(" ")[2] or nothing]

    @override
    def pathFromIndex(self, index: object) -> str:
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]
        before, blank, _ = self.completionPrefix().rpartition(" ")
        return f"{before}{blank}{chosen} "


_BY_NO_MOUSE = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class TagField(QLineEdit):
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Tags, with blanks between them"))
        self._known = QStringListModel(self)
        self._words = completer = _LastWord(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        Completed(self, completer)

    def captioned(self) -> QWidget:
        """The line below its name, as the fields above it are."""
        both = QWidget()
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        caption = label(self.accessibleName(), "small", wrap=False)
        caption.setBuddy(self)
        rows.addWidget(caption)
        rows.addWidget(self)
        return both

    def offer(self, known: Sequence[str]) -> None:
        self._known.setStringList(list(known))

    @property
    def tags(self) -> tuple[str, ...]:
        return naming.tags(*self.text().replace(",", " ").split())

    def put(self, tags: Sequence[str]) -> None:
        self.setText(" ".join(tags))
        self.setCursorPosition(0)  # where they are too many for the line, the first are shown

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        """What is typed joins the tags that are there; only a click puts the caret elsewhere."""
        super().focusInEvent(arg__1)
        if arg__1.reason() in _BY_NO_MOUSE:
            if self.tags and not self.text().endswith(" "):
                self.setText(f"{self.text()} ")
            self.end(False)

    @override
    def mouseReleaseEvent(self, arg__1: QMouseEvent) -> None:
        super().mouseReleaseEvent(arg__1)
        at_end = self.cursorPosition() == len(self.text())
        if is_clicked(arg__1) and at_end and not self.text().rpartition(" ")[2]:
            self._words.offer_every(self.text())

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
