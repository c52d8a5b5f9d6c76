"""What leads further, for whoever does not know its key yet."""

from kgstudy.gui.panels.panel import Panel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button


class HelpPanel(Panel):
    """`keys` is pressed for the sheet of all keys."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.head(self.tr("Help"))
        self.keys = Button(self.tr("Show all keys"))
        self.add(
            self.tr("Keys"),
            self.tr("Everything can be done by them; F1 shows them on every page."),
            self.keys,
        )
