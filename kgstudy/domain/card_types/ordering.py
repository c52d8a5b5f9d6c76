"""Items to be put in their right order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain.card_types.base import NOTE, CardType, Face, Field, items
from kgstudy.domain.markup import plain


@dataclass(frozen=True, slots=True)
class OrderingFace(Face):
    """`items` are HTML in the right order."""

    items: tuple[str, ...]


def shuffled(items: Sequence[str], rng: Random) -> tuple[int, ...]:
    """The places of `items` in an order drawn from `rng`, which is not the right one already."""
    right = list(range(len(items)))
    drawn = right[:]
    rng.shuffle(drawn)
    return tuple(drawn if drawn != right else right[1:] + right[:1])


def verdict(order: Sequence[int]) -> tuple[bool, ...]:
    """Which positions hold the item that belongs there."""
    return tuple(place == item for place, item in enumerate(order))


def is_right(order: Sequence[int]) -> bool:
    return all(verdict(order))


class Ordering(CardType):
    kind: ClassVar[str] = "ordering"
    name: ClassVar[str] = "Ordering"
    fields: ClassVar[tuple[Field, ...]] = (Field("question"), Field("items", many=True), NOTE)

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> OrderingFace:
        right = items(fields["items"])
        answer = "<ol>" + "".join(f"<li>{item}</li>" for item in right) + "</ol>"
        return OrderingFace(fields["question"], answer, fields.get("note", ""), right)

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if found := super().problem(fields):
            return found
        given = items(fields["items"])
        if len(given) < 2:
            return "There is only one item to put in order: write a second one."
        twice = next((item for at, item in enumerate(given) if item in given[:at]), None)
        return None if twice is None else f"“{plain(twice)}” is among the items twice: change one."

    @override
    def answer_text(self, fields: Mapping[str, str], slot: int) -> str:
        return " → ".join(plain(item) for item in items(fields["items"]))
