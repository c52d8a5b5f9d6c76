"""What goes wrong is told once, in plain words, and the program goes on."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.store.trouble import explained

_log = logging.getLogger(__name__)


class Trouble(QObject):
    """Takes what escapes from a slot or an event, in any thread, and tells it in the window."""

    _met = Signal(Exception)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box: QMessageBox | None = None
        self._waiting: list[UserError] = []
        self._before = sys.excepthook
        self._met.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on nothing that is raised ends the program."""
        self._before, sys.excepthook = sys.excepthook, self._on_raised

    def remove(self) -> None:
        sys.excepthook = self._before

    def tell(self, error: Exception) -> None:
        """A UserError in its one sentence; anything else as our mistake, with a line in the log."""
        if isinstance(error, Cancelled):
            return
        error = explained(error, None) or error
        if not isinstance(error, UserError):
            _log.error("unexpected", exc_info=error)
        if self._box is None:
            self._open(error)
        elif isinstance(error, UserError):
            self._waiting.append(error)

    def _on_raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._met.emit(error)
        else:
            self._before(kind, error, trace)

    def _open(self, error: Exception) -> None:
        """One box at a time: a mistake while painting would otherwise fill the screen."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("kgstudy")
        box.setAccessibleName(self.tr("Message"))
        if isinstance(error, UserError):
            box.setText(str(error))
        else:
            box.setText(self.tr("Something went wrong in kgstudy; that is our mistake."))
            box.setInformativeText(
                self.tr("Your answers are safe, and you can go on. The log in the data folder ")
                + self.tr("says more ({error}).").format(error=type(error).__name__)
            )
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    def _on_closed(self) -> None:
        self._box = None
        if self._waiting:
            self._open(self._waiting.pop(0))
