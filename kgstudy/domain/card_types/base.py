"""What every kind of card says about itself."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from kgstudy.domain.markup import media, plain

_BEGINS_WITH_WORD = re.compile(
    r"(?:\s++|<(?:b|br|div|em|h[1-6]|i|p|span|strong|u)(?:\s(?:[^<>\"']++|\"[^<\"]*+\")*+)?>)*+[^\s<&\[]"
)
"""HTML in which there is something to read at a glance, as in nearly all fields."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows, as HTML that nobody has cleaned yet; `note` stands under the answer.

    `style` is CSS for it that is safe already, see `domain.templates.css`.
    """

    question: str
    answer: str
    note: str
    style: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class WholeFace(Face):
    """The answer holds all that the question showed, and stands in its place."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note; `many` means one item a line, `called` is what people call it."""

    name: str
    called: str = ""
    required: bool = True
    many: bool = False


NOTE = Field("note", required=False)


class CardType(ABC):
    """One kind of note: its fields, and the cards that come of them."""

    kind: ClassVar[str]
    """The word by which notes and files refer to it."""
    name: ClassVar[str]
    """What people call it."""
    fields: ClassVar[tuple[Field, ...]]
    by_number: ClassVar[bool] = False
    """Whether a card's slot is the number that its gap has in the text."""

    def slots(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        """The cards that the fields make, in order; see `domain.card.Card.slot`."""
        return (0,)

    @abstractmethod
    def face(self, fields: Mapping[str, str], slot: int) -> Face: ...

    def problem(self, fields: Mapping[str, str]) -> str | None:
        """Why these fields make no card, as a sentence that also says what to do."""
        for each in self.fields:
            if each.required and is_blank(fields.get(each.name, "")):
                verb = "are" if each.many else "is"
                return f"The {each.called or each.name} {verb} empty: write something there."
        return None

    def question_text(self, fields: Mapping[str, str], slot: int) -> str:
        """The question as it is seen, without markup."""
        return plain(self.face(fields, slot).question)

    def answer_text(self, fields: Mapping[str, str], slot: int) -> str:
        """The answer alone, without markup."""
        return plain(self.face(fields, slot).answer)

    def sought(self, fields: Mapping[str, str], slot: int) -> str:
        """What the card asks for, by which it is known again in another slot."""
        return self.answer_text(fields, slot)


def is_blank(html: str) -> bool:
    """Whether there is nothing to read, to see or to hear."""
    return not (_BEGINS_WITH_WORD.match(html) or plain(html) or media(html))


def items(html: str) -> tuple[str, ...]:
    """The items of a field that holds one a line."""
    return tuple(line.strip() for line in html.split("\n") if not is_blank(line))
