"""A question with one right answer among wrong ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field, items
from kgstudy.domain.markup import plain


@dataclass(frozen=True, slots=True)
class ChoiceFace(Face):
    """`right` is the one answer to choose; all are HTML."""

    right: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from, as HTML."""

    text: str
    right: bool


def options(face: ChoiceFace, rng: Random) -> tuple[Option, ...]:
    """The answers in an order drawn from `rng`."""
    drawn = [Option(face.right, True), *(Option(text, False) for text in face.wrong)]
    rng.shuffle(drawn)
    return tuple(drawn)


class Choice(CardType):
    kind: ClassVar[str] = "choice"
    name: ClassVar[str] = "Choice"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("question"),
        Field("right", "right answer"),
        Field("wrong", "wrong answers", many=True),
        NOTE,
    )

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> ChoiceFace:
        right, wrong = fields["right"], items(fields["wrong"])
        return ChoiceFace(fields["question"], right, fields.get("note", ""), right, wrong)

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if found := super().problem(fields):
            return found
        shown = [_seen(html) for html in (fields["right"], *items(fields["wrong"]))]
        twice = next((text for at, text in enumerate(shown) if text in shown[:at]), None)
        return None if twice is None else f"“{twice}” is among the answers twice: change one."


def _seen(html: str) -> str:
    """What tells one answer from another: its words, or its markup where it has none."""
    return plain(html) or html
