"""The text that unknown bytes stand for.

Told apart are UTF-8, UTF-16 and UTF-32, and where a text is in none of them, four alphabets of 256
letters each: those of Russian Windows, Unix and DOS, and that of Western Windows.  None of the four
has the Kyrgyz letters ң, ө and ү; a text in one of them was written without, or has lost them.
"""

import re
from codecs import getincrementaldecoder
from itertools import pairwise
from math import log

CYRILLIC = ("windows-1251", "koi8-r", "cp866")
WESTERN = "windows-1252"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PIECE = 1 << 20
_LOOKED_AT = 1 << 16
"""Bytes that are enough to tell UTF-16 by."""
_JUDGED = 1 << 13
"""Letters outside ASCII that are enough to tell an alphabet by."""
_BROKEN_SHARE = 0.02
"""How many letters of a text in UTF-8 may be damaged before it is taken for another one."""

_WORDS = re.compile(rb"[A-Za-z]?[\x80-\xff][A-Za-z\x80-\xff]*")
_LONGEST_WORD = 64

_OF_10_000 = {
    "о": 1097, "е": 845, "а": 801, "и": 735, "н": 670, "т": 626, "с": 547, "р": 473, "в": 454,
    "л": 440, "к": 349, "м": 321, "д": 298, "п": 281, "у": 262, "я": 201, "ы": 190, "ь": 174,
    "г": 170, "з": 165, "б": 159, "ч": 144, "й": 121, "х": 97, "ж": 94, "ш": 73, "ю": 64,
    "ц": 48, "щ": 36, "э": 32, "ф": 26, "ъ": 12, "ё": 30,
}  # fmt: skip
"""How often a letter is met in Russian."""
_LETTERS = {letter: log(times / 10_000) for letter, times in _OF_10_000.items()}
_VOWELS = frozenset("аеёиоуыэюяьъ")
_ALIKE = -1.2
"""Two vowels in a row, or two consonants: most letters follow one of the other sort."""
_ACCENTED = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ")
_SIGNS = frozenset("«»„“”‘’‚–—…№§©°·• ±×€£½¿¡")
"""What stands between words, in any of the alphabets."""
_SIGN, _STRANGE, _MISPLACED, _IMPOSSIBLE = -4.5, -9.0, -7.0, -12.0
_CAPITAL, _CAPITALS = -1.2, -0.3
"""A capital letter, and one that follows another."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; bytes that mean nothing in it become U+FFFD."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return in_pieces(data[len(mark) :], marked), marked
    encoding = _wide(data[:_LOOKED_AT])
    if encoding is None:
        try:
            return in_pieces(data, "utf-8", "strict"), "utf-8"
        except UnicodeDecodeError:
            encoding = "utf-8" if _is_damaged_utf_8(data) else _alphabet(data)
    return in_pieces(data, encoding), encoding


def in_pieces(data: bytes, encoding: str, errors: str = "replace") -> str:
    """As `bytes.decode`, which lets nobody else have a turn before all of a large text is done."""
    if len(data) <= _PIECE:
        return data.decode(encoding, errors)
    decoder = getincrementaldecoder(encoding)(errors)
    starts = range(0, len(data), _PIECE)
    pieces = [decoder.decode(data[at : at + _PIECE], at + _PIECE >= len(data)) for at in starts]
    return "".join(pieces)


def _wide(data: bytes) -> str | None:
    """UTF-16 shows itself by every other byte: it is that of Latin or that of Cyrillic letters."""
    first, second = data[0::2], data[1::2]
    if len(data) < 4:
        return None
    shares = [(half.count(0) + half.count(4)) / len(half) for half in (first, second)]
    if max(shares) < 0.6 or min(shares) > 0.3:
        return None
    return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether nearly all that is not ASCII is UTF-8; it ends in the midst of a letter, say."""
    text = in_pieces(data, "utf-8")
    broken = text.count("\ufffd")
    beyond = sum(1 for char in text if char > "\x7f")
    return broken <= max(1, beyond * _BROKEN_SHARE) and beyond > 2 * broken


def _alphabet(data: bytes) -> str:
    """The likeliest of the four; where they read the same, the Western one."""
    words: list[bytes] = []
    judged = 0
    for found in _WORDS.finditer(data):
        words.append(found[0][:_LONGEST_WORD])
        judged += len(words[-1])
        if judged >= _JUDGED:
            break
    scores = {name: _likelihood(words, name) for name in (WESTERN, *CYRILLIC)}
    return max(scores, key=scores.__getitem__)


def _likelihood(words: list[bytes], encoding: str) -> float:
    score = 0.0
    weigh = _western if encoding == WESTERN else _russian
    for word in words:
        text = word.decode(encoding, "replace")
        score += sum(weigh(before, char) for before, char in pairwise(" " + text) if char > "\x7f")
        score += _mixture(text)
    return score


def _mixture(word: str) -> float:
    """What a word of two alphabets costs: a Latin letter beside a Cyrillic one is seldom meant."""
    touching = sum(
        before.isalpha() and after.isalpha() and _is_cyrillic(before) != _is_cyrillic(after)
        for before, after in pairwise(word)
    )
    return _MISPLACED * touching


def _is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u04ff"


def _russian(before: str, char: str) -> float:
    lower = char.lower()
    if lower not in _LETTERS:
        return _other(before, char)
    weight = _LETTERS[lower]
    if before.lower() in _LETTERS and (before.lower() in _VOWELS) == (lower in _VOWELS):
        weight += _ALIKE
    if char == lower:
        return weight
    if before.islower():
        return weight + _MISPLACED
    return weight + (_CAPITALS if before.isupper() else _CAPITAL)


def _western(before: str, char: str) -> float:
    if char not in _ACCENTED:
        return _other(before, char)
    if before in _ACCENTED:
        return _MISPLACED
    if char != char.lower() and before.islower():
        return _MISPLACED
    return _SIGN + 1.0


def _other(before: str, char: str) -> float:
    """Letters of other languages, signs, lines of boxes, and bytes that mean nothing."""
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return _IMPOSSIBLE
    return _SIGN if char in _SIGNS and before not in _SIGNS else _STRANGE
