"""Contents packed by Zstandard, unpacked piece by piece."""

import io
from pathlib import Path
from typing import BinaryIO

from typing_extensions import Buffer, override

from kgstudy.domain.errors import Place, UserError

_MAGIC = b"\x28\xb5\x2f\xfd"
_LARGEST_WINDOW = 128 << 20
"""Bytes of memory that unpacking may need."""


def is_packed(words: bytes) -> bool:
    return words.startswith(_MAGIC)


def unpacked(content: BinaryIO, path: Path) -> BinaryIO:
    """What the content unpacks to; closing it closes the content.

    Reading raises UserError, which names `path`, where the content is damaged.
    """
    return io.BufferedReader(_Unpacked(content, path))


class _Unpacked(io.RawIOBase):
    def __init__(self, content: BinaryIO, path: Path) -> None:
        import zstandard  # noqa: PLC0415 - not at every start of the program

        self._content = content
        self._path = path
        self._fault = zstandard.ZstdError
        unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        self._stream = unpacker.stream_reader(content, read_across_frames=True, closefd=False)

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        try:
            return self._stream.readinto(memoryview(buffer))
        except (self._fault, MemoryError) as error:
            why = "It is damaged ({reason}): get the file anew."
            raise UserError(why, place=Place(str(self._path)), reason=error) from error

    @override
    def close(self) -> None:
        self._stream.close()  # type: ignore[no-untyped-call]
        self._content.close()
        super().close()
