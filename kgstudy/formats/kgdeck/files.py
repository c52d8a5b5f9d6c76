"""Where a deck lies: a folder, a zip of one, or a single text with its pictures beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener
from kgstudy.formats.archive import Archive, is_safe_name, open_archive, telling

TEXT_SUFFIXES = (".md", ".markdown")
ZIP_SUFFIX = ".kgdeck"

LARGEST_TEXT = 64 << 20
"""Bytes."""

NO_DECKS = frozenset({"readme.md", "license.md", "changelog.md", "contributing.md"})


class Files(Protocol):
    """The texts of decks, and the files they may show."""

    @property
    def texts(self) -> Sequence[str]: ...

    def place(self, name: str) -> str:
        """What people call the file of that name."""
        ...

    def read(self, text: str) -> bytes: ...

    def opener(self, name: str) -> Opener | None:
        """How to open the file of that name; None where it is not there, or not in the deck."""
        ...


def files_at(path: Path) -> Files:
    """Raises UserError where no deck lies."""
    with telling(path):
        if path.is_dir():
            found: Files = _Folder(path, _texts(_files(path)))
        elif is_zip(path):
            found = _zipped(open_archive(path))
        else:
            found = _Folder(path.parent, (path.name,))
    if not found.texts:
        why = "There is no deck in it: a deck is a text whose name ends in .md."
        raise UserError(why, place=Place(str(path)))
    return found


def _files(folder: Path) -> Iterator[str]:
    """The names of its files; links that lead out of it, pipes and the like are passed over."""
    base = folder.resolve()
    for path in folder.iterdir():
        text = path.suffix.lower() in TEXT_SUFFIXES and path.is_file()
        if text and (not path.is_symlink() or path.resolve().is_relative_to(base)):
            yield path.name


def is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def _texts(names: Iterable[str]) -> tuple[str, ...]:
    lower = ((name.lower(), name) for name in names)
    found = (name for low, name in lower if low.endswith(TEXT_SUFFIXES) and low not in NO_DECKS)
    return tuple(sorted(name for name in found if not name.startswith(".")))


@dataclass(frozen=True, slots=True)
class _Folder:
    folder: Path
    texts: Sequence[str]

    def place(self, name: str) -> str:
        return str(self.folder / name)

    def read(self, text: str) -> bytes:
        path = self.folder / text
        with telling(path):
            check_size(path.stat().st_size, str(path))
            return path.read_bytes()

    def opener(self, name: str) -> Opener | None:
        if not is_safe_name(name):
            return None
        path = (self.folder / name).resolve()
        inside = path.is_relative_to(self.folder.resolve()) and path.is_file()
        return (lambda: path.open("rb")) if inside else None


@dataclass(frozen=True, slots=True)
class _Zipped:
    """`root` is the one folder in which everything lies, with a `/`, or nothing."""

    archive: Archive
    root: str
    texts: Sequence[str]

    def place(self, name: str) -> str:
        return str(self.archive.path / self.root / name)

    def read(self, text: str) -> bytes:
        entry = self.root + text
        check_size(self.archive.entries[entry].file_size, self.place(text))
        return self.archive.read(entry)

    def opener(self, name: str) -> Opener | None:
        entry = self.root + name
        return (lambda: self.archive.open(entry)) if entry in self.archive.entries else None


def _zipped(archive: Archive) -> _Zipped:
    names = [name for name in archive.entries if not name.startswith("__MACOSX/")]
    tops = {name.partition("/")[0] for name in names}
    root = ""
    if len(tops) == 1 and all("/" in name for name in names):
        root = f"{tops.pop()}/"
    inner = (name.removeprefix(root) for name in names)
    return _Zipped(archive, root, _texts(name for name in inner if "/" not in name))


def check_size(size: int, place: str) -> None:
    if size > LARGEST_TEXT:
        raise UserError(
            "The text is larger than {most} MiB: cut the deck into several.",
            place=Place(place),
            most=LARGEST_TEXT >> 20,
        )
