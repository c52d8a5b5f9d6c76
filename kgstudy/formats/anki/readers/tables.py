"""What newer collections keep in tables of their own, in the form that older ones have in JSON.

The numbers of the messages' fields are those of Anki's `notetypes.proto`, `decks.proto` and
`deck_config.proto`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from kgstudy.formats.anki.readers.decks import Key
from kgstudy.formats.anki.readers.values import Json, integer, text
from kgstudy.formats.anki.wire import Message, WireError
from kgstudy.formats.database import Tables

NEEDED = {
    "notetypes": ("id", "name", "config"),
    "fields": ("ntid", "ord", "name", "config"),
    "templates": ("ntid", "ord", "name", "config"),
    "decks": ("id", "name", "kind"),
    "deck_config": ("id", "name", "config"),
}

Shape = Callable[[Message], Json]

_MOST_ROWS = 100_000
_REQUIREMENTS = ("none", "any", "all")
_NAME = "CAST(name AS BLOB)"


def models(tables: Tables) -> dict[int, Json]:
    fields, templates = _parts(tables, "fields", _field), _parts(tables, "templates", _template)
    return {
        number: {**its, "flds": fields.get(number, []), "tmpls": templates.get(number, [])}
        for number, its in _rows(tables, "notetypes", "config", _model)
    }


def decks(tables: Tables) -> dict[Key, Json]:
    return dict(_rows(tables, "decks", "kind", _deck))


def presets(tables: Tables) -> dict[Key, Json]:
    return dict(_rows(tables, "deck_config", "config", _preset))


def _parts(tables: Tables, table: str, shape: Shape) -> dict[int, list[Json]]:
    """The parts of each note type, by its id."""
    found: dict[int, list[Json]] = defaultdict(list)
    sql = f"SELECT ntid, ord, {_NAME}, config FROM {table} ORDER BY ntid, ord LIMIT {_MOST_ROWS}"
    for owner, place, name, data in tables.rows(sql):
        its = {**_shaped(shape, data), "name": text(name), "ord": integer(place)}
        found[integer(owner)].append(its)
    return found


def _rows(tables: Tables, table: str, column: str, shape: Shape) -> Iterator[tuple[int, Json]]:
    sql = f"SELECT id, {_NAME}, {column} FROM {table} ORDER BY id LIMIT {_MOST_ROWS}"
    for number, name, data in tables.rows(sql):
        if isinstance(number, int):
            called = name.replace(b"\x1f", b"::") if isinstance(name, bytes) else name
            yield number, {**_shaped(shape, data), "id": number, "name": text(called)}


def _shaped(shape: Shape, data: object) -> Json:
    """What the message says; nothing, if it is damaged."""
    try:
        return shape(Message(data if isinstance(data, bytes) else b""))
    except WireError:
        return shape(Message())


def _deck(kind: Message) -> Json:
    normal = kind.message(1)
    return {
        "dyn": int(2 in kind),
        "conf": normal.integer(1, 1),
        "desc": normal.text(4),
        "desiredRetention": normal.real(10),
    }


def _model(config: Message) -> Json:
    return {
        "type": config.integer(1),
        "sortf": config.integer(2),
        "css": config.text(3),
        "latexPre": config.text(5),
        "latexPost": config.text(6),
        "latexsvg": config.truth(7),
        "req": [
            [each.integer(1), _requirement(each.integer(2)), list(each.integers(3))]
            for each in config.messages(8)
        ],
        "originalStockKind": config.integer(9),
        "originalId": config.integer(10) or None,
    }


def _requirement(number: int) -> str:
    return _REQUIREMENTS[number] if 0 <= number < len(_REQUIREMENTS) else "any"


def _field(config: Message) -> Json:
    return {
        "sticky": config.truth(1),
        "rtl": config.truth(2),
        "font": config.text(3) or "Arial",
        "size": config.integer(4, 20),
        "description": config.text(5),
        "plainText": config.truth(6),
        "collapsed": config.truth(7),
        "excludeFromSearch": config.truth(8),
        "id": config.integer(9) or None,
        "tag": config.integer(10) if 10 in config else None,
        "preventDeletion": config.truth(11),
    }


def _template(config: Message) -> Json:
    return {
        "qfmt": config.text(1),
        "afmt": config.text(2),
        "bqfmt": config.text(3),
        "bafmt": config.text(4),
        "did": config.integer(5) or None,
        "bfont": config.text(6),
        "bsize": config.integer(7),
        "id": config.integer(8) or None,
    }


def _preset(config: Message) -> Json:
    return {
        "new": {
            "delays": list(config.reals(1)),
            "perDay": config.integer(9),
            "order": int(config.integer(20) == 0),
            "bury": config.truth(27),
        },
        "rev": {
            "perDay": config.integer(10),
            "maxIvl": config.integer(16) or None,
            "bury": config.truth(28),
        },
        "lapse": {
            "delays": list(config.reals(2)),
            "leechAction": config.integer(21),
            "leechFails": config.integer(22),
        },
        "fsrsWeights": list(config.reals(3)),
        "fsrsParams5": list(config.reals(5)),
        "fsrsParams6": list(config.reals(6)),
        "newMix": config.integer(30),
        "newSortOrder": config.integer(32),
        "reviewOrder": config.integer(33),
        "newGatherPriority": config.integer(34),
        "buryInterdayLearning": config.truth(29),
        "desiredRetention": config.real(37),
    }
