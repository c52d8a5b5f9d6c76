"""Zip files from strangers: all of one is looked at before any of it is read.

Refused are names that lead out of the archive or mean something to Windows, links, entries that
share their bytes or their name, and sizes that no deck has.
"""

import io
import re
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from typing_extensions import Buffer, override

from kgstudy.domain.composing import composed
from kgstudy.domain.errors import Place, UserError

MOST_ENTRIES = 200_000
LARGEST = 16 << 30
"""Bytes of all entries together, unpacked."""
_TIGHTEST = 200
"""How many bytes one packed byte may stand for, in entries over a megabyte."""
_LONGEST_READ = 16 << 20
"""Only the table of contents is read at once; the rest goes in small pieces."""

_LOCAL_HEADER = 30
_MOST_SHOWN = 100
_ENCRYPTED = 0x1
_RESERVED = frozenset(
    ("aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
_MISLEADING = re.compile(
    r"[:\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises over damaged files."""


def is_safe_name(name: str) -> bool:
    """Whether the name, with `/` between its parts, stays where it is put on every system."""
    return bool(name) and all(map(_is_safe_part, name.split("/")))


def _is_safe_part(part: str) -> bool:
    return (
        not _MISLEADING.search(part)
        and part == part.rstrip(". ")
        and 0 < len(part.encode("utf-8", "replace")) <= 255
        and part.partition(".")[0].strip().casefold() not in _RESERVED
    )


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file that was found harmless, and its files by name."""

    path: Path
    entries: Mapping[str, ZipInfo]

    def open(self, name: str) -> BinaryIO:
        with telling(self.path):
            file = self.path.open("rb")
        return io.BufferedReader(_Content(file, self.path, self.entries[name]))

    def read(self, name: str) -> bytes:
        with self.open(name) as content:
            return content.read()


def open_archive(path: Path) -> Archive:
    """Raises UserError where the file is no zip, or not one to be trusted."""
    with telling(path), _Measured(io.FileIO(path)) as file, ZipFile(file) as archive:
        entries = archive.infolist()
        packed = archive.start_dir
    _check_together(path, entries, packed)
    for entry in entries:
        if fault := _fault(entry):
            raise _refused(path, fault, entry=_shown(entry.filename))
    return Archive(path, {entry.filename: entry for entry in entries if not entry.is_dir()})


def _check_together(path: Path, entries: list[ZipInfo], packed: int) -> None:
    if not entries:
        raise _refused(path, "It is empty: there is nothing in it to be read.")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST:
        raise _refused(path, "It holds more than a deck can: nothing was read.")
    names = {composed(entry.filename) for entry in entries}
    if len(names) < len(entries):
        raise _refused(path, "It holds two files of one name: nothing was read.")
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    starts = [*(start for start, _ in places[1:]), packed]
    for (start, size), following in zip(places, starts, strict=True):
        if start < 0 or start + _LOCAL_HEADER + size > following:
            raise _refused(path, "Its files lie on top of each other: nothing was read.")


def _fault(entry: ZipInfo) -> str | None:
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if not is_safe_name(entry.filename.removesuffix("/")):
        return "It holds a file with the forbidden name “{entry}”: nothing was read."
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "It holds “{entry}”, which is a link and no file: nothing was read."
    if entry.flag_bits & _ENCRYPTED:
        return "It is locked by a password: unlock it, and try again."
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "“{entry}” is packed in a way that kgstudy does not know: nothing was read."
    if entry.file_size > max(1 << 20, entry.compress_size * _TIGHTEST):
        return "“{entry}” would unpack to more than a deck can hold: nothing was read."
    return None


def _shown(name: str) -> str:
    """The name as it can be told: nothing in it commands a terminal or turns the line around."""
    return _MISLEADING.sub("\ufffd", name[:_MOST_SHOWN])


def _refused(path: Path, sentence: str, **facts: object) -> UserError:
    return UserError(sentence, place=Place(str(path)), **facts)


class _Measured(io.BufferedReader):
    """A file that refuses to be read into memory as a whole."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        most = _LONGEST_READ + 1
        words = super().read(min(size, most) if size is not None and size >= 0 else most)
        if len(words) > _LONGEST_READ:
            raise BadZipFile("too much at once")
        return words


class _Content(io.RawIOBase):
    """What is in an entry: just as much as was announced, or a UserError."""

    def __init__(self, file: BinaryIO, path: Path, entry: ZipInfo) -> None:
        self._file = file
        self._path = path
        self._packed = entry.compress_size
        self._due = entry.file_size
        self._sum, self._announced = 0, entry.CRC
        self._inflate = zlib.decompressobj(-15) if entry.compress_type == ZIP_DEFLATED else None
        with telling(path):
            self._file.seek(entry.header_offset)
            header = self._file.read(_LOCAL_HEADER)
            name, extra = struct.unpack("<HH", header[-4:])
            self._file.seek(name + extra, io.SEEK_CUR)

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        target = memoryview(buffer)
        with telling(self._path):
            words = self._some(min(len(target), self._due))
            self._due -= len(words)
            self._sum = zlib.crc32(words, self._sum)
            if (self._due and not words) or (not self._due and self._sum != self._announced):
                raise BadZipFile("cut short, or changed")
        target[: len(words)] = words
        return len(words)

    def _some(self, most: int) -> bytes:
        """Some of the content, at most so many bytes; none only at its end."""
        if self._inflate is None:
            return self._piece(most)
        words = b""
        while most and not words and not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._piece(1 << 16)
            words = self._inflate.decompress(packed, most)
            if not packed:
                break
        return words

    def _piece(self, most: int) -> bytes:
        piece = self._file.read(min(most, self._packed))
        self._packed -= len(piece)
        return piece

    @override
    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Tells people, with the name of the file, what else would be an error of the system."""
    try:
        yield
    except OSError as error:
        raise _refused(path, "It cannot be opened: {reason}.", reason=error.strerror) from error
    except _BROKEN as error:
        raise _refused(path, "This zip file is damaged: get it anew.") from error
