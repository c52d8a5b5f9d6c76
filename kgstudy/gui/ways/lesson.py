"""The way of a lesson through the window: brought, put on the shelf, read, drafted, revised."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui import ahead
from kgstudy.gui.acts import Acts
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.loading import Loading
from kgstudy.gui.page import Page
from kgstudy.services import lessons

if TYPE_CHECKING:
    from kgstudy.gui.models.lesson_arrivals import Sorted
    from kgstudy.gui.pages.bringing import BringPage
    from kgstudy.gui.pages.lesson import LessonPage
    from kgstudy.gui.pages.revision import RevisionPage
    from kgstudy.gui.pages.studio import StudioPage
    from kgstudy.services.revising import Revision

_PageT = TypeVar("_PageT", bound=Page)


class LessonWay(QObject):
    """Makes the pages of lessons, and leads from one to the next; the window shows them."""

    def __init__(self, desk: Desk, window: Frame, acts: Acts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._acts = acts
        self._decks: tuple[Path, ...] = ()
        """Came together with lessons, and are looked at when those are dealt with."""
        self._offered = ""
        desk.feed.changed.connect(self._on_change)

    @property
    def makers(self) -> dict[str, Callable[[], Page]]:
        """By the keys of the pages."""
        return {
            "lessons": self._make_shelf,
            "lesson": self._make_lesson,
            "bring": self._make_bring,
            "revision": self._make_revision,
            "studio": self._make_studio,
        }

    def take(self, files: Sequence[Path]) -> None:
        """Looks into the files: lessons go this way, decks go to the page for decks."""
        loading = Loading(ahead.FILES, self)
        loading.done.connect(partial(self._sort, files))
        loading.done.connect(loading.deleteLater)
        loading.begin()

    def _sort(self, files: Sequence[Path]) -> None:
        from kgstudy.gui.models import lesson_arrivals  # noqa: PLC0415 - not needed to start

        job = self._desk.jobs.start(lesson_arrivals.sort(files))
        job.done.connect(self._on_sorted)
        job.failed.connect(self._window.trouble.tell)

    def bring(self) -> None:
        """Asks for a lesson."""
        if page := self._shown("bring", self._bring_page):
            page.begin()

    def paste(self) -> None:
        """A lesson from the clipboard."""
        if page := self._shown("bring", self._bring_page):
            page.begin()
            page.paste()

    def revise(self, lesson: LessonId) -> None:
        """Asks for a new version of a lesson."""
        text = lessons.get(self._desk.collection, lesson)
        if page := self._shown("bring", self._bring_page):
            page.begin(text)

    def read(self, lesson: LessonId, span: Span | None = None) -> None:
        """Opens the lesson, at the words `span` if they are given."""
        if page := self._shown("lesson", self._lesson_page):
            page.open(lesson, span)

    def draft(self, lesson: LessonId, card: CardId | None = None) -> None:
        """Opens the lesson in the studio, with one of its cards in hand."""
        if page := self._shown("studio", self._studio_page):
            page.open(lesson, card)

    def _compare(self, lesson: LessonId, text: LessonText) -> None:
        """Shows a new version of a lesson beside the old one."""
        if page := self._shown("revision", self._revision_page):
            page.compare(lesson, text)

    def _take(self, revision: "Revision") -> None:
        from kgstudy.services import revising  # noqa: PLC0415 - not needed to start

        self._acts.write_beside(
            lambda collection: revising.take(collection, revision),
            partial(self._on_taken, revision),
        )

    def _on_taken(self, revision: "Revision", change: Change) -> None:
        self._desk.feed.changed.emit(change)
        self.read(revision.lesson_id)
        self._offer_undo(self.tr("The new text is in its place"))

    def _on_sorted(self, found: "Sorted") -> None:
        if not found.lessons:
            self._window.show_decks(found.decks)
            return
        self._decks = found.decks
        if page := self._shown("bring", self._bring_page):
            page.announce_decks(found.decks)
            page.add(found.lessons, direct=not found.decks)

    def _on_brought(self, brought: tuple[LessonId, ...]) -> None:
        if self._decks:
            self._go_on()
        elif len(brought) == 1:
            self.draft(brought[0])
        else:
            self._window.show_page("lessons")
        self._offer_undo(
            self.tr("The lesson is on the shelf")
            if len(brought) == 1
            else self.tr("{count} lessons are on the shelf").format(count=len(brought))
        )

    def _go_on(self) -> None:
        """To the decks that came with the lessons, or back to the shelf."""
        decks, self._decks = self._decks, ()
        if decks:
            self._window.show_decks(decks)
        else:
            self._window.show_page("lessons")

    def _offer_undo(self, words: str) -> None:
        self._window.toast.offer(words, self.tr("Undo"), self._window.undo)
        self._offered = words

    def _on_change(self) -> None:
        """After another act undo would take back that one: it is not offered any longer."""
        if self._offered and self._window.toast.text == self._offered:
            self._window.toast.hide()
        self._offered = ""

    def _shown(self, key: str, kind: Callable[[], type[_PageT]]) -> _PageT | None:
        """The page, unless the window has to stay where it is."""
        self._window.show_page(key)
        page = self._window.page
        return page if isinstance(page, kind()) else None

    def _make_shelf(self) -> Page:
        from kgstudy.gui.pages.shelf import ShelfPage  # noqa: PLC0415 - not needed to start

        desk, window = self._desk, self._window
        page = ShelfPage(desk.look, desk.collection, desk.feed, desk.jobs)
        page.lesson_wanted.connect(self.read)
        page.draft_wanted.connect(self.draft)
        page.version_wanted.connect(self.revise)
        page.export_wanted.connect(window.export)
        page.bring_wanted.connect(self.bring)
        page.paste_wanted.connect(self.paste)
        page.removed.connect(self._offer_undo)
        return page

    def _make_lesson(self) -> Page:
        desk, window = self._desk, self._window
        page = self._lesson_page()(desk.look, desk.collection, desk.feed, desk.jobs)
        page.study_wanted.connect(window.study_cards)
        page.shelf_wanted.connect(partial(window.show_page, "lessons"))
        page.paste_wanted.connect(self.paste)
        page.draft_wanted.connect(self.draft)
        page.version_wanted.connect(self.revise)
        page.edit_wanted.connect(self.draft)
        return page

    def _make_bring(self) -> Page:
        desk, window = self._desk, self._window
        page = self._bring_page()(desk.look, desk.collection, desk.feed, desk.jobs)
        page.failed.connect(window.trouble.tell)
        page.files_wanted.connect(window.bring_in)
        page.brought.connect(self._on_brought)
        page.version_wanted.connect(self._compare)
        page.lesson_wanted.connect(self.read)
        page.left.connect(self._go_on)
        return page

    def _make_revision(self) -> Page:
        desk, window = self._desk, self._window
        page = self._revision_page()(desk.look, desk.collection, desk.jobs)
        page.failed.connect(window.trouble.tell)
        page.take_wanted.connect(self._take)
        page.left.connect(self.read)
        return page

    def _make_studio(self) -> Page:
        desk, window = self._desk, self._window
        page = self._studio_page()(desk.look, desk.collection, desk.feed, desk.jobs)
        page.failed.connect(window.trouble.tell)
        page.beside_wanted.connect(self._acts.do_beside)
        page.study_wanted.connect(window.study)
        page.lesson_wanted.connect(self.read)
        page.shelf_wanted.connect(partial(window.show_page, "lessons"))
        return page

    def _bring_page(self) -> "type[BringPage]":
        from kgstudy.gui.pages.bringing import BringPage  # noqa: PLC0415 - not needed to start

        return BringPage

    def _revision_page(self) -> "type[RevisionPage]":
        from kgstudy.gui.pages.revision import RevisionPage  # noqa: PLC0415 - not needed to start

        return RevisionPage

    def _studio_page(self) -> "type[StudioPage]":
        from kgstudy.gui.pages.studio import StudioPage  # noqa: PLC0415 - not needed to start

        return StudioPage

    def _lesson_page(self) -> "type[LessonPage]":
        from kgstudy.gui.pages.lesson import LessonPage  # noqa: PLC0415 - not needed to start

        return LessonPage
