"""A text on its way to the disk: all of it, or none."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kgstudy.formats.archive import telling


def save(path: Path, pieces: Iterable[str], encoding: str = "utf-8") -> None:
    """Writes the text in place of `path` when the last piece is there."""
    with telling(path), TemporaryDirectory(dir=path.parent, prefix=".kgstudy-") as folder:
        part = Path(folder) / "part"
        with part.open("w", encoding=encoding, errors="replace", newline="") as file:
            file.writelines(pieces)
        part.replace(path)
