"""Our icons: strokes on a 24 by 24 grid, drawn in whichever colour the theme gives a role."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kgstudy.gui.theme import Look
from kgstudy.host.assets import resource

_RATIOS = (1.0, 2.0)
"""Drawn for plain and for dense screens; Qt takes the one that fits better."""


def icon(look: Look, name: str, role: str = "soft", *, on: str | None = None) -> QIcon:
    """The icon `name` in the colour `role`; in the colour `on` where its button is checked."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, look.color(role), look.px(20), ratio))
        if on:
            checked = pixmap(name, look.color(on), look.px(20), ratio)
            made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon drawn `size` pixels wide, for a screen with `ratio` dots a pixel."""
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", _bytes(color))))
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def program_icon() -> QIcon:
    """The program's own mark."""
    return QIcon(str(resource("icons/kgstudy.svg")))


@cache
def _source(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


def _bytes(color: QColor) -> bytes:
    return color.name().encode()
