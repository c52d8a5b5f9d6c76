"""The shelf: every lesson with how well it is known, and the way to bring another."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import LessonId
from kgstudy.gui import ahead
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.loading import Loading
from kgstudy.gui.page import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lesson_row import LessonRow, focused_button
from kgstudy.gui.wording import say, several
from kgstudy.services import lessons
from kgstudy.services.lessons import LessonSummary
from kgstudy.store.collection import Collection

if TYPE_CHECKING:
    from kgstudy.gui.drafts_counting import DraftsCounting

COUNTING = (
    *ahead.DRAFTING,
    "kgstudy.services.studio",
    "kgstudy.gui.drafts_counting",
)
"""What drafts are counted with; it is loaded when the shelf is seen."""

WIDTH = 900
ROOMY = 680
"""Below this width (at 100 %) the buttons of a lesson stand below its words."""


class ShelfPage(Page):
    """Up and Down go from lesson to lesson; F2 renames one, Delete removes it."""

    lesson_wanted = Signal(object)
    """A LessonId, to be read; so are the next two."""
    draft_wanted = Signal(object)
    version_wanted = Signal(object)
    export_wanted = Signal(object)
    """A DeckId."""
    bring_wanted = Signal()
    paste_wanted = Signal()
    removed = Signal(str)
    """In words, what was removed just now."""

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Lessons")
        self._collection = collection
        self._feed = feed
        self._jobs = jobs
        self._counting: DraftsCounting | None = None
        self._loading = Loading(COUNTING, self)
        self._loading.done.connect(self._count)
        self.rows: list[LessonRow] = []
        self._last: LessonId | None = None
        self.bring = Button(self.tr("Bring a lesson…"), "primary")
        self.bring.setProperty("small", "true")
        key = QKeySequence("Ctrl+O").toString(QKeySequence.SequenceFormat.NativeText)
        self.bring.setToolTip(key)
        self._lead = label(role="soft")
        self._lay_out()
        self.bring.clicked.connect(self.bring_wanted)
        look.changed.connect(self._arrange)

    @override
    def shown(self) -> None:
        """The keyboard goes to the lesson it was in, or to the first."""
        place = self._last
        self.refresh()
        at = [number for number, row in enumerate(self.rows) if row.summary.id == place]
        self._go_to(at[0] if at else 0, 0)

    @override
    def on_change(self, change: Change) -> None:
        if self.isVisible() and change.touches(
            Touched.LESSONS, Touched.CARDS, Touched.DECKS, Touched.OPTIONS
        ):
            self.refresh()

    def refresh(self) -> None:
        """Shows every lesson as it stands now; the keyboard stays with its lesson."""
        place = self._place()
        lesson = self.rows[place[0]].summary.id if place else None
        shelf = lessons.shelf(self._collection)
        if [row.summary.id for row in self.rows] != [summary.id for summary in shelf]:
            self._fill(shelf)
        for row, summary in zip(self.rows, shelf, strict=True):
            row.show_summary(summary)
        self._lead.setText(self._lead_words())
        self._arrange()
        if place:
            moved = (n for n, row in enumerate(self.rows) if row.summary.id == lesson)
            self._go_to(next(moved, place[0]), place[1])
        self._loading.begin()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._loading.stop()
        if self._counting is not None:
            self._counting.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the rows' buttons, which would take the arrows for a kind of Tab."""
        place = self._place()
        if place and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key(), *place)
        return False

    def _on_key(self, key: int, number: int, button: int) -> bool:
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._go_to(number + (1 if key == Qt.Key.Key_Down else -1), button)
            case Qt.Key.Key_F2:
                self.rows[number].rename()
            case Qt.Key.Key_Delete:
                self._remove(self.rows[number])
            case _:
                return False
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _count(self) -> None:
        from kgstudy.gui.drafts_counting import DraftsCounting  # noqa: PLC0415 - loaded by now

        if self._counting is None:
            self._counting = DraftsCounting(self._jobs, self)
            self._counting.counted.connect(self._on_counted)
        self._counting.count([row.summary.id for row in self.rows])

    def _on_counted(self, lesson: LessonId, count: int) -> None:
        for row in self.rows:
            if row.summary.id == lesson:
                row.show_drafts(count)

    def _place(self) -> tuple[int, int] | None:
        """Row and button in which the keyboard is."""
        for number, row in enumerate(self.rows):
            button = focused_button(row)
            if button is not None:
                return number, button
        return None

    def _go_to(self, row: int, button: int) -> None:
        if not self.rows:
            self.bring.setFocus()
            return
        self.rows[min(max(0, row), len(self.rows) - 1)].buttons[button].setFocus()

    def _lead_words(self) -> str:
        if self.rows:
            return self.tr("Texts that you learn, each with its cards.")
        return self.tr(
            "No lesson yet. Bring any text that you want to remember: paste it, open a file, or"
            " drop one on this window. Home brings back the one that came with kgstudy."
        )

    def _fill(self, shelf: tuple[LessonSummary, ...]) -> None:
        for row in self.rows:
            self._shelf.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(summary) for summary in shelf]
        for row in self.rows:
            self._shelf.addWidget(row)
            row.show()  # at once, so that the keyboard can go to it

    def _row(self, summary: LessonSummary) -> LessonRow:
        row = LessonRow(self.look, summary)
        for button in row.buttons:
            button.installEventFilter(self)
        for signal, wanted in (
            (row.read_wanted, self.lesson_wanted),
            (row.draft_wanted, self.draft_wanted),
            (row.version_wanted, self.version_wanted),
        ):
            signal.connect(partial(self._leave, wanted, summary.id))
        row.export_wanted.connect(partial(self.export_wanted.emit, summary.deck_id))
        row.renamed.connect(partial(self._on_renamed, summary.id))
        row.remove_wanted.connect(partial(self._remove, row))
        row.language_chosen.connect(partial(self._on_language, row))
        return row

    def _leave(self, wanted: SignalInstance, lesson: LessonId) -> None:
        self._last = lesson
        wanted.emit(lesson)

    def _on_renamed(self, lesson: LessonId, title: str) -> None:
        self._feed.changed.emit(lessons.rename(self._collection, lesson, title))

    def _on_language(self, row: LessonRow, language: str) -> None:
        if language != row.summary.language:
            lesson = row.summary.id
            self._feed.changed.emit(lessons.change_language(self._collection, lesson, language))

    def _remove(self, row: LessonRow) -> None:
        from kgstudy.services import studio  # noqa: PLC0415 - not needed to see the shelf

        summary = row.summary
        self._feed.changed.emit(studio.discard(self._collection, summary.id))
        self.removed.emit(_removed_words(summary))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._column = Column(self.look, WIDTH, self)
        whole.addWidget(self._column)
        words = QVBoxLayout()
        words.addWidget(label(self.title, "title"))
        words.addWidget(self._lead)
        self._head = QHBoxLayout()
        self._head.addLayout(words, 1)
        self._head.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignTop)
        self._shelf = QVBoxLayout()
        self._column.rows.addLayout(self._head)
        self._column.rows.addLayout(self._shelf)
        self._column.rows.addStretch()
        self._arrange()

    def _arrange(self) -> None:
        px = self.look.px
        roomy = self.width() >= px(ROOMY)
        self._head.setSpacing(px(20))
        self._shelf.setSpacing(px(14))
        for row in self.rows:
            row.arrange(roomy=roomy)


def _removed_words(summary: LessonSummary) -> str:
    if not summary.cards:
        return say("Removed “{title}”").format(title=summary.title)
    told = several(
        summary.cards,
        "Removed “{title}”; its card stays in its deck",
        "Removed “{title}”; its %n cards stay in their deck",
    )
    return told.format(title=summary.title)
