"""The window: a side bar, one page at a time, and the keys that hold everywhere."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget
from shiboken6 import isValid
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId
from kgstudy.domain.lesson import Span
from kgstudy.gui import window_place
from kgstudy.gui.acts import Act, Acts
from kgstudy.gui.desk import Desk
from kgstudy.gui.icons import program_icon
from kgstudy.gui.menu_key import open_menu
from kgstudy.gui.page import Page
from kgstudy.gui.page_stack import PageStack
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.trouble import Trouble
from kgstudy.gui.ways.browse import BrowseWay
from kgstudy.gui.ways.deck import DeckWay
from kgstudy.gui.ways.edit import EditWay
from kgstudy.gui.ways.history import HistoryWay
from kgstudy.gui.ways.lesson import LessonWay
from kgstudy.gui.ways.study import StudyWay
from kgstudy.gui.widgets.drop_veil import DropVeil
from kgstudy.gui.widgets.side_bar import Entry, SideBar
from kgstudy.gui.widgets.toast import Toast

if TYPE_CHECKING:
    from kgstudy.services.sitting import Plan

NARROW = 820
"""Below this width (at 100 % text size) the side bar shows icons alone."""

WAY_OF_LESSONS = ("lesson", "bring", "revision", "studio")
"""Pages that in the side bar belong to the lessons."""


class Window(QMainWindow):
    """Pages other than Home are imported and made when they are first wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._focused: QWidget | None = None
        self.trouble = Trouble(self)
        self._stack = PageStack()
        self._acts = Acts(desk.collection, desk.feed, desk.jobs, self)
        self._lessons = LessonWay(desk, self, self._acts, self)
        self._decks = DeckWay(desk, self, self)
        self._history = HistoryWay(desk, self, self._acts, self)
        self._browsing = BrowseWay(desk, self, self)
        self._studying = StudyWay(desk, self, self._stack, self)
        edits = EditWay(desk, self, self._acts, lambda: self._is_writing, self)
        self.add, self.edit = edits.add, edits.edit
        self._side_bar = SideBar(desk.look, self._entries())
        self._side_bar.show_entry("study", shown=False)
        self._lay_out()
        self.toast = Toast(desk.look, self._stack)
        self._veil = DropVeil(desk.look, self)
        self._add_keys()
        self._connect()
        window_place.restore(self, desk.choices)
        self.show_page("home")

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._stack.page

    def show_page(self, key: str) -> None:
        """Brings the page `key` to the front: one that can be made, or the study."""
        if key != "import" and self._keeps_importing():
            return
        if key not in self._stack:
            self._stack.put(key, self._makers()[key]())
        page = self._stack.bring(key)
        self._side_bar.setHidden(key == "study")
        self._side_bar.show_current("lessons" if key in WAY_OF_LESSONS else key)
        self._back_to_study.setEnabled(key != "study" and self._studying.is_open)
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
        if not self._keeps_importing():
            self._studying.begin(deck, cards, plan)

    def open_lesson(self, lesson: LessonId, span: Span | None = None) -> None:
        """Opens the lesson, at the words `span` if they are given."""
        self._lessons.read(lesson, span)

    def open_studio(self, lesson: LessonId) -> None:
        """Opens the lesson on the desk where its cards are made."""
        self._lessons.draft(lesson)

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing in the page has a use for it."""
        back = self._stack.way_back
        if event.key() == Qt.Key.Key_Escape and back != self._stack.key and not self._acts.is_busy:
            self.show_page(back)
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._home.look_at_clock()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        window_place.keep(self, self._desk.choices)

    @property
    def _home(self) -> HomePage:
        home = self._stack["home"]
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
        page.keys_wanted.connect(self._show_keys)
        return page

    @property
    def _is_writing(self) -> bool:
        """Whether something large is done to the collection, so that others would wait for it."""
        return self._decks.is_writing or self._desk.jobs.is_writing

    def _keeps_importing(self) -> bool:
        """While decks come in nothing else can be written; the window waits beside them."""
        if self._acts.is_busy or self._desk.jobs.is_writing:
            return True
        if not self._decks.is_writing:
            return False
        self.toast.say(self.tr("Wait until the decks are in, or cancel them."))
        self._side_bar.show_current("import")
        return True

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
            ("Shift+F10", open_menu),
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
        self._stack.said.connect(self.toast.say)
        self._studying.opened.connect(self._on_study_opened)
        self._side_bar.chosen.connect(self.show_page)
        self._veil.dropped.connect(self.bring_in)
        self._acts.began.connect(self._on_act_began)
        self._acts.ended.connect(self._on_act_ended)
        self._acts.said.connect(self.toast.say)
        self._acts.failed.connect(self.trouble.tell)
        desk.feed.changed.connect(self._on_change)
        desk.choices.changed.connect(self._on_choices)
        desk.look.changed.connect(self._arrange)

    def _arrange(self) -> None:
        self.setMinimumSize(window_place.smallest(self._desk.look.scale))
        self._side_bar.show_narrow(self.width() < self._desk.look.px(NARROW))

    def _export_page(self) -> None:
        self.export(self.page.deck, self.page.cards)

    def _on_change(self, change: Change) -> None:
        self._stack.tell(change)
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
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()

    def _on_choices(self) -> None:
        value = self._desk.choices.value
        self._desk.look.choose(value.theme, value.text_size)

    def _on_waiting(self, count: int) -> None:
        self._side_bar.show_waiting("home", count)

    def _on_study_opened(self, is_open: bool) -> None:
        self._side_bar.show_entry("study", shown=is_open)

    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        from kgstudy.gui.widgets.key_sheet import KeySheet  # noqa: PLC0415 - not needed to start

        KeySheet(self._desk.look, self, self._stack.key).open()


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
