"""A side of a card: the steps of its template, taken with the fields of a note."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from kgstudy.domain import gaps
from kgstudy.domain.markup import plain
from kgstudy.domain.templates.filters import Use, apply
from kgstudy.domain.templates.parsing import Replacement, Section, Step, Text, fault

FRONT_SIDE = "FrontSide"

_BLANK = re.compile(r"(?:\s|</?(?:br|div)\s?/?>)*+", re.IGNORECASE)
_MOST_WORK = 300_000
"""Characters that fields put into one side, filters counted; what goes beyond is left out."""
_LONGEST = 600_000


@dataclass(frozen=True, slots=True)
class Side:
    """`typed` are the answers that a person is asked to type, as plain text.

    `occlusion` is a field whose gaps are parts of a picture, which is not shown as words.
    """

    html: str
    typed: tuple[str, ...] = ()
    occlusion: str = ""


@dataclass(slots=True)
class Rendering:
    """Takes steps with the fields of one note and the gap `gap`, or 0 where there are no gaps."""

    fields: Mapping[str, str]
    gap: int = 0
    front: str | None = None
    """The question's HTML where this is the answer."""
    typed: list[str] = field(default_factory=list)
    occlusion: str = ""
    work: int = _MOST_WORK

    def side(self, steps: Sequence[Step]) -> Side:
        html = "".join(self._pieces(steps))[:_LONGEST]
        return Side(html, tuple(self.typed), self.occlusion)

    def _pieces(self, steps: Sequence[Step]) -> Iterator[str]:
        at = 0
        while at < len(steps):
            step = steps[at]
            at += 1
            match step:
                case Text(html):
                    yield html
                case Replacement():
                    yield self._replaced(step)
                case Section(key, filled, end):
                    at = at if self._is_filled(key) == filled else end

    def _is_filled(self, key: str) -> bool:
        if key in self.fields:
            return not is_empty(self.fields[key])
        return bool(self.gap) and key == f"c{self.gap}"

    def _replaced(self, step: Replacement) -> str:
        if step.field == FRONT_SIDE and self.front is not None:
            return self.front
        html = self.fields.get(step.field)
        if html is None:
            return fault(f"unknown field {step.field}") if step.field else ""
        html = html[: max(0, self.work)]
        self.work -= len(html) * (len(step.filters) + 1)
        if "cloze" in step.filters and gaps.PICTURE in html:
            self.occlusion = html
            return ""
        if "type" in step.filters[-1:]:
            return self._asked_for(html, step)
        return apply(html, step.filters, Use(step.field, self.gap, self.front is None))

    def _asked_for(self, html: str, step: Replacement) -> str:
        """Nothing on the question, and what was asked for on the answer."""
        words = typed_words(html, self.gap) if "cloze" in step.filters else plain(html)
        if words:
            self.typed.append(words)
        return "" if self.front is None else escape(words, quote=False)


def is_empty(html: str) -> bool:
    """Whether Anki takes a field for empty: line breaks and blanks are nothing."""
    return _BLANK.fullmatch(html) is not None


def typed_words(html: str, gap: int) -> str:
    """The words in the gap, once where it hides the same ones several times."""
    hidden = (each for each in gaps.gaps(gaps.parse(html)) if gap in each.numbers)
    return ", ".join(dict.fromkeys(plain(gaps.shown(each.parts)) for each in hidden))
