"""What a format can do; the modules themselves are the readers and writers."""

from pathlib import Path
from typing import Protocol

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard


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

    def read(self, path: Path, progress: Progress = unheard) -> Parcel:
        """Raises UserError where all of it is at fault; other faults are the parcel's problems."""
        ...


class Writer(Format, Protocol):
    def write(self, parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
        """Writes all of the parcel or, raising UserError, nothing."""
        ...

    def losses(self, parcel: Parcel) -> tuple[str, ...]:
        """What of the parcel would stay behind, in sentences."""
        ...
