"""One act, one transaction; one connection a thread; one writer a folder."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.store import notes, settings
from kgstudy.store.collection import Collection
from tests.builders import collection
from tests.fake_clock import FakeClock


def add_note(opened: Collection, guid: str, text: str = "text") -> Note:
    note = Note(NoteId(opened.new_id()), guid, "basic", {"front": text, "back": ""})
    with opened.act("add-note", Touched.NOTES):
        notes.add(opened, [note])
    return note


def test_who_reads_for_long_can_be_stopped_but_not_in_the_midst_of_writing() -> None:
    asked = list[int]()

    def heed() -> None:
        asked.append(1)
        raise Cancelled

    counting = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000)"
    with collection() as opened, opened.heeding(heed):
        with pytest.raises(Cancelled):
            opened.connection.execute(f"{counting} SELECT count(*) FROM n").fetchall()
        with opened.database.atomic("IMMEDIATE"):
            assert opened.connection.execute(f"{counting} SELECT count(*) FROM n").get == 10000
    assert asked == [1]


def test_an_act_says_what_it_touched() -> None:
    with collection() as opened, opened.act("set", Touched.SETTINGS) as act:
        settings.put(opened, "colour", "red")
    assert act.change == Change("set", frozenset({Touched.SETTINGS}))


def _fail_within_an_act(opened: Collection) -> None:
    with opened.act("set"):
        settings.put(opened, "colour", "red")
        raise LookupError


def test_a_failed_act_leaves_nothing() -> None:
    with collection() as opened:
        with pytest.raises(LookupError):
            _fail_within_an_act(opened)
        assert settings.get(opened, "colour") is None
        assert opened.undo() is None


def test_an_act_within_an_act_is_part_of_it() -> None:
    with collection() as opened:
        with opened.act("outer", Touched.CARDS) as outer:
            settings.put(opened, "colour", "red")
            with opened.act("inner", Touched.NOTES):
                settings.put(opened, "shape", "round")
        assert outer.change == Change("outer", frozenset({Touched.CARDS, Touched.NOTES}))
        assert opened.undo() == outer.change
        assert settings.get(opened, "shape") is None
        assert opened.undo() is None


def test_an_act_that_changes_nothing_is_not_entered() -> None:
    with collection() as opened:
        with opened.act("look"):
            settings.get(opened, "colour")
        assert opened.undo() is None


def test_what_was_committed_is_there_after_a_restart(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        note = add_note(opened, "one")
    with collection(folder=tmp_path) as opened:
        assert notes.get(opened, note.id) == note


def test_another_thread_sees_what_is_committed(tmp_path: Path) -> None:
    seen: list[str | None] = []
    with collection(folder=tmp_path) as opened:
        with opened.act("set"):
            settings.put(opened, "colour", "red")

        def look() -> None:
            with opened.database.connection_context():
                seen.append(settings.get(opened, "colour"))

        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert seen == ["red"]


def test_ids_grow_although_the_clock_goes_back(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        late = add_note(opened, "late").id
    earlier = FakeClock()
    earlier.set(earlier.wall(0))
    with collection(earlier, folder=tmp_path) as opened:
        assert add_note(opened, "early").id > late


def test_a_second_writer_is_told_who_holds_it(tmp_path: Path) -> None:
    told = r"open in a test \(process \d+\); close it there"
    with collection(folder=tmp_path), pytest.raises(UserError, match=told):
        collection(folder=tmp_path)
    collection(folder=tmp_path).close()


def test_a_writer_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from random import Random;"
        "from kgstudy.store.collection import Collection;"
        "from kgstudy.host.clock import SystemClock;"
        "opened = Collection.open(Path(sys.argv[1]), SystemClock(), Random());"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert json.loads((tmp_path / "writer.json").read_text())["program"] == "kgstudy"
    collection(folder=tmp_path).close()


def test_a_reader_reads_beside_the_writer_and_changes_nothing(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as writer:
        note = add_note(writer, "one")
        with Collection.open(tmp_path, FakeClock(), Random(1), read_only=True) as reader:
            assert notes.get(reader, note.id) == note
            with pytest.raises(UserError, match="could not be written"):
                add_note(reader, "two")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"data folder cannot be made.*--data"):
        collection(folder=tmp_path / "file" / "below")


@pytest.mark.parametrize("name", ["collection.db", "writer.lock"])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(UserError, match=r"cannot be opened.*--data") as refusal:
        collection(folder=tmp_path)
    assert str(tmp_path) in str(refusal.value)


def test_damage_within_the_file_is_told_as_damage(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        for number in range(200):
            add_note(opened, f"n{number}", "text " * 50)
    file = tmp_path / "collection.db"
    file.write_bytes(file.read_bytes()[:8192].ljust(file.stat().st_size, b"\xff"))
    with pytest.raises(UserError, match=r"damaged .* `kgstudy restore`"):
        collection(folder=tmp_path)
