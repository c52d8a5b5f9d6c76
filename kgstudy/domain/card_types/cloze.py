"""A text with gaps, in Anki's form: `{{c1::words::hint}}`, nested, several under one number.

    text  = (words | gap)*
    gap   = "{{c" number ("," number)* "::" text ["::" hint] "}}"

What does not fit this is words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field, is_blank
from kgstudy.domain.markup import plain


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that the cards `numbers` ask for; `hint` is what they show instead, or empty."""

    numbers: tuple[int, ...]
    parts: tuple["Part", ...]
    hint: str


Part = str | Gap

_MARK = re.compile(r"\{\{c(?P<numbers>[0-9]{1,4}(?:,[0-9]{1,4})*)::|\}\}")
_DEEPEST = 10


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
    for found in _MARK.finditer(text):
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
            hint += "".join(_shown(gap.parts[at + 1 :]))
            return Gap(gap.numbers, _without_empty([*gap.parts[:at], words]), hint)
    return Gap(gap.numbers, _without_empty(gap.parts), "")


def _without_empty(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part)


def _gaps(parts: Sequence[Part]) -> Iterator[Gap]:
    """All gaps, those within others too."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from _gaps(part.parts)


def _asked(parts: Sequence[Part], slot: int) -> Iterator[str]:
    """The HTML of the question `slot`: its gaps open, the others filled."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif slot in part.numbers:
            yield f'<span class="gap">[{part.hint or "…"}]</span>'
        else:
            yield from _asked(part.parts, slot)


def _shown(parts: Sequence[Part], slot: int | None = None) -> Iterator[str]:
    """The HTML with all gaps filled, and those of the question `slot` marked."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif slot in part.numbers:
            yield f'<span class="gap">{"".join(_shown(part.parts, slot))}</span>'
        else:
            yield from _shown(part.parts, slot)


class Cloze(CardType):
    kind: ClassVar[str] = "cloze"
    name: ClassVar[str] = "Text with gaps"
    fields: ClassVar[tuple[Field, ...]] = (Field("text"), NOTE)

    @override
    def slots(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        numbers = {number for gap in _gaps(parse(fields["text"])) for number in gap.numbers}
        return tuple(sorted(numbers - {0}))

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> Face:
        parts = parse(fields["text"])
        question, answer = "".join(_asked(parts, slot)), "".join(_shown(parts, slot))
        return Face(question, answer, fields.get("note", ""))

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if found := super().problem(fields):
            return found
        if not self.slots(fields):
            return "The text has no gap: mark the words to ask for."
        for gap in _gaps(parse(fields["text"])):
            if is_blank("".join(_shown(gap.parts))):
                return f"Gap {gap.numbers[0]} is empty: write the words it hides."
        return None

    @override
    def answer_text(self, fields: Mapping[str, str], slot: int) -> str:
        """The words in the gaps, without the text around them."""
        asked = (gap for gap in _gaps(parse(fields["text"])) if slot in gap.numbers)
        return ", ".join(plain("".join(_shown(gap.parts))) for gap in asked)
