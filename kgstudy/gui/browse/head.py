"""Above the table: the search, what it came to, and how it is listed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.columns import Unit
from kgstudy.gui import wording
from kgstudy.gui.desk import Desk
from kgstudy.gui.icons import icon
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.search_field import SearchField
from kgstudy.gui.widgets.segments import Segments
from kgstudy.services.browsing import Found

_ROOMY = 460


class BrowseHead(QWidget):
    """`side` and `beside` show and hide what stands at the table's sides."""

    unit_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self.field = SearchField(desk)
        self.side = Button("", "quiet")
        self.beside = Button("", "quiet")
        units: dict[str, str] = {Unit.CARDS: self.tr("Cards"), Unit.NOTES: self.tr("Notes")}
        self.units = Segments(desk.look, self.tr("Rows"), units)
        self.columns = Button(self.tr("Columns"), "quiet")
        self.more = Button(self.tr("More"), "quiet")
        for button in (self.side, self.beside, self.columns, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the rows in hand
        self.told = ElidedLabel("small")
        self._lay_out()
        self.units.chosen.connect(self.unit_chosen)
        desk.look.changed.connect(self._dress)
        self._dress()

    def tell(self, found: Found, chosen: int) -> None:
        """How many there are, and how many of them are chosen."""
        count = found.count - len(found.strays)
        parts = [_count_words(found.unit, count, found.whole)]
        if chosen > 1:
            parts.append(self.tr("{count} selected").format(count=wording.number(chosen)))
        if found.strays:
            stray = wording.several(len(found.strays), "1 no longer matches", "%n no longer match")
            parts.append(stray)
        self.told.say(" · ".join(parts))

    def tell_searching(self) -> None:
        """A search goes on that takes its time."""
        self.told.say(self.tr("Searching …"))

    def show_parts(self, *, side: bool, beside: bool) -> None:
        """Marks which of them are shown."""
        for button, shown in ((self.side, side), (self.beside, beside)):
            button.setChecked(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where there is little room, the count stands below what is chosen from."""
        px, narrow = self._look.px, self.width() < self._look.px(_ROOMY)
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._second.setDirection(up if narrow else across)
        side = px(8 if narrow else 16)
        self._rows.setContentsMargins(side, px(14), side, px(8))

    def _dress(self) -> None:
        px = self._look.px
        for button, name, words in (
            (self.side, "side", self.tr("Side bar")),
            (self.beside, "beside", self.tr("Card beside the table")),
        ):
            button.setIconSize(QSize(px(20), px(20)))
            button.setIcon(icon(self._look, name, "soft", on="accent"))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setCheckable(True)
        self._rows.setSpacing(px(6))
        self._arrange()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.field, 1)
        first.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)
        ways = QHBoxLayout()
        ways.setSpacing(0)
        for way in (self.units, self.columns, self.more):
            ways.addWidget(way)
        ways.addStretch()
        self.told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.addWidget(self.told, 1)
        self._second.addLayout(ways)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(first)
        self._rows.addLayout(self._second)


def _count_words(unit: Unit, count: int, whole: int) -> str:
    """Such as `1,204 of 100,000 cards`."""
    of = wording.number(whole)
    if unit is Unit.CARDS:
        words = wording.several(whole, "{count} of 1 card", "{count} of {whole} cards")
    else:
        words = wording.several(whole, "{count} of 1 note", "{count} of {whole} notes")
    return words.format(count=wording.number(count), whole=of)
