"""Facts with their cards, from a file or a database of Mnemosyne 2, as notes."""

import ast
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgstudy.domain.errors import Place
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import ParcelCard, ParcelReview, Standing
from kgstudy.formats.assembly import Assembly, Draft
from kgstudy.formats.mnemosyne import card_types, learning, text
from kgstudy.formats.mnemosyne.card_types import FactType, View
from kgstudy.formats.mnemosyne.learning import Absurd

UNTAGGED = "__UNTAGGED__"

_LONGEST_LITERAL = 10_000
_MOST_GAPS = 9_999
_ABSURD = "Its learning data cannot be true: the card comes in as a new one."


@dataclass(frozen=True, slots=True)
class FactCard:
    """A card as Mnemosyne keeps it; `told` is its learning data by their short names."""

    type: str
    view: str
    index: int
    """Which gap of a cloze it asks for, from 0."""
    tags: tuple[str, ...]
    told: Mapping[str, object]
    log: tuple[ParcelReview, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    data: Mapping[str, str]
    place: Place
    cards: list[FactCard] = field(default_factory=list)


@dataclass(slots=True)
class Types:
    """The card types that the file itself describes, and its fact views, by id."""

    types: dict[str, FactType] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)


def literal(told: object) -> object:
    """A Python literal, as Mnemosyne writes lists and dictionaries; None if it is none."""
    if not isinstance(told, str) or len(told) > _LONGEST_LITERAL:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # over backslashes in its texts
            return ast.literal_eval(told)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def texts(told: object) -> tuple[str, ...]:
    """The texts in a literal that is a list of them, or in what is such a list already."""
    found = literal(told) if isinstance(told, str) else told
    if not isinstance(found, (list, tuple)):
        return ()
    return tuple(each for each in found if isinstance(each, str))


def index_of(extra: object) -> int:
    """Which gap a card asks for, by its extra data."""
    found = literal(extra)
    index = found.get("index") if isinstance(found, dict) else None
    return index if isinstance(index, int) and 0 <= index < _MOST_GAPS else 0


def view(id_: str, values: Mapping[str, object]) -> View:
    return View(
        id_,
        str(values.get("name") or "Card")[:100],
        texts(values.get("q_fact_keys")),
        texts(values.get("a_fact_keys")),
        str(values.get("a_on_top_of_q")) in ("True", "1"),
    )


def fact_type(id_: str, values: Mapping[str, object], views: Mapping[str, View]) -> FactType | None:
    """The type, where its keys and all its views are known."""
    told = literal(values.get("fact_keys_and_names"))
    pairs = told if isinstance(told, (list, tuple)) else ()
    keys = tuple(
        (str(pair[0]), str(pair[1]))
        for pair in pairs
        if isinstance(pair, (list, tuple)) and len(pair) == 2
    )
    ids = texts(values.get("fact_views") or values.get("fact_view_ids"))
    if not keys or not ids or any(id_ not in views for id_ in ids):
        return None
    name = str(values.get("name") or id_)[:100]
    return FactType(id_, name, keys, tuple(views[id_] for id_ in ids))


