"""Lines as HTML, small and the same for the same lines."""

import re
from collections.abc import Sequence
from html import escape
from itertools import chain, pairwise

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.markup import as_html
from kgstudy.domain.rich.lines import BREAK, MARKS, Line, Run, Style
from kgstudy.domain.rich.reading import WHOLE

_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9]*)")


def write(lines: Sequence[Line]) -> str:
    """The HTML of a field; empty lines at its end are left out."""
    last = next((at for at in range(len(lines), 0, -1) if lines[at - 1].runs), 0)
    kept = lines[:last]
    parts: list[str] = []
    opened: list[str] = []
    for before, line in pairwise(chain([None], kept)):
        assert line is not None
        parts += _between(before, line, opened)
        parts.append(_content(line) or ("" if line.lists else "<br>"))
    parts += map(_closing, reversed(opened))
    return "".join(parts)


def write_items(lines: Sequence[Line]) -> str:
    """The HTML of a field that holds one item a line."""
    return "\n".join(html for html in map(_content, lines) if not is_blank(html))


def _between(before: Line | None, line: Line, opened: list[str]) -> list[str]:
    """What stands before the line: it closes and opens blocks and lists, or breaks the line."""
    wanted = _elements(line)
    had = [] if before is None else _elements(before)
    same = 0
    while same < min(len(wanted), len(had)) and wanted[same] == had[same]:
        same += 1
    parts: list[str] = []
    if line.lists and before is not None and same == len(wanted):
        parts.append("</li><li>" if len(had) == len(wanted) else "")
    elif before is not None and before.runs and had == wanted and not _breaks(before, line):
        parts.append("<br>")
    parts += [_closing(opened.pop()) for _ in had[same:]]
    if line.lists and before is not None and same == len(wanted) and len(had) > len(wanted):
        parts.append("</li><li>")
    for tag, _ in wanted[same:]:
        opened.append(tag)
        parts.append(tag + ("<li>" if _is_list(tag) else ""))
    return parts


def _elements(line: Line) -> list[tuple[str, int]]:
    """What is around the line, the outermost first, each with what tells it from its like."""
    return [*((b.tag, b.number) for b in line.around), *((tag, 0) for tag in line.lists)]


def _breaks(one: Line, other: Line) -> bool:
    """Whether one of the lines is a piece that stands alone anyway."""
    return any(_stands_alone(line) for line in (one, other))


def _stands_alone(line: Line) -> bool:
    if len(line.runs) != 1 or not line.runs[0].embedded:
        return False
    name = _NAME.match(line.runs[0].text)
    return name is not None and name[1].lower() in WHOLE


def _content(line: Line) -> str:
    """The runs with their tags, of which no more are closed than have to be."""
    parts: list[str] = []
    opened: list[str] = []
    for run in _trimmed(line.runs):
        wanted = _tags(run.style)
        kept = 0
        for tag in opened:
            if tag not in wanted:
                break
            wanted.remove(tag)
            kept += 1
        parts += map(_closing, reversed(opened[kept:]))
        opened = [*opened[:kept], *wanted]
        parts += wanted
        parts.append(run.text if run.embedded else _words(run.text))
    parts += map(_closing, reversed(opened))
    return "".join(parts)


def _trimmed(runs: Sequence[Run]) -> Sequence[Run]:
    """Without blanks and breaks at the end, which would not be seen."""
    kept = list(runs)
    while kept and not kept[-1].embedded:
        last = kept.pop()
        if words := last.text.rstrip(" " + BREAK):
            return (*kept, Run(words, last.style))
    return kept


def _words(text: str) -> str:
    return as_html(text).replace("\xa0", "&nbsp;").replace(BREAK, "<br>")


def _tags(style: Style) -> list[str]:
    tags = [f'<a href="{escape(style.href)}">'] if style.href else []
    tags += style.tags
    if style.colour:
        tags.append(f'<span style="color: {escape(style.colour)}">')
    return [*tags, *(f"<{mark}>" for mark in MARKS if mark in style.marks)]


def _closing(tag: str) -> str:
    name = _NAME.match(tag)
    assert name is not None
    return ("</li>" if _is_list(tag) else "") + f"</{name[1]}>"


def _is_list(tag: str) -> bool:
    return tag[:3].lower() in ("<ul", "<ol")
