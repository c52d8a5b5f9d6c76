"""The studio: the lesson's text on one side, the drafts made of it on the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kgstudy.domain.ids import LessonId
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.pages.base import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.services import lessons
from kgstudy.store.collection import Collection


class StudioPage(Page):
    """One lesson at a time; every decision is kept at once."""

    failed = Signal(Exception)
    study_wanted = Signal(object)
    """A DeckId."""
    lesson_wanted = Signal(object)
    """A LessonId."""

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Studio")
        self._collection = collection
        self._feed = feed
        self._jobs = jobs
        self._head = label("", "title")
        QVBoxLayout(self).addWidget(self._head)

    def open(self, lesson: LessonId) -> None:
        """Lays the lesson on the desk and drafts its cards."""
        self._head.setText(lessons.page(self._collection, lesson).lesson.title)
