"""The schema of today, those of the past, and files that are none of ours."""

import zlib
from contextlib import closing
from pathlib import Path
from shutil import copy
from sqlite3 import connect

import apsw
import pytest
from peewee import Model

from kgstudy.domain.errors import UserError
from kgstudy.store import integrity
from kgstudy.store.collection import FILE
from kgstudy.store.migrations import STEPS
from kgstudy.store.tables import TABLES
from tests.builders import collection

PAST = Path(__file__).parents[1] / "data" / "schemas"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_the_models_are_what_the_migrations_made(table: type[Model]) -> None:
    with collection() as opened:
        meta = table._meta
        made = opened.connection.execute(
            "SELECT name FROM pragma_table_info(?)", (meta.table_name,)
        )
        assert [row[0] for row in made] == [field.column_name for field in meta.sorted_fields]


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_a_collection_of_every_past_version_opens(version: int, tmp_path: Path) -> None:
    copy(PAST / f"version-{version}.db", tmp_path / FILE)
    with collection(folder=tmp_path) as opened:
        assert integrity.database_faults(opened) == ()
        assert opened.connection.execute("SELECT count(*) FROM note").get > 0
        assert integrity.recomputed(opened) == ()


def test_what_was_deleted_before_a_migration_comes_back_by_undo(tmp_path: Path) -> None:
    copy(PAST / "version-1.db", tmp_path / FILE)
    counts = "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM review)"
    old = apsw.Connection(str(tmp_path / FILE))
    old.create_scalar_function("folded", lambda *_: "", 1, flags=apsw.SQLITE_INNOCUOUS)
    old.pragma("foreign_keys", 1)
    before = old.execute(counts).fetchall()
    with old, closing(apsw.Session(old, "main")) as session:
        for table in ("deck", "note", "note_tag", "card", "review", "lesson", "anchor"):
            session.attach(table)  # and never the text index, which follows from these
        old.execute("DELETE FROM deck; DELETE FROM note;")
        old.execute(
            "INSERT INTO act SELECT max(id) + 1, max(at), 'delete-deck', 'decks', 0, NULL, 0, ?"
            " FROM act",
            (zlib.compress(session.changeset()),),
        )
    old.close()
    with collection(folder=tmp_path) as opened:
        assert opened.undo() is not None
        assert opened.connection.execute(counts).fetchall() == before
        assert integrity.database_faults(opened) == ()
        assert integrity.recomputed(opened) == ()


def test_a_migration_backs_up_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection(folder=tmp_path).close()
    steps = (*STEPS, "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")
    monkeypatch.setattr("kgstudy.store.schema.STEPS", steps)
    with collection(folder=tmp_path) as opened:
        assert opened.connection.pragma("user_version") == len(steps)
    assert (tmp_path / f"collection-before-version-{len(steps)}.db").exists()


def test_a_migration_that_fails_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection(folder=tmp_path).close()
    broken = (*STEPS, "CREATE TABLE extra (id INTEGER PRIMARY KEY); SELECT nonsense;")
    with monkeypatch.context() as patch:
        patch.setattr("kgstudy.store.schema.STEPS", broken)
        with pytest.raises(Exception, match="nonsense"):
            collection(folder=tmp_path)
    with collection(folder=tmp_path) as opened:
        assert opened.connection.pragma("user_version") == len(STEPS)
        assert not opened.connection.table_exists("main", "extra")


def test_a_collection_from_a_newer_program_is_refused(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        opened.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match=r"newer kgstudy.*update") as refusal:
        collection(folder=tmp_path)
    assert str(tmp_path / FILE) in str(refusal.value)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    strange = connect(tmp_path / FILE)
    strange.execute("CREATE TABLE theirs (id)")
    strange.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(UserError, match="not a kgstudy collection"):
        collection(folder=tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(UserError, match=r"damaged.*restore"):
        collection(folder=tmp_path)
