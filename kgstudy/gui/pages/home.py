"""Home: what waits today, one button to begin, and what the coming days bring."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import date_of
from kgstudy.domain.queue import Counts
from kgstudy.gui import durations, wording
from kgstudy.gui.feed import Feed
from kgstudy.gui.models import outlook
from kgstudy.gui.models.outlook import Mood, Outlook
from kgstudy.gui.pages.base import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.bar_chart import Bar, BarChart
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.deck_list import COUNT_WIDTH, DeckList
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.recall_bar import RecallBar
from kgstudy.services import lessons
from kgstudy.services.decks import DeckSummary
from kgstudy.store.collection import Collection

WIDTH = 960
ROOMY = 660
"""Below this width (at 100 %) what stood side by side stands one below the other."""

SOON_MS = 15_000
LATER_MS = 15 * 60_000
"""How long the page stands before it looks again what time it is."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """The decks that came with the program: which are gone, and how to have them back."""

    missing: Callable[[], tuple[str, ...]]
    bring_back: Callable[[], Change | None]


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
    export_wanted = Signal(object)
    """A DeckId, or None for everything."""

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
        self._header = _Header()
        self._hero = _Hero(look)
        self._week = _Week(look, collection)
        self._decks = _Decks(look)
        self._offer = _Offer(look, shipped)
        self._column = Column(look, WIDTH, self)
        self._wake = QTimer(self)
        self._wake.setSingleShot(True)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._lay_out()
        self._connect()

    @override
    def shown(self) -> None:
        self.refresh()
        self._renew_offer()
        self._hero.take_focus()
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
        if self._hero.study.hasFocus():
            self._column.ensureWidgetVisible(self._hero.study)

    def _renew_offer(self) -> None:
        if self._offer_stale:
            self._offer_stale = False
            self._offer.look_again()

    def _show(self, seen: Outlook) -> None:
        calendar = self._collection.calendar
        self._header.show_outlook(seen, outlook.headline(seen, calendar))
        self._hero.show_outlook(seen, outlook.next_words(seen, calendar))
        self._week.show_week(seen.week)
        self._week.setHidden(seen.mood is Mood.EMPTY)
        self._decks.show_decks(seen.decks)
        self._decks.setHidden(not seen.decks)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.addWidget(self._week, 11)
        self._below.addWidget(self._decks, 9)
        rows = self._column.rows
        rows.addWidget(self._header)
        rows.addWidget(self._hero)
        rows.addLayout(self._below)
        rows.addWidget(self._offer)
        rows.addStretch()
        self._arrange()

    def _connect(self) -> None:
        self._hero.study.clicked.connect(self._on_study)
        self._hero.read.clicked.connect(self._on_read)
        self._hero.bring.clicked.connect(self.bring_wanted)
        self._hero.decks.clicked.connect(self.import_wanted)
        self._decks.list.study_wanted.connect(self._on_deck)
        self._decks.list.export_wanted.connect(self._on_export)
        self._decks.lesson.clicked.connect(self.bring_wanted)
        self._decks.bring.clicked.connect(self.import_wanted)
        self._decks.export.clicked.connect(self._on_export_all)
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

    def _on_export(self, deck: DeckSummary) -> None:
        self.export_wanted.emit(deck.id)

    def _on_export_all(self) -> None:
        self.export_wanted.emit(None)

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
        self._header.arrange(self.look, across)
        self._hero.arrange(across)
        self._week.arrange(self.look)
        self._decks.arrange(self.look)


class _Header(QWidget):
    """The date, the one thing to know now, and how diligent one has been."""

    def __init__(self) -> None:
        super().__init__()
        self._date = label(role="soft", wrap=False)
        self._headline = label(role="title")
        self._effort = label(role="soft", wrap=False)
        self._left = QVBoxLayout()
        self._left.addWidget(self._date)
        self._left.addWidget(self._headline)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._effort, 0, Qt.AlignmentFlag.AlignBottom)

    def show_outlook(self, seen: Outlook, headline: str) -> None:
        self._date.setText(wording.long_date(seen.date))
        self._headline.setText(headline)
        self._effort.setText(outlook.effort_words(seen.today))
        self._effort.setHidden(not self._effort.text())

    def arrange(self, look: Look, across: QBoxLayout.Direction) -> None:
        self._left.setSpacing(look.px(6))
        self._row.setDirection(across)
        self._row.setContentsMargins(0, 0, 0, look.px(10))
        self._row.setSpacing(look.px(8))


class _Hero(QFrame):
    """The deck to study with its one large button; or, with nothing due, what comes next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "card")
        self._title = label(role="lead")
        self._counts = QLabel()
        self._counts.setProperty("role", "body")
        self._counts.setWordWrap(True)
        self._next = label(role="soft")
        self._bar = RecallBar(look, self.tr("How well the lesson is known"))
        self._known = label(role="small")
        self.study = Button(self.tr("Study"), "primary")
        self.read = Button(self.tr("Read the lesson"))
        self.bring = Button(self.tr("Bring a lesson…"), "primary")
        self.decks = Button(self.tr("Bring in decks…"))
        self._words = QVBoxLayout()
        for part in (self._title, self._counts, self._next, self._bar, self._known):
            self._words.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.study, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.decks, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_outlook(self, seen: Outlook, next_words: str) -> None:
        waits = seen.mood in (Mood.WAITING, Mood.WELCOME)
        self._title.setText(seen.title)
        self._title.setHidden(seen.mood is Mood.EMPTY)
        self._counts.setText(_counts_html(self._look, seen.counts, durations.about(seen.seconds)))
        self._counts.setVisible(waits)
        self._next.setText(next_words)
        self._next.setHidden(not next_words)
        self._show_known(seen)
        self.study.setVisible(waits)
        self.read.setVisible(not waits and seen.lesson is not None)
        self.bring.setVisible(seen.mood is Mood.EMPTY)
        self.decks.setVisible(seen.mood is Mood.EMPTY)

    def take_focus(self) -> None:
        """The keyboard begins where the day begins."""
        for button in (self.study, self.read, self.bring):
            if button.isVisibleTo(self):
                button.setFocus()

    def arrange(self, across: QBoxLayout.Direction) -> None:
        px = self._look.px
        self._row.setDirection(across)
        self._row.setContentsMargins(px(28), px(26), px(28), px(26))
        self._row.setSpacing(px(28) if across is QBoxLayout.Direction.LeftToRight else px(18))
        self._words.setSpacing(px(9))

    def _show_known(self, seen: Outlook) -> None:
        self._bar.setHidden(seen.known is None)
        self._known.setHidden(seen.known is None)
        if seen.known:
            told = outlook.known_words(seen.known)
            self._bar.show_bands(seen.known.bands, told)
            self._known.setText(told)


