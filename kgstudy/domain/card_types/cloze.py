"""A text with gaps; see `domain.gaps`."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Field, WholeFace, is_blank
from kgstudy.domain.gaps import Gap, Part, asked, gaps, numbers, parse, shown
from kgstudy.domain.markup import plain

__all__ = ["Cloze", "Gap", "Part", "parse"]


class Cloze(CardType):
    kind: ClassVar[str] = "cloze"
    name: ClassVar[str] = "Text with gaps"
    fields: ClassVar[tuple[Field, ...]] = (Field("text"), NOTE)
    by_number: ClassVar[bool] = True

    @override
    def slots(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        return numbers(parse(fields["text"]))

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> WholeFace:
        parts = parse(fields["text"])
        return WholeFace(asked(parts, slot), shown(parts, slot), fields.get("note", ""))

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if found := super().problem(fields):
            return found
        if not self.slots(fields):
            return "The text has no gap: mark the words to ask for."
        for gap in gaps(parse(fields["text"])):
            if is_blank(shown(gap.parts)):
                return f"Gap {gap.numbers[0]} is empty: write the words it hides."
        return None

    @override
    def answer_text(self, fields: Mapping[str, str], slot: int) -> str:
        """The words in the gaps, without the text around them."""
        hidden = (gap for gap in gaps(parse(fields["text"])) if slot in gap.numbers)
        return ", ".join(plain(shown(gap.parts)) for gap in hidden)
