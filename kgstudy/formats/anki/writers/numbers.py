"""Ids as Anki has them: milliseconds, each used once in its table."""

from hashlib import sha1

_FIRST = 1_400_000_000_000
_SPAN = 1 << 38


def stable_id(text: str) -> int:
    """The same id for the same text, in the range of ids that Anki makes itself."""
    return _FIRST + int.from_bytes(sha1(text.encode("utf-8", "replace")).digest()[:8]) % _SPAN


class Unused:
    """Gives out numbers, none of them twice."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def from_(self, wanted: int) -> int:
        """`wanted`, or the first number after it that was not given out yet."""
        taken = self._next
        if wanted not in taken:
            taken[wanted] = wanted + 1
            return wanted
        path = []
        at = wanted
        while at in taken:
            path.append(at)
            at = taken[at]
        taken[at] = at + 1
        for passed in path:  # so that a long row of neighbours is not walked again and again
            taken[passed] = at + 1
        return at
