"""The notes of a vault, or of a folder in it, and the files that they may show."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener
from kgstudy.formats.archive import is_safe_name
from kgstudy.formats.assembly import beside

NOTES = (".md", ".markdown")

_MOST_FILES = 200_000
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Vault:
    """`notes` and `files` are paths from `folder`, with `/`; `files` by names in lower case."""

    folder: Path
    notes: tuple[str, ...]
    files: Mapping[str, str]

    def resolve(self, note: str, name: str) -> str:
        """The path of a file: from the folder, from the note, or wherever one of that name lies."""
        wanted = name.replace("\\", "/").removeprefix("./").removeprefix("/")
        near = os.path.normpath(f"{note.rpartition('/')[0]}/{wanted}").replace("\\", "/")
        for path in (near.removeprefix("/"), wanted, wanted.rpartition("/")[2]):
            if found := self.files.get(path.lower()):
                return found
        return wanted

    def opener(self, name: str) -> Opener | None:
        return beside(self.folder)(name) if is_safe_name(name) else None


def vault_at(path: Path) -> Vault:
    """The folder with all that lies in it, or a note with the files beside it."""
    folder = path if path.is_dir() else path.parent
    deepest = _DEEPEST if path.is_dir() else 0
    notes: list[str] = []
    files: dict[str, str] = {}
    for count, name in enumerate(sorted(_files(folder, deepest))):
        if count > _MOST_FILES:
            why = "It holds more than {most} files: choose a folder within it."
            raise UserError(why, place=Place(str(path)), most=f"{_MOST_FILES:,}")
        if name.lower().endswith(NOTES):
            notes.append(name)
        else:
            files[name.lower()] = name
            files.setdefault(name.rpartition("/")[2].lower(), name)
    return Vault(folder, tuple(notes) if path.is_dir() else (path.name,), files)


def _files(folder: Path, deepest: int) -> Iterator[str]:
    """Paths of real files; hidden ones, links and what lies too deep are passed over."""
    for place, folders, names in os.walk(folder):
        within = Path(place).relative_to(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(within.parts) >= deepest:
            folders.clear()
        for name in names:
            if not name.startswith(".") and stat.S_ISREG(Path(place, name).lstat().st_mode):
                yield (within / name).as_posix()
