"""How far the facts of a lesson are taken care of: a thin bar, and the same in words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.fact_mark import draw_mark
from kgstudy.gui.widgets.flow import Flow
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.share_bar import REST, ShareBar
from kgstudy.services.studio import Coverage, Studio

_SHARES = ((Coverage.CARD, "good"), (Coverage.DRAFT, "recall-2"), (Coverage.NONE, REST))


class _Sample(QWidget):
    """A piece of the line that stands under such facts in the text."""

    def __init__(self, look: Look, coverage: Coverage) -> None:
        super().__init__()
        self._look = look
        self._coverage = coverage
        self._on_look()
        look.changed.connect(self._on_look)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_mark(painter, self._look, self._coverage, 0, self.width(), self.height() - 2)

    def _on_look(self) -> None:
        self.setFixedSize(self._look.px(18), self._look.px(10))


class CoverageView(QWidget):
    """`gap_wanted` asks for the next fact that has neither card nor draft."""

    gap_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bar = ShareBar(look, self.tr("Facts of the lesson"))
        self._cards = label("", "small", wrap=False)
        self._drafts = label("", "small", wrap=False)
        self.without = Button("", "link")
        self.without.setToolTip(self.tr("Go to the next of them (G)"))
        self.without.clicked.connect(self.gap_wanted)
        self._told = Flow()
        self._pairs = [
            self._pair(Coverage.CARD, self._cards),
            self._pair(Coverage.DRAFT, self._drafts),
            self._pair(Coverage.NONE, self.without),
        ]
        for pair in self._pairs:
            self._told.addWidget(pair)
        self._legend = QWidget()
        self._legend.setLayout(self._told)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._bar, 1)
        self._box.addWidget(self._legend)
        self._arrange()
        look.changed.connect(self._arrange)

    def stack(self, *, stacked: bool, low: bool) -> None:
        """The words below the bar, where there is no room beside it; where it is `low`, alone."""
        self._bar.setVisible(not (stacked and low))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if stacked else across)
        self._legend.setMinimumWidth(0 if stacked else self.words_width)

    @property
    def words_width(self) -> int:
        """What the words take on one line."""
        return sum(pair.sizeHint().width() + self._told.spacing() for pair in self._pairs)

    def show_counts(self, studio: Studio) -> None:
        cards, drafted, bare = (studio.counts[coverage] for coverage, _ in _SHARES)
        self._cards.setText(wording.several(cards, "1 fact with a card", "%n facts with a card"))
        self._drafts.setText(wording.several(drafted, "1 drafted", "%n drafted"))
        self.without.say(wording.several(bare, "1 without", "%n without"))
        told = wording.several(bare, "The fact without a card", "The %n facts without a card")
        self.without.setAccessibleDescription(told)
        self.without.setEnabled(bare > 0)
        said = " · ".join((self._cards.text(), self._drafts.text(), self.without.text()))
        parts = [(role, studio.counts[coverage]) for coverage, role in _SHARES]
        self._bar.show_parts(parts, said)

    def _pair(self, coverage: Coverage, words: QLabel | Button) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_Sample(self._look, coverage))
        row.addWidget(words)
        return pair

    def _arrange(self) -> None:
        px = self._look.px
        self._box.setSpacing(px(8))
        self._told.setSpacing(px(12))
        for pair in self._pairs:
            row = pair.layout()
            assert row is not None
            row.setSpacing(px(6) if pair is not self._pairs[-1] else px(2))
            pair.setFixedHeight(px(24))
