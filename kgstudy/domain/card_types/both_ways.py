"""Front to back and back to front: two cards of one note."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field


class BothWays(CardType):
    kind: ClassVar[str] = "both-ways"
    name: ClassVar[str] = "Both ways"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("front", "question"),
        Field("back", "answer"),
        NOTE,
    )

    @override
    def slots(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        return (0, 1)

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> Face:
        sides = fields["front"], fields["back"]
        question, answer = sides if slot == 0 else sides[::-1]
        return Face(question, answer, fields.get("note", ""))
