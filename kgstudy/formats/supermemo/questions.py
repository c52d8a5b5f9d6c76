"""SuperMemo's text: `Q:` lines, `A:` lines, and an empty line after each item.

Wrong answers are `a1:`, `a2:` …; SuperMemo 7 adds learning data in a line `I:`, and a line `O:`.
"""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import CONTROLS, as_html
from kgstudy.domain.parcel import Standing
from kgstudy.domain.progress import Progress
from kgstudy.formats.assembly import Assembly
from kgstudy.formats.encoding import decoded
from kgstudy.formats.instants import number
from kgstudy.formats.supermemo.items import (
    Item,
    add,
    after,
    count,
    day,
    ease_of,
    line_breaks,
    standing_of,
)

_LARGEST_TEXT = 64 << 20

_LINE = re.compile(r"(?P<key>[QAIO]|a[1-9][0-9]?):[ \t]?(?P<words>.*)")
_FOREIGN = re.compile(r"^(?:(?:I:\s*REP=|a[1-9][0-9]?:)|Q:.*\nQ:|A:.*\nA:)", re.MULTILINE)
_FIRST = re.compile(r"\s*Q:.*\n(?:Q:.*\n)*A:")
_PAIR = re.compile(r"([A-Z]+)=(\S*)")


def looks_like_it(text: str, markdown: bool, whole: bool) -> bool:
    text = line_breaks(text)
    if "\0" in text or not _FIRST.match(text) or (markdown and not _FOREIGN.search(text)):
        return False
    blocks = re.split(r"\n[ \t]*\n", text.strip("\n"))
    complete = blocks if whole or len(blocks) == 1 else blocks[:-1]
    return all(_is_block(block.split("\n")) for block in complete if block.strip())


def _is_block(lines: Sequence[str]) -> bool:
    """Questions and then answers, with nothing else but learning data."""
    keys = [found["key"][0] if (found := _LINE.match(line)) else "" for line in lines]
    return bool(re.fullmatch(r"Q+(?:A+a*|a+A+a*)(?:I+O*|O+)?", "".join(keys))) and all(keys)


def read(path: Path, assembly: Assembly, progress: Progress) -> None:
    if path.stat().st_size > _LARGEST_TEXT:
        why = "The text is larger than {most} MiB: cut it into several."
        raise UserError(why, place=Place(str(path)), most=_LARGEST_TEXT >> 20)
    lines = line_breaks(decoded(path.read_bytes())[0]).split("\n")
    deck = assembly.deck(path.stem)
    block: list[tuple[int, str]] = []
    for at, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append((at, line))
        elif block:
            _block(block, assembly, deck, str(path))
            block = []
        if at % 4096 == 0:
            progress(at / len(lines))
    progress(1.0)


def _block(lines: Sequence[tuple[int, str]], assembly: Assembly, deck: str, file: str) -> None:
    """The lines of one item; one without a key goes on with the line before it."""
    parts: dict[str, list[str]] = {}
    key = ""
    for _, line in lines:
        found = _LINE.match(line)
        key, words = (found["key"], found["words"]) if found else (key, line)
        parts.setdefault(key, []).append(words.rstrip())
    place = Place(file, lines[0][0])
    if "Q" not in parts:
        why = "These lines belong to no question: begin them with Q: and A:, or take them out."
        assembly.tell(place, why)
        return
    texts = {key: _html("\n".join(words)) for key, words in parts.items()}
    choices = sorted((key for key in texts if key.startswith("a")), key=lambda key: int(key[1:]))
    wrong = [texts[key] for key in choices]
    item = Item(deck, texts["Q"], texts.get("A", ""), place, wrong)
    item.standing = _told(" ".join(parts.get("I", [])), assembly, place)
    add(assembly, item)


def _html(words: str) -> str:
    """Plain text with characters by numbers; SuperMemo 7 wrote ú as a control character."""
    return as_html(CONTROLS.sub("", unescape(words.replace("\x03", "ú"))))


def _told(line: str, assembly: Assembly, place: Place) -> Standing | None:
    """The learning data of SuperMemo 7: REP=8 LAP=0 EF=3.200 UF=2.370 INT=429 LAST=27.01.06."""
    told = dict(_PAIR.findall(line))
    if not told or told.get("LAST", "0") == "0" or told.get("REP") == "0":
        return None
    last, interval = day(told["LAST"]), number(told.get("INT"), 0, 1e6)
    counts = count(told.get("REP")), count(told.get("LAP", "0"))
    ease = ease_of(told.get("EF"))
    return standing_of(assembly, place, last, after(last, interval), (*counts, ease))
