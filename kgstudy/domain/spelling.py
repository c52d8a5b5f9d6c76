"""How names are written: two decks, or two tags, that differ in case alone are one."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kgstudy.domain.deck import SEPARATOR


@lru_cache(1 << 14)
def alike(name: str) -> str:
    """What names have in common that differ in case, or in how their letters are composed."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", folded)


class Spellings:
    """Names that are written already, and with them the names of what they lie in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._written: dict[str, str] = {}
        every = list(names)
        for name in every:
            self._written.setdefault(alike(name), name)
        for name in every:
            self.add(name)

    def add(self, name: str) -> None:
        while name:
            self._written.setdefault(alike(name), name)
            name = name.rpartition(SEPARATOR)[0]

    def known(self, name: str) -> str | None:
        """The name as it is written already."""
        return self._written.get(alike(name))

    def of(self, name: str) -> str:
        """The name as it is written already; where it is new, what it lies in is written so."""
        found = self.known(name)
        if found is not None:
            return found
        above, separator, leaf = name.rpartition(SEPARATOR)
        return f"{self.of(above)}{separator}{leaf}" if above else name
