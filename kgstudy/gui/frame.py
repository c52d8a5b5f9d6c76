"""What the ways of lessons and of decks need of the window, which shows their pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.pages.base import Page
from kgstudy.gui.trouble import Trouble
from kgstudy.gui.widgets.toast import Toast


class Frame(Protocol):
    """It may have to stay where it is: then it says so, and does nothing of this."""

    trouble: Trouble
    toast: Toast

    @property
    def page(self) -> Page: ...
    def show_page(self, key: str) -> None: ...
    def show_decks(self, files: Sequence[Path]) -> None: ...
    def bring_in(self, files: Sequence[Path]) -> None: ...
    def study(self, deck: DeckId | None = None) -> None: ...
    def study_cards(self, cards: Sequence[CardId]) -> None: ...
    def export(self, deck: DeckId | None = None) -> None: ...
    def undo(self) -> None: ...
