"""Small collections of Anki, made by hand in each of its forms, for the tests of the reader."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import zstandard

from kgstudy.domain.parcel import Parcel, ParcelCard, Problem
from kgstudy.formats import anki
from tests.formats.wire_writing import (
    bytes_field,
    integer_field,
    real_field,
    reals_field,
    text_field,
)

Json = dict[str, Any]

CREATED = 1_600_000_000 // 86_400 * 86_400 + 4 * 3600
"""Four in the morning (UTC) of 13 September 2020."""
DAY = 86_400
BASIC, CLOZE, DECK, PRESET = 1001, 1002, 2001, 3001
ANSWERED = (CREATED + 10 * DAY) * 1000

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt, mod, scm, ver, dty, usn, ls,
  conf, models, decks, dconf, tags);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer,
  usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer,
  lapses integer, left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer,
  lastIvl integer, factor integer, time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);
"""
_NEW_SCHEMA = """
CREATE TABLE deck_config (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs, usn,
  config blob);
CREATE TABLE config (KEY text PRIMARY KEY, usn, mtime_secs, val blob) WITHOUT ROWID;
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs, usn,
  config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs, usn,
  config blob);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs, usn,
  common blob, kind blob);
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
"""
_WEIGHTS = {"fsrsWeights": 3, "fsrsParams5": 5, "fsrsParams6": 6}
_ORDERS = {"newMix": 30, "newSortOrder": 32, "reviewOrder": 33}
_NOTE: Json = {"id": 1, "guid": "g1", "mid": BASIC, "mod": CREATED, "usn": -1, "tags": " a b::c "}
_NOTE |= {"flds": "Front\x1fBack", "sfld": "Front", "csum": 0, "flags": 0, "data": ""}
_CARD: Json = {"id": 11, "nid": 1, "did": DECK, "ord": 0, "mod": CREATED, "usn": -1, "type": 0}
_CARD |= {"queue": 0, "due": 5, "ivl": 0, "factor": 0, "reps": 0, "lapses": 0, "left": 0}
_CARD |= {"odue": 0, "odid": 0, "flags": 0, "data": "{}"}
_ANSWER: Json = {"id": ANSWERED, "cid": 11, "usn": -1, "ease": 3, "ivl": -600, "lastIvl": 0}
_ANSWER |= {"factor": 0, "time": 4000, "type": 0}


def note(**columns: object) -> Json:
    return {**_NOTE, **columns}


def card(**columns: object) -> Json:
    return {**_CARD, **columns}


def answer(**columns: object) -> Json:
    return {**_ANSWER, **columns}


def model(number: int = BASIC, **traits: object) -> Json:
    made: Json = {
        "id": number,
        "name": "Basic",
        "type": 0,
        "sortf": 0,
        "css": ".card { color: red; }",
        "latexPre": "before",
        "latexPost": "after",
        "flds": [_field("Front", 0), _field("Back", 1)],
        "tmpls": [_template("Card 1", 0, "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")],
        "req": [[0, "any", [0]]],
    }
    return {**made, **traits}


def cloze(**traits: object) -> Json:
    text = "{{cloze:Text}}"
    parts = {"flds": [_field("Text", 0), _field("Extra", 1)]}
    return model(
        CLOZE, name="Cloze", type=1, **parts, tmpls=[_template("Cloze", 0, text, text)], **traits
    )


def fields(*names: str) -> list[Json]:
    return [_field(name, place) for place, name in enumerate(names)]


def templates(*questions: str) -> list[Json]:
    return [
        _template(f"Card {place + 1}", place, question, "{{Back}}")
        for place, question in enumerate(questions)
    ]


def _field(name: str, place: int) -> Json:
    return {"name": name, "ord": place, "font": "Liberation Sans", "size": 24, "rtl": True}


def _template(name: str, place: int, question: str, answer: str) -> Json:
    return {"name": name, "ord": place, "qfmt": question, "afmt": answer, "did": None}


def deck(number: int = DECK, name: str = "Deck", **traits: object) -> Json:
    return {"id": number, "name": name, "desc": "", "dyn": 0, "conf": 1, **traits}


def preset(number: int = PRESET, name: str = "Mine", **traits: object) -> Json:
    made = {
        "id": number,
        "name": name,
        "new": {"delays": [1.0, 10.0], "perDay": 20, "order": 1, "bury": False},
        "rev": {"perDay": 200, "maxIvl": 36500, "bury": False},
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8},
        "desiredRetention": 0.9,
    }
    return {**made, **traits}


