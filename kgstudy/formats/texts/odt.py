"""Documents of LibreOffice and others in OpenDocument: the body, without notes and indexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import Archive, open_archive
from kgstudy.formats.texts.base import Source, check_size
from kgstudy.formats.texts.blocks import Block, Kind, write
from kgstudy.formats.texts.furnishing import RAISED
from kgstudy.formats.texts.manuscript import Manuscript, part, untold
from kgstudy.formats.texts.sheet import Sheet
from kgstudy.formats.xml import End, Event, Start

NAME = "OpenDocument"
SUFFIXES = (".odt",)

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_SKIPPED = frozenset(
    (
        "text:note", "office:annotation", "text:tracked-changes", "office:forms", "svg:title",
        "svg:desc", "text:table-of-content", "text:illustration-index", "text:table-index",
        "text:object-index", "text:user-index", "text:alphabetical-index", "text:bibliography",
        "text:ruby-text", "text:script", "office:event-listeners", "presentation:notes",
        "office:scripts", "office:font-face-decls", "text:sequence-decls",
    )
)  # fmt: skip
_MOST_BASES = 20


def recognises(source: Source) -> bool:
    return source.beginning[:4] == b"PK\x03\x04" and _MIMETYPE in source.beginning[:200]


def read(source: Source, progress: Progress) -> LessonText:
    check_size(source.path.stat().st_size, source.place)
    archive = open_archive(source.path)
    sheet = Sheet(source.place)
    looks = _Looks()
    for name in ("styles.xml", "content.xml"):
        part(archive, name, looks.take, untold)
    body = _Body(Manuscript(source.place), looks)
    part(archive, "content.xml", body.take, progress)
    write(body.manuscript.blocks(), sheet)
    if body.manuscript.notes:
        sheet.tell(f"Footnotes are left out: {body.manuscript.notes:,}.")
    title = body.title or _title(archive)
    return sheet.lesson(title, body.manuscript.language, otherwise=source.name)


def _title(archive: Archive) -> str:
    words: list[str] = []

    def take(events: Iterator[Event]) -> None:
        within = ""
        for event in events:
            match event:
                case Start(name=within):
                    pass
                case End():
                    within = ""
                case _ if within == "dc:title":
                    words.append(event)

    part(archive, "meta.xml", take, untold)
    return "".join(words)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks; `name` is what LibreOffice calls it, in English."""

    name: str = ""
    base: str = ""
    strong: bool | None = None
    raised: bool = False
    hidden: bool = False
    language: str = ""


class _Looks:
    """The styles by their names, and the formats of lists by name and depth."""

    def __init__(self) -> None:
        self.styles: dict[str, _Look] = {}
        self.numbered: dict[tuple[str, int], int] = {}
        """The first number of lists that have numbers."""
        self.language = ""
        self._name = ""
        self._list = ""

    def take(self, events: Iterator[Event]) -> None:
        for event in events:
            match event:
                case Start(name=name, attributes=told):
                    self._start(name, told)
                case End(name="style:style" | "style:default-style"):
                    self._name = ""
                case End(name="office:automatic-styles"):
                    self._name = ""
                case _:
                    pass

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        match name:
            case "style:style":
                self._name = told.get("style:name", "")
                base = told.get("style:parent-style-name", "")
                self.styles[self._name] = _Look(self._name, base)
            case "style:default-style" if told.get("style:family") == "paragraph":
                self._name = " usual"
                self.styles[self._name] = _Look()
            case "style:text-properties" if self._name:
                self.styles[self._name] = _with(self.styles[self._name], told)
                self.language = self.styles.get(" usual", _Look()).language
            case "text:list-style":
                self._list = told.get("style:name", "")
            case "text:list-level-style-number" if told.get("style:num-format") in {"1", "1st"}:
                level, start = told.get("text:level", ""), told.get("text:start-value", "1")
                if level.isdecimal() and start.isdecimal():
                    self.numbered[self._list, int(level)] = int(start)

    def of(self, name: str) -> _Look:
        """The style with what it has from those it is based on."""
        look = base = self.styles.get(name, _Look(name))
        for _ in range(_MOST_BASES):
            if base.base not in self.styles:
                break
            base = self.styles[base.base]
            look = replace(
                look,
                name=base.name if base.name in {"Title", "Subtitle"} else look.name,
                strong=base.strong if look.strong is None else look.strong,
                language=look.language or base.language,
                hidden=look.hidden or base.hidden,
            )
        return look


