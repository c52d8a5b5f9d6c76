"""Cards of a note of the vault as notes of a parcel."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place
from kgstudy.domain.markdown import from_markdown
from kgstudy.domain.parcel import ParcelCard, Standing
from kgstudy.formats.assembly import Assembly, Draft, explicit
from kgstudy.formats.kgdeck.brackets import CLOSE, HINT, OPEN, without_stand_ins
from kgstudy.formats.kgdeck.cloze import with_gaps
from kgstudy.formats.obsidian import schedule
from kgstudy.formats.obsidian.blocks import Block, Gap, Kind, gaps
from kgstudy.formats.obsidian.settings import Settings
from kgstudy.formats.obsidian.text import markdown

_LISTED = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|[0-9]{1,3}[.)])[ \t]+)?")
_BLOCK_ID = re.compile(r"[ \t\n]\^(?P<id>[A-Za-z0-9-]{1,60})[ \t]*$")
_LEADING_TAGS = re.compile(r"[ \t]*(?:#[\w/-]+[ \t]+)+")
_MOST_CARDS = 9_999


@dataclass(frozen=True, slots=True)
class Words:
    """A text in parts (one, or a front and a back), with the name that the note gives it."""

    parts: tuple[str, ...]
    block_id: str


@dataclass(slots=True)
class NoteCards:
    """Makes the cards of one note; `resolve` finds its files, `stem` is its path without ending."""

    assembly: Assembly
    settings: Settings
    file: str
    stem: str
    resolve: Callable[[str], str]
    default_deck: str

    def add(self, block: Block, first_tags: tuple[str, ...]) -> None:
        place = Place(self.file, block.line)
        words = self._words(block)
        if not all(part.strip() for part in words.parts) or not words.parts:
            why = "Its question or its answer is empty: write something there, or take it out."
            self.assembly.tell(place, why)
            return
        tags = block.tags or first_tags
        deck = self.assembly.deck(self._deck(tags))
        if block.kind is Kind.CLOZE:
            self._cloze(block, words, deck, tags[1:], place)
        else:
            self._two_sided(block, words, deck, tags[1:], place)

    def _deck(self, tags: Sequence[str]) -> str:
        return tags[0].replace("/", SEPARATOR) if tags else self.default_deck

    def _words(self, block: Block) -> Words:
        """The parts without what is not meant to be read: tags in front, the id at the end."""
        text = without_stand_ins("\n".join(block.lines))
        if block.tags and (found := _LEADING_TAGS.match(text)):
            text = text[found.end() :]
        name = ""
        if found := _BLOCK_ID.search(text):
            name, text = found["id"], text[: found.start()]
        settings = self.settings
        match block.kind:
            case Kind.LINE | Kind.LINE_REVERSED:
                reversed_ = block.kind is Kind.LINE_REVERSED
                mark = settings.line_reversed if reversed_ else settings.line
                text = text[end.end() :] if (end := _LISTED.match(text)) else text
                front, _, back = text.partition(mark)
                return Words((front, back), name)
            case Kind.BLOCK | Kind.BLOCK_REVERSED:
                reversed_ = block.kind is Kind.BLOCK_REVERSED
                return Words(_halves(text, settings, reversed_), name)
        return Words((text,), name)

    def _html(self, text: str) -> str:
        return from_markdown(markdown(text, self.resolve))

    def _two_sided(
        self, block: Block, words: Words, deck: str, tags: Sequence[str], place: Place
    ) -> None:
        front, back = map(self._html, words.parts)
        both = block.kind in (Kind.LINE_REVERSED, Kind.BLOCK_REVERSED)
        self._add(
            "both-ways" if both else "basic",
            {"front": front, "back": back, "note": ""},
            self._cards(block, (0, 1) if both else (0,), deck, place),
            words,
            deck,
            tags,
            place,
        )

    def _cloze(
        self, block: Block, words: Words, deck: str, tags: Sequence[str], place: Place
    ) -> None:
        found = gaps(words.parts[0], self.settings)
        numbers = _numbers(found)
        marked, at = "", 0
        for gap in found:
            hint = f"{HINT}{gap.hint}" if gap.hint else ""
            marked += f"{words.parts[0][at : gap.start]}{OPEN}{gap.words}{hint}{CLOSE}"
            at = gap.end
        marked += words.parts[0][at:]
        shown = [",".join(map(str, its)) for its in numbers]
        field = with_gaps(self._html(marked), shown)
        slots = sorted({number for its in numbers for number in its})
        cards = self._cards(block, slots, deck, place)
        self._add("cloze", {"text": field, "note": ""}, cards, words, deck, tags, place)

    def _add(
        self,
        kind: str,
        fields: Mapping[str, str],
        cards: tuple[ParcelCard, ...],
        words: Words,
        deck: str,
        tags: Sequence[str],
        place: Place,
    ) -> None:
        named = f"{self.stem}/{words.block_id}" if words.block_id else None
        self.assembly.add(
            Draft(
                deck=deck,
                kind=kind,
                fields=fields,
                question=words.parts[0],
                answer=words.parts[-1],
                tags=tuple(tags),
                cards=explicit(cards),
                identity=named,
            ),
            place,
        )

    def _cards(
        self, block: Block, slots: Sequence[int], deck: str, place: Place
    ) -> tuple[ParcelCard, ...]:
        """The siblings in their order, with what the comment tells of each."""
        told: list[Standing | None] = [None] * len(slots)
        for at, entry in enumerate(block.schedule[: len(slots)]):
            try:
                told[at] = schedule.standing(entry)
            except schedule.Absurd:
                why = f"Its schedule “{entry[:60]}” cannot be true: the card comes in as a new one."
                self.assembly.tell(place, why, lost=False)
        return tuple(
            ParcelCard(slot, deck, standing=standing)
            for slot, standing in zip(slots, told, strict=True)
        )


def _halves(text: str, settings: Settings, both: bool) -> tuple[str, ...]:
    """What stands before and after the line of the mark."""
    mark = settings.block_reversed if both else settings.block
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip() == mark), len(lines))
    return "\n".join(lines[:at]), "\n".join(lines[at + 1 :])


def _numbers(found: Sequence[Gap]) -> list[tuple[int, ...]]:
    """Which cards ask for each gap: its number, the letters `a` of it, or its own place."""
    numbers: list[tuple[int, ...]] = []
    for at, gap in enumerate(found, 1):
        if gap.number.isdecimal() and int(gap.number):
            numbers.append((int(gap.number),))
        elif gap.number and not gap.number.isdecimal():
            asked = tuple(place for place, letter in enumerate(gap.number, 1) if letter == "a")
            numbers.append(asked or (0,))
        else:
            numbers.append((min(at, _MOST_CARDS),))
    return numbers
