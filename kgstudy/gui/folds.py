"""What a card keeps out of sight: elements its style hides, and hints until they are opened."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

HINT = "hint"
"""The scheme of the address by which a hint is opened and closed again."""

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:[^<>"]|"[^"]*")*)>')
_CLASSES = re.compile(r' class="([^"]*)"')
_HIDDEN = re.compile(r' style="[^"]*display: none')
_VOID = frozenset({"br", "hr", "img"})
_SEEN = re.compile(r"<img\b|>[^<]*[^<\s]|^[^<]*[^<\s]")


def folded(
    clean: str, opened: Collection[int] = frozenset(), hidden: Collection[str] = frozenset()
) -> str:
    """Clean HTML without elements of the classes `hidden`, and hints closed unless `opened`.

    What would then show nothing at all is shown whole: its author has a script that shows it.
    """
    if "<details" not in clean and "display: none" not in clean and not hidden:
        return clean
    shown = "".join(_Folding(opened, hidden).pieces(clean))
    return shown if _SEEN.search(shown) else "".join(_Folding(opened, None).pieces(clean))


@dataclass(slots=True)
class _Folding:
    """HTML while it is being read; `unseen` counts the elements around that hide all in them."""

    opened: Collection[int]
    hidden: Collection[str] | None
    """None where nothing is hidden, whatever its style says."""
    hints: int = 0
    around: list[tuple[str, str]] = field(default_factory=list)
    """Open elements: what closes them, and how they are shown."""
    unseen: int = 0

    def pieces(self, clean: str) -> Iterator[str]:
        at = 0
        for tag in _TAG.finditer(clean):
            if not self.unseen:
                yield clean[at : tag.start()]
            at = tag.end()
            yield self._closed() if tag["end"] else self._opened(tag)
        if not self.unseen:
            yield clean[at:]

    def _opened(self, tag: re.Match[str]) -> str:
        name = tag["name"]
        if name in _VOID:
            return "" if self.unseen else tag[0]
        if name == "details":
            self.hints += 1
            return self._open("</div>", "hint", "<div>")
        if name == "summary" and self.around and self.around[-1][1] == "hint":
            return self._summary()
        if self._hides(tag["rest"]):
            return self._open("", "unseen", "")
        return self._open(f"</{name}>", "", tag[0])

    def _summary(self) -> str:
        number = self.hints
        open_now = number in self.opened
        sign = "▾" if open_now else "▸"
        kind = "" if open_now else "closing"
        link = f'<a href="{HINT}:{number}" class="soft">{sign} '
        return self._open("</a><br>", kind, link)

    def _open(self, closes: str, kind: str, written: str) -> str:
        shown = "" if self.unseen else written
        self.around.append((closes, kind))
        self.unseen += kind == "unseen"
        return shown

    def _closed(self) -> str:
        if not self.around:
            return ""
        closes, kind = self.around.pop()
        if kind in ("unseen", "closed"):
            self.unseen -= 1
        shown = "" if self.unseen else closes
        if kind == "closing":
            self.around[-1] = (self.around[-1][0], "closed")
            self.unseen += 1
        return shown

    def _hides(self, rest: str) -> bool:
        if self.hidden is None:
            return False
        named = _CLASSES.search(rest)
        names = named[1].split() if named else []
        return bool(_HIDDEN.search(rest)) or any(name in self.hidden for name in names)
