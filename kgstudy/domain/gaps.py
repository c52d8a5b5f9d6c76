"""Words with gaps, in Anki's form: `{{c1::words::hint}}`, nested, several under one number.

    text  = (words | gap)*
    gap   = "{{c" number ("," number)* "::" text ["::" hint] "}}"

What does not fit this is words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that the cards `numbers` ask for; `hint` is what they show instead, or empty."""

    numbers: tuple[int, ...]
    parts: tuple["Part", ...]
    hint: str


Part = str | Gap

_MARK = re.compile(r"\{\{c(?P<numbers>[0-9]{1,4}(?:,[0-9]{1,4})*)::|\}\}")
MOST = 9999
"""No gap has a higher number."""
_DEEPEST = 10
_MOST_MARKS = 50_000
"""Beginnings and ends of gaps that are looked at; no text for learning has as many."""

PICTURE = "image-occlusion:"
"""How the words in a gap begin that are a part of a picture; see `card_types.occlusion`."""

_FORMULA_MARK = re.compile(r"(\\[()\[\]])")
_OPENING = ("\\(", "\\[")
_CLOSING = ("\\)", "\\]")
_SPAN = re.compile(r"</?span\b[^<>]*>")


@dataclass(slots=True)
class _Unclosed:
    """A gap, or the whole text, while its parts are being collected."""

    mark: str = ""
    numbers: tuple[int, ...] = ()
    parts: list[Part] = field(default_factory=list)


def parse(text: str) -> tuple[Part, ...]:
    """The words and gaps of a cloze text; what lies more than ten gaps deep is words."""
    stack = [_Unclosed()]
    at = 0
    for found in islice(_MARK.finditer(text), _MOST_MARKS):
        stack[-1].parts.append(text[at : found.start()])
        at = found.end()
        if found["numbers"] and len(stack) <= _DEEPEST:
            stack.append(_Unclosed(found[0], tuple(map(int, found["numbers"].split(",")))))
        elif not found["numbers"] and len(stack) > 1:
            gap = _closed(stack.pop())
            stack[-1].parts.append(gap)
        else:
            stack[-1].parts.append(found[0])
    rest: list[Part] = [text[at:]]
    for unclosed in reversed(stack):
        rest = [unclosed.mark, *unclosed.parts, *rest]
    return _without_empty(rest)


def _closed(gap: _Unclosed) -> Gap:
    """The gap; its hint is what follows the first `::` of its own words."""
    for at, part in enumerate(gap.parts):
        if isinstance(part, str) and "::" in part:
            words, _, hint = part.partition("::")
            hint += "".join(_told(gap.parts[at + 1 :]))
            return Gap(gap.numbers, _without_empty([*gap.parts[:at], words]), hint)
    return Gap(gap.numbers, _without_empty(gap.parts), "")


def _told(parts: Sequence[Part]) -> Iterator[str]:
    """All words of gaps that stand in a hint, where there is nothing to ask."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _told(part.parts)
            yield f"::{part.hint}" if part.hint else ""


def _without_empty(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part)


def gaps(parts: Sequence[Part]) -> Iterator[Gap]:
    """All gaps, those within others too."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from gaps(part.parts)


def numbers(parts: Sequence[Part]) -> tuple[int, ...]:
    """The cards that the gaps make, in order."""
    return tuple(sorted({number for gap in gaps(parts) for number in gap.numbers} - {0}))


def asked(parts: Sequence[Part], slot: int) -> str:
    """The HTML of the question `slot`: its gaps open, the others filled."""
    return _bare_formulas("".join(_asked(parts, slot)))


def shown(parts: Sequence[Part], slot: int | None = None) -> str:
    """The HTML with all gaps filled, and those of the question `slot` marked."""
    return _bare_formulas("".join(_shown(parts, slot)))


def _asked(parts: Sequence[Part], slot: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif slot in part.numbers:
            yield f'<span class="gap">[{part.hint or "…"}]</span>'
        else:
            yield from _asked(part.parts, slot)


def _shown(parts: Sequence[Part], slot: int | None = None) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif slot in part.numbers:
            yield f'<span class="gap">{"".join(_shown(part.parts, slot))}</span>'
        else:
            yield from _shown(part.parts, slot)


def _bare_formulas(html: str) -> str:
    """The HTML without the marks of gaps within a formula, which would be read as a part of it."""
    if "\\(" not in html and "\\[" not in html:
        return html
    bare, within = [], False
    for piece in _FORMULA_MARK.split(html):
        if piece in _OPENING:
            within = True
        elif piece in _CLOSING:
            within = False
        bare.append(_SPAN.sub("", piece) if within else piece)
    return "".join(bare)
