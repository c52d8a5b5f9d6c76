"""The lines on the pages of a PDF with their places, as PDFium finds them.

PDFium runs no scripts and fetches nothing.  It may only be called by one thread at a time.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import isfinite
from threading import Lock
from types import ModuleType
from typing import Any, NamedTuple

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.progress import Progress
from kgstudy.formats.texts.furnishing import RAISED
from kgstudy.formats.texts.sheet import check_length

MOST_PAGES = 5000
_MOST_ON_PAGE = 400_000
"""Characters; a page that one can read has four thousand."""
_LOCKED = 4
"""PDFium's number for a file with a password."""
WIDE = 0.65
"""How many heights of a letter are between two cells of a table, at the least."""
_RAISED_SIZE = 0.8
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
"""What PDFium gives for a hyphen at a line's end, after which it joins the lines itself."""
_FAR = 1e6
"""Points: letters of damaged files may stand anywhere, and have no height."""
_LEAST = 0.1
_one_at_a_time = Lock()


class Word(NamedTuple):
    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place in points from the page's left and bottom; `size` is its height.

    Its words are one where there is nowhere wide room between them.  `noted` says that it begins
    with the raised mark of a footnote.
    """

    page: int
    words: tuple[Word, ...]
    base: float
    size: float
    strong: bool = False
    noted: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found; `pictures` counts the pages that have nothing but pictures."""

    title: str
    language: str
    lines: tuple[Line, ...]
    pages: int
    pictures: int


def scan(data: bytes, place: str, progress: Progress) -> Scan:
    """Raises UserError where the file cannot be opened, or PDFium is not installed."""
    pdfium = _pdfium(place)
    with _one_at_a_time:
        document = _opened(pdfium, data, place)
        try:
            return _scanned(pdfium, document, place, progress)
        finally:
            document.close()


def _pdfium(place: str) -> ModuleType:
    try:
        import pypdfium2  # noqa: PLC0415 - not at every start of the program
    except ImportError as error:
        why = "To read PDF files, install the Python package pypdfium2; or paste the text."
        raise UserError(why, place=Place(place)) from error
    module: ModuleType = pypdfium2
    return module


def _opened(pdfium: ModuleType, data: bytes, place: str) -> Any:  # noqa: ANN401 - PDFium's own
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED:
            why = "It is locked by a password: save it without one, and try again."
        else:
            why = "This PDF is damaged: get it anew, or paste its text."
        raise UserError(why, place=Place(place)) from error
    if count > MOST_PAGES:
        document.close()
        why = "It has more than {most:,} pages: cut it into several."
        raise UserError(why, place=Place(place), most=MOST_PAGES)
    return document


def _scanned(pdfium: ModuleType, document: Any, place: str, progress: Progress) -> Scan:  # noqa: ANN401
    lines: list[Line] = []
    count, length, pictures = len(document), 0, 0
    for number in range(count):
        progress(number / count)
        found = _page(pdfium, document, number, place)
        lines += found
        pictures += not found
        length += sum(len(line.text) for line in found)
        check_length(length, place)
    title = document.get_metadata_value("Title")
    return Scan(title, _language(pdfium, document), tuple(lines), count, pictures)


