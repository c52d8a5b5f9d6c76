"""The window: a side bar, one page at a time, and the keys that hold everywhere."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId
from kgstudy.domain.lesson import Span
from kgstudy.gui.acts import Act, Acts
from kgstudy.gui.browse_way import BrowseWay
from kgstudy.gui.deck_way import DeckWay
from kgstudy.gui.desk import Desk
from kgstudy.gui.edit_way import EditWay
from kgstudy.gui.history_way import HistoryWay
from kgstudy.gui.icons import program_icon
from kgstudy.gui.lesson_way import LessonWay
from kgstudy.gui.pages.base import Page
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.trouble import Trouble
from kgstudy.gui.widgets.drop_veil import DropVeil
from kgstudy.gui.widgets.side_bar import Entry, SideBar
from kgstudy.gui.widgets.toast import Toast

if TYPE_CHECKING:
    from kgstudy.services.sitting import Plan

_log = logging.getLogger(__name__)

FIRST_SIZE = QSize(1180, 780)
SMALLEST = QSize(560, 420)
"""At 100 % text size; it grows with the words, though never beyond `STILL_USABLE`."""
STILL_USABLE = QSize(900, 600)
NARROW = 820
"""Below this width (at 100 % text size) the side bar shows icons alone."""

WAY_OF_LESSONS = ("lesson", "bring", "revision", "studio")
"""Pages that in the side bar belong to the lessons."""


class Window(QMainWindow):
    """Pages other than Home are imported and made when they are first wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._way_back = "home"
        self._focused: QWidget | None = None
        self.trouble = Trouble(self)
        self._acts = Acts(desk.collection, desk.feed, desk.jobs, self)
        self._lessons = LessonWay(desk, self, self._acts, self)
        self._decks = DeckWay(desk, self, self)
        self._history = HistoryWay(desk, self, self._acts, self)
        self._browsing = BrowseWay(desk, self, self)
        edits = EditWay(desk, self, self._acts, lambda: self._decks.is_writing, self)
        self.add, self.edit = edits.add, edits.edit
        self._side_bar = SideBar(desk.look, self._entries())
        self._side_bar.show_entry("study", shown=False)
        self._stack = QStackedWidget()
        self._lay_out()
        self.toast = Toast(desk.look, self._stack)
        self._veil = DropVeil(desk.look, self)
        self._add_keys()
        self._connect()
        self._place()
        self.show_page("home")

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def _front(self) -> str:
        """The key of the page in front."""
        return next(key for key, page in self._pages.items() if page is self.page)

    def show_page(self, key: str) -> None:
        """Brings the page `key` to the front: one that can be made, or the study."""
        if key != "import" and self._keeps_importing():
            return
        if key not in self._pages:
            self._add(key, self._makers()[key]())
        page = self._pages[key]
        self._stack.setCurrentWidget(page)
        self._side_bar.setHidden(key == "study")
        self._side_bar.show_current("lessons" if key in WAY_OF_LESSONS else key)
        self._back_to_study.setEnabled(key != "study" and "study" in self._pages)
        self.setWindowTitle(f"{page.title} – kgstudy")
        page.shown()
        if key != "study":
            self._home.catch_up()

    def study(
        self,
        deck: DeckId | None = None,
        cards: Sequence[CardId] = (),
        plan: "Plan | None" = None,
    ) -> None:
        """Studies a deck, all decks, only these cards, or a plan, over the whole window."""
        from kgstudy.gui.sessions import study_page  # noqa: PLC0415 - not needed to start

        if self._keeps_importing():
            return
        self._way_back = self._key_in_front()
        self._end_study()
        page = study_page(self._desk, deck, cards, plan)
        page.closed.connect(self._on_study_closed)
        page.more_wanted.connect(self._on_more_wanted)
        page.lesson_wanted.connect(self.open_lesson)
        page.browse_wanted.connect(self.browse)
        page.edit_wanted.connect(self.edit)
        self._add("study", page)
        self._side_bar.show_entry("study", shown=True)
        self.show_page("study")

    def open_lesson(self, lesson: LessonId, span: Span | None = None) -> None:
        """Opens the lesson, at the words `span` if they are given."""
        self._lessons.read(lesson, span)

    def open_studio(self, lesson: LessonId, card: CardId | None = None) -> None:
        """Opens the lesson on the desk where its cards are made, with one of them in hand."""
        self._lessons.draft(lesson, card)

    def browse(self, query: str) -> None:
        """Shows the cards that the query finds."""
        self._browsing.browse(query)

    def show_card_info(self, card: CardId) -> None:
        """Shows all that is known of the card, over the page in front."""
        self._history.show_card(card)

    def show_versions(self, note: NoteId) -> None:
        """Shows what the note was, likewise."""
        self._history.show_versions(note)

    def study_cards(self, cards: Sequence[CardId]) -> None:
        """Studies only these cards."""
        self.study(cards=cards)

    def study_filtered(self, query: str) -> None:
        """Asks how the cards that the query finds are to be studied out of their turn."""
        self._decks.care.filtered(search=query)

    def study_plan(self, plan: "Plan") -> None:
        """Studies the cards of the plan, out of their turn."""
        self.study(plan=plan)

    def bring_in(self, files: Sequence[Path]) -> None:
        """Shows what is in the files, lessons or decks."""
        if self._keeps_importing():
            return
        self._lessons.take(files)

    def show_decks(self, files: Sequence[Path]) -> None:
        """Shows what decks are in the files, before anything of them is taken in."""
        self._decks.show(files)

    def come_forward(self) -> None:
        """Shows the window to somebody who has just started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._home.look_at_clock()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        place = self.saveGeometry().toBase64().toStdString()
        choices = self._desk.choices
        try:
            choices.choose(replace(choices.value, window=place))
        except UserError as error:
            _log.warning("the window's place is not kept: %s", error)

    @property
    def _home(self) -> HomePage:
        home = self._pages["home"]
        assert isinstance(home, HomePage)
        return home

    def _entries(self) -> tuple[Entry, ...]:
        return (
            Entry("home", self.tr("Home"), "home", _native("Alt+1")),
            Entry("lessons", self.tr("Lessons"), "lessons", _native("Alt+2")),
            Entry("browse", self.tr("Browse"), "browse", _native("Alt+3")),
            Entry("activity", self.tr("History"), "history", _native("Alt+4")),
            Entry("study", self.tr("Back to the card"), "study", _native("Esc")),
            Entry("settings", self.tr("Settings"), "settings", _native("Ctrl+,"), at_foot=True),
        )

    def _makers(self) -> dict[str, Callable[[], Page]]:
        return {
            "home": self._make_home,
            **self._lessons.makers,
            **self._decks.makers,
            **self._browsing.makers,
            **self._history.makers,
            "settings": self._make_settings,
        }

    def _make_home(self) -> Page:
        desk = self._desk
        page = HomePage(desk.look, desk.collection, desk.feed, desk.shipped)
        page.study_wanted.connect(self.study)
        page.lesson_wanted.connect(self.open_lesson)
        page.waiting.connect(self._on_waiting)
        page.import_wanted.connect(partial(self.show_page, "import"))
        page.bring_wanted.connect(self._lessons.bring)
        page.export_wanted.connect(self.export)
        page.add_wanted.connect(self.add)
        self._decks.serve(page)
        return page

    def _make_settings(self) -> Page:
        from kgstudy.gui.pages.settings import SettingsPage  # noqa: PLC0415 - not needed to start

        desk = self._desk
        page = SettingsPage(desk.look, desk.collection, desk.feed, desk.choices, desk.jobs)
        page.failed.connect(self.trouble.tell)
        return page

    def _keeps_importing(self) -> bool:
        """While decks come in nothing else can be written; the window waits beside them."""
        if self._acts.is_busy:
            return True
        if not self._decks.is_writing:
            return False
        self.toast.say(self.tr("Wait until the decks are in, or cancel them."))
        self._side_bar.show_current("import")
        return True

    def _add(self, key: str, page: Page) -> None:
        page.said.connect(self.toast.say)
        self._pages[key] = page
        self._stack.addWidget(page)

    def _end_study(self) -> None:
        page = self._pages.pop("study", None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._side_bar.show_entry("study", shown=False)

    def _key_in_front(self) -> str:
        """The page to come back to; a new session takes over the way back of the one before."""
        front = self._front
        if front == "import":
            return "home"
        return self._way_back if front == "study" else front

    def _lay_out(self) -> None:
        self.setWindowIcon(program_icon())
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side_bar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(central)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Alt+1", partial(self.show_page, "home")),
            ("Alt+2", partial(self.show_page, "lessons")),
            ("Alt+3", self._browsing.show),
            ("B", self._browsing.show_here),
            ("Alt+4", self._history.show),
            ("Ctrl+,", partial(self.show_page, "settings")),
            ("Ctrl+O", self._lessons.bring),
            ("Ctrl+I", self._decks.choose),
            ("Ctrl+E", self._export_page),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("F11", self._turn_full_screen),
            ("F1", self._show_keys),
            ("?", self._show_keys),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._back_to_study = QShortcut(QKeySequence("Esc"), self)
        self._back_to_study.activated.connect(partial(self.show_page, "study"))

    def _connect(self) -> None:
        desk = self._desk
        self._side_bar.chosen.connect(self.show_page)
        self._veil.dropped.connect(self.bring_in)
        self._acts.began.connect(self._on_act_began)
        self._acts.ended.connect(self._on_act_ended)
        self._acts.said.connect(self.toast.say)
        self._acts.failed.connect(self.trouble.tell)
        desk.feed.changed.connect(self._on_change)
        desk.choices.changed.connect(self._on_choices)
        desk.look.changed.connect(self._arrange)

    def _place(self) -> None:
        place = self._desk.choices.value.window
        if place and self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            return
        room = self.screen().availableSize()
        self.resize(FIRST_SIZE.boundedTo(room * 0.92))

    def _arrange(self) -> None:
        self.setMinimumSize((SMALLEST * self._desk.look.scale).boundedTo(STILL_USABLE))
        self._side_bar.show_narrow(self.width() < self._desk.look.px(NARROW))

    def undo(self) -> None:
        """Takes back the last act, whenever it was."""
        if not self._keeps_importing():
            self._acts.undo(self.page)

    def redo(self) -> None:
        if not self._keeps_importing():
            self._acts.redo(self.page)

    def write_beside(self, act: Act, done: Callable[[Change | None], None]) -> None:
        """Does a large act beside the window; `done` is told what it changed."""
        if not self._keeps_importing():
            self._acts.write_beside(act, done)

    def export(self, deck: DeckId | None = None, cards: Sequence[CardId] = ()) -> None:
        """Asks what is to go out, and where to; a deck that is given stands there already."""
        if not self._keeps_importing():
            self._decks.export(deck, cards)

    def _export_page(self) -> None:
        self.export(self.page.deck, self.page.cards)

    def _on_change(self, change: Change) -> None:
        for page in tuple(self._pages.values()):  # one of them may lead to a page not made yet
            page.on_change(change)
        if self._side_bar.isVisible():
            self._home.catch_up()

    def _on_act_began(self) -> None:
        """The pages wait."""
        self._focused = self.focusWidget()
        self._stack.setEnabled(False)
        self.setFocus()

    def _on_act_ended(self) -> None:
        self._stack.setEnabled(True)
        self.page.shown()
        if self._focused is not None:
            self._focused.setFocus()

    def _on_choices(self) -> None:
        value = self._desk.choices.value
        self._desk.look.choose(value.theme, value.text_size)

    def _on_waiting(self, count: int) -> None:
        self._side_bar.show_waiting("home", count)

    def _on_study_closed(self) -> None:
        self._end_study()
        self.show_page(self._way_back)

    def _on_more_wanted(self) -> None:
        self.study()

    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        from kgstudy.gui.widgets.key_sheet import KeySheet  # noqa: PLC0415 - not needed to start

        KeySheet(self._desk.look, self, self._front).open()


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
