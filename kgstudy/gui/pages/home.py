"""Home: what waits today, one button to begin, and what the coming days bring."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import date_of
from kgstudy.domain.ids import DeckId
from kgstudy.gui.alarm import alarm
from kgstudy.gui.feed import Feed
from kgstudy.gui.models import outlook
from kgstudy.gui.models.outlook import Mood, Outlook
from kgstudy.gui.page import Page
from kgstudy.gui.panels.decks import DecksPanel
from kgstudy.gui.panels.greeting import Greeting
from kgstudy.gui.panels.shipped_offer import ShippedOffer
from kgstudy.gui.panels.today import TodayPanel
from kgstudy.gui.panels.week import WeekPanel
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.deck_list import DeckList
from kgstudy.services import lessons
from kgstudy.services.decks import DeckSummary
from kgstudy.store.collection import Collection

WIDTH = 960
ROOMY = 660
"""Below this width (at 100 %) what stood side by side stands one below the other."""

SOON_MS = 15_000
LATER_MS = 15 * 60_000
"""How long the page stands before it looks again what time it is."""


class HomePage(Page):
    """Speaks to the window by its signals; `waiting` says how many cards wait."""

    study_wanted = Signal(object)
    """A DeckId, or None for all decks."""
    lesson_wanted = Signal(object)
    """A LessonId."""
    waiting = Signal(int)
    import_wanted = Signal()
    bring_wanted = Signal()
    """A lesson, not a deck."""
    add_wanted = Signal(object)
    """The DeckId of the deck to write cards for, or None."""
    export_wanted = Signal(object)
    """A DeckId, or None for everything."""
    filtered_wanted = Signal(object)
    """To study cards out of their turn: those of a DeckId, or of all decks."""
    deck_wanted = Signal()
    """A new one."""

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        shipped: Shipped,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Home")
        self._collection = collection
        self._feed = feed
        self._stale = self._offer_stale = True
        self._greeting = Greeting()
        self._today = TodayPanel(look)
        self._week = WeekPanel(look)
        self.decks_panel = DecksPanel(look)
        self._offer = ShippedOffer(look, shipped)
        self._column = Column(look, WIDTH, self)
        self._wake = alarm(self)
        self._settled = alarm(self)
        self._lay_out()
        self._connect()

    @property
    @override
    def deck(self) -> DeckId | None:
        """The one in which the keyboard is."""
        current = self.deck_list.current if self.deck_list.hasFocus() else None
        return None if current is None else current.id

    @property
    def deck_list(self) -> DeckList:
        return self.decks_panel.list

    @override
    def shown(self) -> None:
        self.refresh()
        self._renew_offer()
        self._today.take_focus()
        self._settled.start()

    @override
    def on_change(self, change: Change) -> None:
        self._stale = True
        self._offer_stale = self._offer_stale or change.touches(Touched.DECKS)
        if self.isVisible():
            self.refresh()
            self._renew_offer()

    def catch_up(self) -> None:
        """Looks again if something has changed since it last looked."""
        if self._stale:
            self.refresh()

    def look_at_clock(self) -> None:
        """Looks again if another study day has begun meanwhile."""
        if self.isVisible() and date_of(self._collection.calendar.today()) != self._outlook.date:
            self.refresh()

    def refresh(self) -> None:
        """Asks for everything and shows it."""
        self._stale = False
        self._outlook = outlook.look_ahead(self._collection)
        self._show(self._outlook)
        soon = self._outlook.mood is Mood.SOON
        self._wake.start(SOON_MS if soon else LATER_MS)
        self.waiting.emit(self._outlook.counts.total)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._settled.start()

    def _show_focus(self) -> None:
        """With large words in a small window the button with the keyboard might lie below."""
        if self._today.study.hasFocus():
            self._column.ensureWidgetVisible(self._today.study)

    def _show_deck(self) -> None:
        """The row that the keyboard is in, where the window is lower than the list."""
        inner = self._column.widget()
        if inner is not None and self.deck_list.hasFocus():
            row = self.deck_list.visualRect(self.deck_list.currentIndex())
            place = self.deck_list.viewport().mapTo(inner, row.center())
            self._column.ensureVisible(place.x(), place.y(), 0, row.height())

    def _renew_offer(self) -> None:
        if self._offer_stale:
            self._offer_stale = False
            self._offer.look_again()

    def _show(self, seen: Outlook) -> None:
        calendar = self._collection.calendar
        self._greeting.show_outlook(seen, outlook.headline(seen, calendar))
        self._today.show_outlook(seen, outlook.next_words(seen, calendar))
        self._week.show_week(seen.week, calendar)
        self._week.setHidden(seen.mood is Mood.EMPTY)
        self.decks_panel.show_decks(seen.decks)
        self.decks_panel.setHidden(not seen.decks)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.addWidget(self._week, 11)
        self._below.addWidget(self.decks_panel, 9)
        rows = self._column.rows
        rows.addWidget(self._greeting)
        rows.addWidget(self._today)
        rows.addLayout(self._below)
        rows.addWidget(self._offer)
        rows.addStretch()
        self._arrange()

    def _connect(self) -> None:
        self._today.study.clicked.connect(self._on_study)
        self._today.read.clicked.connect(self._on_read)
        self._today.bring.clicked.connect(self.bring_wanted)
        self._today.decks.clicked.connect(self.import_wanted)
        self.deck_list.pointed.connect(self._show_deck)
        self.decks_panel.list.study_wanted.connect(self._on_deck)
        self.decks_panel.list.export_wanted.connect(self._on_export)
        self.decks_panel.list.add_wanted.connect(self._on_add)
        self.decks_panel.add.clicked.connect(self._on_add_anywhere)
        self._today.add.clicked.connect(self._on_add_anywhere)
        self.decks_panel.lesson.clicked.connect(self.bring_wanted)
        self.decks_panel.bring.clicked.connect(self.import_wanted)
        self.decks_panel.export.clicked.connect(self._on_export_all)
        self.decks_panel.filtered.clicked.connect(self._on_filtered)
        self.decks_panel.make.clicked.connect(self.deck_wanted)
        # A shortcut, since the key says another letter on a Cyrillic keyboard.
        key = QShortcut(QKeySequence("F"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._on_filtered)
        self._offer.accepted.connect(self._feed.changed)
        self._wake.timeout.connect(self._on_wake)
        self._settled.timeout.connect(self._show_focus)
        self.look.changed.connect(self._on_look)

    def _on_study(self) -> None:
        self.study_wanted.emit(self._outlook.deck)

    def _on_read(self) -> None:
        self.lesson_wanted.emit(self._outlook.lesson)

    def _on_deck(self, deck: DeckSummary) -> None:
        if deck.new + deck.due:
            self.study_wanted.emit(deck.id)
        elif deck.cards == 0:
            self._on_bare_deck(deck)
        else:
            self.said.emit(self.tr("Nothing is due in {deck}.").format(deck=deck.leaf))

    def _on_bare_deck(self, deck: DeckSummary) -> None:
        lesson = lessons.of_deck(self._collection, deck.id)
        if lesson is None:
            self.said.emit(self.tr("There is no card in {deck} yet.").format(deck=deck.leaf))
        else:
            self.lesson_wanted.emit(lesson)

    def _on_add(self, deck: DeckSummary) -> None:
        self.add_wanted.emit(deck.id)

    def _on_add_anywhere(self) -> None:
        self.add_wanted.emit(None)

    def _on_export(self, deck: DeckSummary) -> None:
        self.export_wanted.emit(deck.id)

    def _on_export_all(self) -> None:
        self.export_wanted.emit(None)

    def _on_filtered(self) -> None:
        """Of the deck in which the keyboard is, or of all."""
        self.filtered_wanted.emit(self.deck)

    def _on_wake(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_look(self) -> None:
        self._arrange()
        if not self._stale:
            self._show(self._outlook)

    def _arrange(self) -> None:
        px = self.look.px
        roomy = self.width() >= px(ROOMY)
        across = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        self._below.setDirection(across)
        self._below.setSpacing(px(20))
        self._greeting.arrange(self.look, across)
        self._today.arrange(across)
        self._week.arrange(self.look)
        self.decks_panel.arrange(self.look)