def _with(look: _Look, told: Mapping[str, str]) -> _Look:
    weight = told.get("fo:font-weight")
    return replace(
        look,
        strong=None if weight is None else weight in {"bold", "700", "800", "900"},
        raised=told.get("style:text-position", "").startswith("super"),
        hidden=told.get("text:display") == "none",
        language=told.get("fo:language", ""),
    )


@dataclass(slots=True)
class _Paragraph:
    level: int
    look: _Look
    words: list[str] = field(default_factory=list)
    strong: bool = True


@dataclass(slots=True)
class _List:
    name: str
    number: int | None = None


class _Body:
    """The body of a document while it is read."""

    def __init__(self, manuscript: Manuscript, looks: _Looks) -> None:
        self.manuscript = manuscript
        self.title = ""
        self._looks = looks
        self._paragraphs: list[_Paragraph] = []
        self._spans: list[_Look] = []
        self._lists: list[_List] = []
        self._is_new_item = False
        self._skipped = 0
        self._in_body = False
        self._names = False

    def take(self, events: Iterator[Event]) -> None:
        for event in events:
            match event:
                case Start(name=name, attributes=told):
                    self._skipped += name in _SKIPPED
                    self.manuscript.notes += name == "text:note"
                    self._in_body = self._in_body or name == "office:text"
                    if self._in_body and not self._skipped:
                        self._start(name, told)
                case End(name=name):
                    if self._in_body and not self._skipped:
                        self._end(name)
                    self._skipped -= name in _SKIPPED
                case _ if self._paragraphs and not self._skipped:
                    self._say(event)

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        match name:
            case "text:p" | "text:h":
                look = self._looks.of(told.get("text:style-name", ""))
                level = told.get("text:outline-level", "1") if name == "text:h" else "0"
                self._paragraphs.append(_Paragraph(int(level) if level.isdecimal() else 1, look))
            case "text:span":
                self._spans.append(self._looks.of(told.get("text:style-name", "")))
            case "text:s" | "text:tab":
                self._say(" ")
            case "text:line-break":
                self._say("\n")
            case "text:list":
                outer = self._lists[-1].name if self._lists else ""
                self._lists.append(_List(told.get("text:style-name", outer)))
            case "text:list-item":
                self._begin_item(told.get("text:start-value", ""))
            case _:
                self._start_table(name)

    def _start_table(self, name: str) -> None:
        match name:
            case "table:table":
                self.manuscript.begin_table()
            case "table:table-header-rows":
                self._names = True
            case "table:table-row":
                self.manuscript.begin_row(names=self._names)
            case "table:table-cell":
                self.manuscript.begin_cell()

    def _begin_item(self, start: str) -> None:
        self._is_new_item = True
        if not self._lists:
            return
        current = self._lists[-1]
        first = self._looks.numbered.get((current.name, len(self._lists)))
        if first is not None:
            number = first if current.number is None else current.number + 1
            current.number = int(start) if start.isdecimal() else number

    def _say(self, words: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        look = self._spans[-1] if self._spans else _Look()
        if look.hidden or paragraph.look.hidden:
            return
        if look.raised and words.strip("+-−").isdecimal():
            words = words.translate(RAISED)
        paragraph.words.append(words)
        strong = paragraph.look.strong if look.strong is None else look.strong
        paragraph.strong = paragraph.strong and (bool(strong) or not words.strip())
        language = look.language or paragraph.look.language or self._looks.language
        self.manuscript.speak(language, words)

    def _end(self, name: str) -> None:
        match name:
            case "text:p" | "text:h" if self._paragraphs:
                self._finish(self._paragraphs.pop())
            case "text:span" if self._spans:
                self._spans.pop()
            case "text:list" if self._lists:
                self._lists.pop()
            case "table:table-header-rows":
                self._names = False
            case "table:table":
                self.manuscript.end_table()

    def _finish(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.words)
        if paragraph.look.name == "Title" and words.strip():
            self.title = self.title or " ".join(words.split())
            paragraph.level = 1
        if paragraph.level:
            self.manuscript.add(Block(Kind.HEADING, words, paragraph.level))
        elif self._lists and self._is_new_item:
            self.manuscript.add(Block(Kind.ITEM, words, number=self._lists[-1].number))
            self._is_new_item = not words.strip()
        else:
            self.manuscript.add(Block(Kind.PARAGRAPH, words, strong=paragraph.strong))
