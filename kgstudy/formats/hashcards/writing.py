"""A parcel as a collection of hashcards, which knows two kinds: a question, and a text with gaps.

Cards of other kinds become questions.  What hashcards has no form for is told by `losses`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import Face, is_blank, items
from kgstudy.domain.card_types.cloze import Gap, Part, parse
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markdown import to_markdown, tokens
from kgstudy.domain.markup import plain
from kgstudy.domain.naming import slug
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.archive import is_safe_name, telling
from kgstudy.formats.kgdeck import cloze
from kgstudy.formats.kgdeck.files import NO_DECKS
from kgstudy.formats.kgdeck.front_matter import quoted
from kgstudy.formats.kgdeck.saving import write_folder
from kgstudy.formats.kgdeck.syntax import BROKEN_BY_LINES, guarded

_KEY = re.compile(r"(?m)^\\([A-Z]):")
_BROKEN_LINE = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")

_TOLD: Mapping[str, str] = {
    "schedules": "Schedules and history stay behind (cards: {count}).",
    "tags": "Tags stay behind (notes: {count}).",
    "lessons": "Lessons stay behind, and only their cards are written (lessons: {count}).",
    "typed": "Answers to type become plain questions (notes: {count}).",
    "choice": "Answers to choose from become plain questions (notes: {count}).",
    "ordering": "Items to put in order become plain questions (notes: {count}).",
    "hints": "The hints of gaps stay behind (notes: {count}).",
    "gaps": "Gaps within gaps, and several at once, become plain questions (cards: {count}).",
    "pictures": "Pictures with hidden parts stay behind (cards: {count}).",
    "empty": "Cards with an empty side stay behind (cards: {count}).",
    "twice": "Cards that say the same as another one stay behind (cards: {count}).",
}


def losses(parcel: Parcel) -> tuple[str, ...]:
    """What would stay behind if the parcel were written, in sentences."""
    return _Collection(parcel).losses()


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes a new folder with a text for each deck, and the media beside them, or nothing."""
    collection = _Collection(parcel, progress)
    with telling(path):
        write_folder(collection.texts(path), parcel.media, path)


@dataclass(slots=True)
class _Deck:
    deck: ParcelDeck
    cards: dict[str, None] = field(default_factory=dict)
    """As they are written, in their order."""


class _Collection:
    """The parcel as texts, and what of it has no place in them."""

    def __init__(self, parcel: Parcel, progress: Progress = unheard) -> None:
        self._parcel = parcel
        self._types = {kind.guid: kind for kind in parcel.note_types}
        self._decks = {deck.guid: _Deck(deck) for deck in parcel.decks}
        self._lost: Counter[str] = Counter(lessons=len(parcel.lessons))
        for done, note in enumerate(parcel.notes):
            if done % 256 == 0:
                progress(done / len(parcel.notes))
            self._take(note)
        progress(1.0)

    def losses(self) -> tuple[str, ...]:
        counted = {key: self._lost[key] for key in _TOLD if self._lost[key]}
        return tuple(_TOLD[key].format(count=f"{count:,}") for key, count in counted.items())

    def texts(self, path: Path) -> Mapping[str, bytes]:
        """The texts by the names of their files."""
        texts: dict[str, bytes] = {}
        taken = {name.casefold() for name in self._parcel.media}
        for name in self._parcel.media:
            if not is_safe_name(name):
                why = "A folder can hold no file of the name “{name}”."
                raise UserError(why, place=Place(str(path)), name=name)
        for each in self._decks.values():
            if not each.cards and len(self._decks) > 1:
                continue
            name = _file_name(each.deck, taken)
            taken.add(name)
            head = f"---\nname = {quoted(each.deck.name)}\n---"
            texts[name] = "\n\n".join((head, *each.cards)).encode("utf-8", "replace") + b"\n"
        return texts

    def _take(self, note: ParcelNote) -> None:
        self._lost["tags"] += bool(note.tags)
        told = note.cards or ()
        self._lost["schedules"] += sum(bool(card.standing or card.log) for card in told)
        if note.kind in ("typed", "choice", "ordering"):
            self._lost[note.kind] += 1
        if note.kind == "cloze" and _is_plain(parse(note.fields["text"])):
            self._cloze(note)
        else:
            self._questions(note)

    def _cloze(self, note: ParcelNote) -> None:
        """A text each of whose gaps is a card of its own."""
        parts = parse(note.fields["text"])
        self._lost["hints"] += any(isinstance(part, Gap) and part.hint for part in parts)
        text = cloze.to_text("".join(map(_hintless, parts)))
        text = re.sub(r"\]\{[0-9,]+\}", "]", text)
        shown = _safe(_escaped_elsewhere(text))
        extra = note.fields.get("note", "")
        if not is_blank(extra):
            shown += "\n\n" + _escaped_brackets(_shown(extra))
        self._put(note.deck, f"C: {shown}")

    def _questions(self, note: ParcelNote) -> None:
        """Each card as a question, in the deck in which it is."""
        whole = Note(
            NoteId(0),
            note.guid,
            note.kind,
            note.fields,
            note.tags,
            self._types.get(note.note_type or ""),
        )
        kind = card_type(whole)
        decks = {card.slot: card.deck for card in note.cards or ()}
        slots = tuple(decks) if note.cards is not None else kind.slots(note.fields)
        self._lost["gaps"] += len(slots) if note.kind == "cloze" else 0
        for slot in slots:
            face = kind.face(note.fields, slot)
            if isinstance(face, OcclusionFace):
                self._lost["pictures"] += 1
                continue
            question, answer = _sides(note, face)
            if is_blank(question) or is_blank(answer):
                self._lost["empty"] += 1
                continue
            written = f"Q: {_shown(question)}\nA: {_shown(answer)}"
            self._put(decks.get(slot, note.deck), written)

    def _put(self, deck: str, card: str) -> None:
        cards = self._decks[deck].cards
        self._lost["twice"] += card in cards
        cards[card] = None


