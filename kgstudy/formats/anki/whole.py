"""Packages that take the place of the whole collection in Anki."""

from pathlib import Path

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.anki.writing import write_package
from kgstudy.formats.losses import lessons as losses

__all__ = ["NAME", "SUFFIXES", "losses", "write"]

NAME = "Anki collection"
SUFFIXES = (".colpkg",)


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes all of the parcel or, raising UserError, nothing."""
    write_package(parcel, path, progress, whole=True)
