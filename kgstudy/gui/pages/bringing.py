"""Bringing a lesson: paste it, open it or drop it, see what was recognised, and draft its cards."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.lesson import Lesson
from kgstudy.gui.errand import Errand
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.lesson_intake import LessonIntake
from kgstudy.gui.models import bringing_words, lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import Kinds, LessonArrival
from kgstudy.gui.pages.base import Page
from kgstudy.gui.panels.recognised import RecognisedPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.arriving_lessons import ArrivingLessons
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.paste_field import PasteField
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.services import bringing
from kgstudy.store.collection import Collection

WIDTH = 760
ROOMY = 560
"""Below this width (at 100 %) what stood side by side stands one below the other."""


class BringPage(Page):
    """Changes nothing before its button is pressed; who goes away and comes back finds all kept."""

    failed = Signal(Exception)
    files_wanted = Signal(list)
    """Paths that were chosen or pasted; they may hold decks as well."""
    brought = Signal(tuple)
    """The LessonIds that came in."""
    version_wanted = Signal(object, object)
    """The LessonId of a lesson, and the LessonText that may be its new version."""
    lesson_wanted = Signal(object)
    """The LessonId of a lesson that is here already as it is."""
    left = Signal()

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Bring a lesson")
        self._collection = collection
        self._feed = feed
        self._intake = LessonIntake(jobs, self)
        self._naming = Errand(jobs, self)
        self._forget()
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show()
        self._suffixes: tuple[str, ...] = ()
        self._naming.begin(lesson_arrivals.kinds())

    def _on_kinds(self, kinds: Kinds) -> None:
        self._suffixes = kinds.suffixes
        self._kinds.setText(bringing_words.kinds(kinds))

    def _forget(self) -> None:
        self._direct = False
        self._hurry = False
        self._version_of: Lesson | None = None

    @property
    def arrivals(self) -> Sequence[LessonArrival]:
        return self._intake.arrivals

    @property
    def arrival(self) -> LessonArrival:
        """The one that is shown."""
        return self._intake.arrival

    @property
    def is_reading(self) -> bool:
        return self._intake.is_reading

    def begin(self, version_of: Lesson | None = None) -> None:
        """Asks for a lesson, or for a new version of one that is here; what was begun goes on."""
        if version_of != self._version_of:
            self.reset()
            self._version_of = version_of
        self._show()
        self._take_focus()

    def add(self, files: Sequence[Path], *, direct: bool = False) -> None:
        """Reads the files; with `direct`, one that leaves nothing to ask comes in at once."""
        self._direct = direct
        self._intake.add(files)
        names = ", ".join(path.name for path in files)
        self.foot.say(self.tr("Reading {files} …").format(files=names))
        self._show()
        self._take_focus()

    def paste(self) -> None:
        """What is in the clipboard; other words that stand here are replaced."""
        self.field.selectAll()
        self.field.insertFromMimeData(QGuiApplication.clipboard().mimeData())

    def choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a lesson"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if self._suffixes:
            kinds = " ".join(f"*{suffix}" for suffix in self._suffixes)
            named = self.tr("Texts ({kinds})").format(kinds=kinds)
            dialog.setNameFilters([named, self.tr("All files (*)")])
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    @override
    def shown(self) -> None:
        self._take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def reset(self) -> None:
        """Stops what is under way and lets go of everything."""
        self._intake.reset()
        self._forget()
        self.announce_decks(())
        self._show()

    def _on_chosen(self, names: list[str]) -> None:
        self._on_files([Path(name) for name in names])

    def _on_files(self, files: list[Path]) -> None:
        """For another version of a lesson only texts will do."""
        if self._version_of:
            self.add(files[:1], direct=True)
        else:
            self.files_wanted.emit(files)

    def _on_read(self) -> None:
        self.foot.rest()
        self._show()
        if self._direct and len(self.arrivals) == 1 and self._is_clear(self.arrival):
            self._go()
        self._take_focus()

    def _is_clear(self, arrival: LessonArrival) -> bool:
        """Whether it can be gone on with at once; comparing it changes nothing."""
        if self._version_of:
            return bool(arrival.words) and not arrival.text.problems
        return arrival.is_clear

    def _on_pasted(self) -> None:
        self._show()
        self._take_focus()
        if self._hurry:
            self._go()

    def _on_nothing_pasted(self) -> None:
        self._hurry = False
        self.said.emit(self.tr("There is no text in the clipboard: copy a lesson first."))

    def _on_edited(self) -> None:
        self._intake.edit(self.field.toPlainText())
        self._show_foot()

    def _on_anew(self, anew: bool) -> None:
        self._intake.take_anew(anew=anew)
        self._show()

    def _on_picked(self, at: int) -> None:
        if at != self._intake.at:
            self._intake.at = at
            self._show()

    def _on_known(self) -> None:
        self._show()
        if self._hurry:
            self._go()

    def _go(self) -> None:
        """Once what is shown is known, does what the button says."""
        if not self._intake.is_known:
            self._hurry = True
            self._intake.hurry()
            return
        arrival, version = self.arrival, self._version_of
        ready = [each.text for each in self.arrivals if each.is_new]
        if ready and not version:
            lessons, change = bringing.bring_all(self._collection, ready)
            self.reset()
            self._feed.changed.emit(change)
            self.brought.emit(lessons)
            return
        self.reset()
        if version:
            self.version_wanted.emit(version.id, arrival.text)
        elif arrival.like and arrival.like.same:
            self.lesson_wanted.emit(arrival.like.lesson.id)
        elif arrival.like:
            self.version_wanted.emit(arrival.like.lesson.id, arrival.text)

    def _on_enter(self) -> None:
        self.foot.act.click()

    def _on_cancel(self) -> None:
        """Stops the reading; else leaves."""
        if self.is_reading:
            self.foot.say(self.tr("Stopping …"))
            self._intake.stop()
        else:
            self.reset()
            self.left.emit()

    def _on_failed(self, error: Exception) -> None:
        self._hurry = False
        self.foot.rest()
        self._show()
        if isinstance(error, Cancelled):
            self.said.emit(str(error))
        else:
            self.failed.emit(error)

    def _show(self) -> None:
        arrival, version = self.arrival, self._version_of
        told = self.tr("A new version of “{title}”")
        self._head.setText(told.format(title=version.title) if version else self.title)
        self.files.show_arrivals(self.arrivals, self._intake.at)
        self._refusal.setText(arrival.refusal)
        self._refusal.setHidden(not arrival.refusal)
        self.field.put(arrival.text.text)
        self._clear.setHidden(arrival.is_empty)
        known = bool(arrival.words)
        self.recognised.setVisible(known)
        if known:
            several = len(self.arrivals) > 1
            self.recognised.show_arrival(arrival, several=several, new_version=version is not None)
        self._lead.setText(bringing_words.lead(self.arrivals, new_version=version is not None))
        self._show_foot()

    def _show_foot(self) -> None:
        version = self._version_of is not None
        self.foot.act.say(bringing_words.act(self.arrivals, self.arrival, new_version=version))
        ready = bringing_words.can_go(self.arrivals)
        self.foot.act.setEnabled(ready and not self.is_reading)
        for part in (self.field, self.recognised, self._open):
            part.setEnabled(not self.is_reading)

    def _take_focus(self) -> None:
        """To what will most likely be used next."""
        if not self.isVisible():
            return
        if self.is_reading:
            self.foot.cancel.setFocus()
        elif self.foot.act.isEnabled():
            self.foot.act.setFocus()
        else:
            self.field.setFocus()

    def _make_parts(self) -> None:
        look = self.look
        self._head = label("", "title")
        self._lead = label("", "soft")
        self._then = label("", "small")
        self._refusal = label("", "error")
        self.files = ArrivingLessons(look)
        self.recognised = RecognisedPanel(look)
        self.field = PasteField(look, self.tr("Paste a lesson here"))
        self._open = Button(self.tr("Open a file…"))
        self._clear = Button(self.tr("Clear"), "quiet")
        self._kinds = label("", "small")
        self.foot = WorkFoot(look, "")
        self._column = Column(look, WIDTH, self)
        self.announce_decks(())

    def announce_decks(self, decks: Sequence[Path]) -> None:
        """Says that these decks, which came with the lessons, are looked at afterwards."""
        names = ", ".join(path.name for path in decks)
        self._then.setText(self.tr("Afterwards come the decks: {names}.").format(names=names))
        self._then.setHidden(not decks)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        self._ways = QHBoxLayout()
        self._ways.addWidget(self._open)
        self._ways.addWidget(self._clear)
        self._ways.addWidget(self._kinds, 1)
        rows = self._column.rows
        for part in (self._head, self._lead, self._then, self.files, self._refusal):
            rows.addWidget(part)
        rows.addWidget(self.recognised)
        rows.addWidget(self.field, 1)
        rows.addLayout(self._ways)

    def _connect(self) -> None:
        self._naming.done.connect(self._on_kinds)
        self._naming.failed.connect(self._on_failed)
        self._intake.progressed.connect(self.foot.show_progress)
        self._intake.read.connect(self._on_read)
        self._intake.pasted.connect(self._on_pasted)
        self._intake.nothing_pasted.connect(self._on_nothing_pasted)
        self._intake.known.connect(self._on_known)
        self._intake.failed.connect(self._on_failed)
        self.field.pasted.connect(self._intake.paste)
        self.field.files_pasted.connect(self._on_files)
        self.field.edited.connect(self._on_edited)
        self.field.entered.connect(self._on_enter)
        self.files.picked.connect(self._on_picked)
        self.recognised.title_edited.connect(self._intake.entitle)
        self.recognised.language_chosen.connect(self._intake.name_language)
        self.recognised.anew_chosen.connect(self._on_anew)
        self.recognised.entered.connect(self._on_enter)
        self._open.clicked.connect(self.choose_file)
        self._clear.clicked.connect(self._on_clear)
        self.foot.wanted.connect(self._go)
        self.foot.cancelled.connect(self._on_cancel)
        self.look.changed.connect(self._arrange)

    def _on_clear(self) -> None:
        version = self._version_of
        self.reset()
        self.begin(version)

    def _arrange(self) -> None:
        px = self.look.px
        self.recognised.arrange(roomy=self.width() >= px(ROOMY))
        self._ways.setSpacing(px(12))
        self._column.rows.setSpacing(px(14))
