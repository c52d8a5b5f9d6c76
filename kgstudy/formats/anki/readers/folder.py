"""The media beside a bare collection: in a folder that is called as it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kgstudy.domain.composing import composed
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener, Problem
from kgstudy.formats.anki.readers.faults import Complaints
from kgstudy.formats.anki.readers.media import LARGEST_FILE, LARGEST_TOGETHER
from kgstudy.formats.archive import MOST_ENTRIES, is_safe_name

_ENDING = ".media"


class MediaFolder:
    """The files of the folder by their names, if there is one; links lead nowhere."""

    def __init__(self, collection: Path) -> None:
        self.openers: dict[str, Opener] = {}
        self._complaints = Complaints(Place(str(collection)))
        left = LARGEST_TOGETHER
        for file in _files(collection.with_name(f"{collection.stem}{_ENDING}")):
            name = composed(file.name)
            size = file.stat(follow_symlinks=False).st_size
            if not is_safe_name(name) or name in self.openers:
                self._complaints.tell(f"“{name[:200]}” beside it has a name that cannot be kept.")
            elif size > min(LARGEST_FILE, left) or len(self.openers) >= MOST_ENTRIES:
                self._complaints.tell(f"“{name}” is more than the media of a deck can be.")
            else:
                left -= size
                self.openers[name] = _File(Path(file.path))

    def problems(self) -> tuple[Problem, ...]:
        return self._complaints.problems()


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files themselves, in the order of their names."""
    try:
        with os.scandir(folder) as found:
            files = [file for file in found if file.is_file(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        why = "The folder of its media cannot be opened: {reason}."
        raise UserError(why, place=Place(str(folder)), reason=error.strerror) from error
    yield from sorted(files, key=lambda file: file.name)


class _File:
    """Opens a file; called, as an `Opener` is."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> BinaryIO:
        try:
            return self._path.open("rb")
        except OSError as error:
            why = "It cannot be opened: {reason}."
            raise UserError(why, place=Place(str(self._path)), reason=error.strerror) from error
