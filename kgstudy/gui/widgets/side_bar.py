"""The way from page to page: a column of names, or of icons alone where there is little room."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kgstudy.gui import wording
from kgstudy.gui.icons import icon, program_icon
from kgstudy.gui.theme import Look, restyle
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the side bar; one with `at_foot` stands apart from the others."""

    key: str
    name: str
    icon: str
    shortcut: str
    at_foot: bool = False


class NavButton(Button):
    """One entry, with a number at its right end where something is waiting."""

    chosen = Signal(str)

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__(entry.name)
        self._look = look
        self._entry = entry
        self._narrow = False
        self._waiting = 0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self._count = label("", "count", wrap=False)
        self._row = QHBoxLayout(self)
        self._row.addStretch()
        self._row.addWidget(self._count)
        self.clicked.connect(self._on_clicked)
        self.arrange()

    def show_waiting(self, count: int) -> None:
        self._waiting = count
        self.arrange()

    def show_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.arrange()

    def arrange(self) -> None:
        name, waiting = self._entry.name, self._waiting
        told = self.tr("{name}, {count} waiting").format(name=name, count=waiting)
        self.setAccessibleName(told if waiting else name)
        self.setToolTip(f"{name} ({self._entry.shortcut})")
        self.setText("" if self._narrow else f"  {name}")
        self.setIcon(icon(self._look, self._entry.icon, "soft", on="accent"))
        self.setIconSize(QSize(self._look.px(20), self._look.px(20)))
        self._count.setText(wording.number(waiting))
        self._count.setVisible(waiting > 0 and not self._narrow)
        self._row.setContentsMargins(0, 0, self._look.px(10), 0)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._entry.key)


class SideBar(QFrame):
    """`chosen` carries the key of the entry that was clicked."""

    chosen = Signal(str)

    def __init__(self, look: Look, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._narrow = False
        self.setProperty("kind", "sidebar")
        self.setAccessibleName(self.tr("Pages"))
        self._mark = QLabel()
        self._mark.setAccessibleName("kgstudy")
        self._name = label("kgstudy", "brand", wrap=False)
        self._buttons = {entry.key: NavButton(look, entry) for entry in entries}
        self._column = QVBoxLayout(self)
        self._fill(entries)
        for button in self._buttons.values():
            button.chosen.connect(self.chosen)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_current(self, key: str) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def show_waiting(self, key: str, count: int) -> None:
        self._buttons[key].show_waiting(count)

    def show_entry(self, key: str, *, shown: bool) -> None:
        """Some pages are there only at times."""
        self._buttons[key].setVisible(shown)

    def show_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with names."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def button(self, key: str) -> NavButton:
        return self._buttons[key]

    def _fill(self, entries: Sequence[Entry]) -> None:
        brand = QHBoxLayout()
        brand.addWidget(self._mark)
        brand.addWidget(self._name, 1)
        self._column.addLayout(brand)
        for entry in entries:
            if not entry.at_foot:
                self._column.addWidget(self._buttons[entry.key])
        self._column.addStretch()
        for entry in entries:
            if entry.at_foot:
                self._column.addWidget(self._buttons[entry.key])

    def _arrange(self) -> None:
        px = self._look.px
        self.setFixedWidth(px(68 if self._narrow else 208))
        self._column.setContentsMargins(px(14), px(22), px(14), px(20))
        self._column.setSpacing(px(5))
        self._mark.setPixmap(program_icon().pixmap(QSize(px(24), px(24))))
        self._mark.setContentsMargins(px(8), 0, px(4), px(14))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._name.setContentsMargins(0, 0, 0, px(14))
        self._name.setHidden(self._narrow)
        for button in self._buttons.values():
            button.show_narrow(self._narrow)
            restyle(button)
