"""How a table is probably laid out: what a person would say who looked at its first rows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from kgstudy.formats.delimited.records import MOST_COLUMNS, Records
from kgstudy.formats.delimited.shape import Column

LOOKED_AT = 1000
"""Rows."""

Rows = Sequence[Sequence[str]]

_CELLS = ("\t", ";", "|", ",")
"""The delimiters of tables; where two fit as well, the first is meant."""
_PAIRS = (" — ", " – ", " - ", " = ", "::", ":", " ")
"""What stands between a word and its meaning where somebody wrote a list by hand."""
PAIRS = frozenset(_PAIRS)

_HTML = re.compile(
    r"</?(?:a|b|br|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span|strong|sub"
    r"|sup|table|tbody|td|th|tr|u|ul|ruby|rt)(?:\s[^<>]*|\s*/)?>|\[sound:[^\[\]<>]+\]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|#[0-9]{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
GAP = re.compile(r"\{\{c[0-9]{1,4}(?:,[0-9]{1,4})*::")
"""Where a gap of a cloze text begins."""

_NAMES = {
    Column.FRONT: """
        front question q term word expression prompt side1 text phrase vocabulary kanji
        вопрос слово термин лицо перед понятие суроо сөз түшүнүк выражение фраза текст""",
    Column.BACK: """
        back answer a definition translation meaning response side2
        ответ перевод определение значение оборот жооп котормо аныктама маани""",
    Column.NOTE: """
        note notes comment comments example examples hint extra explanation source remark
        заметка заметки примечание комментарий пример примеры подсказка пояснение источник
        эскертүү мисал түшүндүрмө""",
    Column.TAGS: "tags tag labels topic теги тег метки метка тема тегдер тема",
    Column.DECK: "deck subdeck колода топтом",
    Column.GUID: "guid anki-guid noteid",
    Column.NOTE_TYPE: "notetype note-type model",
}
_PURPOSES = {name: column for column, names in _NAMES.items() for name in names.split()}
_MANY = frozenset({Column.BACK, Column.NOTE})
"""What several columns may be for."""
_NAME = re.compile(r"[a-zа-яёңөү][\w.\- ]{0,30}(?::[\w\-]{1,8})?")
_LONGEST_NAME = 40
_LONGEST_TAGS = 60


class Fit(NamedTuple):
    """How well a delimiter fits: the share of rows that have the usual number of columns."""

    share: float
    width: int
    delimiter: str


def sample(text: str, delimiter: str, start: int, *, strict: bool) -> list[list[str]]:
    """The first rows by this delimiter."""
    records = Records(text, delimiter, start=start, strict=strict)
    return list(islice(records, LOOKED_AT))


def delimiter(text: str, start: int, *, strict: bool = False) -> str:
    """The one that most rows agree on; a tab where nothing else is to be seen."""
    fits = [fit(text, mark, start, strict=strict) for mark in _CELLS]
    good = [found for found in fits if found.share >= 0.8]
    if good:
        return max(good, key=lambda found: round(found.share, 1)).delimiter
    gaps = GAP.search(text, start) is not None
    marks = [mark for mark in _PAIRS if ":" not in mark or not gaps]
    pairs = [fit(text, mark, start, strict=strict) for mark in marks]
    even = [found for found in pairs if found.share >= 0.9 and found.width == 2]
    if even:
        return even[0].delimiter
    best = max(fits, key=lambda found: found.share)
    return best.delimiter if best.share >= 0.3 else "\t"


def fit(text: str, mark: str, start: int, *, strict: bool = False) -> Fit:
    """A tab is written for nothing but tables, so that with it any number of columns fits."""
    if text.find(mark, start) < 0:
        return Fit(0.0, 1, mark)
    rows = sample(text, mark, start, strict=strict)
    counts = Counter(map(len, rows))
    if not rows:
        return Fit(0.0, 1, mark)
    several = {width: times for width, times in counts.items() if width > 1}
    if not several:
        return Fit(0.0, 1, mark)
    width = max(several, key=lambda width: (several[width], width))
    times = sum(several.values()) if mark == "\t" else several[width]
    return Fit(times / len(rows), width, mark)


def width(rows: Rows) -> int:
    """The number of columns that nearly all rows have at most."""
    counts = Counter(map(len, rows))
    covered = 0
    for columns in sorted(counts):
        covered += counts[columns]
        if covered >= 0.95 * len(rows):
            return min(columns, MOST_COLUMNS)
    return 0


def plain_width(text: str, delimiter: str, start: int) -> int:
    """The number of columns of lines without quotes; 0 where there are none."""
    lines = (found[0] for found in re.compile(r"[^\n]+").finditer(text, start))
    counts = Counter(
        line.count(delimiter) + 1 for line in islice(lines, LOOKED_AT) if '"' not in line
    )
    return counts.most_common(1)[0][0] if counts else 0


def is_html(text: str, start: int) -> bool:
    """Whether tags, sounds or named characters are written in it."""
    marked = "<" in text or "[sound:" in text
    return bool((marked and _HTML.search(text, start)) or ("&" in text and _ENTITY.search(text)))


def has_header(rows: Rows) -> bool:
    """Whether the first row names the columns: by words used for that, or unlike all the others."""
    if len(rows) < 2:
        return False
    names = [name.strip() for name in rows[0]]
    given = [name for name in names if name]
    if len(given) < 2 or len(set(given)) < len(given) or max(map(len, given)) > _LONGEST_NAME:
        return False
    known = sum(_purpose(name) is not None for name in given)
    if known >= 2:
        return known * 2 >= len(given) or _all_names(given)
    return len(given) > 2 and _all_names(given) and not _look_like_names(rows[1:])


def _all_names(cells: Iterable[str]) -> bool:
    return all(_NAME.fullmatch(cell.lower()) for cell in cells)


def _look_like_names(rows: Rows) -> bool:
    """Whether words in small letters, with nothing that a name lacks, are usual in the table."""
    cells = [cell.strip() for row in rows[:100] for cell in row if cell.strip()]
    like = sum(bool(_NAME.fullmatch(cell)) and cell == cell.lower() for cell in cells)
    return like > 0.2 * len(cells)


def _purpose(name: str) -> Column | None:
    words = name.casefold().strip().replace(" ", "-")
    return _PURPOSES.get(words) or _PURPOSES.get(words.replace("-", "").replace("_", ""))


def columns(
    rows: Rows, names: Sequence[str], width: int, fixed: dict[int, Column]
) -> tuple[Column, ...]:
    """What each column is for: as directives say, by its name, or by what stands in it.

    `rows` are without the header; a column that is empty in all of them is ignored, unless there
    are note types, whose fields are told by their place.
    """
    found = dict(fixed)
    placed = Column.NOTE_TYPE in found.values()
    filled = [at for at in range(width) if any(at < len(row) and row[at].strip() for row in rows)]
    for at in range(width):
        if at not in found and at not in filled and rows and not placed:
            found[at] = Column.IGNORED
    for at, name in enumerate(names[:width]):
        purpose = _purpose(name)
        again = purpose in found.values() and purpose not in _MANY
        if at not in found and purpose and not again:
            found[at] = purpose
    looked_at = [] if placed else rows
    _assign_rest(found, looked_at, width, tags=Column.TAGS not in found.values())
    return tuple(found[at] for at in range(width))


def _assign_rest(found: dict[int, Column], rows: Rows, width: int, *, tags: bool) -> None:
    """Gives the columns without a purpose one: text with gaps and the first ones are asked for."""
    rest = [at for at in range(width) if at not in found]
    if tags and len(rest) > 2 and _are_tags(rows, rest[-1]):
        found[rest.pop()] = Column.TAGS
    if Column.FRONT not in found.values() and rest:
        front = next((at for at in rest if _has_gaps(rows, at)), rest[0])
        found[front] = Column.FRONT
        rest.remove(front)
    if Column.BACK not in found.values() and rest:
        found[rest.pop(0)] = Column.BACK
    for at in rest:
        found[at] = Column.NOTE if len(rest) <= 2 else Column.KEPT


def _has_gaps(rows: Rows, at: int) -> bool:
    cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
    return bool(cells) and 2 * sum(bool(GAP.search(cell)) for cell in cells) >= len(cells)


def _are_tags(rows: Rows, at: int) -> bool:
    """Whether a column holds few short words, again and again."""
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    if not cells or max(map(len, cells)) > _LONGEST_TAGS or any("<" in cell for cell in cells):
        return False
    if all("::" in cell for cell in cells):
        return True
    return len(cells) >= 4 and len(set(cells)) * 2 <= len(cells)