class Notes:
    """Makes notes of facts, all in the deck `deck`."""

    def __init__(self, assembly: Assembly, deck: str, types: Types) -> None:
        self._assembly = assembly
        self._deck = deck
        self._types = types

    def add(self, fact: Fact) -> None:
        """The fact as one note, or as two where it is a sentence."""
        types = {_base(card.type) for card in fact.cards}
        if not types:
            return
        if len(types) > 1:
            self._assembly.tell(fact.place, "Its cards are of different types: take one out.")
            return
        base = types.pop()
        own = self._types.types.get(fact.cards[0].type)
        if base == card_types.SENTENCE:
            self._sentence(fact)
        elif base == card_types.CLOZE:
            self._add(fact, "cloze", {"text": text.cloze(fact.data.get("text", ""))}, "text")
        elif base in (card_types.FRONT_TO_BACK, card_types.BOTH_WAYS):
            self._two_sided(fact, base)
        elif kind := card_types.KNOWN.get(base) or own:
            self._templated(fact, kind)
        else:
            why = "Its card type is of a plug-in that the file does not describe: change the type."
            self._assembly.tell(fact.place, why)

    def _two_sided(self, fact: Fact, base: str) -> None:
        kind = "basic" if base == card_types.FRONT_TO_BACK else "both-ways"
        data = fact.data
        sides = {"front": text.html(data.get("f", "")), "back": text.html(data.get("b", ""))}
        self._add(fact, kind, filled(sides, self._assembly, fact.place), "f")

    def _sentence(self, fact: Fact) -> None:
        """The sentence to understand, and its gaps to fill: two notes."""
        data = fact.data
        extra = "<br>".join(
            html for key in ("p_1", "m_1", "n") if (html := text.html(data.get(key, "")))
        )
        asked = [card for card in fact.cards if card.view.endswith(".1")]
        gaps = [card for card in fact.cards if not card.view.endswith(".1")]
        if asked:
            sides = {"front": text.without_gaps(data.get("f", "")), "back": extra}
            understood = Fact(f"{fact.id}/recognition", data, fact.place, asked)
            self._add(understood, "basic", filled(sides, self._assembly, fact.place), "f")
        if gaps:
            fields = {"text": text.cloze(data.get("f", "")), "note": extra}
            self._add(Fact(fact.id, data, fact.place, gaps), "cloze", fields, "f")

    def _templated(self, fact: Fact, kind: FactType) -> None:
        guid = f"{self._assembly.origin}/type/{kind.id}"
        if guid not in self._assembly.note_types:
            self._assembly.note_types[guid] = card_types.note_type(kind, guid)
        names = card_types.field_names(kind.keys)
        fields = {name: text.html(fact.data.get(key, "")) for key, name in names.items()}
        self._add(fact, TEMPLATED, fields, kind.keys[0][0], guid, kind.views)

    def _add(
        self,
        fact: Fact,
        kind: str,
        fields: Mapping[str, str],
        asked: str,
        note_type: str | None = None,
        views: Iterable[View] = (),
    ) -> None:
        order = {view.id: slot for slot, view in enumerate(views)}
        slots = {_slot(kind, card, order): card for card in reversed(fact.cards)}
        tags = [tag for card in fact.cards for tag in card.tags if tag != UNTAGGED]
        with_note = fields if kind == TEMPLATED else {"note": "", **fields}
        self._assembly.add(
            Draft(
                deck=self._deck,
                kind=kind,
                fields=with_note,
                question=fact.data.get(asked, ""),
                tags=tuple(tags),
                cards=tuple(self._card(slot, slots[slot], fact.place) for slot in sorted(slots)),
                note_type=note_type,
                identity=fact.id or None,
            ),
            fact.place,
        )

    def _card(self, slot: int, card: FactCard, place: Place) -> ParcelCard:
        return ParcelCard(
            slot=slot,
            deck=self._deck,
            standing=standing(card.told, self._assembly, place),
            log=card.log,
            suspended=not card.active,
        )


def standing(told: Mapping[str, object], assembly: Assembly, place: Place) -> Standing | None:
    """Where the card stands; None, and a problem, where what is told of it cannot be."""
    try:
        return learning.standing(learning.learning(told))
    except Absurd:
        assembly.tell(place, _ABSURD, lost=False)
        return None


def filled(sides: Mapping[str, str], assembly: Assembly, place: Place) -> Mapping[str, str]:
    """The two sides; an empty answer, which Mnemosyne allows, becomes a dash."""
    if sides["front"].strip() and not sides["back"].strip():
        assembly.tell(place, "The answer is empty: a dash stands for it.", lost=False)
        return {**sides, "back": "–"}
    return sides


def _base(type_: str) -> str:
    """The built-in type that it is, or is a clone of."""
    base = type_.partition("::")[0]
    return base if base in "123456" and len(base) == 1 else type_


def _slot(kind: str, card: FactCard, order: Mapping[str, int]) -> int:
    if kind == "cloze":
        return card.index + 1
    if kind == "basic":
        return 0
    if card.view in order:
        return order[card.view]
    number = card.view.rpartition(".")[2]
    return int(number) - 1 if number in ("1", "2") else 0
