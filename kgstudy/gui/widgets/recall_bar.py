"""How well a lesson is known, as one thin bar in five bands from sure to not begun."""

from collections.abc import Sequence

from kgstudy.gui.widgets.share_bar import REST, ShareBar

ROLES = (REST, "recall-1", "recall-2", "recall-3", "recall-4")
"""The colour of each band of `domain.lesson.band`."""


class RecallBar(ShareBar):
    def show_bands(self, bands: Sequence[int], told: str) -> None:
        """`bands` counts the cards of each band, the cards not begun first."""
        parts = zip(ROLES, bands, strict=False)
        self.show_parts(tuple(parts)[::-1], told)
