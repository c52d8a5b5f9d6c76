"""Bringing a lesson: paste it, open it or drop it, see what was recognised, and draft its cards."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.lesson import Lesson
from kgstudy.gui.errand import Errand
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.lesson_intake import LessonIntake
from kgstudy.gui.models import bringing_words, lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import Kinds, LessonArrival
from kgstudy.gui.page import Page
from kgstudy.gui.panels.bring_view import BringView
from kgstudy.gui.theme import Look
from kgstudy.services import bringing
from kgstudy.store.collection import Collection


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
        self.view = BringView(look, self.title, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._connect()
        self._show()
        self._suffixes: tuple[str, ...] = ()
        self._naming.begin(lesson_arrivals.kinds())

    def _on_kinds(self, kinds: Kinds) -> None:
        self._suffixes = kinds.suffixes
        self.view.kinds.setText(bringing_words.kinds(kinds))

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
        self.view.foot.say(self.tr("Reading {files} …").format(files=names))
        self._show()
        self._take_focus()

    def paste(self) -> None:
        """What is in the clipboard; other words that stand here are replaced."""
        self.view.field.selectAll()
        self.view.field.insertFromMimeData(QGuiApplication.clipboard().mimeData())

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

    def announce_decks(self, decks: Sequence[Path]) -> None:
        """Says that these decks, which came with the lessons, are looked at afterwards."""
        self.view.announce_decks(decks)

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
        self.view.foot.rest()
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
        self._intake.edit(self.view.field.toPlainText())
        self.view.show_foot(self._intake, self._version_of)

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
        self.view.foot.act.click()

    def _on_cancel(self) -> None:
        """Stops the reading; else leaves."""
        if self.is_reading:
            self.view.foot.say(self.tr("Stopping …"))
            self._intake.stop()
        else:
            self.reset()
            self.left.emit()

    def _on_failed(self, error: Exception) -> None:
        self._hurry = False
        self.view.foot.rest()
        self._show()
        if isinstance(error, Cancelled):
            self.said.emit(str(error))
        else:
            self.failed.emit(error)

    def _show(self) -> None:
        self.view.show_intake(self._intake, self._version_of)

    def _take_focus(self) -> None:
        if self.isVisible():
            self.view.take_focus(is_reading=self.is_reading)

    def _connect(self) -> None:
        self._naming.done.connect(self._on_kinds)
        self._naming.failed.connect(self._on_failed)
        self._intake.progressed.connect(self.view.foot.show_progress)
        self._intake.read.connect(self._on_read)
        self._intake.pasted.connect(self._on_pasted)
        self._intake.nothing_pasted.connect(self._on_nothing_pasted)
        self._intake.known.connect(self._on_known)
        self._intake.failed.connect(self._on_failed)
        self.view.field.pasted.connect(self._intake.paste)
        self.view.field.files_pasted.connect(self._on_files)
        self.view.field.edited.connect(self._on_edited)
        self.view.field.entered.connect(self._on_enter)
        self.view.files.picked.connect(self._on_picked)
        self.view.recognised.title_edited.connect(self._intake.entitle)
        self.view.recognised.language_chosen.connect(self._intake.name_language)
        self.view.recognised.anew_chosen.connect(self._on_anew)
        self.view.recognised.entered.connect(self._on_enter)
        self.view.open.clicked.connect(self.choose_file)
        self.view.clear.clicked.connect(self._on_clear)
        self.view.foot.wanted.connect(self._go)
        self.view.foot.cancelled.connect(self._on_cancel)

    def _on_clear(self) -> None:
        version = self._version_of
        self.reset()
        self.begin(version)
