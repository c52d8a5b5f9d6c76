"""Messages of protocol buffers as they are written: what `formats/anki/wire` reads."""

import struct
from collections.abc import Sequence

_VARINT, _BYTES, _FOUR_BYTES = 0, 2, 5


def integer_field(number: int, value: int) -> bytes:
    return _encoded(number << 3 | _VARINT) + _encoded(value % (1 << 64))


def real_field(number: int, value: float) -> bytes:
    """A field of the type `float`."""
    return _encoded(number << 3 | _FOUR_BYTES) + struct.pack("<f", value)


def reals_field(number: int, values: Sequence[float]) -> bytes:
    """Repeated `float`s, packed."""
    return bytes_field(number, struct.pack(f"<{len(values)}f", *values))


def bytes_field(number: int, value: bytes) -> bytes:
    """A field of bytes, or of another message."""
    return _encoded(number << 3 | _BYTES) + _encoded(len(value)) + value


def text_field(number: int, value: str) -> bytes:
    return bytes_field(number, value.encode("utf-8", "replace"))


def _encoded(number: int) -> bytes:
    """The number as a varint."""
    encoded = bytearray()
    while number >= 0x80:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