def _sides(note: ParcelNote, face: Face) -> tuple[str, str]:
    """The two sides; what was to be chosen or sorted stands in the question, in the alphabet."""
    question, answer, fields = face.question, face.answer, note.fields
    if note.kind == "choice":
        question += _listed(sorted((fields["right"], *items(fields["wrong"])), key=plain))
    elif note.kind == "ordering":
        right = items(fields["items"])
        question += _listed(sorted(right, key=plain))
        answer = "<br>".join(f"{at}. {item}" for at, item in enumerate(right, 1))
    elif note.kind == "typed":
        also = items(fields.get("also", ""))
        answer += f"<br>({', '.join(also)})" if also else ""
    extra = "" if is_blank(face.note) else f"<br><br>{face.note}"
    return question, answer + extra


def _listed(options: Sequence[str]) -> str:
    return "".join(f"<br>- {option}" for option in options)


def _shown(html: str) -> str:
    return _safe(to_markdown(html, BROKEN_BY_LINES))


def _safe(text: str) -> str:
    """Text that hashcards and we take for the same: keys as characters, line breaks that hold."""
    text = _KEY.sub(lambda found: f"&#{ord(found[1])};:", guarded(text))
    return _BROKEN_LINE.sub("  \n", text)


def _is_plain(parts: Sequence[Part]) -> bool:
    """Whether every gap is a card of its own, and none lies in another."""
    gaps = [part for part in parts if isinstance(part, Gap)]
    numbers = [gap.numbers for gap in gaps]
    return (
        bool(gaps)
        and all(len(each) == 1 and each[0] for each in numbers)
        and len(set(numbers)) == len(numbers)
        and not any(isinstance(part, Gap) for gap in gaps for part in gap.parts)
    )


def _hintless(part: Part) -> str:
    if isinstance(part, str):
        return part
    words = "".join(piece for piece in part.parts if isinstance(piece, str))
    if words.endswith("}"):
        words = words[:-1] + "&#125;"  # or the gap would end before it
    return f"{{{{c{part.numbers[0]}::{words}}}}}"


def _escaped_elsewhere(text: str) -> str:
    """The text with brackets in code and formulas escaped, which hashcards takes for gaps."""
    return "".join(
        _BRACKET.sub(r"\\\g<0>", token.raw)
        if token.kind in ("code", "formula", "display")
        else token.raw
        for token in tokens(text)
    )


def _escaped_brackets(text: str) -> str:
    """Words that stand below a text with gaps, and have none."""
    return "".join(
        token.raw if token.kind == "image" else _BRACKET.sub(r"\\\g<0>", token.raw)
        for token in tokens(text)
    )


def _file_name(deck: ParcelDeck, taken: set[str]) -> str:
    stem = slug(deck.name) or "deck"
    names = (f"{stem}{number or ''}.md" for number in range(len(taken) + 2))
    return next(name for name in names if name not in taken and name not in NO_DECKS)