class _Week(QFrame):
    """How many cards come on each of the next seven days."""

    def __init__(self, look: Look, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self.setProperty("kind", "card")
        self._heading = label(self.tr("The week ahead"), "heading")
        self._chart = BarChart(look, self.tr("The week ahead"))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._chart, 1)

    def show_week(self, week: tuple[int, ...]) -> None:
        days = wording.coming_days(self._collection.calendar, len(week))
        bars = []
        for place, (day, count) in enumerate(zip(days, week, strict=True)):
            name = wording.weekday(day) if place else self.tr("Today")
            date = wording.long_date(day) if place else self.tr("Today")
            cards = wording.several(count, "1 card", "%n cards")
            bars.append(Bar(name, count, f"{date}: {cards}"))
        self._chart.show_bars(bars)

    def arrange(self, look: Look) -> None:
        self._column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        self._column.setSpacing(look.px(12))


class _Decks(QFrame):
    """All decks with what waits in each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._heading = label(self.tr("Decks"), "heading")
        self._columns = [
            label(name, "small", wrap=False) for name in (self.tr("New"), self.tr("Due"))
        ]
        self.list = DeckList(look)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        for name in self._columns:
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self._head.addWidget(name)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self.lesson = Button(self.tr("Bring a lesson…"), "quiet")
        self.bring = Button(self.tr("Bring in decks…"), "quiet")
        self.export = Button(self.tr("Export…"), "quiet")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.lesson, self.bring, self.export):
            self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot.addStretch()
        self._column.addWidget(self.list)
        self._column.addStretch()
        self._column.addLayout(self._foot)

    def show_decks(self, decks: tuple[DeckSummary, ...]) -> None:
        self.list.show_decks(decks)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        """The buttons stand below one another where they would not fit in a row."""
        buttons = (self.lesson, self.bring, self.export)
        needed = sum(button.sizeHint().width() + 8 for button in buttons)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(across if needed <= self.contentsRect().width() - 28 else down)
        self._foot.setSpacing(4)

    def arrange(self, look: Look) -> None:
        self._arrange_foot()
        px = look.px
        self._head.setSpacing(0)
        self._head.setContentsMargins(px(10), 0, px(10), 0)
        for name in self._columns:
            name.setFixedWidth(px(COUNT_WIDTH))
        self._column.setContentsMargins(px(14), px(20), px(14), px(16))
        self._column.setSpacing(px(10))


class _Offer(QWidget):
    """Quietly offers a shipped deck that was deleted."""

    accepted = Signal(Change)

    def __init__(self, look: Look, shipped: Shipped) -> None:
        super().__init__()
        self._shipped = shipped
        self._button = Button("", "quiet")
        self._button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addStretch()
        self.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(50)
        self._later.timeout.connect(self._look)

    def look_again(self) -> None:
        """Looks once the page is painted, since the files must be read for it."""
        self._later.start()

    def _look(self) -> None:
        missing = self._shipped.missing()
        if missing:
            names = ", ".join(f"“{name}”" for name in missing)
            self._button.say(self.tr("Bring back the lesson {names}").format(names=names))
        self.setHidden(not missing)

    def _on_clicked(self) -> None:
        change = self._shipped.bring_back()
        if change:
            self.accepted.emit(change)


def _counts_html(look: Look, counts: Counts, minutes: str) -> str:
    """`8 new · 3 learning · 12 to review · about 7 minutes`, each number in its colour."""
    kinds = (
        (counts.new, "new", "%n new"),
        (counts.learning, "learning", "%n learning"),
        (counts.review, "review", "%n to review"),
    )
    soft = f'<span style="color: {look.color("soft").name()}">'
    parts = [
        f'<span style="color: {look.color(role).name()}">{wording.say(words, count)}</span>'
        for count, role, words in kinds
        if count
    ]
    return f"{soft} · </span>".join((*parts, f"{soft}{minutes}</span>"))
