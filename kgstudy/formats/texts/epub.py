"""Electronic books: the chapters in the order in which they are read, without covers and contents.

Chapters are read as web pages are, since many of them are no good XML.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import Archive, open_archive
from kgstudy.formats.texts import html
from kgstudy.formats.texts.base import Source, check_size
from kgstudy.formats.texts.blocks import write
from kgstudy.formats.texts.manuscript import local, part, untold
from kgstudy.formats.texts.page import BOLD
from kgstudy.formats.texts.sheet import Sheet
from kgstudy.formats.texts.tags import MOST_TAGS
from kgstudy.formats.xml import End, Event, Start

NAME = "electronic book"
SUFFIXES = (".epub",)

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_MIMETYPE = b"mimetypeapplication/epub+zip"
_PAGES = frozenset(
    ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
)
_RULE = re.compile(r"(?P<names>[^{}]{1,500})\{(?P<rules>[^{}]*)\}")
_CLASS = re.compile(r"(?:^|,)\s*[a-z]*\.([\w-]+)\s*(?=,|$)")
_LARGEST_STYLES = 1 << 20
_MOST_STYLES = 20
_NO_TEXT = frozenset(("nav", "cover", "toc"))


def recognises(source: Source) -> bool:
    return _MIMETYPE in source.beginning[:100] or source.holds(_CONTAINER)


def read(source: Source, progress: Progress) -> LessonText:
    check_size(source.path.stat().st_size, source.place)
    archive = open_archive(source.path)
    book = _book(archive)
    chapters = list(book.chapters())
    sizes = [archive.entries[name].file_size for name in chapters if name in archive.entries]
    check_size(sum(sizes), source.place)
    sheet = Sheet(source.place)
    strong = _strong_classes(archive)
    tags, missing = 0, 0
    for done, name in enumerate(chapters):
        progress(done / len(chapters))
        if name not in archive.entries:
            missing += 1
            continue
        page = html.page_of(
            html.decoded(archive.read(name)),
            f"{source.place}/{name}",
            untold,
            strict=True,
            strong=strong,
        )
        tags += page.tags
        if tags > MOST_TAGS:
            why = "It has more tags than any book: take out the chapters that you need."
            raise UserError(why, place=Place(source.place))
        write(html.chosen(page, all_of_it=True), sheet)
        sheet.end_list()
    if missing:
        sheet.tell(f"Chapters that it names are not in it: {missing:,}.")
    return sheet.lesson(book.title, book.language, otherwise=source.name)


@dataclass(slots=True)
class _Book:
    """What the package says: its files by their ids, and in which order they are read."""

    folder: str
    title: str = ""
    language: str = ""
    files: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """By the id the path, and whether it is a page of text."""
    order: list[str] = field(default_factory=list)

    def chapters(self) -> Iterator[str]:
        for each in dict.fromkeys(self.order):
            path, is_text = self.files.get(each, ("", True))
            if is_text:
                yield path or each

    def take(self, events: Iterator[Event]) -> None:
        within = ""
        for event in events:
            match event:
                case Start(name=name, attributes=told):
                    within = local(name)
                    self._start(within, told)
                case End():
                    within = ""
                case _ if within == "title" and not self.files:
                    self.title = self.title or event
                case _ if within == "language":
                    self.language = self.language or event

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        if name == "item":
            properties = told.get("properties", "").split()
            is_page = told.get("media-type", "").lower() in _PAGES
            is_text = is_page and _NO_TEXT.isdisjoint((*properties, told.get("id", "").lower()))
            self.files[told.get("id", "")] = (_path(self.folder, told.get("href", "")), is_text)
        elif name == "itemref" and told.get("linear", "yes") != "no":
            self.order.append(told.get("idref", ""))


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _book(archive: Archive) -> _Book:
    place = Place(str(archive.path))
    path = _package(archive)
    if path not in archive.entries:
        raise UserError("It does not say what is in it: get the book anew.", place=place)
    book = _Book(posixpath.dirname(path))
    part(archive, path, book.take, untold)
    locked = _locked(archive)
    if any(name in locked for name in book.chapters()):
        why = "It is locked by its seller, so that only their own program can read it."
        raise UserError(why, place=place)
    return book


def _package(archive: Archive) -> str:
    """The path of the file that lists all others."""
    found: list[str] = []

    def take(events: Iterator[Event]) -> None:
        named = (event for event in events if isinstance(event, Start))
        found.extend(
            event.attributes.get("full-path", "")
            for event in named
            if local(event.name) == "rootfile"
        )

    part(archive, _CONTAINER, take, untold)
    return found[0] if found else ""


def _strong_classes(archive: Archive) -> frozenset[str]:
    """The classes that the book's style sheets make bold, as far as they do so plainly."""
    sheets = [name for name in archive.entries if name.lower().endswith(".css")]
    small = [name for name in sheets if archive.entries[name].file_size <= _LARGEST_STYLES]
    text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in small[:_MOST_STYLES])
    rules = ((found["names"], found["rules"]) for found in _RULE.finditer(text))
    bold = (names for names, rules in rules if BOLD.search(rules))
    return frozenset(name for names in bold for name in _CLASS.findall(names))


def _locked(archive: Archive) -> frozenset[str]:
    """The files that are encrypted; of fonts that means little."""
    found: set[str] = set()

    def take(events: Iterator[Event]) -> None:
        named = (event for event in events if isinstance(event, Start))
        found.update(
            _path("", event.attributes.get("URI", ""))
            for event in named
            if local(event.name) == "CipherReference"
        )

    part(archive, _LOCKS, take, untold)
    return frozenset(found)
