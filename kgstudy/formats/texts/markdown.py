"""Markdown without cards, as people and programs write it: headings, lists, tables, quotations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.markdown import from_markdown
from kgstudy.domain.markup import plain
from kgstudy.domain.progress import Progress
from kgstudy.formats import encoding
from kgstudy.formats.texts.base import Source
from kgstudy.formats.texts.characters import lined
from kgstudy.formats.texts.likeness import is_prose
from kgstudy.formats.texts.lines import Words, joined
from kgstudy.formats.texts.sheet import Sheet

NAME = "Markdown"
SUFFIXES = (".md", ".markdown")

_ATX = re.compile(r" {0,3}(?P<hashes>#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:\A|(?<=[ \t]))#+\Z")
_SETEXT = re.compile(r" {0,3}(?P<sign>[=-])(?P=sign)+[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+]|(?P<number>\d{1,9})[.)])(?P<gap>[ \t]+)(?:\[[ xX]\][ \t]+)?(?=\S)"
)
_QUOTE = re.compile(r"\A {0,3}(?:>[ \t]?)+(?:\[!\w+\][+-]?[ \t]*)?")
_DEFINITION = re.compile(r" {0,3}\[(?P<note>\^)?[^\]]+\]:")
_COLUMNS = re.compile(r"\|?:?-+:?(?:\|:?-+:?)*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|\]\(\S|(?<!\w)\*\*\S[^*\n]*\*\*|^ {0,3}(?:=+|-{3,})[ \t]*$|^```"
    r"|^ {0,3}\|.*\|[ \t]*$|^[*+] \S",
    re.MULTILINE,
)

_HEAD = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<lines>.*?)^(?:---|\.\.\.|\+\+\+)[ \t]*$\n?",
    re.MULTILINE | re.DOTALL,
)
_TOLD = re.compile(
    r"^(?P<key>title|name|lang|language)[ \t]*[:=][ \t]*(?P<value>.*?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)

_TEXT = r"(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,200}\])*+)"
_IMAGE = re.compile(rf"!\[{_TEXT}\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_LINK = re.compile(rf"(?<!\\)\[{_TEXT}\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?(?P<words>[^\[\]|\n]+)\]\]")
_NOTE = re.compile(r"\[\^[^\[\]\n]{1,100}\]")
_TAGS = re.compile(r"(?:#[^\W\d][\w/-]*\s*)+")
_ADDRESS = re.compile(r"<(?P<words>(?:https?://|mailto:)[^<>\s]+)>")
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{[#.:][^{}\n]*\}")


def recognises(source: Source) -> bool:
    text = encoding.decoded(source.beginning)[0]
    if source.path.suffix.lower() in SUFFIXES:
        return is_prose(without_head(text)) or bool(_MARKS.search(text))
    return looks_like_it(text)


def looks_like_it(text: str) -> bool:
    """Whether a text without a telling name is Markdown."""
    return len(_MARKS.findall(text)) > 2 and "# " in text and is_prose(text)


def read(source: Source, progress: Progress) -> LessonText:
    text = lined(encoding.decoded(source.read())[0].removeprefix("\ufeff"))
    progress(0.3)
    sheet = Sheet(source.place)
    write(text, sheet)
    told = {found["key"].lower(): _unquoted(found["value"]) for found in _TOLD.finditer(head(text))}
    title = told.get("title") or told.get("name", "")
    language = told.get("lang") or told.get("language", "")
    return sheet.lesson(title, language, otherwise=source.name)


def head(text: str) -> str:
    """The lines at the top in which YAML or TOML tells the title, or nothing."""
    found = _HEAD.match(text)
    return found["lines"] if found else ""


def without_head(text: str) -> str:
    found = _HEAD.match(text)
    return text[found.end() :] if found else text


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" else value


def write(text: str, sheet: Sheet) -> None:
    """Puts the Markdown down on the sheet, without what stands at its head."""
    lines = _COMMENT.sub("", without_head(text)).replace("\f", "\n").split("\n")
    _Page(sheet, Words.of(lines)).write(lines)


@dataclass(slots=True)
class _Page:
    """The lines of a text on their way to the sheet; `begun` are those of what goes on."""

    sheet: Sheet
    known: Words
    begun: list[str] = field(default_factory=list)
    item: bool = False
    number: int | None = None
    fence: str = ""
    names: Sequence[str] = ()
    in_table: bool = False
    in_note: bool = False
    apart: bool = False
    """Whether an empty line stands above."""
    counted: list[tuple[int, bool, int]] = field(default_factory=list)
    """Of each list that is open how far it is in, whether it is numbered, and its last number."""

    def write(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._line(line)
        self._end()
        self.sheet.end_list()

    def _line(self, line: str) -> None:
        if self.fence or _FENCE.match(line):
            self._code(line)
        elif not line.strip():
            self._end()
            self.in_table, self.apart = False, True
        else:
            if not self._is_table(line):
                self._text(_QUOTE.sub("", line, count=1))
            self.apart = False

    def _code(self, line: str) -> None:
        """Code keeps its lines, which are no sentences, as paragraphs."""
        found = _FENCE.match(line)
        if self.fence:
            if found and found["fence"].startswith(self.fence):
                self.fence = ""
            else:
                self.sheet.paragraph(line)
        elif found:
            self._end()
            self.fence = found["fence"]

    def _text(self, line: str) -> None:
        if found := _ATX.match(line):
            self._end()
            words = _CLOSING.sub("", line[found.end() :].rstrip())
            self.sheet.heading(inline(words), len(found["hashes"]))
        elif (found := _SETEXT.match(line)) and self.begun and not self.item:
            words, self.begun = self._joined(), []
            self.sheet.heading(words, 1 if found["sign"] == "=" else 2)
        elif _RULE.match(line) or _TAGS.fullmatch(line):
            self._end()
            self.sheet.end_list()
        elif found := _DEFINITION.match(line):
            self._end()
            self.in_note = bool(found["note"])
        elif found := _ITEM.match(line):
            self._begin_item(line, found)
        elif not self._is_note(line):
            self.begun.append(line)

    def _is_note(self, line: str) -> bool:
        """Whether a footnote, which began above, goes on with this line."""
        self.in_note = self.in_note and (line[:1].isspace() or not self.apart)
        return self.in_note

    def _begin_item(self, line: str, found: re.Match[str]) -> None:
        self._end()
        self.in_note = False
        self.item = True
        self.number = self._counted(found)
        self.begun = [line[found.end() :]]

    def _counted(self, found: re.Match[str]) -> int | None:
        """The item's number in its list, whatever is written: all may be 1."""
        indent = len(found["indent"].expandtabs(4))
        while self.counted and self.counted[-1][0] > indent:
            self.counted.pop()
        numbered = bool(found["number"])
        number = int(found["number"]) if numbered else 0
        if self.counted and indent - self.counted[-1][0] < 2:
            _, same, last = self.counted.pop()
            number = last + 1 if same is numbered else number
        self.counted.append((indent, numbered, number))
        return number if numbered else None

    def _end(self) -> None:
        """Puts down what has begun."""
        if self.begun:
            words = self._joined()
            if self.item:
                self.sheet.item(words, self.number)
            else:
                self.sheet.paragraph(words)
                self.counted = []
        self.begun = []
        self.item, self.number = False, None

    def _joined(self) -> str:
        return inline(joined(self.begun, self.known))

    def _is_table(self, line: str) -> bool:
        """Whether the line is a row of a table, which then is put down."""
        if "|" not in line:
            self.in_table = False
            return False
        if self.in_table:
            self.sheet.row(list(_cells(line)), self.names)
            return True
        if len(self.begun) == 1 and not self.item and _COLUMNS.fullmatch("".join(line.split())):
            self.names = list(_cells(self.begun.pop()))
            self.in_table = True
            self.sheet.end_list()
            return True
        return False


def _cells(line: str) -> Iterator[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    for cell in _CELL_END.split(line):
        yield inline(cell.replace("\\|", "|"))


def inline(text: str) -> str:
    """The words without the marks around them: of a link what is read, of a picture nothing."""
    text = _NOTE.sub("", _IMAGE.sub("", text))
    for pattern in (_LINK, _WIKI, _ADDRESS):
        text = pattern.sub(lambda found: found["words"], text)
    return plain(from_markdown(_ATTRIBUTES.sub("", text)))
