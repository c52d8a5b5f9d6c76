"""Markdown to HTML."""

import re
from html import escape, unescape
from typing import NamedTuple

from kgstudy.domain.markdown.tokens import Token, tokens
from kgstudy.domain.markup import CONTROLS

_SOUND_FILES = """
3gp aac aif aiff avi flac flv m4a m4v mid mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus wav webm wma
"""
SOUNDS = frozenset(_SOUND_FILES.split())
"""The endings of files that are played; all others are taken for pictures."""

_SOUND = "\x00"
"""Stands for the beginning of a sound, which no text can have."""

_MARKED = re.compile(r"[\\`$<&*_]|!\[")
"""Without one of these, a text is only words."""

_BLANKS = str.maketrans(dict.fromkeys("\t\v\f", " "))
_BRACKET = re.compile(r"\\(\\|\[|\])")


def from_markdown(text: str) -> str:
    """The HTML of a field; lines lose the blanks around them, and the text its empty edges."""
    text = trimmed(CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    html = trimmed(_Page(text).html()) if _MARKED.search(text) else _shown(text)
    html = html.replace("\n", "<br>")
    return html.replace("[sound:", "[sound&#58;").replace(_SOUND, "[sound:")


def trimmed(text: str) -> str:
    """Lines without blanks around them, and no empty ones at the edges."""
    lines = text.translate(_BLANKS).split("\n")
    return "\n".join(line.strip(" ") for line in lines).strip("\n")


class _Opener(NamedTuple):
    """A mark that may begin emphasis, and the piece that then becomes its tag."""

    mark: str
    size: int
    piece: int


class _Page:
    """A text while it is being written as HTML, with its line breaks as they are."""

    _DEEPEST = 16

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._openers: list[_Opener] = []

    def html(self) -> str:
        for token in tokens(self._text):
            if token.kind == "run":
                self._emphasis(token)
            else:
                self._pieces.append(_html(token))
        return "".join(self._pieces)

    def _emphasis(self, run: Token) -> None:
        """Closes what it can, and opens with the rest: three marks are two and then one."""
        mark, size = run.raw[0], len(run.raw)
        opens, closes = _sides(self._text, run)
        while closes and 0 < size <= 3 and (closed := self._close(mark, size)):
            size -= closed
        for part in (2, 1) if size == 3 else (size,):
            if opens and 0 < part <= 2:
                del self._openers[: -self._DEEPEST + 1]
                self._openers.append(_Opener(mark, part, len(self._pieces)))
            self._pieces.append(mark * part)

    def _close(self, mark: str, size: int) -> int:
        """How many of the marks found their beginning; three take any, the last one first."""
        for place in range(len(self._openers) - 1, -1, -1):
            opener = self._openers[place]
            if opener.mark == mark and size in (opener.size, 3):
                tag = "b" if opener.size == 2 else "i"
                self._pieces[opener.piece] = f"<{tag}>"
                self._pieces.append(f"</{tag}>")
                del self._openers[place:]
                return opener.size
        return 0


def _sides(text: str, run: Token) -> tuple[bool, bool]:
    """Whether a run of marks may open, and close: not towards a blank, nor `_` within a word."""
    before = text[run.start - 1] if run.start else " "
    end = run.start + len(run.raw)
    after = text[end] if end < len(text) else " "
    opens, closes = after not in " \n", before not in " \n"
    if run.raw[0] == "_":
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes


def _html(token: Token) -> str:
    html = _shown(token.words)
    match token.kind:
        case "code":
            html = f"<code>{html}</code>"
        case "formula":
            html = rf"\({_tex(token.words)}\)"
        case "display":
            html = rf"\[{_tex(token.words)}\]"
        case "image":
            html = _image(token.file, token.words)
        case "tag":
            html = "\n" if token.words == "br" else token.raw.replace("\n", " ")
        case "entity":
            html = _shown(_character(token.raw))
    return html


def _shown(words: str) -> str:
    return escape(words, quote=False)


def _character(entity: str) -> str:
    character = unescape(entity)
    return " " if character in "\t\n\v\f\r" else CONTROLS.sub("", character)


def _tex(words: str) -> str:
    r"""A formula as it stands in HTML; in Markdown its brackets may be written as `\[` and `\]`."""
    tex = _BRACKET.sub(lambda found: found[0] if found[1] == "\\" else found[1], words)
    return _shown(tex.strip())


def _image(file: str, words: str) -> str:
    if file.rpartition(".")[2].lower() in SOUNDS and not set(file) & set("[]"):
        return f"{_SOUND}{_shown(file)}]"
    alt = f' alt="{escape(words)}"' if words else ""
    return f'<img src="{escape(file)}"{alt}>'
