"""Lines of a field in a text document, and out of it again.

What a line and its words are is written into properties of our own; how they look follows from
these, so that nothing Qt knows of looks gets into a field.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
)

from kgstudy.domain.rich import PLAIN, Block, Line, Run, Style

_OWN = QTextFormat.Property.UserProperty.value
STYLE, PIECE, AROUND, LISTS = _OWN + 1, _OWN + 2, _OWN + 3, _OWN + 4

SHOWN = "piece"
"""The scheme of the address under which a piece is painted; it holds its HTML."""
_OBJECT = "\ufffc"
"""What the document has in place of each."""

Dressed = Callable[[Style], QTextCharFormat]
"""How words of a style look."""


def fill(document: QTextDocument, lines: Sequence[Line], dressed: Dressed) -> None:
    """Makes the lines all that the document holds; nothing can be undone before it."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.setCharFormat(dressed(PLAIN))
    cursor.beginEditBlock()  # so that it is laid out once
    insert(cursor, lines or (Line(),), dressed)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert(cursor: QTextCursor, lines: Sequence[Line], dressed: Dressed) -> None:
    """Puts the lines where the cursor is; the first goes on in the line that is there."""
    for number, line in enumerate(lines):
        if number or line.lists or line.around:
            _begin(cursor, line, fresh=number > 0)
        for run in line.runs:
            _put(cursor, run, dressed)


def lines_of(document: QTextDocument) -> tuple[Line, ...]:
    """All lines of the document."""
    return tuple(map(_line, _blocks(document)))


def runs_between(document: QTextDocument, start: int, end: int) -> tuple[Line, ...]:
    """The lines from one place to another, those at both ends as far as they reach."""
    found = []
    for block in _blocks(document):
        first, last = block.position(), block.position() + block.length() - 1
        if first <= end and start <= last:
            found.append(_line(block, start, end))
    return tuple(found)


def parts_between(
    document: QTextDocument, start: int, end: int
) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each stretch of one format begins and ends, from one place to another."""
    every = (each for block in _blocks(document) for each in _fragments(block))
    found = ((f.position(), f.position() + f.length(), f.charFormat()) for f in every)
    return [
        (max(start, at), min(end, stop), form)
        for at, stop, form in found
        if at < end and start < stop
    ]


def style_of(form: QTextCharFormat) -> Style:
    written = form.property(STYLE)
    return _style(written) if isinstance(written, str) else PLAIN


def put_style(form: QTextCharFormat, style: Style) -> None:
    form.setProperty(STYLE, _written(style))


def piece_format(html: str, style: Style) -> QTextImageFormat:
    """What stands for HTML that is not edited as words."""
    form = QTextImageFormat()
    form.setName(f"{SHOWN}:{urlsafe_b64encode(html.encode('utf-8', 'replace')).decode()}")
    form.setProperty(PIECE, html)
    put_style(form, style)
    return form


def shown_at(address: str) -> str:
    """The HTML of the piece that is painted there."""
    return urlsafe_b64decode(address.partition(":")[2]).decode()


def set_list(cursor: QTextCursor, tags: tuple[str, ...]) -> None:
    """Puts the line of the cursor into these lists, or into none."""
    block = cursor.block()
    before: QTextList | None = block.textList()
    if before is not None:
        before.remove(block)
    form = QTextBlockFormat(cursor.blockFormat())
    form.setIndent(0)
    cursor.setBlockFormat(form)
    if not tags:
        return
    above: QTextList | None = block.previous().textList()
    if above is not None and lists_of(block.previous()) == tags:
        above.add(block)
        return
    shape = QTextListFormat()
    ordered = tags[-1][:3].lower() == "<ol"
    styles = QTextListFormat.Style
    shape.setStyle(styles.ListDecimal if ordered else styles.ListDisc)
    shape.setIndent(len(tags))
    shape.setProperty(LISTS, json.dumps(tags))
    cursor.createList(shape)


def lists_of(block: QTextBlock) -> tuple[str, ...]:
    found: QTextList | None = block.textList()
    written = found.format().property(LISTS) if found is not None else None
    return tuple(json.loads(written)) if isinstance(written, str) else ()


def _begin(cursor: QTextCursor, line: Line, *, fresh: bool) -> None:
    form = QTextBlockFormat()
    if line.around:
        form.setProperty(AROUND, json.dumps([(b.tag, b.number) for b in line.around]))
    if fresh:
        cursor.insertBlock(form)
    else:
        cursor.setBlockFormat(form)
    if line.lists or lists_of(cursor.block()):
        set_list(cursor, line.lists)


def _put(cursor: QTextCursor, run: Run, dressed: Dressed) -> None:
    if run.embedded:
        cursor.insertImage(piece_format(run.text, run.style))
        cursor.setCharFormat(dressed(run.style))
    else:
        cursor.insertText(run.text, dressed(run.style))


def _line(block: QTextBlock, start: int = 0, end: int = 1 << 30) -> Line:
    written = block.blockFormat().property(AROUND)
    around = json.loads(written) if isinstance(written, str) else ()
    runs: list[Run] = []
    for fragment in _fragments(block):
        for run in _runs(fragment, start, end):
            last = runs[-1] if runs else None
            if last and not last.embedded and not run.embedded and last.style == run.style:
                runs[-1] = Run(last.text + run.text, run.style)
            else:
                runs.append(run)
    return Line(tuple(runs), lists_of(block), tuple(Block(*pair) for pair in around))


def _runs(fragment: QTextFragment, start: int, end: int) -> Iterator[Run]:
    form, at = fragment.charFormat(), fragment.position()
    text = part(fragment.text(), max(0, start - at), max(0, end - at))
    html = form.property(PIECE)
    style = style_of(form)
    for number, words in enumerate(text.split(_OBJECT)):
        if number and isinstance(html, str):
            yield Run(html, style, embedded=True)
        if words:
            yield Run(words, style)


def part(text: str, start: int, end: int) -> str:
    """From one place to another as Qt counts them, which has two for some letters."""
    if start <= 0 and end >= 2 * len(text):
        return text
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode(
        "utf-16-le", "replace"
    )


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    parts = block.begin()
    while not parts.atEnd():
        yield parts.fragment()
        parts += 1


def _written(style: Style) -> str:
    return json.dumps((sorted(style.marks), style.colour, style.href, style.tags))


@lru_cache(1 << 10)
def _style(written: str) -> Style:
    marks, colour, href, tags = json.loads(written)
    return Style(frozenset(marks), colour, href, tuple(tags))
