"""Notes come back out of the trash, into a collection that went on without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgstudy.domain.card_types import card_type
from kgstudy.domain.deck import SEPARATOR, Deck
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId, PresetId
from kgstudy.domain.lesson import Lesson, Span, context, locate
from kgstudy.domain.note import Note
from kgstudy.domain.spelling import alike
from kgstudy.services import dealing, deck_options, new_decks
from kgstudy.services.arriving.slots import can_have
from kgstudy.store import (
    cards,
    decks,
    lessons,
    note_types,
    notes,
    presets,
    reviews,
    tags,
    tending,
    trash,
)
from kgstudy.store.collection import Collection
from kgstudy.store.trash import Content, RowByColumn

_IN_ORDER = ("note", "note_tag", "card", "review", "anchor", "look")
"""A row stands after those it points to."""


class Restoring:
    """Counts what it brings back: `notes` of them, `joined` with what had come in again, and
    `left` where they were, since what came in again is of another kind.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._types = note_types.ids(collection)
        self._tags = tags.ids(collection)
        self._homes: dict[int, DeckId] = {}
        self._lessons: dict[LessonId, Lesson | None] = {}
        self._rows: dict[str, list[RowByColumn]] = defaultdict(list)
        self._spare: list[CardId] = []
        self.notes = self.joined = self.left = 0

    def bring_back(self, chosen: Sequence[NoteId]) -> None:
        """Within an act."""
        back, studied = list[NoteId](), list[CardId]()
        lying = trash.contents(self._collection, chosen)
        here = set(notes.present(self._collection, map(_guid, lying.values())))
        for note, content in lying.items():
            answered = self._join(content) if _guid(content) in here else self._put_back(content)
            here.add(_guid(content))
            if answered is None:
                self.left += 1
            else:
                back.append(note)
                studied += answered
        self._write()
        dealing.put_aside(
            self._collection, [*cards.several(self._collection, self._spare).values()]
        )
        self._remember(studied)
        trash.take(self._collection, back)
        self.notes += len(back)

    def _put_back(self, content: Content) -> list[CardId]:
        """The note as it was; its cards that were begun."""
        (note,) = content["note"]
        self._rows["note"].append(self._typed(note))
        self._tag(note["id"], content)
        self._deal(content, content["card"])
        self._rows["review"] += content["review"]
        return _answered(content["review"])

    def _join(self, content: Content) -> list[CardId] | None:
        """Gives the note that is here the cards it lacks, and all answers; None if it cannot be."""
        self._write()
        note = notes.find(self._collection, guid=_guid(content))
        if note is None or not _can_join(note, content):
            return None
        self.joined += 1
        slots = cards.in_slots(self._collection, [note.id]).get(note.id, {})
        missing = [card for card in content["card"] if card["slot"] not in slots]
        if note.note_type is not None and note.note_type.cloze:
            asked = card_type(note).slots(note.fields)
            self._spare += [CardId(card["id"]) for card in missing if card["slot"] not in asked]
        joined = {
            card["id"]: slots.get(card["slot"], CardId(card["id"])) for card in content["card"]
        }
        self._tag(note.id, content)
        self._deal(content, [card | {"note_id": note.id} for card in missing])
        told = list(self._unknown(content["review"], joined))
        self._rows["review"] += told
        return _answered(told)

    def _unknown(
        self, answers: Sequence[RowByColumn], joined: Mapping[int, CardId]
    ) -> Iterator[RowByColumn]:
        """The reviews that a card which is here has not itself, as reviews of that card."""
        known = reviews.instants(self._collection, list(joined.values()))
        for answer in answers:
            card = joined[answer["card_id"]]
            if answer["at"] not in known.get(card, ()):
                yield answer | {"card_id": card}

    def _typed(self, note: RowByColumn) -> RowByColumn:
        """The row with the note type's id for its guid."""
        row = dict(note)
        guid = row.pop("note_type")
        if guid is not None and guid not in self._types:
            raise UserError("The note type of this note is gone; it cannot come back.")
        return row | {"note_type_id": None if guid is None else self._types[guid]}

    def _tag(self, note: NoteId, content: Content) -> None:
        names = [tag["name"] for tag in content["tag"]]
        self._tags |= tags.called(self._collection, [n for n in names if n not in self._tags])
        rows = [{"note_id": note, "tag_id": self._tags[name]} for name in names]
        self._rows["note_tag"] += rows

    def _deal(self, content: Content, dealt: Sequence[RowByColumn]) -> None:
        """Puts these of the cards back, with their places in lessons."""
        was_in = {deck["id"]: deck for deck in content["deck"]}
        for card in dealt:
            self._rows["card"].append(card | {"deck_id": self._home(was_in[card["deck_id"]])})
        ids = {card["id"] for card in dealt}
        for place in content["anchor"]:
            if place["card_id"] in ids and (found := self._anchored(place)):
                self._rows["anchor"].append(found)
        self._rows["look"] += [
            look
            for look in content["look"]
            if look["card_id"] in ids and self._lesson(look["lesson_id"])
        ]

    def _home(self, deck: RowByColumn) -> DeckId:
        """The deck that it was, wherever it lies now; else the one of its name, made if need be."""
        if deck["id"] not in self._homes:
            self._homes[deck["id"]] = self._found(deck) or self._made(deck)
        return self._homes[deck["id"]]

    def _found(self, deck: RowByColumn) -> DeckId | None:
        every, called = decks.every(self._collection), alike(deck["name"])
        for column in ("id", "guid", "name"):
            for each in every:
                if getattr(each, column) == deck[column]:
                    return each.id
        return next((each.id for each in every if alike(each.name) == called), None)

    def _made(self, deck: RowByColumn) -> DeckId:
        above, separator, called = deck["name"].rpartition(SEPARATOR)
        if separator:
            lies_in = decks.get(self._collection, new_decks.called(self._collection, above))
            called = f"{lies_in.name}{SEPARATOR}{called}"
        known = {preset.id for preset in presets.every(self._collection)}
        chosen = PresetId(deck["preset_id"])
        preset = chosen if chosen in known else presets.standard(self._collection).id
        made = Deck(DeckId(deck["id"]), deck["guid"], called, preset)
        decks.add(self._collection, made)
        return made.id

    def _anchored(self, anchor: RowByColumn) -> RowByColumn | None:
        """Its words where they stand in the lesson today; None where they do not."""
        lesson = self._lesson(anchor["lesson_id"])
        if lesson is None:
            return None
        quote, near = anchor["quote"], Span(anchor["start"], anchor["stop"])
        if lesson.text[near.start : near.end] == quote:
            return anchor
        span = locate(lesson.text, quote, near)
        if span is None:
            return None
        before, after = context(lesson.text, span)
        return anchor | {
            "start": span.start,
            "stop": span.end,
            "quote": lesson.text[span.start : span.end],
            "text_before": before,
            "text_after": after,
        }

    def _lesson(self, lesson: int) -> Lesson | None:
        id_ = LessonId(lesson)
        if id_ not in self._lessons:
            present = lessons.has(self._collection, id_)
            self._lessons[id_] = lessons.get(self._collection, id_) if present else None
        return self._lessons[id_]

    def _write(self) -> None:
        for table in _IN_ORDER:
            trash.insert(self._collection, table, self._rows.pop(table, []))

    def _remember(self, studied: Iterable[CardId]) -> None:
        """Lets their states follow from their reviews, by the options their decks have today."""
        options = deck_options.of_every_deck(self._collection)
        by_deck: dict[DeckId, list[CardId]] = defaultdict(list)
        for card, _, deck, _, _ in cards.places(self._collection, sorted(set(studied))):
            by_deck[deck].append(card)
        for deck, group in by_deck.items():
            for _ in tending.remember_anew(self._collection, group, options[deck].parameters):
                pass


def _guid(content: Content) -> str:
    (note,) = content["note"]
    guid = note["guid"]
    assert isinstance(guid, str)
    return guid


def _can_join(note: Note, content: Content) -> bool:
    (before,) = content["note"]
    possible = can_have(note)
    return note.kind == before["kind"] and all(card["slot"] in possible for card in content["card"])


def _answered(answers: Iterable[RowByColumn]) -> list[CardId]:
    return [CardId(answer["card_id"]) for answer in answers]
