"""What the trees of decks and of searches have in common for the eye: rows, and chevrons."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look

_CHEVRON = 14


def paint_ground(
    look: Look, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, selected: bool = False
) -> None:
    """What lies behind a row: a ring where the keyboard is, a ground under mouse or choice."""
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    if not (focused or hovered or selected):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("focus"), 2) if focused else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(look.color("pressed" if selected else "hover"))
    painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), look.px(6), look.px(6))
    painter.restore()


def paint_chevron(
    look: Look, painter: QPainter, rect: QRect, ratio: float, *, is_open: bool
) -> None:
    """At the right end of `rect`, which is the room before a row's name."""
    size = look.px(_CHEVRON)
    name = "chevron-down" if is_open else "chevron-right"
    drawn = pixmap(name, look.color("soft"), size, ratio)
    left = rect.right() - size - look.px(1)
    painter.drawPixmap(left, rect.center().y() - size // 2 + 1, drawn)
