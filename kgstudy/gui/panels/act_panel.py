"""One act beside the list of all: what it touched, and the ways back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kgstudy.domain.clock import Calendar
from kgstudy.gui.models import acts_done
from kgstudy.gui.models.acts_done import Run
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.touched_list import TouchedList
from kgstudy.gui.wording import several
from kgstudy.services.activity import SHOWN, Thing
from kgstudy.store.journal import Undone


class ActPanel(QFrame):
    """The window's undo goes one by one; here many acts are taken back, or done again, at once."""

    undo_wanted = Signal(object)
    """The ActId of the first act that is to be taken back."""
    redo_wanted = Signal(object)
    """The ActId of the last act that is to be done again."""
    browse_wanted = Signal(object)
    """The NoteIds of the notes that are still there."""
    versions_wanted = Signal(object)
    """A NoteId."""

    def __init__(self, look: Look, calendar: Calendar) -> None:
        super().__init__()
        self._look = look
        self._calendar = calendar
        self._run: Run | None = None
        self.setProperty("kind", "card")
        self._name = label(role="heading")
        self._when = label(role="soft")
        self._what = label(role="body")
        self.things = TouchedList(look)
        self._more = label(role="small")
        self.undo = Button(self.tr("Take back to here"))
        self.redo = Button(self.tr("Do again up to here"))
        self.browse = Button(self.tr("Show in the browser"), "quiet")
        self._told = label(role="small")
        self._lay_out()
        self.undo.clicked.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self.browse.clicked.connect(self._on_browse)
        self.things.chosen.connect(self.versions_wanted)
        look.changed.connect(self._arrange)
        self.show_run(None, 0)

    def show_run(self, run: Run | None, after: int) -> None:
        """`after` counts the acts that would be taken back, or done again, with it."""
        self._run = run
        self.setVisible(run is not None)
        self.show_things(())
        if run is None:
            return
        state = run.last.entry.undone
        self._name.setText(acts_done.name(run))
        told = (acts_done.times(run, self._calendar), acts_done.state_words(run))
        self._when.setText(" · ".join(part for part in told if part))
        self._what.setText(acts_done.counts(run))
        self.undo.setVisible(state is Undone.STANDS)
        self.redo.setVisible(state is Undone.TAKEN_BACK)
        self._told.setText(self._promise(state, after))

    def show_things(self, things: Sequence[Thing]) -> None:
        self.things.show_things(things)
        self.things.setVisible(bool(things))
        full = len(things) == SHOWN
        self._more.setText(self.tr("The first {n} are shown.").format(n=SHOWN) if full else "")
        self._more.setVisible(full)
        self.browse.setVisible(any(thing.note for thing in things))

    def _promise(self, state: Undone, count: int) -> str:
        if state is Undone.STANDS:
            return several(
                count,
                "This act alone would be taken back; it can be done again.",
                "%n acts would be taken back, this one and those above it; they can be done again.",
            )
        if state is Undone.TAKEN_BACK:
            return several(
                count,
                "It would be done again as it was.",
                "%n acts would be done again, this one and those below it.",
            )
        return self.tr("Something else was done since, so it cannot be done again.")

    def _on_undo(self) -> None:
        if self._run is not None:
            self.undo_wanted.emit(self._run.first.entry.id)

    def _on_redo(self) -> None:
        if self._run is not None:
            self.redo_wanted.emit(self._run.last.entry.id)

    def _on_browse(self) -> None:
        self.browse_wanted.emit([thing.note for thing in self.things.things if thing.note])

    def _lay_out(self) -> None:
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._name)
        self._rows.addWidget(self._when)
        self._rows.addWidget(self._what)
        self._rows.addWidget(self._told)
        self._rows.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(self.redo, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(self.things, 1)
        self._rows.addWidget(self._more)
        self._rows.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch()
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(px(22), px(18), px(22), px(18))
        self._rows.setSpacing(px(8))
