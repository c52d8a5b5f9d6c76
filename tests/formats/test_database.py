"""Nothing of a stranger's database is run, and what is no database is said to be none."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.formats import database
from kgstudy.formats.database import copied, opened


def made(tmp_path: Path, sql: str) -> Path:
    path = tmp_path / "strange.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA synchronous = OFF; {sql}")
        connection.commit()
    return path


TABLE = (
    "CREATE TABLE notes (id integer PRIMARY KEY, words text); INSERT INTO notes VALUES (1, 'a');"
)


def test_tables_are_known_with_their_columns(tmp_path: Path) -> None:
    with opened(made(tmp_path, TABLE)) as tables:
        assert "notes" in tables
        assert tables.columns("notes") == {"id", "words"}
        assert [*tables.rows("SELECT id, words FROM notes")] == [(1, "a")]
        assert tables.missing({"notes": ("id", "words")}) is None
        assert tables.missing({"notes": ("id", "more")}) == "notes.more"
        assert tables.missing({"cards": ("id",)}) == "cards"


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE real (id); CREATE VIEW notes AS SELECT * FROM real",
        "CREATE VIRTUAL TABLE notes USING fts5(id)",
        "CREATE TABLE other (id)",
    ],
)
def test_only_real_tables_are_tables(tmp_path: Path, sql: str) -> None:
    with opened(made(tmp_path, sql)) as tables:
        assert tables.missing({"notes": ("id",)}) == "notes"


def test_a_column_that_is_computed_is_none(tmp_path: Path) -> None:
    path = made(tmp_path, "CREATE TABLE notes (id, twice AS (id * 2))")
    with opened(path) as tables:
        assert tables.missing({"notes": ("id", "twice")}) == "notes.twice"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO notes VALUES (2, 'b')",
        "ATTACH '/tmp/other.db' AS other",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "SELECT randomblob(9)",
        "WITH RECURSIVE far(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM far) SELECT n FROM far",
        "CREATE TEMP TABLE other (id)",
    ],
)
def test_nothing_but_reading_is_allowed(tmp_path: Path, sql: str) -> None:
    path = made(tmp_path, TABLE)
    before = path.read_bytes()
    with pytest.raises(UserError), opened(path) as tables:
        [*tables.rows(sql)]
    assert path.read_bytes() == before


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ", ".join("(1)" for _ in range(3000))
    path = made(tmp_path, f"CREATE TABLE notes (id); INSERT INTO notes VALUES {rows}")
    monkeypatch.setattr(database, "_MOST_LOOKS", 2)
    with pytest.raises(UserError, match="takes too long"), opened(path) as tables:
        [*tables.rows("SELECT count(*) FROM notes AS a, notes AS b WHERE a.id < b.id")]


def test_a_value_longer_than_any_is_not_read(tmp_path: Path) -> None:
    path = made(tmp_path, f"{TABLE} INSERT INTO notes VALUES (2, zeroblob(70000000))")
    with opened(path) as tables:
        assert [*tables.rows("SELECT octet_length(words) FROM notes WHERE id = 2")] == [
            (70_000_000,)
        ]
    with pytest.raises(UserError, match="too big"), opened(path) as tables:
        [*tables.rows("SELECT words FROM notes")]


def test_damage_is_found_before_anything_is_read(tmp_path: Path) -> None:
    path = made(
        tmp_path, TABLE + "INSERT INTO notes SELECT id + 1, hex(zeroblob(3000)) FROM notes;"
    )
    content = bytearray(path.read_bytes())
    content[4096 + 3 : 4096 + 5] = b"\xff\xff"  # how many cells the page of the table has
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"), opened(path, checked=("notes",)):
        pytest.fail("it was opened")


def test_text_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = made(tmp_path, f"PRAGMA encoding = 'UTF-16'; {TABLE}")
    with opened(path) as tables:
        assert [*tables.rows("SELECT words FROM notes")] == [("a",)]


def test_a_copy_is_made_elsewhere_and_goes_again(tmp_path: Path) -> None:
    path = made(tmp_path, TABLE)
    with copied(path) as copy:
        assert copy.read_bytes() == path.read_bytes()
        assert copy.parent != path.parent
    assert not copy.exists()


def test_a_log_beside_it_that_is_none_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path, TABLE)
    path.with_name(f"{path.name}-wal").write_bytes(b"no log of a database")
    with copied(path) as copy, opened(copy, path) as tables:
        assert [*tables.rows("SELECT words FROM notes")] == [("a",)]
