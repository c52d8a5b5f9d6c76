"""A right answer among wrong ones: chosen by digit, arrow keys or mouse."""

from collections.abc import Mapping
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup
from typing_extensions import override

from kgstudy.domain.card_types.choice import ChoiceFace, options
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.answer_row import AnswerRow, Verdict
from kgstudy.gui.widgets.key_cap import KeyCap

_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChoiceAnswer(AnswerWidget[ChoiceFace]):
    """What was chosen shows the answer at once."""

    def __init__(self, look: Look, media: Media, face: ChoiceFace, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self._options = options(face, rng)
        self.chosen: int | None = None
        self.choices = [
            AnswerRow(look, media, option.text, KeyCap(str(number)))
            for number, option in enumerate(self._options, 1)
        ]
        group = QButtonGroup(self)
        for place, row in enumerate(self.choices):
            row.setAccessibleName(f"{place + 1}: {row.words}")
            group.addButton(row, place)
            self.rows.addWidget(row)
        group.idClicked.connect(self._choose)

    @override
    def take_key(self, key: str) -> bool:
        meant = key.isascii() and key.isdigit() and 1 <= int(key) <= len(self.choices)
        if meant:
            self._choose(int(key) - 1)
        return meant

    @override
    def reveal(self) -> Rating:
        for place, (row, option) in enumerate(zip(self.choices, self._options, strict=True)):
            chosen = place == self.chosen
            if option.right:
                remark = self.tr("your answer") if chosen else self.tr("the right one")
                self._settle(row, Verdict.RIGHT, remark, self.tr("right"))
            elif chosen:
                self._settle(row, Verdict.WRONG, self.tr("your answer"), self.tr("wrong"))
            else:
                row.settle(Verdict.OPEN)
        right = self.chosen is not None and self._options[self.chosen].right
        return Rating.GOOD if right else Rating.AGAIN

    @property
    @override
    def spoken(self) -> str:
        settled = (row for row in self.choices if row.verdict is not Verdict.OPEN)
        return "\n".join(row.accessibleName() for row in settled)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or self.chosen is not None:
            event.ignore()
            return
        at = next((place for place, row in enumerate(self.choices) if row.hasFocus()), None)
        last = len(self.choices) - 1
        self.choices[min(max(at + step, 0), last) if at is not None else 0].setFocus()

    def _settle(self, row: AnswerRow, verdict: Verdict, remark: str, said: str) -> None:
        row.settle(verdict, remark)
        row.setAccessibleName(f"{row.words}: {said}, {remark}")

    def _choose(self, place: int) -> None:
        if self.chosen is None:
            self.chosen = place
            self.answered.emit()
