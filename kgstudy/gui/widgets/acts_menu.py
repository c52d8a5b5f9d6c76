"""All that can be done to the shown card, for the mouse."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kgstudy.gui.icons import icon
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.flag_mark import FLAGS, flag_role


class ActsMenu(QMenu):
    """Does what the keys do that stand beside the words: `acts` are the page's, by key."""

    def __init__(
        self,
        look: Look,
        acts: Mapping[str, Callable[[], None]],
        flag: int | None,
        parent: QWidget,
        *,
        undo: bool,
        redo: bool,
        lesson: bool,
        sounds: bool = False,
    ) -> None:
        """`flag` is the one the shown card carries, None where no card is shown.

        `undo` and `redo` say whether there is anything to take back, or to do again.
        """
        super().__init__(parent)
        self._look = look
        self._acts = acts
        self.setAccessibleName(self.tr("More"))
        self._add(self, self.tr("Undo"), "Ctrl+Z").setEnabled(undo)
        self._add(self, self.tr("Redo"), "Ctrl+Shift+Z").setEnabled(redo)
        self.addSeparator()
        if flag is not None:
            self._add(self, self.tr("Edit"), "E")
            self._add(self, self.tr("Show in the browser"), "B")
            self._add(self, self.tr("Bury card until tomorrow"), "-")
            self._add(self, self.tr("Bury note until tomorrow"), "=")
            self._add(self, self.tr("Suspend card"), "@")
            self._add_flags(flag)
            self.addSeparator()
        if sounds:
            self._add(self, self.tr("Play the sounds again"), "R")
        if lesson:
            self._add(self, self.tr("Open the lesson here"), "S")
        self._add(self, self.tr("Keys"), "F1")

    def _add_flags(self, carried: int) -> None:
        menu = self.addMenu(self.tr("Flag"))
        menu.setAccessibleName(self.tr("Flag"))
        for flag in (*FLAGS, 0):
            words = self.tr("Flag {number}").format(number=flag) if flag else self.tr("No flag")
            act = self._add(menu, words, f"Ctrl+{flag}")
            act.setCheckable(True)
            act.setChecked(flag == carried)
            if flag:
                act.setIcon(icon(self._look, "flag", flag_role(flag)))

    def _add(self, menu: QMenu, words: str, key: str) -> QAction:
        """The key is shown only: as a shortcut it would be heard twice."""
        named = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        act = QAction(f"{words}\t{named}", menu)
        act.triggered.connect(self._acts[key])
        menu.addAction(act)
        return act
