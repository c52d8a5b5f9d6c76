"""Whose fault it is.

Exception
├── UserError      the file, the disk, the input: told in one sentence, with place and cure
│   └── Cancelled  a long work was stopped on wish; nothing was changed
└── anything else  our own bug: logged, told plainly, and the collection stays safe
"""

from dataclasses import dataclass

from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something is wrong."""

    file: str
    line: int | None = None

    @override
    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class UserError(Exception):
    """Something that no change of our code would mend.

    `sentence` is one plain English sentence with `{name}` gaps for the `facts`; it is also the key
    under which a translation is found.
    """

    def __init__(self, sentence: str, *, place: Place | None = None, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place
        self.facts = facts

    @property
    def said(self) -> str:
        """The sentence with its facts, without the place."""
        return self.sentence.format(**self.facts)

    @override
    def __str__(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


class Cancelled(UserError):  # noqa: N818 - an outcome, not a mistake
    """The person stopped a long work."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was changed.")
