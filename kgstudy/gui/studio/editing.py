"""A draft while its words are being changed."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.widgets.studio_view import StudioView


class Editing(QObject):
    """What was begun is kept when something else is wanted, if it makes a card."""

    gone = Signal()
    """A draft that was begun is not there any more: the desk is to be read."""

    def __init__(self, desk: LessonDesk, view: StudioView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        view.list.card.kept.connect(self._on_kept)
        view.list.card.left.connect(self._on_left)

    def leave(self) -> bool:
        """Keeps what is being edited; where it makes no card, one stays with it."""
        card = self._view.list.card
        if card.editor is None:
            return True
        if card.editor.is_changed:
            return card.keep()
        self._view.list.refresh_card()
        if self._desk.end_begun() is not None:
            self.gone.emit()
        return True

    def keep(self) -> None:
        """Keeps it, if it makes a card, and stays with it."""
        card = self._view.list.card
        if card.editor is not None and card.editor.is_changed:
            card.keep()

    def _on_kept(self, fields: Mapping[str, str]) -> None:
        item = self._view.item
        if item is not None:
            self._desk.end_begun()
            if (draft := self._desk.edited(item, fields)) is not None:
                self._desk.revise(item.proposal, draft)
                self._view.go_to_key(item.proposal.key)
            self._view.list.refresh_card()
            self._view.list.setFocus()

    def _on_left(self) -> None:
        """Out of editing; a draft without words is gone with it."""
        begun = self._desk.end_begun()
        if begun is not None:
            self.gone.emit()
            self._view.go_to_words(begun.proposal.span)
        else:
            self._view.list.refresh_card()
        self._view.list.setFocus()
