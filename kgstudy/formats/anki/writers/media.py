"""Names of media as Anki can have them: in one folder, and sayable on every system."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import unquote

from kgstudy.domain.markup import Piece, media, pieces

_FORBIDDEN = re.compile(r'[/\\:*?"<>|\[\]^\x00-\x1f\x7f]')
_SRC = re.compile(r"""\ssrc\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a name."""


def anki_names(names: Iterable[str]) -> Mapping[str, str]:
    """What each file is to be called; no two have one name, in whatever letters."""
    taken: set[str] = set()
    given: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (_sayable(name) != name, name)):
        wanted = _sayable(name)
        stem, dot, ending = wanted.rpartition(".") if "." in wanted else (wanted, "", "")
        number = 1
        while wanted.casefold() in taken:
            number += 1
            wanted = f"{stem}-{number}{dot}{ending}"
        taken.add(wanted.casefold())
        given[name] = wanted
    return given


def _sayable(name: str) -> str:
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
    while len(plain.encode("utf-8", "replace")) > _LONGEST and stem:
        stem = stem[:-1]
        plain = f"{stem}{dot}{ending}"
    return plain


def renamed(html: str, names: Mapping[str, str]) -> str:
    """The field with the new names of the files that it shows; `names` has those that changed."""
    if not media(html):
        return html
    return "".join(_renamed(piece, names) for piece in pieces(html))


def _renamed(piece: Piece, names: Mapping[str, str]) -> str:
    shown = media(piece.raw)
    new = next(
        (names[name] for old in shown for name in (old, unquote(old)) if name in names), None
    )
    if new is None:
        return piece.raw
    if piece.kind == "sound":
        return f"[sound:{escape(new, quote=False)}]"
    return _SRC.sub(lambda _: f' src="{escape(new)}"', piece.raw, count=1)
