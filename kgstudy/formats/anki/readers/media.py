"""The media of a package: a list of names, and members called by their numbers in it."""

import io
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from typing_extensions import Buffer, override

from kgstudy.domain.composing import composed
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener, Problem
from kgstudy.formats.anki.readers.faults import Complaints
from kgstudy.formats.anki.readers.values import mapping
from kgstudy.formats.anki.readers.zstd import is_packed, unpacked
from kgstudy.formats.anki.wire import Message, WireError
from kgstudy.formats.archive import Archive, is_safe_name
from kgstudy.formats.json_text import loaded

LARGEST_FILE = 256 << 20
LARGEST_TOGETHER = 4 << 30
_LONGEST_LIST = 32 << 20
_LIST = "media"


class _Entry(NamedTuple):
    member: str
    name: str
    size: int | None
    """Bytes, where the list tells."""


class Media:
    """The media of the package by their names; what is not to be had is told."""

    def __init__(self, archive: Archive) -> None:
        self.openers: dict[str, Opener] = {}
        self._archive = archive
        self._place = Place(str(archive.path))
        self._complaints = Complaints(self._place)
        self._left = LARGEST_TOGETHER
        try:
            for entry in self._entries():
                self._add(entry)
        except UserError as error:
            self._tell(f"The list of its media cannot be read: {error.said}")

    def _entries(self) -> Iterator[_Entry]:
        if _LIST not in self._archive.entries:
            return iter(())
        words = self._words()
        if not words or words.lstrip()[:1] == b"{":
            return _old_list(words.decode("utf-8", "replace"), self._place)
        return _new_list(words)

    def _words(self) -> bytes:
        with closing(self._archive.open(_LIST)) as content:
            words = content.read(_LONGEST_LIST + 1)
        if is_packed(words):
            with closing(unpacked(io.BytesIO(words), self._archive.path)) as content:
                words = content.read(_LONGEST_LIST + 1)
        if len(words) > _LONGEST_LIST:
            raise UserError("It is longer than any list of media.", place=self._place)
        return words

    def _add(self, entry: _Entry) -> None:
        name = composed(entry.name)
        member = self._archive.entries.get(entry.member)
        if not is_safe_name(name) or "/" in name:
            self._tell(f"A file of it has the forbidden name “{name[:200]}”: it was left out.")
        elif member is None:
            self._tell(f"It names the file “{name}” but does not hold it.")
        elif name in self.openers:
            self._tell(f"It holds two files called “{name}”: the first was taken.")
        else:
            size = member.file_size if entry.size is None else entry.size
            if max(size, member.file_size) > LARGEST_FILE or size > self._left:
                self._tell(f"“{name}” is larger than the media of a deck can be: it was left out.")
                return
            self._left -= size
            packed = entry.size is not None
            self.openers[name] = _Member(self._archive, entry.member, size, packed=packed)

    def _tell(self, why: str) -> None:
        self._complaints.tell(why)

    def problems(self) -> tuple[Problem, ...]:
        return self._complaints.problems()


def _old_list(words: str, place: Place) -> Iterator[_Entry]:
    """The names by the numbers, as JSON."""
    for member, name in mapping(loaded(words or "{}", place)).items():
        if isinstance(name, str):
            yield _Entry(member, name, None)


def _new_list(words: bytes) -> Iterator[_Entry]:
    """The names in the order of the numbers, as a message of protocol buffers."""
    try:
        for place, entry in enumerate(Message(words).messages(1)):
            size = entry.integer(2) & 0xFFFFFFFF
            yield _Entry(str(entry.integer(255, place)), entry.text(1), size)
    except WireError as error:
        raise UserError("it is damaged ({reason}).", reason=error) from error


class _Member:
    """Opens a member; called, as an `Opener` is."""

    __slots__ = ("_archive", "_name", "_packed", "_size")

    def __init__(self, archive: Archive, name: str, size: int, *, packed: bool) -> None:
        self._archive = archive
        self._name = name
        self._size = size
        self._packed = packed

    def __call__(self) -> BinaryIO:
        content = self._archive.open(self._name)
        if not self._packed:
            return content
        return io.BufferedReader(
            _Bounded(unpacked(content, self._archive.path), self._size, self._archive)
        )


class _Bounded(io.RawIOBase):
    """A content that is as long as was announced, or a UserError."""

    def __init__(self, content: BinaryIO, size: int, archive: Archive) -> None:
        self._content = content
        self._due = size
        self._place = Place(str(archive.path))

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        target = memoryview(buffer)
        words = self._content.read(len(target))
        self._due -= len(words)
        if self._due < 0 or (not words and self._due and target):
            why = "A file in it is not as long as was announced: get the package anew."
            raise UserError(why, place=self._place)
        target[: len(words)] = words
        return len(words)

    @override
    def close(self) -> None:
        self._content.close()
        super().close()
