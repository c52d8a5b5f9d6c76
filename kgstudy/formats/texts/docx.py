"""Word's documents: the body of the text, as far as it is not struck out or hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import open_archive
from kgstudy.formats.texts.base import Source, check_size
from kgstudy.formats.texts.blocks import Block, Kind, write
from kgstudy.formats.texts.docx_styles import Numbering, Style, numbering, styles
from kgstudy.formats.texts.furnishing import RAISED
from kgstudy.formats.texts.manuscript import Manuscript, local, part, untold
from kgstudy.formats.texts.sheet import Sheet
from kgstudy.formats.xml import End, Event, Start

NAME = "Word"
SUFFIXES = (".docx",)

_BODY = "word/document.xml"
_SKIPPED = frozenset(
    (
        "del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPrChange", "rPrChange",
        "sectPr", "tblPrChange", "annotationRef", "drawingProps", "docPr", "binData", "fldData",
    )
)  # fmt: skip
"""What is struck out, or said twice, or says how things look."""
_OFF = frozenset(("0", "false", "off", "none"))
_CONTENTS = ("toc", "table of contents", "table of figures", "index", "header", "footer")
"""Styles of what is no text."""


def recognises(source: Source) -> bool:
    return source.holds(_BODY)


def read(source: Source, progress: Progress) -> LessonText:
    check_size(source.path.stat().st_size, source.place)
    archive = open_archive(source.path)
    sheet = Sheet(source.place)
    known = styles(archive)
    body = _Body(Manuscript(source.place), known, numbering(archive))
    part(archive, _BODY, body.take, progress)
    told = _Told()
    part(archive, "docProps/core.xml", told.take, untold)
    write(body.manuscript.blocks(), sheet)
    if body.manuscript.notes:
        sheet.tell(f"Footnotes are left out: {body.manuscript.notes:,}.")
    title = body.title or told.title
    return sheet.lesson(title, body.manuscript.language, otherwise=source.name)


class _Told:
    """What the file says of itself."""

    def __init__(self) -> None:
        self.title = ""

    def take(self, events: Iterator[Event]) -> None:
        within = ""
        for event in events:
            match event:
                case Start(name=name):
                    within = local(name)
                case End():
                    within = ""
                case _ if within == "title":
                    self.title += event


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that has begun; `listed` is its list's number, `depth` how
    deep it lies in it."""

    style: str = ""
    outline: int | None = None
    listed: str | None = None
    depth: int | None = None
    words: list[str] = field(default_factory=list)
    strong: bool = True


@dataclass(slots=True)
class _Run:
    strong: bool | None = None
    hidden: bool = False
    raised: bool = False
    language: str = ""


class _Body:
    """The body of a document while it is read."""

    def __init__(
        self, manuscript: Manuscript, known: Mapping[str, Style], numbers: Numbering
    ) -> None:
        self.manuscript = manuscript
        self.title = ""
        self._styles = known
        self._numbers = numbers
        self._usual = known.get("", Style()).language
        self._paragraphs: list[_Paragraph] = []
        self._outer: list[_Run] = []
        self._run = _Run()
        self._within: list[str] = []
        self._skipped = 0
        self._text = False

    def take(self, events: Iterator[Event]) -> None:
        for event in events:
            match event:
                case Start(name=name, attributes=attributes):
                    self._within.append(local(name))
                    self._skipped += self._within[-1] in _SKIPPED
                    if not self._skipped:
                        self._start(self._within[-1], attributes)
                case End():
                    name = self._within.pop()
                    if not self._skipped:
                        self._end(name)
                    self._skipped -= name in _SKIPPED
                case _ if self._text and not self._skipped:
                    self._say(event)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = _value(attributes)
        match name:
            case "p":
                self._paragraphs.append(_Paragraph())
                self._outer.append(self._run)
                self._run = _Run()
            case "r":
                self._run = _Run()
            case "t":
                self._text = True
            case "tab" | "br" | "cr" | "ptab" if self._within[-2:-1] == ["r"]:
                self._say("\n" if name == "br" else " ")
            case "noBreakHyphen":
                self._say("-")
            case "footnoteReference" | "endnoteReference":
                self.manuscript.notes += 1
            case "tbl" | "tr" | "tc" | "tblHeader":
                self._start_table(name, value)
            case _ if self._paragraphs and "rPr" in self._within[-2:-1]:
                self._look(name, value, attributes)
            case _ if self._paragraphs:
                self._arrange(name, value)

    def _start_table(self, name: str, value: str) -> None:
        match name:
            case "tbl":
                self.manuscript.begin_table()
            case "tr":
                self.manuscript.begin_row()
            case "tblHeader" if value not in _OFF:
                self.manuscript.name_columns()
            case "tc":
                self.manuscript.begin_cell()

    def _look(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        """How a run of letters looks; the marks of paragraphs have looks too, which say nothing."""
        if "pPr" in self._within[-3:-2]:
            return
        match name:
            case "b":
                self._run.strong = value not in _OFF
            case "vanish":
                self._run.hidden = value not in _OFF
            case "vertAlign":
                self._run.raised = value == "superscript"
            case "lang":
                self._run.language = value or self._run.language

    def _arrange(self, name: str, value: str) -> None:
        """How the paragraph stands."""
        paragraph = self._paragraphs[-1]
        match name:
            case "pStyle":
                paragraph.style = value
            case "outlineLvl":
                paragraph.outline = int(value) if value.isdecimal() else None
            case "numId":
                paragraph.listed = value
            case "ilvl":
                paragraph.depth = int(value) if value.isdecimal() else None

    def _say(self, words: str) -> None:
        run = self._run
        if run.hidden or not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        style = self._styles.get(paragraph.style, Style())
        if run.raised and words.strip("+-−").isdecimal():
            words = words.translate(RAISED)
        paragraph.words.append(words)
        strong = style.strong if run.strong is None else run.strong
        paragraph.strong = paragraph.strong and (strong or not words.strip())
        self.manuscript.speak(run.language or style.language or self._usual, words)

    def _end(self, name: str) -> None:
        match name:
            case "t":
                self._text = False
            case "p" if self._paragraphs:
                self._finish(self._paragraphs.pop())
                self._run = self._outer.pop()
            case "tbl":
                self.manuscript.end_table()

    def _finish(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.words)
        style = self._styles.get(paragraph.style, Style())
        if style.name.startswith(_CONTENTS):
            return
        level = style.outline if paragraph.outline is None else paragraph.outline
        if style.name == "title":
            self.title = self.title or " ".join(words.split())
            level = 0
        if level is not None and 0 <= level < 6:
            self.manuscript.add(Block(Kind.HEADING, words, level + 1))
            return
        item = self._item(paragraph, style)
        if item is None:
            self.manuscript.add(Block(Kind.PARAGRAPH, words, strong=paragraph.strong))
        else:
            self.manuscript.add(Block(Kind.ITEM, words, number=item or None))

    def _item(self, paragraph: _Paragraph, style: Style) -> int | None:
        """Its number, 0 for a bullet, and None where it is no item of a list."""
        which = style.listed if paragraph.listed is None else paragraph.listed
        depth = style.depth if paragraph.depth is None else paragraph.depth
        if not which or not any(map(str.strip, paragraph.words)):
            return None
        return self._numbers.next(which, depth)


def _value(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if local(name) == "val"), "")
