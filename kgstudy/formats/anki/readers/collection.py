"""A collection's facts, whichever schema it has."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.formats.anki.readers import cards, log, tables
from kgstudy.formats.anki.readers.decks import Key
from kgstudy.formats.anki.readers.values import Json, integer, mapping, text
from kgstudy.formats.database import Row, Tables
from kgstudy.formats.json_text import loaded

CHECKED = ("notes", "cards", "revlog")
_DAY, _MORNING = 86_400, 4 * 3600
_FARTHEST = 24 * 60
_OLDEST, _NEWEST = 11, 18
_PRESETS_IN_TABLES, _TYPES_IN_TABLES = 14, 15
_NEEDED = {
    "col": ("crt", "ver"),
    "notes": ("id", "guid", "mid", "mod", "tags", "flds"),
    "cards": (*cards.NUMBERS, "data"),
    "revlog": log.NUMBERS,
}
_FIRST_ANKI = ("facts", "cardModels", "fieldModels")
_TOO_OLD = (
    "It was made by a version of Anki that is older than Anki 2: open it in Anki 2.0, and export "
    "it from there."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the notes and cards refer to, each by its id, in the form of schema 11."""

    created: int
    """The second from which days are counted: four in the morning at its maker's."""
    models: Mapping[int, Json]
    decks: Mapping[Key, Json]
    presets: Mapping[Key, Json]


def is_collection(found: Tables) -> bool:
    """Whether it is a collection of Anki, also of one too old or too new to be read."""
    return all(table in found for table in ("col", "notes", "cards")) or is_of_first_anki(found)


def is_of_first_anki(found: Tables) -> bool:
    return all(table in found for table in _FIRST_ANKI)


def facts(found: Tables, path: Path) -> Facts:
    """Raises UserError where the collection is of a form that kgstudy does not know."""
    place = Place(str(path))
    _check_tables(found, place, _NEEDED)
    version, created = _one(found, "SELECT ver, crt FROM col LIMIT 1") or (None, None)
    schema = integer(version)
    if schema > _NEWEST:
        why = "It is a collection of a newer Anki than kgstudy knows (schema {schema})."
        raise UserError(why, place=place, schema=schema)
    if schema < _OLDEST:
        raise UserError(_TOO_OLD, place=place)
    if schema >= _TYPES_IN_TABLES:
        _check_tables(found, place, tables.NEEDED)
    return Facts(
        _beginning(found, integer(created)),
        tables.models(found)
        if schema >= _TYPES_IN_TABLES
        else dict(_by_id(found, "models", place)),
        tables.decks(found) if schema >= _TYPES_IN_TABLES else dict(_by_id(found, "decks", place)),
        tables.presets(found)
        if schema >= _PRESETS_IN_TABLES
        else dict(_by_id(found, "dconf", place)),
    )


def _beginning(found: Tables, created: int) -> int:
    """The collection may be made at any hour: where the zone is known, the date alone counts."""
    west = _minutes_west(found)
    if west is None:
        return created  # by an older Anki, which wrote the morning itself
    return (created - west * 60) // _DAY * _DAY + _MORNING + west * 60


def _minutes_west(found: Tables) -> int | None:
    """How far from UTC its maker was, as Anki writes it since 2018."""
    if "config" in found and not {"KEY", "val"} - set(found.columns("config")):
        words = _one(found, "SELECT CAST(val AS BLOB) FROM config WHERE key = 'creationOffset'")
        minutes = _number(words[0]) if words else None
    elif "conf" in found.columns("col"):
        words = _one(found, "SELECT CAST(conf AS BLOB) FROM col LIMIT 1")
        minutes = _number(words[0], "creationOffset") if words else None
    else:
        return None
    return minutes if minutes is not None and abs(minutes) <= _FARTHEST else None


def _number(words: object, key: str | None = None) -> int | None:
    try:
        value = json.loads(text(words) or "null")
    except (ValueError, RecursionError):
        return None
    number = mapping(value).get(key) if key else value
    return number if isinstance(number, int) else None


def _check_tables(found: Tables, place: Place, needed: Mapping[str, Collection[str]]) -> None:
    if is_of_first_anki(found):
        raise UserError(_TOO_OLD, place=place)
    missing = found.missing(needed)
    if missing in ("cards.odid", "cards.odue", "cards.left", "col.ver"):
        raise UserError(_TOO_OLD, place=place)
    if missing:
        why = "It is no whole collection of Anki: {missing} is not in it."
        raise UserError(why, place=place, missing=missing)


def _one(found: Tables, sql: str) -> Row:
    """The first row, or an empty one."""
    return next(iter(found.rows(sql)), ())


def _by_id(found: Tables, column: str, place: Place) -> Iterator[tuple[int, Json]]:
    """The objects of a column of `col`, which holds JSON, by their ids."""
    if column not in found.columns("col"):
        why = "It is no whole collection of Anki: {missing} is not in it."
        raise UserError(why, place=place, missing=f"col.{column}")
    words = _one(found, f"SELECT CAST({column} AS BLOB) FROM col LIMIT 1")
    every = mapping(loaded(text(words[0] if words else b"") or "{}", place))
    for key, each in every.items():
        if isinstance(each, dict):
            yield integer(each.get("id"), integer(key)), each
