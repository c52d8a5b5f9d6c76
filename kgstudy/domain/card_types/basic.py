"""Front and back: one question, one answer."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field


class Basic(CardType):
    kind: ClassVar[str] = "basic"
    name: ClassVar[str] = "Question and answer"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("front", "question"),
        Field("back", "answer"),
        NOTE,
    )

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> Face:
        return Face(fields["front"], fields["back"], fields.get("note", ""))
