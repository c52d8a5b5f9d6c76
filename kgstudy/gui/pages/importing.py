"""Bringing decks in: what is in the files, how it will come in, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled
from kgstudy.formats.delimited.layout import Layout
from kgstudy.gui.deck_intake import DeckIntake, Stage
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.local_files import local_files
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.models import arrivals
from kgstudy.gui.models.arrivals import Arrival, Origin, Outcome
from kgstudy.gui.page import Page
from kgstudy.gui.panels.import_view import ImportView
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.services.importing import Arrangement
from kgstudy.store.collection import Collection


class ImportPage(Page):
    """Keeps what was read only as long as it is in front; `failed` carries what went wrong."""

    failed = Signal(Exception)
    files_wanted = Signal(list)
    """Paths that were chosen or copied here; they may be lessons as well."""
    home_wanted = Signal()
    study_wanted = Signal(object)
    """A DeckId, or None for all decks."""

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        media: Media,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Bring in decks")
        self._feed = feed
        self._picked = 0
        self._hurry = False
        self._intake = DeckIntake(collection, jobs, self._arrangement, self)
        self.view = ImportView(look, self.title, media, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._connect()
        self._show_stage()

    @property
    def stage(self) -> Stage:
        return self._intake.stage

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        return self._intake.arrivals

    @property
    def is_busy(self) -> bool:
        """Whether the collection is being written to, so that nothing else can."""
        return self._intake.is_writing

    def add(self, files: Sequence[Path]) -> None:
        """Reads the files and shows what is in them, beside those that are shown already."""
        self._add([arrivals.file(path) for path in files])

    def paste(self) -> None:
        """Cards from the clipboard: its text, or the files that were copied."""
        mime = QGuiApplication.clipboard().mimeData()
        if files := local_files(mime):
            self.files_wanted.emit(files)
        elif mime.hasText() and mime.text().strip():
            self._add([Origin(self.tr("Clipboard"), pasted=mime.text())])
        else:
            self.said.emit(self.tr("There is no text in the clipboard: copy some cards first."))

    def choose_files(self) -> None:
        self._ask_for(QFileDialog.FileMode.ExistingFiles, self.tr("Bring in decks"))

    def choose_folder(self) -> None:
        self._ask_for(QFileDialog.FileMode.Directory, self.tr("Bring in a folder"))

    @override
    def shown(self) -> None:
        self._take_focus()

    @override
    def undo(self) -> Change | None:
        """What has just come in; the window says so."""
        if not self._intake.can_undo:
            return None
        change = self._intake.undo()
        self.view.outcome.show_undone(undone=change is not None)
        return change

    @override
    def take_back(self) -> bool:
        """Begins to take back what has come in; whether there is anything."""
        begins = self._intake.can_undo
        if begins:
            self._on_undo()
        return begins

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What was read is dropped; a window that is only minimised keeps it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.reset()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        """Under the words of a field it means what it means in a dialog."""
        if isinstance(self.focusWidget(), QLineEdit | DeckField):
            self.view.foot.act.click()

    def reset(self) -> None:
        """Stops what is under way and lets go of everything."""
        self._intake.reset()
        self._hurry = False
        self._picked = 0
        self.view.choices.reset()
        self.view.conflicts.theirs = frozenset()
        self._show_arrivals()
        self._show_stage()

    def _add(self, origins: Sequence[Origin]) -> None:
        if self.is_busy:
            self.said.emit(self.tr("Wait until these decks are in, or cancel them."))
            return
        if self.stage is Stage.DONE:
            self.reset()
        self._intake.add(origins)

    def _bring_in(self) -> None:
        """Once what was chosen last is planned."""
        if self.view.choices.is_pending or self._intake.is_working:
            self._hurry = True
            return
        self._hurry = False
        self._intake.bring_in()

    def _on_moved(self) -> None:
        self._show_stage()
        self._take_focus()

    def _on_planned(self, fresh: int | None) -> None:
        """`fresh` is the place of the first that has just been read."""
        if fresh is not None:
            self.view.choices.show_decks(self._intake.decks)
        self._show_arrivals()
        self._show_stage()
        if self._hurry:
            self._bring_in()
        if fresh is not None:
            self._pick_from(fresh)
            self._take_focus()

    def _pick_from(self, first: int) -> None:
        """Shows what has just been read: its first file with cards, and the page from its top."""
        fresh = range(first, len(self.arrivals))
        self.view.files.pick(next((at for at in fresh if self.arrivals[at].plan), first))
        self.view.to_top()

    def _on_brought_in(self, outcome: Outcome) -> None:
        self._show_arrivals()
        self.view.outcome.show_outcome(outcome)
        self._show_stage()
        self._take_focus()
        self._feed.changed.emit(outcome.change)

    def _on_failed(self, error: Exception) -> None:
        """Nothing was changed; what was shown before is shown again."""
        self._hurry = False
        if self.stage is Stage.DONE:
            self.view.outcome.show_undone(undone=False)
        self._show_stage()
        self._take_focus()
        if isinstance(error, Cancelled):
            self.said.emit(str(error))
        else:
            self.failed.emit(error)

    def _on_cancel(self) -> None:
        """Stops what is under way; else leaves."""
        if self._intake.stop():
            self.view.foot.say(self.tr("Stopping …"))
        else:
            self.home_wanted.emit()

    def _arrangement(self) -> Arrangement:
        return replace(self.view.choices.arrangement, theirs=self.view.conflicts.theirs)

    def _on_choice(self) -> None:
        if self.stage is Stage.PLANNED:
            self._intake.plan()

    def _on_layout(self, layout: Layout) -> None:
        """The text that is shown is laid out as the person says."""
        self._intake.lay_out(self._picked, layout)

    def _on_picked(self, at: int) -> None:
        if at != self._picked:
            self._picked = at
            self.view.show_picked(self.arrivals, at)

    def _on_study(self) -> None:
        self.study_wanted.emit(self._intake.deck)

    def _on_undo(self) -> None:
        self.view.outcome.show_undoing()
        self._intake.take_back()

    def _on_taken_back(self, change: Change | None) -> None:
        self.view.foot.rest()
        self.view.outcome.show_undone(undone=change is not None)
        if change is not None:
            self._feed.changed.emit(change)

    def _show_arrivals(self) -> None:
        self.view.show_arrivals(self.arrivals, self._picked)

    def _show_stage(self) -> None:
        self.view.show_stage(self.stage, self.arrivals, is_working=self._intake.is_working)

    def _take_focus(self) -> None:
        if self.isVisible():
            self.view.take_focus(self.stage)

    def _ask_for(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def _on_files(self, names: list[str]) -> None:
        self.files_wanted.emit([Path(name) for name in names])

    def _connect(self) -> None:
        self.view.start.files_wanted.connect(self.choose_files)
        self.view.start.folder_wanted.connect(self.choose_folder)
        self.view.start.paste_wanted.connect(self.paste)
        self.view.files.picked.connect(self._on_picked)
        self.view.choices.changed.connect(self._on_choice)
        self.view.conflicts.changed.connect(self._on_choice)
        self.view.columns.changed.connect(self._on_layout)
        self.view.outcome.said.connect(self.said)
        self.view.outcome.done.connect(self.home_wanted)
        self.view.outcome.study_wanted.connect(self._on_study)
        self.view.outcome.undo_wanted.connect(self._on_undo)
        self._intake.began.connect(self.view.foot.say)
        self._intake.progressed.connect(self.view.foot.show_progress)
        self._intake.moved.connect(self._on_moved)
        self._intake.planned.connect(self._on_planned)
        self._intake.brought_in.connect(self._on_brought_in)
        self._intake.taken_back.connect(self._on_taken_back)
        self._intake.failed.connect(self._on_failed)
        self.view.foot.wanted.connect(self._bring_in)
        self.view.foot.cancelled.connect(self._on_cancel)
