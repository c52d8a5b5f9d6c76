"""The hashes by which hashcards knows the cards of a text, by the lines on which they begin."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kgstudy.formats.hashcards.blake3 import digest

_KEYS = ("Q:", "A:", "C:")
_LONGEST = 100_000
"""Characters of a card whose hash is made."""


class _Card(NamedTuple):
    line: int
    parts: list[tuple[str, list[str]]]


def hashes(data: bytes) -> Mapping[int, tuple[str, ...]]:
    """One hash for a question, and for a text one for each of its gaps in their order."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    return {card.line: tuple(_hashes(card)) for card in _cards(lines)}


def _cards(lines: Sequence[str]) -> Iterator[_Card]:
    """The cards as hashcards reads them: from `Q:` or `C:` to the next one, or to `---`."""
    card: _Card | None = None
    for number, line in enumerate(lines, 1):
        key = line[:2] if line[:2] in _KEYS else ""
        if card and (key in ("Q:", "C:") or line.strip() == "---"):
            yield card
            card = None
        if key in ("Q:", "C:"):
            card = _Card(number, [(key, [line[2:].strip()])])
        elif card and key:
            card.parts.append((key, [line[2:].strip()]))
        elif card:
            card.parts[-1][1].append(line)
    if card:
        yield card


def _hashes(card: _Card) -> Iterator[str]:
    texts = [(key, "\n".join(lines).strip()) for key, lines in card.parts]
    if sum(len(text) for _, text in texts) > _LONGEST:
        return
    match texts:
        case [("Q:", question), ("A:", answer)]:
            yield digest(b"Basic" + question.encode() + answer.encode())
        case [("C:", text)] if "\\[" not in text and "\\]" not in text:
            yield from _gaps(text.encode())


def _gaps(text: bytes) -> Iterator[str]:
    """Each gap is told by the text without brackets, and its first and last byte in that."""
    plain = bytearray()
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    in_image = False
    for at, byte in enumerate(text):
        character = chr(byte)
        in_image = in_image or text[at : at + 2] == b"!["
        if in_image or character not in "[]":
            plain.append(byte)
        elif character == "[":
            starts.append(len(plain))
        elif starts:
            spans.append((starts.pop(), len(plain) - 1))
        in_image = in_image and character != "]"
    for start, end in sorted(spans):
        place = start.to_bytes(8, "little") + max(end, 0).to_bytes(8, "little")
        yield digest(b"Cloze" + bytes(plain) + place)
