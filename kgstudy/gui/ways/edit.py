"""The way to the editor: one window to add notes, and one to change a note."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.domain.ids import DeckId, NoteId
from kgstudy.gui.acts import Acts
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame

if TYPE_CHECKING:
    from kgstudy.gui.editor.window import EditorWindow


class EditWay(QObject):
    """Makes each window when it is first wanted, and shows it again as it was left."""

    def __init__(
        self, desk: Desk, window: Frame, acts: Acts, busy: Callable[[], bool], parent: QWidget
    ) -> None:
        """While it is `busy` something large goes on, and nothing else can be written."""
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._parent = parent
        self._busy = busy
        self._adding: EditorWindow | None = None
        self._editing: EditorWindow | None = None
        acts.began.connect(self._wait)
        acts.ended.connect(self._go_on)
        acts.said.connect(self._say)
        parent.installEventFilter(self)
        for keys in ("A", "Ctrl+N"):
            QShortcut(QKeySequence(keys), parent).activated.connect(self._add_here)

    def add(self, deck: DeckId | None = None) -> None:
        """To write new notes; in this deck, if one is given."""
        if self._adding is None:
            self._adding = self._make()
        self._adding.add(deck)

    def edit(self, note: NoteId) -> None:
        """To change this note."""
        if self._editing is None:
            self._editing = self._make()
        self._editing.edit(note)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The program does not end before what is being changed is saved."""
        if watched is not self._parent or event.type() != QEvent.Type.Close:
            return False
        if all(each.close() for each in self._windows if each.isVisible()):
            return False
        event.ignore()
        return True

    @property
    def _windows(self) -> "tuple[EditorWindow, ...]":
        return tuple(each for each in (self._adding, self._editing) if each is not None)

    def _add_here(self) -> None:
        self.add(self._window.page.deck)

    def _make(self) -> "EditorWindow":
        from kgstudy.gui.editor.window import EditorWindow  # noqa: PLC0415 - not needed to start

        made = EditorWindow(self._desk, self._parent)
        made.form.busy = self._busy
        made.note_wanted.connect(self.edit)
        made.undo_wanted.connect(self._window.undo)
        made.redo_wanted.connect(self._window.redo)
        made.closed.connect(self._parent.activateWindow)
        made.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        return made

    def _say(self, words: str) -> None:
        for each in self._windows:
            each.say(words)

    def _wait(self) -> None:
        """While a large act goes on nobody else can write."""
        for each in self._windows:
            each.setEnabled(False)

    def _go_on(self) -> None:
        for each in self._windows:
            each.setEnabled(True)
