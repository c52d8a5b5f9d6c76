"""Studying: one card over the whole window, from its question to its grade."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.card import FLAGS
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import Calendar
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.study_table import SCROLLING, StudyTable
from kgstudy.gui.card_acts import CardActs
from kgstudy.gui.feed import Feed
from kgstudy.gui.media.card_sounds import CardSounds, why_silent
from kgstudy.gui.media.foreign_sounds import hear
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.media.sound import Trouble
from kgstudy.gui.page import Page
from kgstudy.gui.pages.study_clock import StudyClock
from kgstudy.gui.pages.study_screens import StudyScreens
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.acts_menu import ActsMenu
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.services.shown import Shown
from kgstudy.services.study import LEECH, Study

_TICK_MS = 500
_LONGEST_WAIT_S = 3600
"""Nobody watches a clock for longer."""

Act = Callable[[], None]


class StudyPage(Page):
    """One session; leaving it loses nothing, since each answer is kept as it is given."""

    closed = Signal()
    lesson_wanted = Signal(object, object)
    """A LessonId and the Span of the words."""
    edit_wanted = Signal(object)
    """The NoteId of the card on the table."""
    browse_wanted = Signal(str)
    more_wanted = Signal()
    """To study what waits outside this session."""

    def __init__(
        self,
        look: Look,
        feed: Feed,
        study: Study,
        grade_buttons: Literal[2, 4] = 4,
        *,
        calendar: Calendar,
        media: Media,
        others: Callable[[], int],
        sounds: CardSounds,
        seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """`others` counts the cards that wait outside this session."""
        super().__init__(look, parent)
        self.title = self.tr("Practice") if study.practises else self.tr("Study")
        self._study = study
        self._card = CardActs(study, feed, self)
        self._others = others
        self._sounds = sounds
        self._clock = StudyClock(seconds)
        self._stale = False
        self.table = StudyTable(look, media, grade_buttons)
        self._screens = StudyScreens(look, self.table, calendar, practises=study.practises)
        self.header, self.progress = self._screens.header, self._screens.progress
        self.practice = self._screens.practice
        self.wait, self.rest = self._screens.wait, self._screens.rest
        self._tick = QTimer(self)
        self._acts = self._acts_by_key()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._screens)
        self._connect()
        self._go_on()

    @override
    def shown(self) -> None:
        """Something may have been changed while another page was in front."""
        before = self._study.shown
        if self._stale:
            self._stale = False
            self._study.refresh()
        if _same_card(before, self._study.shown):
            self._screens.take_focus()
        else:
            self._go_on()

    @override
    def on_change(self, change: Change) -> None:
        self._stale = self._stale or not self._card.is_acting
        if self._stale and self.isVisible() and change.touches(Touched.NOTES):
            self._show_anew()

    def _show_anew(self) -> None:
        """The note was edited beside this page: its card stays on the table, with its new words."""
        before, revealed = self._study.shown, self.table.revealed
        self._stale = False
        self._study.refresh()
        if _same_card(before, self._study.shown):
            return
        self._go_on()
        if revealed and before and self._study.shown and self._study.shown.card == before.card:
            self.reveal()

    @override
    def undo(self) -> Change | None:
        return self._card.undo()

    @override
    def redo(self) -> Change | None:
        return self._card.redo()

    def reveal(self) -> None:
        """Shows the answer, and the grades with what each would lead to."""
        shown = self._study.shown
        if shown is None or self.table.revealed:
            return
        if self._clock.was_long_ago:
            self._study.refresh()
            if not _same_card(shown, self._study.shown):
                self._go_on()
                return
        self.table.reveal(self._study.shown or shown)
        self._sounds.reveal()

    def grade(self, rating: Rating) -> None:
        """Answers the card, and shows the next one."""
        self._card.answer(rating, self._clock.taken_ms)
        self.table.foot.hush()
        self._go_on()
        if self._study.leech:
            self._screens.say(self.tr("The last card keeps slipping away and was tagged “leech”."))

    @override
    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not the window's while this page is in front."""
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and key_name(event) in self._acts:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_name(event)
        if key not in self._acts:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or key in SCROLLING:
            self._acts[key]()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start(_TICK_MS)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sounds.hush()
        self._tick.stop()

    def _connect(self) -> None:
        self._screens.said.connect(self.said)
        self.header.left.connect(self.closed)
        self.header.more_wanted.connect(self._show_menu)
        self.table.revealing.connect(self.reveal)
        self.table.graded.connect(self.grade)
        self.table.lesson_wanted.connect(self._open_lesson)
        self.table.sound_wanted.connect(self._play)
        self._card.moved.connect(self._go_on)
        self._card.flagged.connect(self.header.show_card)
        self._card.said.connect(self._screens.say)
        self._sounds.player.failed.connect(self._on_silence)
        self.wait.ahead_wanted.connect(self._study_ahead)
        self.wait.finish_wanted.connect(self._rest)
        self.rest.home_wanted.connect(self.closed)
        self.rest.more_wanted.connect(self.more_wanted)
        self._tick.timeout.connect(self._on_tick)
        # Shortcuts, since the keys say other letters on a Cyrillic keyboard.
        for key in ("S", "R", "E"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._acts[key])

    def _go_on(self) -> None:
        """Shows what there is to do now: a card, a countdown, or what was done."""
        study = self._study
        self._sounds.hush()
        self._screens.clear(study)
        if study.shown is not None:
            self._ask(study.shown)
        elif study.wait_seconds is not None and study.wait_seconds <= _LONGEST_WAIT_S:
            self._await(study.wait_seconds)
        else:
            self._rest()
        self._screens.take_focus()

    def _ask(self, shown: Shown) -> None:
        self._screens.show_card(shown)
        self.query = f"cid:{shown.card.id}"
        self._clock.ask()
        self._sounds.ask(shown.face)
        self._on_tick()
        if LEECH in shown.note.tags:
            self._screens.say(self.tr("Often forgotten. Other words may help; @ suspends it."))

    def _await(self, seconds: int) -> None:
        self._clock.wait(seconds)
        self._screens.show_wait(seconds)

    def _rest(self) -> None:
        self._clock.wait(_LONGEST_WAIT_S)
        self._screens.show_rest(self._study.summary(), self._others())

    def _on_tick(self) -> None:
        if self.table.sheet is not None:
            self.table.foot.show_elapsed(self._clock.elapsed)
        elif self._screens.is_waiting:
            self.wait.show_wait(self._clock.left)
            if self._clock.is_over:
                self._study.refresh()
                self._go_on()
        elif self.rest.isVisible() and self._clock.is_over:  # what comes next has come by now
            self._clock.wait(_LONGEST_WAIT_S)
            self.rest.show_summary(self._study.summary(), self._others())

    def _study_ahead(self) -> None:
        self._study.study_ahead()
        self._go_on()

    def _open_lesson(self) -> None:
        shown = self._study.shown
        if self.table.revealed and shown is not None and shown.source is not None:
            self.lesson_wanted.emit(shown.source.lesson_id, shown.source.span)

    def _edit(self) -> None:
        if self._study.shown is not None:
            self.edit_wanted.emit(self._study.shown.note.id)

    def _play(self, name: str) -> None:
        hear(name, self._sounds.player, self)

    def _play_again(self) -> None:
        if self.table.sheet is not None and not self._sounds.again():
            self._screens.say(self.tr("There is no sound here that can be played."))

    def _on_silence(self, trouble: Trouble, name: str) -> None:
        """Not told at every card, see `Player`; the card is there all the same."""
        self._screens.say(why_silent(trouble, name))

    def _copy(self) -> None:
        if words := self.table.selected_words():
            QGuiApplication.clipboard().setText(words)

    def _acts_by_key(self) -> Mapping[str, Act]:
        return {
            "Esc": self.closed.emit,
            **dict.fromkeys(("Space", "Enter"), self.table.press),
            "Ctrl+Z": self._card.take_back,
            **dict.fromkeys(("Ctrl+Shift+Z", "Ctrl+Y"), self._card.do_again),
            "Ctrl+C": self._copy,
            "-": self._card.bury_card,
            "=": self._card.bury_note,
            "@": self._card.suspend,
            "S": self._open_lesson,
            "E": self._edit,
            **dict.fromkeys(("R", "F5"), self._play_again),
            "B": lambda: self.browse_wanted.emit(self.query),
            "H": self.table.uncover,
            "F1": self._show_keys,
            **{
                str(digit): partial(self.table.take_character, str(digit)) for digit in range(1, 10)
            },
            **{f"Ctrl+{flag}": partial(self._card.flag, flag) for flag in FLAGS},
            **{key: partial(self._screens.scroll_by, key) for key in SCROLLING},
        }

    def menu(self) -> ActsMenu:
        """What can be done now, for the mouse."""
        shown = self._study.shown
        flag = None if shown is None else shown.card.flag
        lesson = self.table.revealed and shown is not None and shown.source is not None
        return ActsMenu(
            self.look,
            self._acts,
            flag,
            self,
            undo=self._study.can_undo,
            redo=self._study.can_redo,
            lesson=lesson,
            sounds=self._sounds.there,
        )

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Beside words that are marked; those have a menu of their own."""
        self._pop_up(event.globalPos())

    def _show_menu(self) -> None:
        button = self.header.more_button
        self._pop_up(button.mapToGlobal(button.rect().bottomLeft()))

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.aboutToHide.connect(self._screens.take_focus)
        menu.popup(place)

    def _show_keys(self) -> None:
        from kgstudy.gui.widgets.key_sheet import KeySheet  # noqa: PLC0415 - seldom wanted

        KeySheet(self.look, self.window(), "study").open()


def _same_card(one: Shown | None, other: Shown | None) -> bool:
    """Whether both are there and say the same; what answers lead to changes with the hour."""
    if one is None or other is None:
        return False
    return (one.card, one.face) == (other.card, other.face)
