"""The way back through the window: what was done, what a note was, and the life of a card."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.gui.acts import Act, Acts
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.page import Page


class HistoryWay(QObject):
    """Makes the page of all acts, and shows the versions of a note and the card's information."""

    def __init__(self, desk: Desk, window: Frame, acts: Acts, parent: QWidget) -> None:
        """Over `parent` the dialogs stand."""
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._acts = acts
        self._parent = parent

    @property
    def makers(self) -> dict[str, Callable[[], Page]]:
        """By the keys of the pages."""
        return {"activity": self._make_activity}

    def show(self) -> None:
        """Everything that was done."""
        self._window.show_page("activity")

    def show_versions(self, note: NoteId) -> None:
        """What the note was, and the way back to each of it."""
        from kgstudy.gui.dialogs.versions import (  # noqa: PLC0415 - not needed to start
            VersionsDialog,
        )

        desk = self._desk
        dialog = VersionsDialog(desk.look, desk.collection, note, self._parent)
        dialog.changed.connect(desk.feed.changed)
        dialog.open()

    def show_card(self, card: CardId) -> None:
        """All that is known of the card."""
        from kgstudy.gui.dialogs.card_info import (  # noqa: PLC0415 - not needed to start
            CardInfoDialog,
        )
        from kgstudy.services.card_info import card_info  # noqa: PLC0415 - not needed to start

        info = card_info(self._desk.collection, card)
        if info is not None:
            dialog = CardInfoDialog(
                self._desk.look, self._desk.collection.calendar, info, self._parent
            )
            dialog.versions_wanted.connect(self.show_versions)
            dialog.open()

    def _make_activity(self) -> Page:
        from kgstudy.gui.pages.activity import ActivityPage  # noqa: PLC0415 - not needed to start

        desk = self._desk
        page = ActivityPage(desk.look, desk.collection)
        page.beside_wanted.connect(partial(self._do_beside, page))
        page.browse_wanted.connect(self._browse)
        page.versions_wanted.connect(self.show_versions)
        page.failed.connect(self._window.trouble.tell)
        return page

    def _do_beside(self, page: Page, act: Act) -> None:
        def on_done(change: Change | None) -> None:
            if change is not None:
                self._desk.feed.changed.emit(change)
            page.shown()

        self._acts.write_beside(act, on_done)

    def _browse(self, notes: Sequence[NoteId]) -> None:
        self._window.browse("nid:" + ",".join(str(note) for note in notes))
