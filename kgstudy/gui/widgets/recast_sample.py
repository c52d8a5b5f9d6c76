"""A note as it is beside what it would be as another kind."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame

from kgstudy.domain.card_types import card_type
from kgstudy.domain.note import Note
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.version_pair import Side
from kgstudy.services.recasting import Recast

_LONGEST = 200
"""Characters of a question or an answer that are shown."""


class RecastSample(QFrame):
    """Can have the keyboard, so that a screen reader reads it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "sample")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before = Side(look, self.tr("Now"))
        self._after = Side(look, self.tr("Then"))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(2, 2, 2, 2)  # of the ring
        for side in (self._before, self._after):
            self._sides.addWidget(side, 1)

    def show_recast(self, recast: Recast) -> None:
        before, after = _faces(recast.before), _faces(recast.after)
        problem = recast.problem
        self._before.say(self._html(before))
        self._after.say(escape(problem) if problem else self._html(after))
        told = [" – ".join(face) for face in before]
        then = [problem] if problem else [" – ".join(face) for face in after]
        self.setAccessibleName(
            self.tr("Now: {now} Then: {then}").format(now="; ".join(told), then="; ".join(then))
        )
        self.show()

    def arrange(self, *, roomy: bool) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if roomy else down)
        self._sides.setSpacing(self._look.px(12))
        for side in (self._before, self._after):
            side.arrange()

    def _html(self, faces: list[tuple[str, str]]) -> str:
        soft = self._look.color("soft").name()
        return "<br>".join(
            f'{escape(question)} <span style="color: {soft}">{escape(answer)}</span>'
            for question, answer in faces
        )


def _faces(note: Note) -> list[tuple[str, str]]:
    """Question and answer of each card, each in a line."""
    made_by = card_type(note)
    slots = made_by.slots(note.fields)
    return [
        (
            _line(made_by.question_text(note.fields, slot)),
            _line(made_by.answer_text(note.fields, slot)),
        )
        for slot in slots
    ]


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + " …"
