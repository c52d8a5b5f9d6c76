"""What can be done to the words of a field, as buttons with their keys."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from typing_extensions import override

from kgstudy.gui.editor.rich_edit import ITALIC, RichEdit
from kgstudy.gui.icons import icon
from kgstudy.gui.theme import HUES, Look
from kgstudy.gui.widgets.flow import Flow
from kgstudy.gui.widgets.roving import Roving

_SIDE = 30
_NEXT: Final = "Ctrl+Shift+C"
_SAME: Final = "Ctrl+Alt+Shift+C"
_DRAWN: Final = {
    "ul": "bullets",
    "ol": "numbers",
    "link": "link",
    "file": "picture",
    "clear": "plain",
}
"""Buttons that have an icon for a sign."""


class FormatBar(QWidget):
    """Acts on the field that has, or had, the keyboard; its keys hold all over `around`."""

    gap_wanted = Signal(bool)
    """With the number of the last gap, or with the next one."""
    formula_wanted = Signal()
    link_wanted = Signal()
    file_wanted = Signal()
    source_wanted = Signal()

    def __init__(self, look: Look, around: QWidget) -> None:
        super().__init__()
        self._look = look
        self._around = around
        self._edit: RichEdit | None = None
        self._buttons: dict[str, QToolButton] = {}
        self._row = Flow(self)
        self.setAccessibleName(self.tr("Formatting"))
        self._hue = HUES[0]
        for mark, words, sign, keys in self._marks():
            self._add(mark, words, sign, keys, partial(self._toggle, mark))
        self._add_others()
        self._keys = Roving(self.buttons, self._go_back, self)
        self._dress()
        look.changed.connect(self._dress)

    def serve(self, edit: RichEdit) -> None:
        """From now on its buttons act on this field."""
        if self._edit is not None:
            self._edit.cursorPositionChanged.disconnect(self._show)
            self._edit.currentCharFormatChanged.disconnect(self._show)
        self._edit = edit
        edit.cursorPositionChanged.connect(self._show)
        edit.currentCharFormatChanged.connect(self._show)
        self._show()

    def forget(self) -> None:
        """The field is there no longer."""
        self._edit = None

    @property
    def field(self) -> RichEdit | None:
        return self._edit

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """In their order; one of them at a time is a stop of Tab."""
        return tuple(self._buttons.values())

    def show_gaps(self, *, shown: bool) -> None:
        self._buttons["gap"].setVisible(shown)
        self._keys.leave_hidden()

    def follow(self, before: QWidget) -> None:
        """Tab comes here from `before`."""
        self._keys.follow(before)

    def _go_back(self) -> None:
        """To the words, unless the button has opened something else."""
        if self._edit is not None and any(button.hasFocus() for button in self.buttons):
            self._edit.setFocus()

    def _marks(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            ("b", self.tr("Bold"), "B", "Ctrl+B"),
            ("i", self.tr("Italic"), "I", ITALIC),
            ("u", self.tr("Underlined"), "U", "Ctrl+U"),
            ("sub", self.tr("Subscript"), "x₂", "Ctrl+="),
            ("sup", self.tr("Superscript"), "x²", "Ctrl++"),
            ("code", self.tr("Code"), "<>", "Ctrl+Shift+K"),
        )

    def _add_others(self) -> None:
        self._add("colour", self.tr("Colour"), "A", "F7", self._colour)
        self._buttons["colour"].setMenu(self._colours())
        self._buttons["colour"].setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        for name, words, sign, keys, act in (
            ("ul", self.tr("List"), "", "Ctrl+Shift+8", partial(self._list, "<ul>")),
            ("ol", self.tr("Numbered list"), "", "Ctrl+Shift+7", partial(self._list, "<ol>")),
            ("formula", self.tr("Formula"), "∑", "Ctrl+M", self.formula_wanted.emit),
            ("link", self.tr("Link"), "", "Ctrl+K", self.link_wanted.emit),
            ("file", self.tr("Picture or sound"), "", "F3", self.file_wanted.emit),
            ("gap", self.tr("Gap"), "[…]", _NEXT, partial(self.gap_wanted.emit, False)),
            ("clear", self.tr("Plain words"), "", "Ctrl+R", self._clear),
            ("html", self.tr("HTML of the field"), "HTML", "Ctrl+Shift+X", self.source_wanted.emit),
        ):
            self._add(name, words, sign, keys, act)
        self._key(_SAME, partial(self.gap_wanted.emit, True))
        self._key("F8", self._open_colours)
        self._key("Ctrl+Shift+V", self._paste_words)

    def _add(self, name: str, words: str, sign: str, keys: str, act: Callable[[], None]) -> None:
        button = QToolButton()
        button.setText(sign)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({shown})")
        button.setAccessibleName(words)
        button.setProperty("kind", "format")
        button.setCheckable(name in ("b", "i", "u", "sub", "sup", "code", "ul", "ol"))
        button.clicked.connect(lambda _checked=False: self._do(act))
        if keys != ITALIC:  # the field sees to that, as elsewhere the key is the window's
            self._key(keys, act)
        self._buttons[name] = button
        self._row.addWidget(button)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._around)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._do(act))

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self._show()

    def _toggle(self, mark: str) -> None:
        if self._edit is not None:
            self._edit.styling.toggle(mark)

    def _list(self, tag: str) -> None:
        if self._edit is not None:
            self._edit.styling.list_lines(tag)

    def _clear(self) -> None:
        if self._edit is not None:
            self._edit.styling.clear_style()

    def _colour(self) -> None:
        if self._edit is not None:
            self._edit.styling.colour("" if self._edit.styling.worn.colour else self._hue)

    def _choose(self, role: str) -> None:
        if role:
            self._hue = role
        if self._edit is not None:
            self._edit.styling.colour(role)
        self._dress()

    def _paste_words(self) -> None:
        if self._edit is not None:
            self._edit.words_only = True
            self._edit.paste()
            self._edit.words_only = False

    def _colours(self) -> QMenu:
        menu = QMenu(self)
        names = (
            self.tr("Red"),
            self.tr("Amber"),
            self.tr("Green"),
            self.tr("Blue"),
            self.tr("Violet"),
        )
        for role, words in zip(HUES, names, strict=True):
            action = menu.addAction(_dot(self._look, role), words)
            action.triggered.connect(partial(self._choose, role))
        menu.addSeparator()
        menu.addAction(self.tr("No colour")).triggered.connect(partial(self._choose, ""))
        return menu

    def _open_colours(self) -> None:
        button = self._buttons["colour"]
        menu = button.menu()
        if menu is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show(self) -> None:
        worn = self._edit.styling.worn if self._edit else None
        lists = self._edit.styling.lists if self._edit else ()
        for name in ("b", "i", "u", "sub", "sup", "code"):
            self._buttons[name].setChecked(worn is not None and name in worn.marks)
        for name in ("ul", "ol"):
            self._buttons[name].setChecked(bool(lists) and lists[-1].startswith(f"<{name}"))

    def _dress(self) -> None:
        side = self._look.px(_SIDE)
        for name, button in self._buttons.items():
            button.setMinimumSize(QSize(side, side))
            font = self._look.font(
                12 if name == "html" else 14, 700 if name in ("b", "colour") else 400
            )
            font.setItalic(name == "i")
            font.setUnderline(name == "u")
            button.setFont(font)
            if name in _DRAWN:
                button.setIconSize(QSize(self._look.px(19), self._look.px(19)))
                button.setIcon(icon(self._look, _DRAWN[name], "ink"))
        self._buttons["colour"].setIconSize(QSize(self._look.px(16), self._look.px(16)))
        self._buttons["colour"].setIcon(_letter(self._look, self._hue))
        self._buttons["colour"].setMinimumWidth(side + self._look.px(14))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._row.heightForWidth(max(self.width(), 200)))


def _dot(look: Look, role: str) -> QIcon:
    side = look.px(14)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.color(role))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(drawn.rect())
    painter.end()
    return QIcon(drawn)


def _letter(look: Look, role: str) -> QIcon:
    side = look.px(16)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    font = look.font(14, QFont.Weight.Bold.value)
    painter.setFont(font)
    painter.setPen(look.color(role))
    painter.drawText(drawn.rect(), Qt.AlignmentFlag.AlignCenter, "A")
    painter.end()
    return QIcon(drawn)
