"""PDF: lines on pages; what is a paragraph, a heading or a list is told by their places."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats.texts import pdf_tables
from kgstudy.formats.texts.base import Source
from kgstudy.formats.texts.characters import words
from kgstudy.formats.texts.furnishing import NOTE_MARK
from kgstudy.formats.texts.furniture import is_page_number, masked, repeated
from kgstudy.formats.texts.layout import Piece, could_be_heading
from kgstudy.formats.texts.lines import MARKER, Words, breaks_word, ends_sentence, joined
from kgstudy.formats.texts.pdf_pages import Line, Scan, scan
from kgstudy.formats.texts.sheet import Sheet

NAME = "PDF"
SUFFIXES = (".pdf",)

_MAGIC = b"%PDF-"
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be repeated on others."""
_LARGER = 1.12
"""How much larger than the text the letters of a heading are."""
_SMALLER = 0.92
_LOOSE = 1.3
"""How much further than usual two lines are apart between which a paragraph ends."""
_NEIGHBOURS = 12
"""Lines around one that tell how wide its column is."""
_PRINTED = re.compile(r"(?:file|https?)://\S+(?:\s+\d+/\d+)?|\d+[/.]\d+[/.]\d+, .*")
"""What browsers print above and below a page."""
_MARK = 0.85
"""How small the letters are of a footnote's mark that stands on a line of its own."""
_BACK = "↩"
"""By which footnotes lead back to their marks."""
_NOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡]{1,3})\s?\S")


def recognises(source: Source) -> bool:
    return _MAGIC in source.beginning[:1024]


def read(source: Source, progress: Progress) -> LessonText:
    found = scan(source.read(), source.place, lambda done: progress(0.9 * done))
    if not found.lines and found.pages:
        why = "There are no letters in it, only pictures of some: recognise them (OCR) first."
        raise UserError(why, place=Place(source.place))
    sheet = Sheet(source.place)
    write(found, sheet)
    if found.pictures:
        sheet.tell(f"Pages without letters, such as pictures, are left out: {found.pictures:,}.")
    return sheet.lesson(found.title, found.language, otherwise=source.name)


def write(found: Scan, sheet: Sheet) -> None:
    """Puts what was found on the pages down on the sheet."""
    lines = _without_furniture(found.lines)
    body = _usual_size(lines)
    lines, notes = _without_notes(lines, body)
    if notes:
        sheet.tell(f"Footnotes are left out: {notes:,}.")
    known = Words.of([line.text for line in lines])
    larger = sorted({line.size for line in lines if line.size > _LARGER * body}, reverse=True)
    levels = {size: min(at + 1, 6) for at, size in enumerate(_merged(larger))}
    for is_table, run in pdf_tables.parted(lines):
        if is_table:
            _write_table(run, sheet)
        else:
            _Text(lines, body, levels, known, sheet).write(run)


def _merged(sizes: Sequence[float]) -> list[float]:
    """The sizes without those that differ from a larger one by a hair."""
    kept: list[float] = []
    for size in sizes:
        if not kept or size < 0.96 * kept[-1]:
            kept.append(size)
    return kept


