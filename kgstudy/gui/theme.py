"""How everything looks: colours by role, one text size, one style sheet, all from data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kgstudy.host.assets import resource

if TYPE_CHECKING:
    from kgstudy.gui.media.darkroom import Darkroom
    from kgstudy.gui.media.formulas import Typesetter

ThemeChoice = Literal["system", "light", "dark"]

SMALLEST, LARGEST = 80, 200
"""The text size that can be chosen, in percent."""

BODY = 15
"""The usual size of words in pixels, at 100 %."""

_GAP = re.compile(r"@([a-z0-9-]+)@")
_LENGTH = re.compile(r"(\d+)px")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, as `#rrggbb`."""

    name: str
    dark: bool
    roles: Mapping[str, str]


def read_theme(path: Path) -> Theme:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Theme(table["name"], table["dark"], table["roles"])


def fill(template: str, theme: Theme, scale: float) -> str:
    """The style sheet with its gaps filled: `@role@` by a colour, `@12px@` by a scaled length."""

    def value(gap: re.Match[str]) -> str:
        length = _LENGTH.fullmatch(gap[1])
        return f"{round(int(length[1]) * scale)}px" if length else theme.roles[gap[1]]

    return _GAP.sub(value, template)


HUES = ("flag-1", "flag-2", "flag-3", "flag-4", "flag-7")
"""The roles by which a person colours words: red, amber, green, blue, violet."""


@cache
def hues() -> Mapping[str, str]:
    """By role, the colour that stands for it in a field: that of the light theme."""
    roles = read_theme(resource("themes/light.toml")).roles
    return {role: roles[role] for role in HUES}


_PALETTE: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "again",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "shadow",
}

_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette_of(theme: Theme) -> QPalette:
    """Fusion's colours; built here because `setColorScheme` is not heard on every platform."""
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(theme.roles[name]))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.roles["soft"]))
    return palette


def restyle(widget: QWidget) -> None:
    """Makes the style sheet look again at the dynamic properties of `widget`."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Look(QObject):
    """The theme and the text size in use; applied to the whole program when either changes."""

    changed = Signal()

    def __init__(
        self, app: QApplication, theme: ThemeChoice = "system", text_size: int = 100
    ) -> None:
        super().__init__()
        self._app = app
        self._template = resource("themes/style.qss").read_text(encoding="utf-8")
        self._choice: ThemeChoice = theme
        self._family = family()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.scale = _scale(text_size)
        self.theme = self._wanted()
        self._apply()

    @cached_property
    def formulas(self) -> "Typesetter":
        """Draws the formulas of cards."""
        from kgstudy.gui.media.formulas import Typesetter  # noqa: PLC0415 - not needed to start

        return Typesetter(self)

    @cached_property
    def darkroom(self) -> "Darkroom":
        """Reads the pictures of cards."""
        from kgstudy.gui.media.darkroom import Darkroom  # noqa: PLC0415 - not needed to start

        return Darkroom(self)

    def finish(self) -> None:
        """Waits for what is being drawn; for the end of the program."""
        if "formulas" in self.__dict__:
            self.formulas.finish()
        if "darkroom" in self.__dict__:
            self.darkroom.finish()

    def choose(self, theme: ThemeChoice, text_size: int) -> None:
        """Takes the person's choice and applies it at once, if it is another one."""
        self._choice = theme
        self._take(self._wanted(), _scale(text_size))

    @property
    def shades(self) -> Mapping[str, str]:
        """By the colour that stands for a hue in a field, the one that shows it in this theme."""
        return {written: self.theme.roles[role] for role, written in hues().items()}

    def color(self, role: str) -> QColor:
        return QColor(self.theme.roles[role])

    def px(self, length: float) -> int:
        """`length` in pixels, grown with the text size."""
        return round(length * self.scale)

    def font(self, px: float, weight: int = 400) -> QFont:
        """The program's font, `px` high at 100 % text size."""
        font = QFont(self._family)
        font.setPixelSize(self.px(px))
        font.setWeight(QFont.Weight(weight))
        return font

    def _on_system_changed(self) -> None:
        self._take(self._wanted(), self.scale)

    def _take(self, theme: Theme, scale: float) -> None:
        if (theme, scale) != (self.theme, self.scale):
            self.theme, self.scale = theme, scale
            self._apply()
            self.changed.emit()

    def _wanted(self) -> Theme:
        dark = self._choice == "dark" or (self._choice == "system" and self._system_is_dark())
        return read_theme(resource("themes/dark.toml" if dark else "themes/light.toml"))

    def _system_is_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _apply(self) -> None:
        """Without the old sheet first: in the place of one, Qt styles each widget again for every
        widget that it lies in, which takes five times as long.
        """
        self._app.setStyleSheet("")
        self._app.setFont(self.font(BODY))
        self._app.setPalette(palette_of(self.theme))
        self._app.setStyleSheet(fill(self._template, self.theme, self.scale))


def _scale(text_size: int) -> float:
    return min(max(text_size, SMALLEST), LARGEST) / 100


def family() -> str:
    """Noto Sans draws Kyrgyz and Russian as well as English; so do the systems' own fonts."""
    wanted = "Noto Sans"
    return wanted if QFontDatabase.hasFamily(wanted) else QApplication.font().family()