def _page(pdfium: ModuleType, document: Any, number: int, place: str) -> list[Line]:  # noqa: ANN401
    """The lines of a page; of one that is damaged there are none."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []
    try:
        text = page.get_textpage()
        count = text.count_chars()
        if count > _MOST_ON_PAGE:
            why = "A page of it has more letters than can be read: paste the text that you need."
            raise UserError(why, place=Place(f"{place}, page {number + 1}"))
        return list(_lines(pdfium.raw, text.raw, count, number))
    except pdfium.PdfiumError:
        return []
    finally:
        page.close()


def _language(pdfium: ModuleType, document: Any) -> str:  # noqa: ANN401 - PDFium's own
    ask = getattr(pdfium.raw, "FPDFCatalog_GetLanguage", None)  # older ones do not have it
    if ask is None:
        return ""
    letters = (ctypes.c_ushort * 32)()
    size = ask(document.raw, letters, ctypes.sizeof(letters))
    return "".join(map(chr, letters[: max(0, min(size // 2 - 1, 32))]))


@dataclass(slots=True)
class _Letter:
    sign: str
    left: float
    right: float
    bottom: float
    top: float
    at: int

    @property
    def size(self) -> float:
        return self.top - self.bottom


def _lines(raw: ModuleType, text: Any, count: int, page: int) -> Iterator[Line]:  # noqa: ANN401
    row = _Row(raw, text, page)
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in {0x0A, 0x0D}:
            yield from row.ended()
        elif code in _HYPHENS:
            row.add("-", at)
            yield from row.ended()
        elif code:
            row.add(chr(code) if code < 0x110000 else "\ufffd", at)
    yield from row.ended()


@dataclass(slots=True)
class _Row:
    """The letters of a line while they are gathered."""

    raw: ModuleType
    text: Any
    page: int
    letters: list[_Letter] = field(default_factory=list)

    def add(self, sign: str, at: int) -> None:
        if sign.isspace():
            if self.letters:
                last = self.letters[-1]
                self.letters.append(_Letter(" ", last.right, last.right, last.bottom, last.top, at))
            return
        box = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.text, at, box)
        left, bottom, right, top = (
            max(-_FAR, min(edge, _FAR)) if isfinite(edge) else 0.0
            for edge in (box.left, box.bottom, box.right, box.top)
        )
        top = max(top, bottom + _LEAST)
        self.letters.append(_Letter(sign, left, right, bottom, top, at))

    def ended(self) -> Iterator[Line]:
        letters, self.letters = self.letters, []
        seen = [letter for letter in letters if letter.sign != " "]
        if not seen:
            return
        size = max(letter.size for letter in seen)
        base = max(letter.bottom for letter in seen if letter.size > _RAISED_SIZE * size)
        words = _words(_without_marks(letters, size))
        if not words:
            return
        first = seen[0]
        wide = any(after.left - before.right > WIDE * size for before, after in pairwise(words))
        whole = Word(words[0].left, words[-1].right, " ".join(word.text for word in words))
        yield Line(
            page=self.page,
            words=tuple(words) if wide else (whole,),
            base=base,
            size=round(size, 1),
            strong=all(
                self._is_strong(at) for at in (first.at, seen[len(seen) // 2].at, seen[-1].at)
            ),
            noted=_is_raised(first, size),
        )

    def _is_strong(self, at: int) -> bool:
        name = (ctypes.c_char * 128)()
        flags = ctypes.c_int()
        size = self.raw.FPDFText_GetFontInfo(self.text, at, name, 128, ctypes.byref(flags))
        called = name.value.lower() if 0 < size <= 128 else b""
        return b"bold" in called or b"black" in called or b"semibold" in called


def _is_raised(letter: _Letter, size: float) -> bool:
    return letter.size <= _RAISED_SIZE * size and (letter.sign.isdigit() or letter.sign in "*†")


def _without_marks(letters: list[_Letter], size: float) -> list[_Letter]:
    """The letters without the small raised ones of footnotes; those of units stay raised."""
    kept: list[_Letter] = []
    for letter in letters:
        if not _is_raised(letter, size) or not kept or kept[-1].sign == " ":
            kept.append(letter)
        elif _is_unit(kept):
            letter.sign = letter.sign.translate(RAISED)
            kept.append(letter)
    return kept


def _is_unit(letters: list[_Letter]) -> bool:
    """Whether the last word is as short as km and м are."""
    word = "".join(letter.sign for letter in letters[-3:]).rpartition(" ")[2]
    return len(word) < 3 and word.isalpha()


def _words(letters: list[_Letter]) -> list[Word]:
    return [
        Word(
            part[0].left, max(letter.right for letter in part), "".join(each.sign for each in part)
        )
        for is_blank, run in groupby(letters, key=lambda letter: letter.sign == " ")
        if not is_blank and (part := list(run))
    ]
