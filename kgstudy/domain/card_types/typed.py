"""A question whose answer is typed and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field, items
from kgstudy.domain.card_types.comparison import Comparison, Piece, Verdict, compare
from kgstudy.domain.markup import plain

__all__ = ["Comparison", "Piece", "Typed", "TypedFace", "Verdict", "compare"]


@dataclass(frozen=True, slots=True)
class TypedFace(Face):
    """`accepted` are the right answers as plain text; the first is the one that is shown.

    `filled`, where there is any, takes the question's place beside the answer.
    """

    accepted: tuple[str, ...]
    filled: str = ""


class Typed(CardType):
    kind: ClassVar[str] = "typed"
    name: ClassVar[str] = "Typed answer"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("question"),
        Field("answer"),
        Field("also", required=False, many=True),
        NOTE,
    )

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> TypedFace:
        answer = fields["answer"]
        accepted = tuple(plain(html) for html in (answer, *items(fields.get("also", ""))))
        return TypedFace(fields["question"], answer, fields.get("note", ""), accepted)

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if found := super().problem(fields):
            return found
        if not plain(fields["answer"]):
            return "The answer has no words that could be typed: write it as text."
        return None
