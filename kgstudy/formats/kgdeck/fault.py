"""What is wrong with one card, or one line, of a deck."""

from typing_extensions import override


class Fault(Exception):  # noqa: N818 - becomes a problem of the parcel, and is no error
    """The rest of the deck is read all the same; `why` says what to do."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why

    @override
    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"
