"""How the program looks on this computer."""

from collections.abc import Mapping
from dataclasses import replace

from typing_extensions import override

from kgstudy.gui.choices import Choices
from kgstudy.gui.panels.panel import Panel
from kgstudy.gui.theme import LARGEST, SMALLEST, Look, ThemeChoice
from kgstudy.gui.widgets.segments import Segments
from kgstudy.gui.widgets.stepper import Stepper

_THEMES: Mapping[str, ThemeChoice] = {"system": "system", "light": "light", "dark": "dark"}


class AppearancePanel(Panel):
    def __init__(self, look: Look, choices: Choices) -> None:
        super().__init__(look)
        self.head(self.tr("Appearance"))
        self._choices = choices
        names = {
            "system": self.tr("System"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        self.theme = Segments(look, self.tr("Theme"), names)
        self.text_size = Stepper(look, self.tr("Text size"), SMALLEST, LARGEST, 10, " %")
        self.add(
            self.tr("Theme"), self.tr("System follows the computer, day and night."), self.theme
        )
        self.add(self.tr("Text size"), self.tr("Of everything in the window."), self.text_size)
        choices.changed.connect(self.refresh)
        self.theme.chosen.connect(self._on_theme)
        self.text_size.changed.connect(self._on_text_size)

    @override
    def refresh(self) -> None:
        self.theme.put(self._choices.value.theme)
        self.text_size.put(self._choices.value.text_size)

    def _on_theme(self, key: str) -> None:
        self._choices.choose(replace(self._choices.value, theme=_THEMES[key]))

    def _on_text_size(self, percent: int) -> None:
        self._choices.choose(replace(self._choices.value, text_size=percent))
