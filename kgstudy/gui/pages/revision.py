"""A new version of a lesson beside the one that is here, before it takes its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.models import versions
from kgstudy.gui.page import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.version_pair import VersionPair
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.gui.wording import several
from kgstudy.services import lessons, revising
from kgstudy.services.revising import Revision
from kgstudy.store.collection import Collection

WIDTH = 960
ROOMY = 640
"""Below this width (at 100 %) the old version stands above the new one."""
MOST = 60
"""Pairs that are shown; of a text that is another altogether nobody would read more."""


class RevisionPage(Page):
    """Changes nothing; `take_wanted` asks for the new text."""

    failed = Signal(Exception)
    take_wanted = Signal(object)
    """A Revision."""
    left = Signal(object)
    """The LessonId of the lesson, which stays as it is."""

    def __init__(
        self, look: Look, collection: Collection, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("New version")
        self._collection = collection
        self._comparing = Errand(jobs, self)
        self._lesson: LessonId | None = None
        self.revision: Revision | None = None
        self.pairs: list[VersionPair] = []
        self._head = label("", "title")
        self._counts = label("", "soft")
        self._promise = label("", "body")
        self._more = label("", "small")
        self.foot = WorkFoot(look, self.tr("Take the new text"))
        self.foot.cancel.say(self.tr("Keep the old one"))
        self._lay_out()
        self._comparing.done.connect(self._on_compared)
        self._comparing.failed.connect(self._on_failed)
        self.foot.wanted.connect(self._on_take)
        self.foot.cancelled.connect(self._on_cancel)
        look.changed.connect(self._arrange)

    def compare(self, lesson: LessonId, text: LessonText) -> None:
        """Compares the text with the lesson's, beside the window."""
        self._lesson = lesson
        title = lessons.get(self._collection, lesson).title
        self._head.setText(self.tr("A new version of “{title}”").format(title=title))
        self._show(None)
        self._comparing.begin(
            lambda collection, _progress: revising.compare(collection, lesson, text)
        )
        self.foot.say(self.tr("Comparing …"))

    @override
    def shown(self) -> None:
        (self.foot.act if self.revision else self.foot.cancel).setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What was compared is dropped; a window that is only minimised keeps it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._comparing.drop()
            self._show(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.revision is not None:
            self._on_take()  # the keyboard may be in what is compared, to scroll it
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_compared(self, revision: Revision) -> None:
        self.foot.rest()
        self._show(revision)
        self.shown()

    def _on_failed(self, error: Exception) -> None:
        self.foot.rest()
        self.left.emit(self._lesson)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _on_take(self) -> None:
        self.take_wanted.emit(self.revision)

    def _on_cancel(self) -> None:
        self.left.emit(self._lesson)

    def _show(self, revision: Revision | None) -> None:
        self.revision = revision
        for pair in self.pairs:
            self._column.rows.removeWidget(pair)
            pair.deleteLater()
        found = versions.pairs(revision) if revision else ()
        self.pairs = [VersionPair(self.look, pair) for pair in found[:MOST]]
        for place, pair in enumerate(self.pairs, self._first):
            self._column.rows.insertWidget(place, pair)
            pair.show()
        self._counts.setText(versions.counts_words(revision) if revision else "")
        self._promise.setText(versions.promise(revision) if revision else "")
        more = len(found) - len(self.pairs)
        self._more.setText(several(more, "… and 1 more sentence", "… and %n more sentences"))
        self._more.setVisible(more > 0)
        self.foot.act.setEnabled(revision is not None)
        self._arrange()

    def _lay_out(self) -> None:
        self._column = Column(self.look, WIDTH, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        rows = self._column.rows
        for part in (self._head, self._counts, self._promise):
            rows.addWidget(part)
        self._first = rows.count()
        rows.addWidget(self._more)
        rows.addStretch()
        self._show(None)

    def _arrange(self) -> None:
        roomy = self.width() >= self.look.px(ROOMY)
        for pair in self.pairs:
            pair.arrange(roomy=roomy)
        self._column.rows.setSpacing(self.look.px(14))