def _usual_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _by_page(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(page) for _, page in groupby(lines, key=lambda line: line.page)]


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the top and at the bottom, and on the same height as these."""
    heights = sorted({round(line.base) for line in page})
    edge = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.base) in edge]


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    pages = _by_page(lines)
    edges = [_edges(page) for page in pages]
    often = repeated({masked(line.text) for line in edge} for edge in edges)
    dropped = {
        id(line)
        for edge in edges
        for line in edge
        if masked(line.text) in often
        or _PRINTED.fullmatch(line.text)
        or (len(pages) > 1 and is_page_number(line.text))
    }
    return [line for line in lines if id(line) not in dropped]


def _without_notes(lines: Sequence[Line], body: float) -> tuple[list[Line], int]:
    """The lines without footnotes, and how many of those there are.

    They stand below all other lines, and begin with a mark that is raised, or are in small letters.
    """
    dropped: set[int] = set()
    count = 0
    for page in _by_page(lines):
        small = [line for line in page if line.size < _SMALLER * body or line.noted]
        lone = {
            id(line) for line in page if line.size < _MARK * body and NOTE_MARK.fullmatch(line.text)
        }
        dropped |= lone
        marks = [line.base for line in small if line.noted or _NOTE.match(line.text)]
        top = max((base for base in marks if _is_below_text(base, page, body)), default=None)
        if top is not None:
            dropped |= {id(line) for line in page if line.base <= top}
            count += sum(base <= top for base in marks)
    return [line for line in lines if id(line) not in dropped], count


def _is_below_text(base: float, page: Sequence[Line], body: float) -> bool:
    """Whether all that is lower on the page is in small letters, or belongs to marks."""
    lower = [line for line in page if line.base < base]
    marked = [line for line in page if line.base == base and line.noted]
    return bool(marked) or all(line.size < _SMALLER * body for line in lower)


def _write_table(lines: Sequence[Line], sheet: Sheet) -> None:
    rows = pdf_tables.rows(lines)
    is_named = lines[0].strong and not lines[-1].strong
    names = rows.pop(0) if is_named else []
    sheet.end_list()
    for row in rows:
        sheet.row(row, names)
    sheet.end_list()


class _Text:
    """Lines that are no table, on their way to the sheet."""

    def __init__(
        self,
        every: Sequence[Line],
        body: float,
        levels: dict[float, int],
        known: Words,
        sheet: Sheet,
    ) -> None:
        self._leading = _leading(every)
        self._body = body
        self._levels = levels
        self._known = known
        self._sheet = sheet
        self._left: float | None = None
        """Where the words stand that announce a list."""

    def write(self, lines: Sequence[Line]) -> None:
        groups = list(_groups(lines, self._leading))
        for group, following in zip(groups, [*groups[1:], []], strict=True):
            text = joined([line.text for line in group], self._known)
            if _BACK not in text:
                self._write(group, text, following)

    def _write(self, group: Sequence[Line], text: str, following: Sequence[Line]) -> None:
        marker = MARKER.match(text)
        first = group[0]
        if first.size > _LARGER * self._body:
            self._sheet.heading(text, _level(first.size, self._levels))
        elif _is_strong_heading(group, text, following):
            self._sheet.heading(text, min(len(self._levels) + 1, 6) if self._levels else 2)
        elif marker and not marker["letter"]:
            number = int(marker["number"]) if marker["number"] else None
            self._sheet.item(text[marker.end() :], number)
        elif self._is_item(first):
            self._sheet.item(text)
        else:
            self._sheet.paragraph(text)
            self._left = first.left if text.endswith(":") else None

    def _is_item(self, line: Line) -> bool:
        """Whether it stands further in than the words with a colon that announce it."""
        return self._left is not None and line.size < line.left - self._left < 6 * line.size


def _level(size: float, levels: dict[float, int]) -> int:
    nearest = min(levels, key=lambda each: abs(each - size))
    return levels[nearest]


def _is_strong_heading(group: Sequence[Line], text: str, following: Sequence[Line]) -> bool:
    if not all(line.strong for line in group) or not following or following[0].strong:
        return False
    return could_be_heading(Piece(words(text), alone=True))


def _leading(lines: Sequence[Line]) -> float:
    """How many heights of a letter are between two lines of a paragraph, usually."""
    gaps = [
        (above.base - line.base) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and above.size == line.size and above.base > line.base
    ]
    return median(gaps) if gaps else 1.2


def _groups(lines: Sequence[Line], leading: float) -> Iterator[list[Line]]:
    """The lines of each paragraph, item and heading."""
    group: list[Line] = []
    for at, line in enumerate(lines):
        if group and _ends(group, line, lines, at, leading):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _ends(
    group: Sequence[Line], line: Line, lines: Sequence[Line], at: int, leading: float
) -> bool:
    """Whether something else begins with the line than what goes on in the group."""
    above = group[-1]
    larger, smaller = max(above.size, line.size), min(above.size, line.size)
    if smaller * 1.1 < larger:
        return True
    if breaks_word(above.text):
        return False
    marker = MARKER.match(line.text)
    if marker and _begins_item(marker, group):
        return True
    below = above.page == line.page and above.base > line.base
    if below and above.base - line.base > _LOOSE * leading * line.size:
        return True
    return _ends_by_place(group, line, _right(lines, at - 1), below=below)


def _begins_item(marker: re.Match[str], group: Sequence[Line]) -> bool:
    is_sign = marker["bullet"] is not None and marker["bullet"] not in {"-", "–", "+", "*"}
    return is_sign or ends_sentence(group[-1].text) or bool(MARKER.match(group[0].text))


def _ends_by_place(group: Sequence[Line], line: Line, right: float, *, below: bool) -> bool:
    above, size = group[-1], line.size
    if above.strong != line.strong and below and _fits(above, line, right):
        return True
    if not ends_sentence(above.text):
        return False
    if MARKER.match(group[0].text) and below:
        return line.left < group[0].left + 0.3 * size or _fits(above, line, right)
    further_in = below and 0.6 * size < line.left - above.left < 5 * size
    starts = not line.text[:1].islower() or above.text.endswith(";")
    return starts and (further_in or _fits(above, line, right))


def _fits(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of the line would have had room above: nothing but an end kept it."""
    letter = (line.right - line.left) / max(1, len(line.text))
    word = line.text.split(None, 1)[0]
    return above.right + (len(word) + 2) * letter < right


def _right(lines: Sequence[Line], at: int) -> float:
    """Where the column ends in which the line stands."""
    line = lines[at]
    near = lines[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
    beside = [other.right for other in near if abs(other.left - line.left) < 4 * line.size]
    return max(beside)
