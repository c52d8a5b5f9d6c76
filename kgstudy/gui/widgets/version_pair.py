"""A sentence before and now, side by side, with the cards that were made from it."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from kgstudy.gui.models import versions
from kgstudy.gui.models.versions import Pair
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.services.revising import Refound


class VersionPair(QFrame):
    """Can have the keyboard, so that a screen reader goes from one to the next."""

    def __init__(self, look: Look, pair: Pair) -> None:
        super().__init__()
        self._look = look
        self._pair = pair
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._old = Side(look, self.tr("Before"))
        self._new = Side(look, self.tr("Now"))
        self._cards = [label(role="body") for _ in pair.cards]
        self._lay_out()
        self._show()
        look.changed.connect(self._show)

    def arrange(self, *, roomy: bool) -> None:
        px = self._look.px
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if roomy else down)
        self._sides.setSpacing(px(14))
        side = px(22) if roomy else px(14)
        self._rows.setContentsMargins(side, px(18), side, px(18))
        self._rows.setSpacing(px(10))
        for part in (self._old, self._new):
            part.arrange()

    def _show(self) -> None:
        pair = self._pair
        old, new = versions.marked(self._look, pair.old, pair.new)
        gone = escape(self.tr("It does not stand in the text any more."))
        self._old.say(old)
        self._new.say(new or gone)
        for words, card in zip(self._cards, pair.cards, strict=True):
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setText(self._card_words(card))
        now = pair.new or self.tr("It does not stand in the text any more.")
        told = self.tr("Before: {old} Now: {new}").format(old=pair.old, new=now)
        self.setAccessibleName(told)
        asked = "; ".join(f"{card.question} {card.answer}" for card in pair.cards)
        self.setAccessibleDescription(asked)

    def _card_words(self, card: Refound) -> str:
        soft = self._look.color("soft").name()
        question, answer = (
            escape(words).replace("\n", " ") for words in (card.question, card.answer)
        )
        return f'{question} <span style="color: {soft}">{answer}</span>'

    def _lay_out(self) -> None:
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.addWidget(self._old, 1)
        self._sides.addWidget(self._new, 1)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._sides)
        for words in self._cards:
            self._rows.addWidget(words)


class Side(QFrame):
    """The words in one of the versions."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "version")
        self._words = label(role="body")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._column = QVBoxLayout(self)
        self._column.addWidget(label(name, "small"))
        self._column.addWidget(self._words)
        self._column.addStretch()

    def say(self, html: str) -> None:
        self._words.setText(html)

    def arrange(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(12))
        self._column.setSpacing(px(6))