@dataclass
class Sample:
    """What a collection is to hold; one note with one new card, unless something else is said."""

    notes: list[Json] = field(default_factory=lambda: [note()])
    cards: list[Json] = field(default_factory=lambda: [card()])
    answers: list[Json] = field(default_factory=list)
    models: list[Json] = field(default_factory=lambda: [model(), cloze()])
    decks: list[Json] = field(default_factory=lambda: [deck(1, "Default"), deck()])
    presets: list[Json] = field(default_factory=lambda: [preset(1, "Default"), preset()])
    version: int = 11
    created: object = CREATED
    conf: Json = field(default_factory=dict)
    more_sql: str = ""

    def write(self, path: Path) -> Path:
        """Writes the collection, in tables from schema 15 on."""
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.create_collation("unicase", lambda one, two: (one > two) - (one < two))
            connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")
            connection.executescript(_SCHEMA)
            told = (self.models, self.decks, self.presets)
            texts = ["", "", ""] if self.version > 14 else [_by_id(each) for each in told]
            row = (
                1,
                self.created,
                0,
                0,
                self.version,
                0,
                0,
                0,
                json.dumps(self.conf),
                *texts,
                "{}",
            )
            connection.execute(f"INSERT INTO col VALUES ({', '.join('?' * 13)})", row)
            for table, rows in (
                ("notes", self.notes),
                ("cards", self.cards),
                ("revlog", self.answers),
            ):
                _insert(connection, table, rows)
            if self.version > 14:
                connection.executescript(_NEW_SCHEMA)
                self._insert_types(connection)
            connection.executescript(self.more_sql)
            connection.commit()
        return path

    def _insert_types(self, connection: sqlite3.Connection) -> None:
        for its in self.models:
            row = {"id": its["id"], "name": its["name"], "config": _model_config(its)}
            _insert(connection, "notetypes", [row])
            for table, key, shape in (
                ("fields", "flds", _field_config),
                ("templates", "tmpls", _template_config),
            ):
                _insert(
                    connection,
                    table,
                    [
                        {
                            "ntid": its["id"],
                            "ord": part["ord"],
                            "name": part["name"],
                            "config": shape(part),
                        }
                        for part in its[key]
                    ],
                )
        for its in self.decks:
            name = its["name"].replace("::", "\x1f")
            _insert(connection, "decks", [{"id": its["id"], "name": name, "kind": _deck_kind(its)}])
        for key, value in self.conf.items():
            _insert(connection, "config", [{"KEY": key, "val": json.dumps(value).encode()}])
        for its in self.presets:
            row = {"id": its["id"], "name": its["name"], "config": _preset_config(its)}
            _insert(connection, "deck_config", [row])


def _by_id(parts: Iterable[Json]) -> str:
    return json.dumps({str(part["id"]): part for part in parts}, ensure_ascii=False)


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, object]]
) -> None:
    for row in rows:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(row.values())
        )


def _model_config(its: Json) -> bytes:
    required = b"".join(
        bytes_field(
            8,
            integer_field(1, at)
            + integer_field(2, 1)
            + b"".join(integer_field(3, n) for n in parts),
        )
        for at, _, parts in its["req"]
    )
    told = (
        integer_field(1, its["type"]) + integer_field(2, its["sortf"]) + text_field(3, its["css"])
    )
    return told + text_field(5, its["latexPre"]) + text_field(6, its["latexPost"]) + required


def _field_config(its: Json) -> bytes:
    return integer_field(2, its["rtl"]) + text_field(3, its["font"]) + integer_field(4, its["size"])


def _template_config(its: Json) -> bytes:
    return text_field(1, its["qfmt"]) + text_field(2, its["afmt"])


def _deck_kind(its: Json) -> bytes:
    if its["dyn"]:
        return bytes_field(2, integer_field(1, 1))
    normal = integer_field(1, its["conf"]) + text_field(4, its["desc"])
    if wished := its.get("desiredRetention"):
        normal += real_field(10, wished / 100)
    return bytes_field(1, normal)


def _preset_config(its: Json) -> bytes:
    new, rev, lapse = its["new"], its["rev"], its["lapse"]
    return b"".join(
        (
            reals_field(1, new["delays"]),
            reals_field(2, lapse["delays"]),
            *(reals_field(number, its.get(key, [])) for key, number in _WEIGHTS.items()),
            integer_field(9, new["perDay"]),
            integer_field(10, rev["perDay"]),
            integer_field(16, rev["maxIvl"]),
            integer_field(20, 1 - new["order"]),
            integer_field(21, lapse["leechAction"]),
            integer_field(22, lapse["leechFails"]),
            integer_field(27, new["bury"]),
            integer_field(28, rev["bury"]),
            *(integer_field(number, its.get(key, 0)) for key, number in _ORDERS.items()),
            real_field(37, its["desiredRetention"]),
        )
    )  # fmt: skip


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def packed(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


def media_list(*entries: tuple[str, int]) -> bytes:
    """The list of media of the newest packages: names and sizes."""
    message = b"".join(
        bytes_field(1, text_field(1, name) + integer_field(2, size)) for name, size in entries
    )
    return packed(message)


def read(folder: Path, sample: Sample) -> Parcel:
    return anki.read(sample.write(folder / "collection.anki2"))


def only_card(parcel: Parcel) -> ParcelCard:
    [its] = parcel.notes
    assert its.cards is not None
    [found] = its.cards
    return found


def whys(parcel: Parcel) -> list[str]:
    return [_why(problem) for problem in parcel.problems]


def _why(problem: Problem) -> str:
    assert "collection" in problem.place.file
    return problem.why
