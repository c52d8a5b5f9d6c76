"""Settings: each change holds at once, and those of the collection can be undone."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.gui.choices import Choices
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.page import Page
from kgstudy.gui.panels.appearance import AppearancePanel
from kgstudy.gui.panels.deck_options import DeckOptionsPanel
from kgstudy.gui.panels.help import HelpPanel
from kgstudy.gui.panels.panel import Panel
from kgstudy.gui.panels.safekeeping import SafekeepingPanel
from kgstudy.gui.panels.studying import StudyingPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.store.collection import Collection

WIDTH = 760
ROOMY = 600
"""Below this width (at 100 %) controls stand below their words."""


class SettingsPage(Page):
    """Panels, one below the other; `failed` carries what went wrong beside the window."""

    failed = Signal(Exception)
    keys_wanted = Signal()

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        choices: Choices,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Settings")
        self.appearance = AppearancePanel(look, choices)
        self.studying = StudyingPanel(look, collection, feed, choices)
        self.options = DeckOptionsPanel(look, collection, feed)
        self.safekeeping = SafekeepingPanel(look, collection, jobs)
        self.help = HelpPanel(look)
        self._panels: tuple[Panel, ...] = (
            self.appearance,
            self.studying,
            self.options,
            self.safekeeping,
            self.help,
        )
        self._column = Column(look, WIDTH, self)
        self._lay_out()
        self.safekeeping.said.connect(self.said)
        self.safekeeping.failed.connect(self.failed)
        self.help.keys.clicked.connect(self.keys_wanted)
        look.changed.connect(self._arrange)

    @override
    def shown(self) -> None:
        for panel in self._panels:
            panel.refresh()
        self.appearance.theme.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        for panel in self._panels:
            panel.on_change(change)

    @override
    def undo(self) -> Change | None:
        """What still waits to be written is written first, so that it is what is taken back."""
        self._flush()
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._flush()
        super().hideEvent(event)

    def _flush(self) -> None:
        for panel in self._panels:
            panel.flush()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        self._column.rows.addWidget(label(self.title, "title"))
        for panel in self._panels:
            self._column.rows.addWidget(panel)
        self._column.rows.addStretch()
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= self.look.px(ROOMY)
        for panel in self._panels:
            panel.arrange(roomy=roomy)
