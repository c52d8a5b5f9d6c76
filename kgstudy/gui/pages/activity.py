"""Everything that was done, by day, with the ways back and forth."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled
from kgstudy.domain.ids import ActId
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.models import acts_done
from kgstudy.gui.models.acts_done import Run
from kgstudy.gui.page import Page
from kgstudy.gui.panels.act_panel import ActPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.act_list import ActList
from kgstudy.gui.widgets.in_sight import InSight
from kgstudy.gui.widgets.label import label
from kgstudy.services import activity
from kgstudy.services.activity import Done, Tally
from kgstudy.store.collection import Collection
from kgstudy.store.journal import Undone

ROOMY = 820
"""Below this width (at 100 %) the act in hand stands below the list."""
LOW = 0.4
"""The share of the page's height that it has there."""
TALL = 480
"""Below this height (at 100 %) the acts need the room of the words above them."""
PORTION = 200
"""Acts that are read at once; more come when the list is scrolled down to them."""


class ActivityPage(Page):
    """Reads beside the window; what is taken back here is taken back by the window."""

    beside_wanted = Signal(object)
    """An act of many acts: from a collection to a Change, or to None."""
    browse_wanted = Signal(object)
    """NoteIds."""
    versions_wanted = Signal(object)
    """A NoteId."""
    failed = Signal(Exception)

    def __init__(self, look: Look, collection: Collection, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.title = self.tr("History")
        self._collection = collection
        jobs = Jobs(collection, self)  # of its own: no other work holds the reading up
        self._reading = Errand(jobs, self)
        self._looking = Errand(jobs, self)
        self._done: tuple[Done, ...] = ()
        self._tallies: dict[ActId, Tally] = {}
        self._wanted = PORTION
        self._head = label(self.title, "title")
        self.lead = label(role="soft")
        self.list = ActList(look, collection.calendar)
        self.panel = ActPanel(look, collection.calendar)
        self._beside = QScrollArea()
        self._lay_out()
        self._connect()

    @override
    def shown(self) -> None:
        self.refresh()
        self.list.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._reading.drop()
            self._looking.drop()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Reads the acts anew, beside the window."""
        most, known = self._wanted, self._tallies
        self._reading.begin(
            lambda collection, progress: activity.done(
                collection, most=most, heed=lambda: progress(-1, 1), known=known
            )
        )

    def _on_read(self, done: Sequence[Done]) -> None:
        self._done = tuple(done)
        self.list.show_lines(acts_done.lines(self._done, self._collection.calendar))
        self.lead.setText(
            self.tr("What was done here lately. Go back as far as you like, and forth again.")
            if done
            else self.tr("Nothing has been done yet; what you study and change will stand here.")
        )
        self._arrange()

    def _on_end_reached(self) -> None:
        if len(self._done) == self._wanted and not self._reading.is_busy:
            self._wanted += PORTION
            self.refresh()

    def _on_chosen(self, run: Run | None) -> None:
        self._beside.setVisible(run is not None)
        self.panel.show_run(run, self._with_it(run) if run else 0)
        self._looking.drop()
        if run is not None:
            acts = [act.entry.id for act in run.acts]
            self._looking.begin(lambda collection, _progress: activity.things(collection, acts))

    def _with_it(self, run: Run) -> int:
        """How many acts would be taken back, or done again, with it."""
        ids = {
            Undone.STANDS: [act.entry.id for act in self._done if act.stands],
            Undone.TAKEN_BACK: [
                act.entry.id for act in self._done if act.entry.undone is Undone.TAKEN_BACK
            ],
        }.get(run.last.entry.undone, [])
        if run.last.stands:
            return sum(each >= run.first.entry.id for each in ids)
        return sum(each <= run.last.entry.id for each in ids)

    def _on_undo(self, act: ActId) -> None:
        self.beside_wanted.emit(lambda collection: activity.undo_to(collection, act))

    def _on_redo(self, act: ActId) -> None:
        self.beside_wanted.emit(lambda collection: activity.redo_to(collection, act))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _connect(self) -> None:
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._looking.done.connect(self.panel.show_things)
        self._looking.failed.connect(self._on_failed)
        self.list.chosen.connect(self._on_chosen)
        self.list.end_reached.connect(self._on_end_reached)
        self.panel.undo_wanted.connect(self._on_undo)
        self.panel.redo_wanted.connect(self._on_redo)
        self.panel.browse_wanted.connect(self.browse_wanted)
        self.panel.versions_wanted.connect(self.versions_wanted)
        self.look.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.addWidget(self.list, 3)
        self._sides.addWidget(self._beside, 2)
        InSight(self._beside)
        self._beside.setWidget(self.panel)
        self.panel.hide()  # which the scroll area has shown
        self._beside.hide()
        self._beside.setWidgetResizable(True)
        self._beside.setFrameShape(QFrame.Shape.NoFrame)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._head)
        self._rows.addWidget(self.lead)
        self._rows.addLayout(self._sides, 1)
        self._arrange()

    def _arrange(self) -> None:
        px = self.look.px
        roomy = self.width() >= px(ROOMY)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if roomy else down)
        self._sides.setSpacing(px(20))
        self.lead.setVisible(roomy or self.height() >= px(TALL) or not self._done)
        self._beside.setMaximumHeight(round(self.height() * (1 if roomy else LOW)))
        side = px(40) if roomy else px(20)
        self._rows.setContentsMargins(side, px(32) if roomy else px(18), side, px(24))
        self._rows.setSpacing(px(10))
