"""What is pasted or dropped into a field: words in clean lines, pictures and sounds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage, QImageWriter

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markdown.to_html import SOUNDS
from kgstudy.domain.markup import as_html, pieces, plain
from kgstudy.domain.rich import Line, Run, read
from kgstudy.gui.media.pictures import within
from kgstudy.services.editing import LARGEST_FILE, media_name

_OWN = "application/x-kgstudy-field"
"""HTML of a field that was copied here, which needs no cleaning."""
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "bmp", "svg"})

_LONGEST = 200_000
_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "i", "img", "li", "ol", "p", "pre", "s", "strike", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "td": _SPANS,
    "th": _SPANS,
}
_DROPPED = {"head", "noscript", "script", "style", "svg", "template", "title"}
_WITHIN = re.compile(r"data:image/(?P<kind>png|jpe?g|gif|webp|bmp);base64,")
_SRC = re.compile(r'\ssrc="([^"]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_HEADING = re.compile(r"<(/?)h[1-6]>")
_PARAGRAPH = re.compile(r"<(/?)p>")

Files = dict[str, bytes]


def lines_of(mime: QMimeData, files: Files, *, words_only: bool = False) -> tuple[Line, ...]:
    """The lines to be put in; pictures and sounds are added to `files` under their names.

    Raises UserError where a file is too large or cannot be read.
    """
    if mime.hasFormat(_OWN) and not words_only:
        own = bytes(mime.data(_OWN).data()).decode("utf-8", "replace")
        return _with_edges(read(own), mime.text())
    if mime.hasUrls() and not words_only and (found := list(_files(mime.urls(), files))):
        return tuple(found)
    if mime.hasImage() and not mime.hasHtml():
        return (Line((_picture_of(mime.imageData(), files),)),)
    if mime.hasHtml() and not words_only:
        html = _with_pictures(clean(mime.html()), files)
        return _with_edges(read(html), mime.text())
    return words(mime.text() or plain(clean(mime.html())))


def copied(html: str, selected: str) -> QMimeData:
    """What is copied out of a field: its HTML, and `selected` as Qt tells the words of it."""
    mime = QMimeData()
    mime.setHtml(html)
    told = selected.replace("\xa0", " ").replace("\ufffc", "")
    mime.setText(told.replace("\u2029", "\n").replace("\u2028", "\n"))
    mime.setData(_OWN, html.encode("utf-8", "replace"))
    return mime


def words(text: str) -> tuple[Line, ...]:
    """Plain text, a line each."""
    told = text[:_LONGEST].strip("\r\n")
    return _with_edges(read(as_html(told)), told)


def clean(html: str) -> str:
    """Of HTML from anywhere what a field may have: no styles, no scripts, nothing that loads."""
    import nh3  # noqa: PLC0415 - the first card needs it, the first window does not

    cleaned = nh3.clean(
        html[:_LONGEST],
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
        strip_comments=True,
    )
    bold = _HEADING.sub(lambda found: "</b></div>" if found[1] else "<div><b>", cleaned)
    return _PARAGRAPH.sub(r"<\1div>", bold)


def of_files(names: Sequence[str], files: Files) -> tuple[Line, ...]:
    """Pictures and sounds, a line each."""
    return tuple(_files([QUrl.fromLocalFile(name) for name in names], files))


def escaped(text: str) -> str:
    """Words as HTML."""
    return escape(text, quote=False)


def can_take(mime: QMimeData) -> bool:
    return mime.hasText() or mime.hasHtml() or mime.hasImage() or mime.hasUrls()


def _with_edges(lines: tuple[Line, ...], text: str) -> tuple[Line, ...]:
    """The lines with blanks at both ends where the text has them: they part words from others."""
    if text and not text.strip(" "):
        return lines or (Line((Run(" "),)),)
    made = list(lines)
    if made and text.startswith(" "):
        made[0] = replace(made[0], runs=(Run(" "), *made[0].runs))
    if made and text.endswith(" "):
        made[-1] = replace(made[-1], runs=(*made[-1].runs, Run(" ")))
    return tuple(made)


def _files(urls: Sequence[QUrl], files: Files) -> Iterator[Line]:
    for url in urls:
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        ending = path.suffix.lower().lstrip(".") if path else ""
        if path is not None and ending in PICTURES | SOUNDS:
            yield Line((_run(path.name, _content(path), files),))


def _content(path: Path) -> bytes:
    """As much as tells that it is too large."""
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserError(
            "It cannot be read ({reason}).", place=Place(str(path)), reason=error.strerror
        ) from error


def _picture_of(image: object, files: Files) -> Run:
    assert isinstance(image, QImage)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return _run("picture.png", bytes(buffer.data().data()), files)


def _run(name: str, content: bytes, files: Files) -> Run:
    kept = media_name(name, content)
    files[kept] = content
    if kept.rpartition(".")[2] in SOUNDS:
        return Run(f"[sound:{kept}]", embedded=True)
    return Run(f'<img src="{escape(kept)}">', embedded=True)


def _with_pictures(html: str, files: Files) -> str:
    """Pictures that are within the HTML are kept; of others, which lie elsewhere, their words."""
    return "".join(
        _picture(piece.raw, files) if piece.name == "img" else piece.raw for piece in pieces(html)
    )


def _picture(tag: str, files: Files) -> str:
    src, alt = _SRC.search(tag), _ALT.search(tag)
    found = _WITHIN.match(src[1]) if src else None
    if src is None or found is None:
        return alt[1] if alt else ""
    return _run(f"picture.{found['kind']}", within(src[1]), files).text
