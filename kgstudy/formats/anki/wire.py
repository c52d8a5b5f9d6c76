"""Messages of protocol buffers, as far as Anki's files need them: numbered fields and their values.

See https://protobuf.dev/programming-guides/encoding.  Nothing is known here of what the numbers
mean; a message is its fields, in whatever order they come.
"""

import struct
from collections.abc import Iterator, Sequence

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10
_SIGN, _WRAP = 1 << 63, 1 << 64

Value = int | bytes
"""A number, or bytes: of a text, of a message, of packed numbers, or of a number of fixed size."""


_MOST_FIELDS = 200_000
"""In one message: a few bytes each, they would take a hundred times that as objects."""


class WireError(ValueError):
    """The bytes are no message."""


class Message:
    """The fields of a message by their numbers; where one is not there, its default is."""

    def __init__(self, data: bytes = b"") -> None:
        self._values: dict[int, list[Value]] = {}
        for number, value in fields(data):
            self._values.setdefault(number, []).append(value)

    def __contains__(self, number: int) -> bool:
        return number in self._values

    def integer(self, number: int, default: int = 0) -> int:
        value = self._last(number)
        if not isinstance(value, int):
            return default
        return value - _WRAP if value >= _SIGN else value

    def truth(self, number: int) -> bool:
        return self.integer(number) != 0

    def real(self, number: int, default: float = 0.0) -> float:
        """A `float` or a `double`."""
        value = self._last(number)
        if not isinstance(value, bytes) or len(value) not in (4, 8):
            return default
        return _reals(value, len(value))[0]

    def reals(self, number: int) -> tuple[float, ...]:
        """Repeated `float`s, packed or one by one."""
        packed = b"".join(each for each in self._all(number) if isinstance(each, bytes))
        return _reals(packed[: len(packed) // 4 * 4], 4)

    def integers(self, number: int) -> tuple[int, ...]:
        """Repeated numbers, packed or one by one."""
        found: list[int] = []
        for value in self._all(number):
            found += [value] if isinstance(value, int) else _varints(value)
        return tuple(found)

    def data(self, number: int) -> bytes:
        value = self._last(number)
        return value if isinstance(value, bytes) else b""

    def text(self, number: int) -> str:
        return self.data(number).decode("utf-8", "replace")

    def message(self, number: int) -> "Message":
        return Message(self.data(number))

    def messages(self, number: int) -> Iterator["Message"]:
        return (Message(value) for value in self._all(number) if isinstance(value, bytes))

    def _all(self, number: int) -> Sequence[Value]:
        return self._values.get(number, ())

    def _last(self, number: int) -> Value | None:
        values = self._values.get(number)
        return values[-1] if values else None


def fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """The numbers of the fields with their values, in the order of the bytes; raises WireError."""
    at = 0
    left = _MOST_FIELDS
    while at < len(data):
        left -= 1
        if left < 0:
            raise WireError("it has too many fields")
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if not number:
            raise WireError("a field has no number")
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield number, value
            continue
        if kind == _BYTES:
            size, at = _varint(data, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            size = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise WireError(f"a field is of the unknown kind {kind}")
        if at + size > len(data):
            raise WireError("a field is cut short")
        yield number, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where it ends."""
    number = shift = 0
    for each in data[at : at + _LONGEST_VARINT]:
        at += 1
        number |= (each & 0x7F) << shift
        if each < 0x80:
            return number & (_WRAP - 1), at
        shift += 7
    raise WireError("a number does not end")


def _varints(data: bytes) -> list[int]:
    found, at = [], 0
    while at < len(data):
        number, at = _varint(data, at)
        found.append(number)
    return found


def _reals(data: bytes, size: int) -> tuple[float, ...]:
    return struct.unpack(f"<{len(data) // size}{'f' if size == 4 else 'd'}", data)
