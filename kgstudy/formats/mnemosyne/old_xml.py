"""The XML that Mnemosyne 1 exported: items with a question and an answer, and their schedule.

Two items make one note where the second one's id is that of the first with `.inv` (the other way
round) or `.tr.1` (a word of three sides, asked from its meaning).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kgstudy.domain.errors import Place
from kgstudy.domain.markup import pieces
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel, ParcelCard, Standing
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import telling
from kgstudy.formats.assembly import Assembly, Draft, beside
from kgstudy.formats.instants import DAY, number
from kgstudy.formats.mnemosyne import card_types, text
from kgstudy.formats.mnemosyne.card_types import FactType
from kgstudy.formats.mnemosyne.facts import filled, standing
from kgstudy.formats.xml import Element, elements

ROOT = "mnemosyne"
_DEFAULT = "<default>"
_INVERSE, _TRANSLATION = ".inv", ".tr.1"
_SHORTEST_NAME = 6
"""Shorter ids are numbers that every file counts anew."""


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    category: str
    question: str
    answer: str
    overlaid: bool
    """Whether it asks on a map that the answer is laid over."""
    place: Place
    told: Mapping[str, str]


def read(path: Path, progress: Progress) -> Parcel:
    reading = _Reading(path)
    with telling(path), path.open("rb") as source:
        found = elements(source, str(path), frozenset({"item"}), progress, path.stat().st_size)
        for element in found:
            reading.take(element)
    reading.make()
    return reading.assembly.parcel(beside(path.parent), str(path))


class _Reading:
    def __init__(self, path: Path) -> None:
        self.assembly = Assembly("mnemosyne")
        self._path = path
        self._start: float | None = None
        self._items: dict[str, _Item] = {}

    def take(self, element: Element) -> None:
        if element.name == ROOT:
            self._start = number(element.attributes.get("time_of_start"), 0, 1e11)
            return
        place = Place(str(self._path), element.line)
        if element.cut:
            self.assembly.tell(place, "There is more in it than a card can hold: shorten it.")
            return
        id_ = element.attributes.get("id", "")
        while not id_ or id_ in self._items:
            id_ = f"{id_}+" if id_ else f"+{element.line}"
        self._items[id_] = _Item(
            id_,
            element.words("cat").strip(),
            text.html(element.words("Q")),
            text.html(element.words("A")),
            "answerbox: overlay" in element.words("Q"),
            place,
            element.attributes,
        )

    def make(self) -> None:
        for item in self._items.values():
            for ending in (_INVERSE, _TRANSLATION):
                if item.id.endswith(ending) and item.id.removesuffix(ending) in self._items:
                    break
            else:
                self._make(item)

    def _make(self, item: _Item) -> None:
        inverse = self._items.get(item.id + _INVERSE)
        translation = self._items.get(item.id + _TRANSLATION)
        if inverse and item.overlaid:
            self._map(item, inverse)
        elif inverse:
            sides = {"front": item.question, "back": item.answer, "note": ""}
            self._add(item, "both-ways", sides, (item, inverse))
        elif translation:
            self._vocabulary(item, translation)
        else:
            sides = {"front": item.question, "back": item.answer}
            fields = filled(sides, self.assembly, item.place)
            self._add(item, "basic", {**fields, "note": ""}, (item,))

    def _map(self, item: _Item, inverse: _Item) -> None:
        pictures = [piece.raw for piece in pieces(item.question) if piece.name == "img"]
        sides = {"loc": inverse.answer, "marked": inverse.question, "blank": "".join(pictures)}
        self._templated(item, card_types.MAP_TYPE, sides, (inverse, item))

    def _vocabulary(self, item: _Item, translation: _Item) -> None:
        """The answer is the pronunciation, if there is a line of it, and the meaning."""
        pronunciation, line_break, meaning = item.answer.partition("<br>")
        if not line_break:
            pronunciation, meaning = "", item.answer
        sides = {"f": item.question, "p_1": pronunciation, "m_1": meaning}
        self._templated(item, card_types.VOCABULARY_TYPE, sides, (item, translation))

    def _templated(
        self, item: _Item, kind: FactType, sides: Mapping[str, str], items: tuple[_Item, ...]
    ) -> None:
        guid = f"{self.assembly.origin}/type/{kind.id}"
        self.assembly.note_types.setdefault(guid, card_types.note_type(kind, guid))
        names = card_types.field_names(kind.keys)
        fields = {name: sides.get(key, "") for key, name in names.items()}
        self._add(item, TEMPLATED, fields, items, guid)

    def _add(
        self,
        item: _Item,
        kind: str,
        fields: Mapping[str, str],
        items: tuple[_Item, ...],
        note_type: str | None = None,
    ) -> None:
        """The note whose cards, from slot 0 on, are these items."""
        deck = self.assembly.deck(self._deck_name(item))
        cards = (
            ParcelCard(slot, deck, standing=self._standing(card)) for slot, card in enumerate(items)
        )
        own = item.id.rstrip("+")
        lasting = own == item.id and len(own) >= _SHORTEST_NAME
        self.assembly.add(
            Draft(
                deck=deck,
                kind=kind,
                fields=fields,
                question=item.question,
                answer=item.answer,
                cards=tuple(cards),
                note_type=note_type,
                identity=item.id if lasting else None,
            ),
            item.place,
        )

    def _deck_name(self, item: _Item) -> str:
        return self._path.stem if item.category in ("", _DEFAULT) else item.category

    def _standing(self, item: _Item) -> Standing | None:
        """Days are counted from the one on which the learner began."""
        told = item.told
        unseen = told.get("u") == "1" and told.get("gr") in ("0", "1")
        if self._start is None or unseen or "gr" not in told:
            return None
        days = {key: self._day(told.get(key)) for key in ("l_rp", "n_rp")}
        return standing({**told, **days}, self.assembly, item.place)

    def _day(self, count: str | None) -> float | str:
        """The instant of a day, or what is no number at all."""
        days = number(count, 0, 1e6)
        if days is None or self._start is None:
            return "nan"
        return self._start + days * DAY
