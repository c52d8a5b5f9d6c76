"""Packages that Anki adds to a collection: some decks, or all of them."""

from pathlib import Path

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.anki.writing import write_package
from kgstudy.formats.losses import lessons as losses

__all__ = ["NAME", "SUFFIXES", "losses", "write"]

NAME = "Anki package"
SUFFIXES = (".apkg",)


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes all of the parcel or, raising UserError, nothing."""
    write_package(parcel, path, progress, whole=False)
