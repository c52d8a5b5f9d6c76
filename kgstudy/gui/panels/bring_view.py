"""What is seen of a lesson on its way in: its words, and what was recognised in them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.lesson import Lesson
from kgstudy.gui.lesson_intake import LessonIntake
from kgstudy.gui.models import bringing_words
from kgstudy.gui.panels.recognised import RecognisedPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.arriving_lessons import ArrivingLessons
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.paste_field import PasteField
from kgstudy.gui.widgets.work_foot import WorkFoot

WIDTH = 760
ROOMY = 560
"""Below this width (at 100 %) what stood side by side stands one below the other."""


class BringView(QWidget):
    """A field to paste into and, once there are words, their title, language and size."""

    def __init__(self, look: Look, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._title = title
        self._head = label("", "title")
        self._lead = label("", "soft")
        self.then = label("", "small")
        self._refusal = label("", "error")
        self.files = ArrivingLessons(look)
        self.recognised = RecognisedPanel(look)
        self.field = PasteField(look, self.tr("Paste a lesson here"))
        self.open = Button(self.tr("Open a file…"))
        self.clear = Button(self.tr("Clear"), "quiet")
        self.kinds = label("", "small")
        self.foot = WorkFoot(look, "")
        self._column = Column(look, WIDTH, self)
        self.announce_decks(())
        self._lay_out()
        look.changed.connect(self._arrange)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def announce_decks(self, decks: Sequence[Path]) -> None:
        """Says that these decks, which came with the lessons, are looked at afterwards."""
        names = ", ".join(path.name for path in decks)
        self.then.setText(self.tr("Afterwards come the decks: {names}.").format(names=names))
        self.then.setHidden(not decks)

    def show_intake(self, intake: LessonIntake, version_of: Lesson | None) -> None:
        """What came in; `version_of` is the lesson of which it is to be a new version."""
        arrival, new_version = intake.arrival, version_of is not None
        told = self.tr("A new version of “{title}”")
        self._head.setText(told.format(title=version_of.title) if version_of else self._title)
        self.files.show_arrivals(intake.arrivals, intake.at)
        self._refusal.setText(arrival.refusal)
        self._refusal.setHidden(not arrival.refusal)
        self.field.put(arrival.text.text)
        self.clear.setHidden(arrival.is_empty)
        known = bool(arrival.words)
        self.recognised.setVisible(known)
        if known:
            several = len(intake.arrivals) > 1
            self.recognised.show_arrival(arrival, several=several, new_version=new_version)
        self._lead.setText(bringing_words.lead(intake.arrivals, new_version=new_version))
        self.show_foot(intake, version_of)

    def show_foot(self, intake: LessonIntake, version_of: Lesson | None) -> None:
        """What can be done with it now."""
        every, new_version = intake.arrivals, version_of is not None
        self.foot.act.say(bringing_words.act(every, intake.arrival, new_version=new_version))
        self.foot.act.setEnabled(bringing_words.can_go(every) and not intake.is_reading)
        for part in (self.field, self.recognised, self.open):
            part.setEnabled(not intake.is_reading)

    def take_focus(self, *, is_reading: bool) -> None:
        """To what will most likely be used next."""
        if is_reading:
            self.foot.cancel.setFocus()
        elif self.foot.act.isEnabled():
            self.foot.act.setFocus()
        else:
            self.field.setFocus()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        self._ways = QHBoxLayout()
        self._ways.addWidget(self.open)
        self._ways.addWidget(self.clear)
        self._ways.addWidget(self.kinds, 1)
        rows = self._column.rows
        for part in (self._head, self._lead, self.then, self.files, self._refusal):
            rows.addWidget(part)
        rows.addWidget(self.recognised)
        rows.addWidget(self.field, 1)
        rows.addLayout(self._ways)

    def _arrange(self) -> None:
        px = self.look.px
        self.recognised.arrange(roomy=self.width() >= px(ROOMY))
        self._ways.setSpacing(px(12))
        self._column.rows.setSpacing(px(14))
