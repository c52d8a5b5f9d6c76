"""What one draws with and does to shapes, as buttons with their keys."""

from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QToolButton, QWidget
from typing_extensions import override

from kgstudy.gui.icons import icon, pixmap
from kgstudy.gui.occlusion.canvas import Canvas
from kgstudy.gui.occlusion.hand import Tool
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.flow import Flow

_SIDE = 32
_NATIVE = QKeySequence.SequenceFormat.NativeText


class ToolRow(QWidget):
    """Its keys hold all over `around`, whatever letters they write."""

    did = Signal()
    """Something was pressed; the keyboard belongs to the picture again."""

    def __init__(self, look: Look, canvas: Canvas, sheet: Sheet, around: QWidget) -> None:
        super().__init__()
        self._look = look
        self._canvas = canvas
        self._sheet = sheet
        self._around = around
        self.buttons: dict[str, QToolButton] = {}
        self._row = Flow(self)
        self.setAccessibleName(self.tr("Drawing"))
        self._add_tools()
        self._add_acts()
        sheet.changed.connect(self._show)
        canvas.hand.tool_chosen.connect(self._show)
        look.changed.connect(self._dress)
        self._dress()
        self._show()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._row.heightForWidth(max(self.width(), 200)))

    def _add_tools(self) -> None:
        take = self._canvas.hand.take
        self._add("select", self.tr("Choose and move"), ("V",), partial(take, "select"))
        self._add("rect", self.tr("Rectangle"), ("R",), partial(take, "rect"))
        self._add("ellipse", self.tr("Ellipse"), ("E",), partial(take, "ellipse"))
        self._add("polygon", self.tr("Polygon"), ("P",), partial(take, "polygon"))
        self._add("text", self.tr("Words on the picture"), ("T",), partial(take, "text"))
        for tool in get_args(Tool):
            self.buttons[tool].setCheckable(True)

    def _add_acts(self) -> None:
        sheet, sight = self._sheet, self._canvas.sight
        self._rule()
        self._add("undo", self.tr("Undo"), ("Ctrl+Z",), sheet.undo)
        self._add("redo", self.tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), sheet.redo)
        self._rule()
        self._add("copy", self.tr("Duplicate"), ("Ctrl+D",), sheet.copy)
        self._add("group", self.tr("One card for these shapes"), ("G",), sheet.group)
        self._add("ungroup", self.tr("A card for each shape"), ("Shift+G",), sheet.ungroup)
        self._add("bin", self.tr("Delete"), ("Del",), sheet.remove, keyed=False)
        self._add("hide", self.tr("Each card hides every part"), ("H",), self._turn_hiding)
        self.buttons["hide"].setCheckable(True)
        self._rule()
        self._add("minus", self.tr("Smaller"), ("Ctrl+-",), lambda: sight.zoom(0.8))
        self._add("plus", self.tr("Larger"), ("Ctrl++", "Ctrl+="), lambda: sight.zoom(1.25))
        self._add("fit", self.tr("Whole picture"), ("Ctrl+0", "F"), sight.fit)
        self._key("Ctrl+1", sight.actual)
        self._key("Ctrl+A", sheet.choose_all)

    def _add(
        self,
        name: str,
        words: str,
        keys: tuple[str, ...],
        act: Callable[[], None],
        *,
        keyed: bool = True,
    ) -> None:
        """A button that is not `keyed` has a key that the picture itself hears."""
        button = QToolButton()
        button.setToolTip(f"{words} ({QKeySequence(keys[0]).toString(_NATIVE)})")
        button.setAccessibleName(words)
        button.setProperty("kind", "format")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self._do(act))
        for key in keys if keyed else ():
            self._key(key, act)
        self.buttons[name] = button
        self._row.addWidget(button)

    def _rule(self) -> None:
        rule = QFrame()
        rule.setFixedWidth(self._look.px(8))
        self._row.addWidget(rule)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self._around).activated.connect(act)

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self._show()
        self.did.emit()

    def _show(self) -> None:
        sheet, tool = self._sheet, self._canvas.hand.tool
        for name in get_args(Tool):
            self.buttons[name].setChecked(name == tool)
        self.buttons["hide"].setChecked(sheet.hides_all)
        chosen = len(sheet.chosen)
        for name, can in (
            ("undo", sheet.can_undo),
            ("redo", sheet.can_redo),
            ("copy", chosen > 0),
            ("group", chosen > 1),
            ("ungroup", chosen > 0),
            ("bin", chosen > 0),
        ):
            self.buttons[name].setEnabled(can)

    def _turn_hiding(self) -> None:
        self._sheet.hide(everything=not self._sheet.hides_all)

    def _dress(self) -> None:
        px = self._look.px
        for name, button in self.buttons.items():
            drawn = "rectangle" if name == "rect" else name
            shown = icon(self._look, drawn, "ink", on="accent")
            faint = pixmap(drawn, self._look.color("edge"), px(20), self.devicePixelRatioF())
            shown.addPixmap(faint, QIcon.Mode.Disabled)
            button.setIcon(shown)
            button.setIconSize(QSize(px(20), px(20)))
            button.setFixedSize(QSize(px(_SIDE), px(_SIDE)))
