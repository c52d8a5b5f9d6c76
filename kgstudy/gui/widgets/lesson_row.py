"""A lesson on the shelf: how well it is known, and what can be done with it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.recall_bar import RecallBar
from kgstudy.services.lessons import LessonSummary


class LessonRow(QFrame):
    """Its signals carry what is wanted of the lesson; a click anywhere on it opens it."""

    read_wanted = Signal()
    draft_wanted = Signal()
    renamed = Signal(str)
    language_chosen = Signal(str)
    version_wanted = Signal()
    export_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, look: Look, summary: LessonSummary) -> None:
        super().__init__()
        self._look = look
        self.summary = summary
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = label(role="lead")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Title"))
        self.name.setMaxLength(300)
        self.name.hide()
        self._told = label(role="small")
        self.wanting = label(role="warning")
        self._drafts = label(role="small")
        self._bar = RecallBar(look, self.tr("How well the lesson is known"))
        self.read = Button(self.tr("Read"))
        self.draft = Button(self.tr("Draft cards"))
        self.more = Button(self.tr("More"), "quiet")
        self._lay_out()
        self.read.clicked.connect(self.read_wanted)
        self.draft.clicked.connect(self.draft_wanted)
        self.more.clicked.connect(self._on_more)
        self.name.editingFinished.connect(self._on_named)
        self.show_summary(summary)

    def rename(self) -> None:
        """The title is written in its place: Enter keeps it, Escape leaves it as it was."""
        self._title.hide()
        self.name.setText(self.summary.title)
        self.name.show()
        self.name.selectAll()
        self.name.setFocus()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return (self.read, self.draft, self.more)

    def show_summary(self, summary: LessonSummary) -> None:
        self.summary = summary
        self._title.setText(summary.title)
        self.setAccessibleName(summary.title)
        told = _told(summary)
        self._told.setText(f"{wording.language(summary.language)} · {told}")
        self._bar.show_bands(summary.bands, told)
        self._bar.setVisible(bool(summary.cards))
        self.wanting.setText(wording.wanting(summary.wanting))
        self.wanting.setVisible(summary.wanting > 0)
        for button in self.buttons:
            button.setAccessibleName(f"{button.text()}: {summary.title}")

    def show_drafts(self, count: int) -> None:
        """How many drafts wait to be looked at."""
        self._drafts.setText(wording.several(count, "1 good draft waits", "%n good drafts wait"))
        self._drafts.setVisible(count > 0)

    def menu(self) -> QMenu:
        """What else can be done with it; the keys are those of the shelf."""
        menu = QMenu(self)
        menu.setAccessibleName(self.summary.title)
        self._add(menu, self.tr("Rename…"), "F2").triggered.connect(self.rename)
        self._add_languages(menu)
        menu.addSeparator()
        self._add(menu, self.tr("New version…")).triggered.connect(self.version_wanted)
        self._add(menu, self.tr("Export…")).triggered.connect(self.export_wanted)
        menu.addSeparator()
        self._add(menu, self.tr("Remove"), "Del").triggered.connect(self.remove_wanted)
        return menu

    def arrange(self, *, roomy: bool) -> None:
        px = self._look.px
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if roomy else down)
        self._row.setContentsMargins(px(24), px(20), px(24), px(20))
        self._row.setSpacing(px(24) if roomy else px(14))
        self._words.setSpacing(px(9))
        self._acts.setSpacing(px(10))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.name.isVisible():
            self.name.setText(self.summary.title)
            self._on_named()
        else:
            super().keyPressEvent(event)

    def _on_named(self) -> None:
        """Also where the keyboard has gone elsewhere."""
        if self.name.isHidden():
            return
        had_keyboard, title = self.name.hasFocus(), self.name.text().strip()
        self.name.hide()
        self._title.show()
        if had_keyboard:
            self.read.setFocus()
        if title and title != self.summary.title:
            self.renamed.emit(title)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(self.menu(), self.mapToGlobal(event.pos()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.read_wanted.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken, so that the release comes here."""

    def _add(self, menu: QMenu, words: str, key: str = "") -> QAction:
        named = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        act = QAction(f"{words}\t{named}" if key else words, menu)
        menu.addAction(act)
        return act

    def _add_languages(self, menu: QMenu) -> None:
        languages = menu.addMenu(self.tr("Language"))
        languages.setAccessibleName(self.tr("Language"))
        for code in wording.LANGUAGES:
            act = languages.addAction(wording.language(code))
            act.setCheckable(True)
            act.setChecked(code == self.summary.language)
            act.setData(code)
        languages.triggered.connect(self._on_language)

    def _on_language(self, act: QAction) -> None:
        self.language_chosen.emit(act.data())

    def _on_more(self) -> None:
        self._open_menu(self.menu(), self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_menu(self, menu: QMenu, where: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        for part in (
            self._title,
            self.name,
            self._told,
            self._bar,
            self.wanting,
            self._drafts,
        ):
            self._words.addWidget(part)
        self._drafts.hide()
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in self.buttons:
            self._acts.addWidget(button)
        self._acts.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._acts)


def _told(summary: LessonSummary) -> str:
    if not summary.cards:
        return wording.say("no cards yet: draft them")
    cards = wording.several(summary.cards, "1 card", "%n cards")
    if not summary.begun:
        return wording.say("{cards}, none begun yet").format(cards=cards)
    told = wording.say("{cards} · {begun} begun · you would recall {recalled} today")
    begun, recalled = map(wording.number, (summary.begun, round(summary.recalled)))
    return told.format(cards=cards, begun=begun, recalled=recalled)


def focused_button(row: LessonRow) -> int | None:
    """Which of its buttons has the keyboard."""
    focused: QWidget | None = row.focusWidget()
    for number, button in enumerate(row.buttons):
        if button is focused and button.hasFocus():
            return number
    return None
