"""A `.cards` file of Mnemosyne 2: a zip of log entries, which together are its cards, and media."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import CONTROLS, as_html
from kgstudy.domain.parcel import Opener, Parcel
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import Archive, open_archive, telling
from kgstudy.formats.assembly import Assembly
from kgstudy.formats.mnemosyne.facts import (
    Fact,
    FactCard,
    Notes,
    Types,
    fact_type,
    index_of,
    view,
)
from kgstudy.formats.xml import Element, elements

CARDS = "cards.xml"
_METADATA = "METADATA"
_LONGEST_METADATA = 1 << 16


def read(path: Path, progress: Progress) -> Parcel:
    archive = open_archive(path)
    if CARDS not in archive.entries:
        raise UserError("It has no cards.xml in it: export the cards anew.", place=Place(str(path)))
    metadata = dict(_metadata(archive))
    assembly = Assembly("mnemosyne")
    name = metadata.get("card_set_name", "").strip() or path.stem
    about = [metadata.get(key, "").strip() for key in ("notes", "author_name")]
    deck = assembly.deck(name, as_html("\n".join(filter(None, about))))
    entries = _Entries(f"{path}/{CARDS}", assembly)
    size = archive.entries[CARDS].file_size
    with archive.open(CARDS) as source, telling(path):
        for entry in elements(source, entries.file, frozenset({"log"}), progress, size):
            entries.take(entry)
    notes = Notes(assembly, deck, entries.types)
    for fact in entries.whole():
        notes.add(fact)
    return assembly.parcel(lambda file: _opener(archive, file), str(path))


def _opener(archive: Archive, name: str) -> Opener | None:
    if name in (CARDS, _METADATA) or name not in archive.entries:
        return None
    return lambda: archive.open(name)


def _metadata(archive: Archive) -> Iterator[tuple[str, str]]:
    """What the cards are called, and by whom: lines of a key, a colon and a value."""
    if _METADATA in archive.entries:
        with archive.open(_METADATA) as source:
            text = source.read(_LONGEST_METADATA).decode("utf-8", "replace")
        for line in text.splitlines():
            key, _, value = line.partition(":")
            yield key.strip(), CONTROLS.sub("", value).replace("<br>", "\n")


class _Entries:
    """The entries of the file, gathered: a card may come before its fact and its tags."""

    def __init__(self, file: str, assembly: Assembly) -> None:
        self.file = file
        self.types = Types()
        self._assembly = assembly
        self._facts: dict[str, Fact] = {}
        self._tags: dict[str, str] = {}
        self._cards: list[tuple[Mapping[str, str], Place]] = []

    def take(self, entry: Element) -> None:
        values = {child.name: child.text for child in entry.children}
        place = Place(self.file, entry.line)
        if entry.cut:
            why = "There is more in it than a card can hold: shorten it in Mnemosyne."
            self._assembly.tell(place, why)
            return
        self._take(entry.attributes, values, place)

    def _take(self, told: Mapping[str, str], values: Mapping[str, str], place: Place) -> None:
        """`told` are the attributes; the types of entries are those of openSM2sync."""
        id_ = told.get("o_id", "")
        match told.get("type"):
            case "6":
                self._cards.append(({**told, "extra": values.get("extra", "")}, place))
            case "10":
                self._tags[id_] = values.get("name", "")
            case "16":
                self._facts.setdefault(id_, Fact(id_, values, place))
            case "19":
                self.types.views[id_] = view(id_, values)
            case "22":
                if kind := fact_type(id_, values, self.types.views):
                    self.types.types[id_] = kind

    def whole(self) -> Iterator[Fact]:
        """The facts with the cards that show them."""
        for told, place in self._cards:
            if fact := self._facts.get(told.get("fact", "")):
                fact.cards.append(self._card(told))
            else:
                why = "The fact that this card shows is not in the file: export it anew."
                self._assembly.tell(place, why)
        yield from self._facts.values()

    def _card(self, told: Mapping[str, str]) -> FactCard:
        ids = told.get("tags", "").split(",")
        return FactCard(
            type=told.get("card_t", ""),
            view=told.get("fact_v", ""),
            index=index_of(told["extra"]),
            tags=tuple(self._tags[id_] for id_ in ids if id_ in self._tags),
            told=told,
        )
