"""Everything that can be done to the chosen cards and notes, with its keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kgstudy.gui.batch.card_deeds import CardDeeds
from kgstudy.gui.batch.doing import Doing
from kgstudy.gui.batch.note_deeds import NoteDeeds
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.icons import icon
from kgstudy.gui.widgets.flag_mark import FLAGS, flag_role

LARGE = 1000
"""Chosen cards whose notes are read beside the window."""

Deed = Callable[[Selection], None]


class BatchActs(QObject):
    """Its keys hold in `parent` and what is in it; `watch` tells whom they are about.

    Acts that need no selection (duplicates, the trash) are there also without one.
    """

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = desk.look
        self._parent = parent
        self._chosen: Callable[[], Selection] = Selection
        self._watches = False
        self._doing = Doing(desk, frame, parent)
        self.cards = CardDeeds(desk, self._doing, parent)
        self.notes = NoteDeeds(desk, frame, self._doing, parent)
        self._needy: list[QAction] = []
        self._rows: list[QAction | None] = []
        self._flags = QMenu(self.tr("Flag"), parent)
        self._flags.setAccessibleName(self.tr("Flag"))
        self._add_cards()
        self._add_notes()

    def watch(self, chosen: Callable[[], Selection], table: QWidget | None = None) -> None:
        """From now on a key, or a menu, is about what `chosen` gives at that moment.

        Delete and letters mean other things elsewhere: with a `table` they are heard only there.
        """
        self._chosen = chosen
        self._watches = True
        if table is not None:
            for act in (self._delete, self._versions):
                self._parent.removeAction(act)
                table.addAction(act)

    def menu(self, selection: Selection) -> QMenu:
        """All acts, about this selection, which is also what `watch` gives where that was said."""
        menu = QMenu(self._parent)
        menu.setAccessibleName(self.tr("What to do with the selection"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, selection)
        return menu

    def fill(self, menu: QMenu, selection: Selection) -> None:
        """Puts all acts at the end of a menu."""
        if not self._watches:
            self._chosen = lambda: selection
        for act in self._rows:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(act)
        self._enable(on=selection.size > 0)
        menu.aboutToHide.connect(partial(self._enable, on=True))

    def _enable(self, *, on: bool) -> None:
        """Their keys are heard at any time, and say then that nothing is chosen."""
        for act in self._needy:
            act.setEnabled(on)

    def _add_cards(self) -> None:
        deeds = self.cards
        self._add(self.tr("Move to a deck…"), "Ctrl+D", deeds.move)
        self._add(self.tr("Suspend, or bring back"), "Ctrl+J", deeds.suspend)
        self._add(self.tr("Bury until tomorrow, or bring back"), "Ctrl+Shift+J", deeds.bury)
        self._add_flags()
        self._add(self.tr("Set due day…"), "Ctrl+Shift+U", deeds.set_due)
        self._add(self.tr("Reset to new"), "Ctrl+Shift+R", deeds.reset)
        self._add(self.tr("Reposition new cards…"), "Ctrl+Shift+S", deeds.reposition)
        self._add(self.tr("Card information"), "Ctrl+Shift+I", self.notes.show_card)
        self._rows.append(None)

    def _add_notes(self) -> None:
        deeds = self.notes
        self._add(self.tr("Add tags…"), "Ctrl+Shift+A", deeds.add_tags)
        self._add(self.tr("Remove tags…"), "Ctrl+Shift+D", deeds.remove_tags)
        self._add(self.tr("Find and replace…"), "Ctrl+H", deeds.replace)
        self._add(self.tr("Change the kind…"), "Ctrl+Shift+M", deeds.change_kind)
        self._versions = self._add(self.tr("Versions of the note…"), "V", deeds.show_versions)
        self._delete = self._add(self.tr("Delete to the trash"), "Del", deeds.delete)
        self._rows.append(None)
        self._add(self.tr("Find duplicates…"), "Ctrl+Shift+H", deeds.find_duplicates, needy=False)
        self._add(self.tr("Clear unused tags"), "", deeds.clear_tags, needy=False)
        self._add(self.tr("Trash…"), "Ctrl+Shift+Del", deeds.show_trash, needy=False)

    def _add_flags(self) -> None:
        self._rows.append(self._flags.menuAction())
        self._needy.append(self._flags.menuAction())
        for flag in (*FLAGS, 0):
            words = self.tr("Flag {number}").format(number=flag) if flag else self.tr("No flag")
            act = self._made(words, f"Ctrl+{flag}", partial(self.cards.flag, flag), needy=True)
            if flag:
                act.setIcon(icon(self._look, "flag", flag_role(flag)))
            self._flags.addAction(act)

    def _add(self, words: str, keys: str, deed: Deed, *, needy: bool = True) -> QAction:
        act = self._made(words, keys, deed, needy=needy)
        self._rows.append(act)
        return act

    def _made(self, words: str, keys: str, deed: Deed, *, needy: bool) -> QAction:
        act = QAction(words, self)
        act.setShortcut(QKeySequence(keys))
        act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        act.triggered.connect(partial(self._on_triggered, deed, needy=needy))
        self._parent.addAction(act)
        if needy:
            self._needy.append(act)
        return act

    def _on_triggered(self, deed: Deed, _checked: bool = False, *, needy: bool) -> None:
        selection = self._chosen()
        if needy and not selection.size:
            self._doing.say(self.tr("Choose some cards first."))
            return
        self._doing.ask(
            lambda _collection: selection.read(),
            lambda _read: self._do(deed, selection, needy=needy),
            is_long=selection.size >= LARGE,
        )

    def _do(self, deed: Deed, selection: Selection, *, needy: bool) -> None:
        """What was chosen may have gone, and the list not know of it yet."""
        if needy and not (selection.cards and selection.notes):
            self._doing.say(self.tr("What was chosen is not there any more."))
        else:
            deed(selection)
