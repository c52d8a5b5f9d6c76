"""What a format can do; the modules themselves are the readers and writers."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kgstudy.domain.parcel import Parcel

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1; to stop the work it raises Cancelled."""


class Format(Protocol):
    @property
    def NAME(self) -> str:  # noqa: N802 - constants of a module
        """What people call it."""
        ...

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """The endings that its files usually have."""
        ...


class Reader(Format, Protocol):
    def recognises(self, path: Path) -> bool:
        """Whether the file or folder looks like this format, by its content."""
        ...

    def read(self, path: Path, progress: Progress | None = None) -> Parcel:
        """Raises UserError where all of it is at fault; other faults are the parcel's problems."""
        ...


class Writer(Format, Protocol):
    def write(self, parcel: Parcel, path: Path, progress: Progress | None = None) -> None:
        """Writes all of the parcel or, raising UserError, nothing."""
        ...

    def losses(self, parcel: Parcel) -> tuple[str, ...]:
        """What of the parcel would stay behind, in sentences."""
        ...
