"""How large the words of a card are set, by how many there are."""

from dataclasses import dataclass, replace
from typing import Final

LONG: Final = 360
"""Characters from which on words are set from the edge, whatever the lettering says."""
_SMALLEST: Final = 15
"""Pixels below which nothing is set smaller."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How large words are set: the first pixel size whose number of characters is enough."""

    sizes: tuple[tuple[int, int], ...]
    """Pairs of characters and pixels (at 100 %), the last one for whatever is longer."""
    weight: int = 400
    centred: bool = True
    """Whether short words stand in the middle, and a list or table as a whole."""

    def size(self, length: int) -> int:
        """In pixels at 100 %, for so many characters."""
        return next(px for most, px in self.sizes if length <= most or not most)

    @property
    def small(self) -> "Lettering":
        """The same for a narrow place beside something else."""
        return replace(
            self, sizes=tuple((most, max(_SMALLEST, px * 3 // 4)) for most, px in self.sizes)
        )


QUESTION: Final = Lettering(((160, 28), (360, 22), (0, 18)))
ANSWER: Final = Lettering(((70, 30), (180, 22), (0, 18)), weight=600)
NOTE: Final = Lettering(((0, 16),))
ROW: Final = Lettering(((120, 18), (0, 16)), centred=False)
BODY: Final = Lettering(((0, 15),), centred=False)
