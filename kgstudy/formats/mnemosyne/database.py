"""Mnemosyne 2's own database, `default.db`: facts, cards, tags, schedules and the review log."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel, ParcelReview
from kgstudy.domain.progress import Progress
from kgstudy.formats.assembly import Assembly, beside
from kgstudy.formats.database import MAGIC, Tables, copied, opened
from kgstudy.formats.mnemosyne.facts import (
    Fact,
    FactCard,
    Notes,
    Types,
    fact_type,
    index_of,
    view,
)
from kgstudy.formats.mnemosyne.learning import Answer, log
from kgstudy.formats.tables import dictionaries, rows

_USUAL_STEM = "default"
_REPETITION = 9
"""The type of log entries that are answers."""
_TABLES = ("facts", "data_for_fact", "cards", "tags", "tags_for_card", "fact_views")
_VIEW = ("id", "name", "q_fact_keys", "a_fact_keys", "a_on_top_of_q")
_TYPE = ("id", "name", "fact_keys_and_names", "fact_view_ids")
_LEARNED = {
    "gr": "grade",
    "e": "easiness",
    "ac_rp": "acq_reps",
    "rt_rp": "ret_reps",
    "lps": "lapses",
    "l_rp": "last_rep",
    "n_rp": "next_rep",
}
_CARD = (
    "_id", "id", "card_type_id", "_fact_id", "fact_view_id", "extra_data", "active",
    *_LEARNED.values(),
)  # fmt: skip
_LONGEST = 1 << 21
"""Characters of a value; more belong to no card."""


def begins(beginning: bytes) -> bool:
    return beginning.startswith(MAGIC)


def recognises(path: Path) -> bool:
    """Whether the database has Mnemosyne's tables."""
    try:
        with opened(path) as tables:
            return all(table in tables for table in _TABLES)
    except UserError:
        return False


def read(path: Path, progress: Progress) -> Parcel:
    assembly = Assembly("mnemosyne")
    with copied(path) as copy, opened(copy, path, _TABLES) as tables:
        if missing := tables.missing(dict.fromkeys(_TABLES, ())):
            why = "It is no database of Mnemosyne 2: it has no table {table}."
            raise UserError(why, place=Place(str(path)), table=missing)
        progress(0.1)
        reading = _Reading(tables, str(path))
        facts = reading.facts()
        progress(0.4)
        reading.deal(facts)
        progress(0.7)
        types = reading.types()
    stem = "Mnemosyne" if path.stem == _USUAL_STEM else path.stem
    notes = Notes(assembly, assembly.deck(stem), types)
    for fact in facts.values():
        notes.add(fact)
    progress(1.0)
    return assembly.parcel(beside(path.with_name(f"{path.name}_media")), str(path))


class _Reading:
    def __init__(self, tables: Tables, file: str) -> None:
        self._tables = tables
        self._file = file

    def facts(self) -> dict[object, Fact]:
        """The facts by their internal ids, without cards."""
        data: dict[object, dict[str, str]] = defaultdict(dict)
        for fact, key, value in rows(self._tables, "data_for_fact", ("_fact_id", "key", "value")):
            data[fact][_text(key)] = _text(value)
        place = Place(self._file)
        ids = rows(self._tables, "facts", ("_id", "id"))
        return {key: Fact(_text(id_), data.get(key, {}), place) for key, id_ in ids}

    def deal(self, facts: Mapping[object, Fact]) -> None:
        """Gives the facts their cards."""
        tags = self._tags()
        answers = self._answers()
        for row in dictionaries(self._tables, "cards", _CARD):
            fact = facts.get(row.get("_fact_id"))
            if fact is not None:
                id_ = _text(row.get("id"))
                fact.cards.append(_card(row, tags.get(row.get("_id"), []), answers.get(id_, ())))

    def types(self) -> Types:
        types = Types()
        for row in dictionaries(self._tables, "fact_views", _VIEW):
            id_ = _text(row.get("id"))
            types.views[id_] = view(id_, row)
        for row in dictionaries(self._tables, "card_types", _TYPE):
            id_ = _text(row.get("id"))
            if kind := fact_type(id_, row, types.views):
                types.types[id_] = kind
        return types

    def _tags(self) -> dict[object, list[str]]:
        names = {key: _text(name) for key, name in rows(self._tables, "tags", ("_id", "name"))}
        tags: dict[object, list[str]] = defaultdict(list)
        for card, tag in rows(self._tables, "tags_for_card", ("_card_id", "_tag_id")):
            if tag in names:
                tags[card].append(names[tag])
        return tags

    def _answers(self) -> dict[str, tuple[ParcelReview, ...]]:
        """The answers by the id of the card, which may not be there any more."""
        answers: dict[str, list[Answer]] = defaultdict(list)
        columns = ("event_type", "timestamp", "object_id", "grade", "next_rep", "thinking_time")
        for event, at, card, grade, due, taken in rows(self._tables, "log", columns):
            if event == _REPETITION and isinstance(grade, int):
                times = [_number(at), _number(due), _number(taken)]
                answers[_text(card)].append(Answer(times[0], grade, times[1], times[2]))
        return {card: log(its) for card, its in answers.items()}


def _card(
    row: Mapping[str, object], tags: list[str], answers: tuple[ParcelReview, ...]
) -> FactCard:
    return FactCard(
        type=_text(row.get("card_type_id")),
        view=_text(row.get("fact_view_id")),
        index=index_of(row.get("extra_data")),
        tags=tuple(tags),
        told={key: row.get(column) for key, column in _LEARNED.items()},
        log=answers,
        active=row.get("active", 1) not in (0, "0"),
    )


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else "" if value is None else str(value)[:99]


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else -1.0
