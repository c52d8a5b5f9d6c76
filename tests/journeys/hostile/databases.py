"""SQLite files that are meant to harm whoever reads them."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from tests.formats.anki_collections import (
    ANSWERED,
    BASIC,
    CLOZE,
    Sample,
    answer,
    card,
    cloze,
    deck,
    fields,
    model,
    note,
    preset,
    templates,
)
from tests.journeys.hostile.catalogue import add, hostile, written

_NAME = "collection.anki2"
_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {} FROM n"
_NOTE_COLUMNS = (
    "x AS id, 'g' || x AS guid, 1001 AS mid, 1 AS mod, 0 AS usn, '' AS tags, "
    "'a' || char(31) || 'b' AS flds, 0 AS sfld, 0 AS csum, 0 AS flags, '' AS data"
)


def _sample(folder: Path, sample: Sample) -> Path:
    return sample.write(folder / _NAME)


def _with_sql(sql: str, folder: Path) -> Path:
    return _sample(folder, Sample(more_sql=sql))


for what, sql, refused in (
    ("trigger", "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM cards; END;", False),
    ("trigger_broken", "CREATE TEMP TRIGGER t AFTER INSERT ON notes BEGIN SELECT x(); END;", None),
    ("extra_view", f"CREATE VIEW v AS {_ENDLESS.format('x')};", False),
    (
        "notes_as_endless_view",
        f"DROP TABLE notes; CREATE VIEW notes AS {_ENDLESS.format(_NOTE_COLUMNS)};",
        True,
    ),
    ("revlog_as_view", f"DROP TABLE revlog; CREATE VIEW revlog AS {_ENDLESS.format('x')};", None),
    ("col_as_view", "DROP TABLE col; CREATE VIEW col AS SELECT 1 AS id, 11 AS ver;", True),
    (
        "notes_as_full_text",
        "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds);",
        True,
    ),
    (
        "shadow_table",
        "CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES ('a');",
        False,
    ),
    (
        "generated_columns",
        "DROP TABLE cards; CREATE TABLE cards (id integer primary key, nid, did, ord, mod, usn, "
        "type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, "
        "data text GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL);"
        "INSERT INTO cards (id, nid, did) VALUES (11, 1, 2001);",
        None,
    ),
    (
        "stored_generated_columns",
        "ALTER TABLE notes RENAME TO old; CREATE TABLE notes (id integer primary key, guid, mid, "
        "mod, usn, tags, flds, sfld, csum, flags, data GENERATED ALWAYS AS (abs(id)) STORED);"
        "INSERT INTO notes SELECT id, guid, mid, mod, usn, tags, flds, sfld, csum, flags FROM old;",
        None,
    ),
    (
        "index_by_expression",
        "CREATE INDEX i ON notes (hex(zeroblob(id % 100 + 1000)), lower(flds));",
        False,
    ),
    ("no_notes_table", "DROP TABLE notes;", True),
    ("no_columns", "DROP TABLE cards; CREATE TABLE cards (id integer primary key);", True),
    ("no_col_row", "DELETE FROM col;", True),
    ("100_col_rows", "INSERT INTO col SELECT NULL, crt, 0, 0, 11, 0, 0, 0, conf, models, decks, "
     "dconf, tags FROM col, (SELECT 1 FROM sqlite_master a, sqlite_master b LIMIT 99);", None),
    ("text_version", "UPDATE col SET ver = 'eleven';", True),
    ("version_of_the_future", "UPDATE col SET ver = 9e99;", True),
    ("blob_of_models", "UPDATE col SET models = randomblob(10000);", None),
    ("null_models", "UPDATE col SET models = NULL, decks = NULL, dconf = NULL;", None),
    ("number_for_models", "UPDATE col SET models = 1e999, decks = 7, dconf = -1;", None),
    ("models_of_deep_json", "UPDATE col SET models = replace(hex(zeroblob(200000)), '0', '[');",
     True),
    ("decks_of_deep_json",
     "UPDATE col SET decks = '{\"1\":' || replace(hex(zeroblob(200000)), '00', '{\"a\":');", None),
    ("created_never", "UPDATE col SET crt = -99999999999999;", None),
    ("created_in_a_million_years", "UPDATE col SET crt = 99999999999999;", None),
    ("created_as_infinity", "UPDATE col SET crt = 9e999;", None),
    ("unknown_collation", "CREATE TABLE z (a text COLLATE nocase);", False),
    ("wrong_types_in_notes",
     "UPDATE notes SET guid = x'ff00', mid = 'abc', mod = 1e300, tags = 3.5, flds = NULL;", None),
    ("wrong_types_in_cards",
     "UPDATE cards SET nid = 'x', did = NULL, ord = 1e18, type = 'new', queue = x'00', due = 'x', "
     "ivl = 9223372036854775807, factor = -1e308, data = x'c328';", None),
    ("control_characters_in_fields",
     "UPDATE notes SET flds = 'a' || char(0) || char(27) || '[2J' || char(31) || char(8238), "
     "tags = char(0, 7, 27, 8238) || ' ' || char(0);", None),
    ("broken_utf_8", "UPDATE notes SET flds = CAST(x'61c3281f80ff' AS text), "
     "tags = CAST(x'ff' AS text), guid = CAST(x'fe' AS text);", None),
    ("absurd_dates", "UPDATE notes SET mod = -9223372036854775808; UPDATE cards SET type = 2, "
     "queue = 2, due = 9223372036854775807, ivl = -9223372036854775808, reps = -5, "
     "lapses = 99999999999, factor = 0, odue = -1, odid = 99;", None),
    ("absurd_learning", "UPDATE cards SET type = 1, queue = 1, due = -9223372036854775808, "
     "left = 9223372036854775807;", None),
    ("absurd_memory", "UPDATE cards SET type = 2, queue = 2, data = "
     "'{\"s\":1e999,\"d\":-1e308,\"dr\":NaN,\"lrt\":1e300}';", None),
    ("deep_data", "UPDATE cards SET data = replace(hex(zeroblob(100000)), '0', '[');", None),
    ("huge_data", "UPDATE cards SET data = '{\"s\":' || hex(zeroblob(5000000)) || '}';", None),
):  # fmt: skip
    add(f"database_{what}", partial(_with_sql, sql), refused=refused)


def _schema(sql: str, folder: Path) -> Path:
    """A sound file with its schema changed by hand."""
    path = _sample(folder, Sample())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executescript(sql)
        connection.commit()
    return path


for what, sql, refused in (
    ("names_another_table", "UPDATE sqlite_schema SET sql = replace(sql, 'notes', 'x') "
     "WHERE name = 'notes';", None),
    ("reads_the_schema_as_notes", "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'notes';",
     None),
    ("page_beyond_the_end", "UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'cards';",
     True),
    ("negative_page", "UPDATE sqlite_schema SET rootpage = -7 WHERE name = 'cards';", True),
    ("two_tables_on_a_page", "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
     "sqlite_schema WHERE name = 'notes') WHERE name = 'cards';", None),
    ("is_no_sql", "UPDATE sqlite_schema SET sql = 'CREATE TABLE notes (((((' "
     "WHERE name = 'notes';", True),
    ("is_null", "UPDATE sqlite_schema SET sql = NULL WHERE name = 'notes';", True),
    ("is_a_blob", "UPDATE sqlite_schema SET sql = x'ff00ff' WHERE name = 'notes';", True),
    ("is_an_index", "UPDATE sqlite_schema SET type = 'index' WHERE name = 'notes';", True),
    ("is_a_select", "UPDATE sqlite_schema SET sql = 'CREATE TABLE notes AS SELECT 1 AS id' "
     "WHERE name = 'notes';", True),
    ("of_100_000_rows", "INSERT INTO sqlite_schema SELECT 'table', 't' || value, 't' || value, 2, "
     "'CREATE TABLE t' || value || '(a)' FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL "
     "SELECT value + 1 FROM n LIMIT 100000) SELECT value FROM n);", None),
    ("default_by_function", "UPDATE sqlite_schema SET sql = replace(sql, 'data text)', "
     "'data text DEFAULT (load_extension(''/tmp/x.so'')))') WHERE name = 'cards';", None),
    ("module_unknown", "INSERT INTO sqlite_schema VALUES ('table', 'm', 'm', 0, "
     "'CREATE VIRTUAL TABLE m USING evil(1)');", None),
    ("csv_module", "DELETE FROM sqlite_schema WHERE name = 'notes'; INSERT INTO sqlite_schema "
     "VALUES ('table', 'notes', 'notes', 0, "
     "'CREATE VIRTUAL TABLE notes USING csv(filename=''/etc/passwd'')');", True),
):  # fmt: skip
    add(f"schema_{what}", partial(_schema, sql), refused=refused, big="100_000" in what)


def _damaged(change: Callable[[bytearray], Any], folder: Path) -> Path:
    notes = [note(id=n, guid=f"g{n}", flds=f"{'word ' * 80}{n}\x1fb") for n in range(1, 300)]
    cards = [card(id=n, nid=n) for n in range(1, 300)]
    path = _sample(folder, Sample(notes, cards))
    content = bytearray(path.read_bytes())
    change(content)
    return written(path, bytes(content))


def _zero_pages(content: bytearray) -> None:
    for page in range(10, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 4096] = bytes(4096)


def _shuffle_pages(content: bytearray) -> None:
    half = len(content) // 8192 * 4096
    content[4096:half], content[half : 2 * half - 4096] = (
        content[half : 2 * half - 4096],
        content[4096:half],
    )


def _noise(content: bytearray) -> None:
    chance = random.Random(1)
    for _ in range(400):
        content[chance.randrange(100, len(content))] = chance.randrange(256)


def _pages_that_name_themselves(content: bytearray) -> None:
    """Every inner page says that its children are the page itself."""
    for page in range(1, len(content) // 4096):
        at = page * 4096
        if content[at] == 5:
            content[at + 8 : at + 12] = (page + 1).to_bytes(4, "big")


def _put(at: int, value: bytes, content: bytearray) -> None:
    content[at : at + len(value)] = value


_CHANGES: dict[str, Callable[[bytearray], Any]] = {
    "zeroed": _zero_pages,
    "shuffled": _shuffle_pages,
    "noisy": _noise,
    "in_a_ring": _pages_that_name_themselves,
    "half_gone": lambda content: content.__delitem__(slice(len(content) // 2, None)),
    "only_header": lambda content: content.__delitem__(slice(100, None)),
    "of_strange_size": partial(_put, 16, b"\x00\x07"),
    "of_size_65536": partial(_put, 16, b"\x00\x01"),
    "with_reserved_bytes": partial(_put, 20, b"\xff"),
    "of_a_later_format": partial(_put, 18, b"\x09\x09"),
    "in_wal_mode": partial(_put, 18, b"\x02\x02"),
    "in_utf_16": partial(_put, 56, b"\0\0\0\2"),
    "of_schema_format_99": partial(_put, 44, b"\0\0\0\x63"),
    "freed_in_a_ring": partial(_put, 32, b"\0\0\0\2\0\0\xff\xff"),
    "of_4_billion_pages": partial(_put, 28, b"\xff\xff\xff\xff"),
}
for what, change in _CHANGES.items():
    add(f"pages_{what}", partial(_damaged, change))


def _log_beside(content: bytes, folder: Path) -> Path:
    path = _sample(folder, Sample())
    data = bytearray(path.read_bytes())
    _put(18, b"\x02\x02", data)
    written(folder / f"{_NAME}-wal", content)
    written(folder / f"{_NAME}-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 1000)
    return written(path, bytes(data))


add("log_beside_of_noise", partial(_log_beside, random.Random(2).randbytes(50_000)))
add("log_beside_that_begins_well", partial(_log_beside, b"\x37\x7f\x06\x82" + bytes(50_000)))


@hostile()
def names_that_write_to_the_terminal(folder: Path) -> Path:
    name = "\x1b]0;owned\x07\u202etxt.exe\u2066\n\r\x9b2J"
    sample = Sample(
        decks=[deck(1, name), deck(name=f"{name}::{name}")],
        models=[model(name=name, flds=fields(name, f"{name}2"), tmpls=templates("{{" + name))],
        presets=[preset(1, name), preset(name=name)],
        notes=[note(tags=f" {name} ", guid=name)],
    )
    return _sample(folder, sample)


_SLOW = "tags", "entities", "fields", "conditionals_", "quotes"


def _template(question: str, folder: Path) -> Path:
    made = model(tmpls=templates(question), flds=fields("Front", "Back"))
    notes = [note(id=n, guid=f"g{n}") for n in range(1, 9)]
    return _sample(folder, Sample(notes, [card(id=n, nid=n) for n in range(1, 9)], models=[made]))


for what, question in {
    "conditionals_nested": "{{#Front}}" * 30_000 + "{{Front}}" + "{{/Front}}" * 30_000,
    "conditionals_open": "{{#Front}}" * 100_000,
    "conditionals_closed": "{{/Front}}" * 100_000,
    "conditionals_in_rows": "{{#Front}}{{^Back}}x{{/Back}}{{/Front}}" * 20_000,
    "fields_100_000_times": "{{Front}}" * 100_000,
    "filters": "{{" + "furigana:kana:kanji:hint:type:cloze:" * 5_000 + "Front}}",
    "braces": "{" * 500_000,
    "front_side_in_itself": "{{FrontSide}}" * 1000,
    "tags": "<div>" * 100_000,
    "tables": "<table><tr><td>" * 3_000,
    "comment_left_open": "<!--" * 100_000,
    "quotes_left_open": '<a href="' * 100_000,
    "entities": "&" * 500_000,
    "script": "<script>fetch('http://localhost/')</script><img src=x onerror=alert(1)>{{Front}}",
    "addresses": "<img src='file:///etc/passwd'><img src='http://localhost/x'>{{Front}}",
    "tex": "\\(" * 50_000 + "$$" * 50_000 + "{{Front}}",
    "tex_bomb": "\\(" + "\\frac{" * 3000 + "x" + "}{y}" * 3000 + "\\){{Front}}",
    "style": "<style>" + "@import url(http://localhost);" * 5_000 + "</style>{{Front}}",
}.items():
    add(f"template_{what}", partial(_template, question), big=what.startswith(_SLOW))


@hostile()
def style_of_megabytes(folder: Path) -> Path:
    css = ".a{" + "color:red;" * 50_000 + "}" + ".b{" * 50_000 + "/*" * 50_000
    return _sample(folder, Sample(models=[model(css=css)]))


def _field(words: str, kind: int, folder: Path) -> Path:
    made = [note(flds=f"{words}\x1f{words}", mid=kind)]
    return _sample(folder, Sample(made, [card(), card(id=12, ord=1)]))


_MARKS = "a" + "\u0315\u0300\u05ae\u0301" * 250_000
for what, words, kind, big in (
    ("of_nul", "a\0" * 1000 + "b", BASIC, False),
    ("of_50_MB", "word " * 5_000_000, BASIC, True),
    ("of_900_KB", "<b>word</b> " * 75_000, BASIC, False),
    ("of_marks", _MARKS, BASIC, True),
    ("of_gaps_in_gaps", "{{c1::" * 20_000 + "x" + "}}" * 20_000, CLOZE, False),
    ("of_gaps_left_open", "{{c1::" * 100_000, CLOZE, False),
    ("of_10_000_gaps", "".join(f"{{{{c{n}::x}}}}" for n in range(10_000)), CLOZE, False),
    ("of_a_gap_of_absurd_number", "{{c" + "9" * 10_000 + "::x}} {{c0::y}} {{c-1::z}}", CLOZE,
     False),
    ("of_sounds", "[sound:" * 100_000, BASIC, False),
    ("of_ruby", "漢[" * 100_000, BASIC, False),
    ("of_separators", "\x1f" * 100_000, BASIC, False),
    ("of_pictures", "".join(f"<img src='{n}.png'>" for n in range(30_000)), BASIC, False),
    ("of_a_picture_within", "<img src='data:image/svg+xml;base64," + "A" * 900_000 + "'>", BASIC,
     False),
):  # fmt: skip
    add(f"field_{what}", partial(_field, words, kind), big=big)


@hostile(big=True)
def notes_of_200_megabytes_together(folder: Path) -> Path:
    words = "x" * 1_000_000
    notes = [note(id=n, guid=f"g{n}", flds=f"{n} {words}\x1fb") for n in range(1, 200)]
    return _sample(folder, Sample(notes, [card(id=n, nid=n) for n in range(1, 200)]))


@hostile(big=True)
def value_beyond_the_limit(folder: Path) -> Path:
    return _with_sql("UPDATE notes SET flds = CAST(zeroblob(70000000) AS text);", folder)


@hostile(big=True)
def decks_100_000(folder: Path) -> Path:
    count = 100_000
    decks = [deck(n, f"Deck {n}") for n in range(1, count)]
    notes = [note(id=n, guid=f"g{n}") for n in range(1, count)]
    return _sample(folder, Sample(notes, [card(id=n, nid=n, did=n) for n in range(1, count)],
                                  decks=decks))  # fmt: skip


@hostile(big=True)
def decks_nested_1000_deep(folder: Path) -> Path:
    return _sample(folder, Sample(decks=[deck(1, "D"), deck(name="::".join("d" * 1000))]))


@hostile(big=True)
def tags_100_000(folder: Path) -> Path:
    tags = [" ".join(f"t{n}-{m}" for m in range(1000)) for n in range(100)]
    notes = [note(id=n, guid=f"g{n}", tags=f" {words} ") for n, words in enumerate(tags, 1)]
    return _sample(folder, Sample(notes, [card(id=n, nid=n) for n in range(1, 101)]))


@hostile(big=True)
def tags_100_000_of_one_note(folder: Path) -> Path:
    return _sample(folder, Sample([note(tags=" ".join(f"t{n}" for n in range(100_000)))]))


@hostile(big=True)
def note_types_100_000(folder: Path) -> Path:
    count = 100_000
    notes = [note(id=n, guid=f"g{n}", mid=n) for n in range(1, count)]
    cards = [card(id=n, nid=n) for n in range(1, count)]
    return _sample(folder, Sample(notes, cards, models=[model(n) for n in range(1, count)]))


@hostile(big=True)
def presets_100_000(folder: Path) -> Path:
    decks = [deck(n, f"D{n}", conf=n) for n in range(1, 30_000)]
    return _sample(folder, Sample(decks=decks, presets=[preset(n) for n in range(1, 100_000)]))


@hostile(big=True)
def templates_100_000_of_one_type(folder: Path) -> Path:
    tmpls = templates(*["{{Front}}"] * 100_000)
    cards = [card(id=n, ord=n) for n in range(1, 50_000)]
    return _sample(folder, Sample(cards=cards, models=[model(tmpls=tmpls)]))


@hostile(big=True)
def fields_100_000_of_one_type(folder: Path) -> Path:
    made = model(flds=fields(*(f"f{n}" for n in range(100_000))), tmpls=templates("{{f1}}"))
    return _sample(folder, Sample([note(flds="\x1f".join("x" * 100_000))], models=[made]))


@hostile(big=True)
def cards_100_000_of_one_note(folder: Path) -> Path:
    return _sample(folder, Sample(cards=[card(id=n, ord=n % 70_000) for n in range(100_000)]))


@hostile(big=True)
def answers_1_000_000_of_one_card(folder: Path) -> Path:
    path = _sample(folder, Sample(cards=[card(type=2, queue=2, ivl=5, reps=3)]))
    with closing(sqlite3.connect(path)) as connection:
        rows = ((ANSWERED + n, 11, -1, n % 4 + 1, 5, 1, 2500, 1000, 1) for n in range(1_000_000))
        connection.executemany(f"INSERT INTO revlog VALUES ({', '.join('?' * 9)})", rows)
        connection.commit()
    return path


@hostile()
def answers_of_absurd_times(folder: Path) -> Path:
    times = (0, -1, 1, 253402300800000, 99999999999999999, -(2**63), 2**63 - 1)
    return _sample(
        folder, Sample(answers=[answer(id=at, ivl=2**62, factor=-5, time=-9) for at in times])
    )


@hostile()
def presets_of_absurd_numbers(folder: Path) -> Path:
    bad: dict[str, Any] = {"delays": [1e308, -1, float("nan"), "x"] * 500, "perDay": 10**30}
    made = preset(new=bad, lapse={**bad, "leechFails": -5}, desiredRetention=1e99)
    made |= {"fsrsParams6": [float("inf")] * 21, "rev": {"maxIvl": -1, "perDay": None}}
    return _sample(folder, Sample(decks=[deck(conf=3001)], presets=[made]))


@hostile()
def models_of_absurd_shapes(folder: Path) -> Path:
    path = _sample(folder, Sample())
    shapes: dict[str, Any] = {
        str(BASIC): {"id": [], "name": {}, "flds": [[], 1, None], "tmpls": {"a": 1}, "type": "x"},
        "1": [], "x": None, "2": {}, str(CLOZE): {**cloze(), "flds": [{"name": ""}], "tmpls": [{}]},
    }  # fmt: skip
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE col SET models = ?", (json.dumps(shapes),))
        connection.commit()
    return path


def _other(schema: str, name: str, folder: Path) -> Path:
    path = folder / name
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema)
        connection.commit()
    return path


_MNEMOSYNE = (
    "CREATE TABLE global_variables (key text, value text);"
    "INSERT INTO global_variables VALUES ('version', 'Mnemosyne SQL 1.0');"
    "CREATE TABLE facts (_id integer primary key, id text, extra_data text default '');"
    "CREATE TABLE data_for_fact (_fact_id integer, key text, value text);"
    "CREATE TABLE cards (_id integer primary key, id text, card_type_id text, _fact_id integer, "
    "fact_view_id text, question text, answer text, tags text, grade integer, next_rep integer, "
    "last_rep integer, easiness real, acq_reps integer, ret_reps integer, lapses integer, "
    "acq_reps_since_lapse integer, ret_reps_since_lapse integer, creation_time integer, "
    "modification_time integer, extra_data text, scheduler_data integer, active boolean);"
    "CREATE TABLE tags (_id integer primary key, id text, name text, extra_data text);"
    "CREATE TABLE tags_for_card (_card_id integer, _tag_id integer);"
    "CREATE TABLE card_types (id text, name text, fact_keys_and_names text, unique_fact_keys text,"
    " required_fact_keys text, fact_view_ids text, keyboard_shortcuts text, extra_data text);"
    "CREATE TABLE fact_views (id text, name text, q_fact_keys text, a_fact_keys text, "
    "q_fact_key_decorators text, a_fact_key_decorators text, a_on_top_of_q boolean, "
    "type_answer boolean, extra_data text);"
    "CREATE TABLE log (_id integer primary key, event_type integer, timestamp integer, "
    "object_id text, grade integer, easiness real, acq_reps integer, ret_reps integer, "
    "lapses integer, acq_reps_since_lapse integer, ret_reps_since_lapse integer, "
    "scheduled_interval integer, actual_interval integer, thinking_time real, next_rep integer);"
)
_CARD = (
    "INSERT INTO facts VALUES (1, 'f', '');"
    "INSERT INTO data_for_fact VALUES (1, 'f', 'front'), (1, 'b', 'back');"
    "INSERT INTO cards VALUES (1, 'c', '1', 1, '1.1', 'q', 'a', '', {grade}, {next}, {last}, "
    "{easiness}, 1, 1, 0, 1, 1, 1, 1, '{extra}', 0, 1);"
)
for what, card_sql in {
    "absurd": _CARD.format(grade=2**60, next=2**62, last=-(2**62), easiness="9e999", extra="{"),
    "texts": _CARD.format(grade="'x'", next="x'ff'", last="NULL", easiness="'nan'", extra="[]"),
    "pickled": _CARD.format(
        grade=4, next=1, last=1, easiness=2.5, extra="cos\nsystem\n(S''echo''\ntR."
    ),
    "code": _CARD.format(grade=4, next=1, last=1, easiness=2.5, extra="__import__(''os'').abort()"),
    "deep": _CARD.format(grade=4, next=1, last=1, easiness=2.5, extra="[" * 40_000),
    "views": _CARD.format(grade=4, next=1, last=1, easiness=2.5, extra="")
    + f"DROP TABLE facts; CREATE VIEW facts AS {_ENDLESS.format('x AS _id, x AS id')};",
}.items():
    add(f"mnemosyne_database_{what}", partial(_other, _MNEMOSYNE + card_sql, "default.db"))
add(
    "mnemosyne_types_of_code",
    partial(
        _other,
        _MNEMOSYNE
        + _CARD.format(grade=4, next=1, last=1, easiness=2.5, extra="")
        + "INSERT INTO card_types VALUES ('1::x', 'x', '__import__(\"os\").abort()', '(', '{', "
        "'[' || hex(zeroblob(20000)), 'x', 'x');",
        "default.db",
    ),
)
add("database_of_somebody_else", partial(_other, "CREATE TABLE t (a);", "x.anki2"), refused=True)
add("database_that_is_empty", partial(_other, "PRAGMA user_version = 1;", "x.db"), refused=True)
