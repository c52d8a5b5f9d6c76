"""Above the desk: the lesson's title, how far it has come, and the two ways on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.lesson import Lesson, Section
from kgstudy.gui import wording
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look, restyle
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.coverage_view import CoverageView
from kgstudy.gui.widgets.key_cap import KeyCap
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.label import label
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage, Studio

_ROOMY, _FOR_KEYS, _LOW = 600, 780, 540
_LEAST_BAR = 40
_INSET = 7
"""What the title has around its words, so that it can become a field."""


class TitleEdit(QLineEdit):
    """Enter keeps what is written, Escape leaves it as it was."""

    kept = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self.setFrame(False)
        self.setProperty("kind", "title")
        self.setAccessibleName(self.tr("Title of the lesson"))
        self.editingFinished.connect(self._keep)

    def begin(self) -> None:
        """The keyboard comes to it, ready to write another one."""
        self.setFocus()
        self.selectAll()

    def put(self, title: str) -> None:
        self._before = title
        if title != self.text():
            self.setText(title)
            self.setCursorPosition(0)

    @override
    def event(self, event: QEvent) -> bool:
        """Escape is the title's while it is being written."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and key_name(event) == "Esc":
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if key_name(event) in ("Enter", "Esc"):
            if key_name(event) == "Esc":
                self.setText(self._before)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Read, and not written, it ends in dots where the room does."""
        whole = self.text()
        inset = self.textMargins().left() + self.fontMetrics().horizontalAdvance("mm")
        room = self.width() - inset
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(whole if cut != whole else "")
        if self.hasFocus() or cut == whole:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        style, part = self.style(), QStyle.SubElement.SE_LineEditContents
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        place = style.subElementRect(part, option, self).adjusted(2, 0, 0, 0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)

    def _keep(self) -> None:
        if self.text().strip() and self.text() != self._before:
            self.kept.emit(self.text())
        else:
            self.setText(self._before)


class StudioHead(QFrame):
    """Stands in two rows where there is room, else in three."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._counted = ""
        self.has_cards = False
        self.setProperty("kind", "head")
        self.title = TitleEdit()
        self._told = label("", "small", wrap=False)
        self.read = Button(self.tr("Read"), "link")
        self.read.setAccessibleDescription(self.tr("Read the lesson. Key R"))
        self.read.setToolTip(self.tr("Read the lesson (R)"))
        self.coverage = CoverageView(look)
        self.accept = Button("", "plain")
        self.accept.setProperty("small", "true")
        self._cap = KeyCap(self.tr("Ctrl+Enter"))
        self.study = Button("", "primary")
        self.study.setProperty("small", "true")
        self._lay_out()
        self._arrange()
        look.changed.connect(self._arrange)

    def show_studio(self, studio: Studio) -> None:
        self.title.put(studio.lesson.title)
        self._told.setText(self._about(studio.lesson, studio.sections))
        self.coverage.show_counts(studio)
        good = len(drafts.good_ones(studio.items))
        self.accept.say(wording.several(good, "Accept the good one", "Accept all %n good ones"))
        self.accept.setEnabled(good > 0)
        if not good:
            self.accept.say(self.tr("Accept all good ones"))
        accepted = any(item.state is State.ACCEPTED for item in studio.items)
        self.has_cards = accepted or studio.counts[Coverage.CARD] > 0
        words = self.tr("Study these cards") if self.has_cards else self.tr("Read the lesson")
        self.study.say(words)
        self.accept.dress("primary" if good and not self.has_cards else "plain")
        self.study.dress("primary" if self.has_cards else "plain")
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _about(self, lesson: Lesson, sections: tuple[Section, ...]) -> str:
        """Counted once for each text: a book is long."""
        if lesson.text != self._text or not self._counted:
            self._text = lesson.text
            sentences = sum(len(p.sentences) for section in sections for p in section.paragraphs)
            words = wording.number(len(lesson.text.split()))
            self._counted = self.tr("{words} words · {sentences}").format(
                words=words,
                sentences=wording.several(sentences, "1 sentence", "%n sentences"),
            )
        self._told.setToolTip(wording.foreign(lesson.language))
        return f"{wording.language(lesson.language)} · {self._counted}"

    def _lay_out(self) -> None:
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.addWidget(self.accept)
        acts.addWidget(self.study)
        self._inside = QHBoxLayout(self.accept)
        self._inside.addStretch()
        self._inside.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows = [QHBoxLayout() for _ in range(3)]
        self._rows[0].addWidget(self.title, 1)
        self._rows[0].addWidget(self._acts)
        self._rows[1].addWidget(self._told)
        self._rows[1].addWidget(self.read)
        self._rows[1].addWidget(self.coverage, 1)
        self._column = QVBoxLayout(self)
        for row in self._rows:
            self._column.addLayout(row)

    def _arrange(self) -> None:
        px, roomy = self._look.px, self.width() >= self._look.px(_ROOMY)
        side, inset = px(24) if roomy else px(12), px(_INSET)
        low = self.window().height() < px(_LOW)
        edge = px(6) if low else px(12)
        self._column.setContentsMargins(side - inset, edge, side, edge)
        self._column.setSpacing(px(4) if low else px(6) if roomy else px(8))
        for row in self._rows:
            row.setSpacing(px(14))
            row.setContentsMargins(0 if row is self._rows[0] else inset, 0, 0, 0)
        self._told.setVisible(roomy and self._has_room(self.width() - 2 * side))
        self.read.setVisible(self.has_cards and self.width() >= px(_FOR_KEYS))
        self.coverage.stack(stacked=not roomy, low=low)
        self._arrange_accept(roomy=self.width() >= px(_FOR_KEYS))
        there, row = (1, self._rows[0]) if roomy else (0, self._rows[2])
        if row.indexOf(self._acts) < 0:
            row.insertWidget(there, self._acts)

    def _has_room(self, width: int) -> bool:
        """Whether what is told of the text stands beside the counts, and a piece of the bar."""
        px = self._look.px
        read = self.read.sizeHint().width() if self.has_cards else 0
        told = self._told.sizeHint().width() + read + px(_LEAST_BAR)
        return told + self.coverage.words_width + 3 * px(14) <= width

    def _arrange_accept(self, *, roomy: bool) -> None:
        """Its key stands in it, right of its words, where there is room for that."""
        px = self._look.px
        self._cap.setVisible(roomy)
        self._inside.setContentsMargins(0, 0, px(12), 0)
        words = self.accept.fontMetrics().horizontalAdvance(self.accept.text())
        cap = self._cap.sizeHint().width() + px(12) if roomy else 0
        self.accept.setMinimumWidth(words + cap + px(36))
        self.accept.setProperty("leading", "true" if roomy else "false")
        for part in (self.accept, self._cap):
            restyle(part)
