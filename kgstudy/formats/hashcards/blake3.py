"""BLAKE3, by which hashcards knows its cards.

Written from its specification (O'Connor, Aumasson, Neves, Wilcox-O'Hearn: "BLAKE3, one function,
fast everywhere"), whose names are kept.  It is plain and slow, and cards are short.
"""

import struct
from collections.abc import Sequence

_IV = (
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
)  # fmt: skip
_PERMUTATION = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
_COLUMNS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))
_DIAGONALS = ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
_CHUNK_START, _CHUNK_END, _PARENT, _ROOT = 1, 2, 4, 8
_CHUNK, _BLOCK, _ROUNDS = 1024, 64, 7
_WORD = 0xFFFFFFFF


def digest(data: bytes) -> str:
    """The hash of 256 bits in hexadecimal digits."""
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)] or [b""]
    if len(chunks) == 1:
        return _hex(_chunk(chunks[0], 0, _ROOT))
    return _hex(_tree([_chunk(chunk, at, 0) for at, chunk in enumerate(chunks)], _ROOT))


def _hex(words: Sequence[int]) -> str:
    return struct.pack("<8I", *words).hex()


def _tree(values: Sequence[Sequence[int]], flags: int) -> Sequence[int]:
    """The parent of all; its left child has as many chunks as a power of two can be."""
    if len(values) == 1:
        return values[0]
    left = 1 << (len(values) - 1).bit_length() - 1
    block = (*_tree(values[:left], 0), *_tree(values[left:], 0))
    return _compressed(_IV, block, 0, _BLOCK, _PARENT | flags)


def _chunk(chunk: bytes, counter: int, flags: int) -> Sequence[int]:
    blocks = [chunk[at : at + _BLOCK] for at in range(0, len(chunk), _BLOCK)] or [b""]
    value: Sequence[int] = _IV
    for at, block in enumerate(blocks):
        its = _CHUNK_START if at == 0 else 0
        if at == len(blocks) - 1:
            its |= _CHUNK_END | flags
        words = struct.unpack("<16I", block.ljust(_BLOCK, b"\0"))
        value = _compressed(value, words, counter, len(block), its)
    return value


def _compressed(
    chaining: Sequence[int], block: Sequence[int], counter: int, length: int, flags: int
) -> Sequence[int]:
    state = [*chaining, *_IV[:4], counter & _WORD, counter >> 32, length, flags]
    for _ in range(_ROUNDS):
        for at, (a, b, c, d) in enumerate((*_COLUMNS, *_DIAGONALS)):
            _mix(state, a, b, c, d, block[2 * at], block[2 * at + 1])
        block = [block[at] for at in _PERMUTATION]
    return [low ^ high for low, high in zip(state[:8], state[8:], strict=True)]


def _mix(v: list[int], a: int, b: int, c: int, d: int, x: int, y: int) -> None:
    for word, (one, other) in ((x, (16, 12)), (y, (8, 7))):
        v[a] = (v[a] + v[b] + word) & _WORD
        v[d] = _rotated(v[d] ^ v[a], one)
        v[c] = (v[c] + v[d]) & _WORD
        v[b] = _rotated(v[b] ^ v[c], other)


def _rotated(word: int, bits: int) -> int:
    return (word >> bits | word << (32 - bits)) & _WORD
