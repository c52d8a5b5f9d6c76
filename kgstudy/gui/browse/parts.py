"""Where the parts of the browser stand: side bar, table, and the card beside or below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from kgstudy.gui.models.card_layout import Layout
from kgstudy.gui.theme import Look

SIDE_FROM = 860
"""At this width of the page (at 100 %) the side bar is shown unless somebody has hidden it."""
SIDE_LEAST = 176
BESIDE_FROM = 1000
"""At this width the card stands at the right of the table, else below it."""
_FIRST_SHARES = {"side": (220, 780), "right": (665, 335), "below": (560, 440)}
_WHOLE = 1000


class BrowseParts(QWidget):
    """`split` carries a place and its shares; `shown` says what was shown or hidden, and where."""

    split = Signal(str, tuple)

    def __init__(
        self, look: Look, side: QWidget, head: QWidget, table: QWidget, beside: QWidget
    ) -> None:
        super().__init__()
        self._look = look
        self._side = side
        self._beside = beside
        self._layout = Layout()
        self._inner = QSplitter()
        self._inner.addWidget(table)
        self._inner.addWidget(beside)
        self._outer = QSplitter()
        self._outer.addWidget(side)
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(head)
        rows.addWidget(self._inner, 1)
        self._outer.addWidget(middle)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        for splitter in (self._inner, self._outer):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        for number in (0, 1):
            self._outer.setStretchFactor(number, number)
        self._inner.splitterMoved.connect(self._on_inner)
        self._outer.splitterMoved.connect(self._on_outer)

    @property
    def side_key(self) -> str:
        """Under which name it is remembered whether the side bar is shown at this width."""
        return "side" if self.width() >= self._look.px(SIDE_FROM) else "side when narrow"

    @property
    def beside_key(self) -> str:
        return "right" if self._is_wide else "below"

    @property
    def side_is_shown(self) -> bool:
        return self._layout.shown.get(self.side_key, self.side_key == "side")

    @property
    def beside_is_shown(self) -> bool:
        return self._layout.shown.get(self.beside_key, True)

    def arrange(self, layout: Layout) -> None:
        """Puts everything where it was left, or where it fits."""
        self._layout = layout
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._side.setMinimumWidth(self._look.px(SIDE_LEAST))
        self._side.setVisible(self.side_is_shown)
        self._beside.setVisible(self.beside_is_shown)
        self._inner.setOrientation(across if self._is_wide else down)
        self._share(self._outer, "side", self.width())
        length = self._inner.width() if self._is_wide else self._inner.height()
        self._share(self._inner, self.beside_key, length)

    @property
    def _is_wide(self) -> bool:
        return self.width() >= self._look.px(BESIDE_FROM)

    def _share(self, splitter: QSplitter, place: str, length: int) -> None:
        shares = self._layout.splits.get(place, ())
        fits = len(shares) == 2 and sum(shares) > 0
        first, second = shares if fits else _FIRST_SHARES[place]
        splitter.setSizes([length * first // _WHOLE, length * second // _WHOLE])

    def _on_inner(self) -> None:
        self.split.emit(self.beside_key, _shares(self._inner.sizes()))

    def _on_outer(self) -> None:
        self.split.emit("side", _shares(self._outer.sizes()))


def _shares(sizes: Sequence[int]) -> tuple[int, ...]:
    whole = max(1, sum(sizes))
    return tuple(size * _WHOLE // whole for size in sizes)
