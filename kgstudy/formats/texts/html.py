"""Web pages: the text is told from what stands around it, as far as a page can be told apart.

Elements that say what they are decide first (`main`, `nav`), then classes and ids, then whether
words are all links.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats import encoding
from kgstudy.formats.texts import markdown
from kgstudy.formats.texts.base import Source
from kgstudy.formats.texts.blocks import Block, Kind, write
from kgstudy.formats.texts.characters import words
from kgstudy.formats.texts.manuscript import promote
from kgstudy.formats.texts.page import Page
from kgstudy.formats.texts.sheet import Sheet
from kgstudy.formats.texts.tags import Text, TooManyTags, pieces

NAME = "web page"
SUFFIXES = (".html", ".htm", ".xhtml")

_BEFORE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+"
_IS_PAGE = re.compile(rf"{_BEFORE}<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL)
_BEGINS = re.compile(
    rf"{_BEFORE}<(?:head|body|meta|title|div|h[1-6]|p|article|section|main|table|ul|ol|span|link"
    r"|font|center|b|i|a|br)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([-\w]+)|<\?xml[^>]{0,100}?encoding=[\"']([-\w]+)",
    re.IGNORECASE,
)
_ALPHABET = re.compile(r"utf-?8|(?:iso-?8859|windows|cp|koi8|x-mac|mac)[-_a-z0-9]*", re.IGNORECASE)
_HEAD = 4096
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment\s*-->|\Z)", re.DOTALL)
_STRUCTURE = re.compile(r"<(?:h[1-6]|p|li|table|article|section)[\s/>]", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}\Z")
_LEAST_MAIN = 0.4
"""The share of a page that its main part has to have to be believed."""
_LEAST_KEPT = 0.3
"""The share of it that has to be left by classes and ids."""
_LINKED = 0.8
_MENU = 4
"""Items that make a menu, if all of them are links."""
_SHORT = 60
_OFTEN = 2000


def recognises(source: Source) -> bool:
    text = encoding.decoded(source.beginning)[0].lstrip("\ufeff")
    if source.path.suffix.lower() in markdown.SUFFIXES:
        return bool(_IS_PAGE.match(text))  # Markdown may begin with any other tag
    return bool(_IS_PAGE.match(text) or _BEGINS.match(text))


def read(source: Source, progress: Progress) -> LessonText:
    text = decoded(source.read())
    progress(0.1)
    sheet = Sheet(source.place)
    page = page_of(text, source.place, lambda done: progress(0.1 + 0.8 * done))
    write(chosen(page), sheet)
    language = page.language or page.told.get("content-language", "")
    return sheet.lesson(title_of(page), language, otherwise=source.name)


def decoded(data: bytes) -> str:
    """The text in the encoding that the page tells, unless that cannot be true."""
    told = _CHARSET.search(data[:_HEAD])
    if told and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (told[1] or told[2]).decode("ascii", "replace")
        if _ALPHABET.fullmatch(name):
            with suppress(LookupError, UnicodeDecodeError):  # told wrongly: the bytes decide
                return data.decode(name)
    return encoding.decoded(data)[0]


def page_of(
    html: str,
    place: str,
    progress: Progress,
    *,
    strict: bool | None = None,
    strong: frozenset[str] = frozenset(),
) -> Page:
    """The page; classes are not trusted where hardly anything would be left."""
    page = _page(html, Page(place, strong=strong), place, progress, strict)
    kept = sum(len(block.words) for block in page.blocks)
    if page.left_out > kept / _LEAST_KEPT:
        distrustful = Page(place, trusting=False, strong=strong)
        page = _page(html, distrustful, place, progress, strict)
    return page


def _page(html: str, page: Page, place: str, progress: Progress, strict: bool | None) -> Page:
    xhtml = html.lstrip("\ufeff \n\r\t").startswith("<?xml") if strict is None else strict
    try:
        for count, piece in enumerate(pieces(html, strict=xhtml)):
            page.take(piece)
            if count % _OFTEN == 0 and isinstance(piece, Text):
                progress(piece.end / len(html))
    except TooManyTags as error:
        why = "It has more tags than any text to read: save its text alone, and try again."
        raise UserError(why, place=Place(place)) from error
    page.close()
    return page


def title_of(page: Page) -> str:
    """Its first heading where the page's title begins with it, else the title without the site."""
    title = words(page.told.get("og:title") or page.title)
    top = [words(block.words) for block in page.blocks if block.kind is Kind.HEADING][:3]
    for heading in top:
        if heading and (not title or title.casefold().startswith(heading.casefold())):
            return heading
    return _SITE.sub("", title) or title


def chosen(page: Page, *, all_of_it: bool = False) -> list[Block]:
    """The blocks that are its text."""
    blocks = page.blocks
    inside = [block for block in blocks if block.inside]
    size = sum(len(block.words) for block in blocks)
    if not all_of_it and sum(len(block.words) for block in inside) >= _LEAST_MAIN * size:
        blocks = inside
    elif not all_of_it:
        blocks = list(_without_menus(blocks))
    found = list(_without_empty(blocks))
    promote(found)
    return found


def _without_menus(blocks: Sequence[Block]) -> Iterator[Block]:
    for _, group in groupby(blocks, key=lambda block: block.of_list or id(block)):
        found = list(group)
        linked = all(_is_link(block) for block in found)
        if linked and (len(found) >= _MENU or found[0].kind is Kind.PARAGRAPH):
            yield Block(Kind.LEFT_OUT)
        else:
            yield from found


def _is_link(block: Block) -> bool:
    length = len(block.words.strip())
    return 0 < length < _SHORT and block.linked >= _LINKED * length


def _without_empty(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leaves out headings over what was left out, such as "References"."""
    for at, block in enumerate(blocks):
        if block.kind is Kind.HEADING and _is_over_nothing(blocks, at):
            continue
        if block.kind is not Kind.LEFT_OUT:
            yield block


def _is_over_nothing(blocks: Sequence[Block], at: int) -> bool:
    below = False
    for block in blocks[at + 1 :]:
        if block.kind is not Kind.LEFT_OUT:
            return below and block.kind is Kind.HEADING and block.level <= blocks[at].level
        below = True
    return below


def pasted(html: str, sheet: Sheet) -> bool:
    """Puts what the clipboard tells down on the sheet, where it tells more than lines."""
    found = _FRAGMENT.search(html)
    html = found[1] if found else html
    if not _STRUCTURE.search(html):
        return False
    write(chosen(page_of(html, "", lambda done: None), all_of_it=True), sheet)
    return not sheet.is_empty
