"""Commands that keep the collection safe."""

from collections.abc import Callable
from io import BytesIO
from os import utime
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.review import Rating
from kgstudy.formats import archive
from kgstudy.services import upkeep
from kgstudy.services.study import Study
from kgstudy.store import cards, media, text_index
from tests.builders import deck_of
from tests.cli.command_line import CommandLine


def reps(kgstudy: CommandLine) -> list[int]:
    return [card["reps"] for card in kgstudy("cards", "--json").rows]


def break_a_card(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        opened.connection.execute("UPDATE card SET reps = 7 WHERE id = (SELECT min(id) FROM card)")


def test_check(kgstudy: CommandLine) -> None:
    outcome = kgstudy("check")
    assert (outcome.status, outcome.out) == (0, "The collection is sound.\n")
    assert kgstudy("check", "--json").json == {
        "sound": True,
        "problems": [],
        "mendable": 0,
        "mended": 0,
        "unused": {"files": 0, "bytes": 0},
        "removed": {"files": 0, "bytes": 0},
    }


def test_check_finds_and_mends(kgstudy: CommandLine) -> None:
    break_a_card(kgstudy)
    outcome = kgstudy("check")
    assert outcome.status == 1
    assert "does not follow from its reviews" in outcome.out
    assert "`kgstudy check --mend` mends 1 of these." in outcome.out
    found = kgstudy("check", "--json").json
    assert (found["sound"], found["mendable"], len(found["problems"])) == (False, 1, 1)
    outcome = kgstudy("check", "--mend")
    assert (outcome.status, outcome.out) == (0, "1 card mended.\nThe collection is sound.\n")
    assert kgstudy("check").status == 0


def lose_a_note(kgstudy: CommandLine) -> None:
    """As an index did that forgot notes which were changed while it read them."""
    with kgstudy.collection() as opened:
        while text_index.catch_up(opened):
            pass
        for kept in ("note_line WHERE note_id", "note_seen WHERE note_id", "note_text WHERE rowid"):
            opened.connection.execute(f"DELETE FROM {kept} = (SELECT min(id) FROM note)")


def hide_a_change(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        while text_index.catch_up(opened):
            pass
        opened.connection.execute(
            "UPDATE note SET fields = replace(fields, 'Question n0', 'Query n0')"
        )
        opened.connection.execute("DELETE FROM unindexed")


def leave_a_ghost(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        while text_index.catch_up(opened):
            pass
        opened.connection.execute("INSERT INTO note_line (note_id, line) VALUES (7, 'gone')")


@pytest.mark.parametrize("hurt", [lose_a_note, hide_a_change, leave_a_ghost])
def test_check_finds_notes_that_the_search_has_lost(
    kgstudy: CommandLine, hurt: Callable[[CommandLine], None]
) -> None:
    hurt(kgstudy)
    outcome = kgstudy("check")
    assert outcome.status == 1
    assert "a search would miss, as its index has lost them: 1\n" in outcome.out
    assert "`kgstudy check --mend` mends 1 of these." in outcome.out
    outcome = kgstudy("check", "--mend")
    assert (outcome.status, outcome.out) == (
        0,
        "1 note can be found again.\nThe collection is sound.\n",
    )
    with kgstudy.collection() as opened:
        while text_index.catch_up(opened):
            pass
    assert kgstudy("check").status == 0
    assert len(kgstudy("cards", "--json", "n0").rows) == 1
    assert kgstudy("undo").out == "There is nothing to undo.\n"


def test_what_the_search_has_lost_is_looked_for_once_a_day(kgstudy: CommandLine) -> None:
    lose_a_note(kgstudy)
    with kgstudy.collection() as opened:
        upkeep.once_a_day(opened)
    assert kgstudy("check").status == 0
    assert len(kgstudy("cards", "--json", "n0").rows) == 1


def test_check_says_where_the_database_is_damaged(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        deck_of(opened, 200)
    file = kgstudy.folder / "collection.db"
    content = bytearray(file.read_bytes())
    content[-8 * 4096 :] = b"\xff" * 8 * 4096
    file.write_bytes(content)
    outcome = kgstudy("check")
    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out.startswith("database: ")
    assert "`kgstudy restore` brings back a backup" in outcome.out


def test_mending_can_be_undone(kgstudy: CommandLine) -> None:
    break_a_card(kgstudy)
    assert kgstudy("check", "--mend", "--json").json["mended"] == 1
    assert kgstudy("undo").out == "Undone: mend cards.\n"
    assert reps(kgstudy) == [7, 0, 0]


def test_undo_and_redo(kgstudy: CommandLine) -> None:
    kgstudy.answer(Rating.EASY)
    assert kgstudy("undo").out == "Undone: answer card.\n"
    assert reps(kgstudy) == [0, 0, 0]
    assert kgstudy("undo").out == "There is nothing to undo.\n"
    assert kgstudy("redo").out == "Done again: answer card.\n"
    assert reps(kgstudy) == [1, 0, 0]
    outcome = kgstudy("redo")
    assert (outcome.status, outcome.out) == (0, "There is nothing to do again.\n")


def test_backup_and_restore(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    assert kgstudy("backup", file).out == f"{file}\n"
    kgstudy.answer(Rating.EASY)
    outcome = kgstudy("restore", file)
    assert outcome.status == 0
    assert reps(kgstudy) == [0, 0, 0]
    before = Path(outcome.out.splitlines()[-1].rpartition(" lies in ")[2])
    kgstudy("restore", before)
    assert reps(kgstudy) == [1, 0, 0]


def test_a_backup_without_a_name_lies_in_the_data_folder(kgstudy: CommandLine) -> None:
    file = Path(kgstudy("backup").out.strip())
    assert file == kgstudy.folder / "backups" / "collection-2026-03-02-090000.db"
    assert file.is_file()


def test_a_backup_overwrites_nothing_unasked(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("precious")
    outcome = kgstudy("backup", file)
    assert outcome.status == 1
    assert f"{file}: This file exists already" in outcome.err
    assert file.read_text() == "precious"
    assert kgstudy("backup", "--overwrite", file).status == 0
    assert file.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("name", ["mine.7z", "mine.tar.GZ", "mine.apkg", "mine.kgdeck"])
def test_a_backup_is_not_called_like_something_else(
    kgstudy: CommandLine, tmp_path: Path, name: str
) -> None:
    outcome = kgstudy("backup", tmp_path / name)
    assert outcome.status == 1
    assert "End its name in .db, or in .zip to have pictures and sounds in it." in outcome.err
    assert list(tmp_path.glob("mine*")) == []
    assert kgstudy("backup", tmp_path / "mine.2026.11").status == 0


def test_an_archive_holds_pictures_too_and_brings_them_back(
    kgstudy: CommandLine, tmp_path: Path
) -> None:
    with kgstudy.collection() as opened, opened.act("edit-note", Touched.MEDIA):
        media.add(opened, "map.png", BytesIO(b"a map"))
    outcome = kgstudy("backup", tmp_path / "whole.zip")
    assert (outcome.out, outcome.err) == (f"{tmp_path / 'whole.zip'}\n", "")
    kgstudy.answer(Rating.EASY)
    rmtree(kgstudy.folder / "media")
    assert kgstudy("restore", tmp_path / "whole.zip").status == 0
    assert reps(kgstudy) == [0, 0, 0]
    with kgstudy.collection() as opened:
        assert media.read(opened, "map.png") == b"a map"
    assert list(tmp_path.glob(".kgstudy*")) == []


def test_no_archive_is_left_that_could_not_be_brought_back(
    kgstudy: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "whole.zip"
    assert kgstudy("backup", file).status == 0
    before = file.read_bytes()
    monkeypatch.setattr(archive, "LARGEST", 1000)
    outcome = kgstudy("backup", "--overwrite", file)
    assert outcome.status == 1
    assert "too much for one archive" in outcome.err
    assert file.read_bytes() == before
    assert list(tmp_path.glob(".kgstudy*")) == []


def test_a_picture_from_before_archives_were_thought_of_comes_into_one(
    kgstudy: CommandLine, tmp_path: Path
) -> None:
    with kgstudy.collection() as opened, opened.act("edit-note", Touched.MEDIA):
        media.add(opened, "map.png", BytesIO(b"a map"))
        for path in media.files(opened):
            utime(path, (0, 0))
    assert kgstudy("backup", tmp_path / "whole.zip").status == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("collection.db", b"no database", "not a kgstudy backup"),
        ("notes.txt", b"x", "not a kgstudy backup"),
        (f"media/ab/{'ab' * 32}", b"another content", "damaged"),
        ("../media/x", b"x", "forbidden name"),
    ],
)
def test_an_archive_that_is_no_backup_changes_nothing(
    kgstudy: CommandLine, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    kgstudy("backup", good)
    with ZipFile(good) as source, ZipFile(bad, "w") as target:
        if name != "collection.db":
            target.writestr("collection.db", source.read("collection.db"))
        target.writestr(name, content)
    kgstudy.answer(Rating.EASY)
    outcome = kgstudy("restore", bad)
    assert outcome.status == 1
    assert f"{bad}: " in outcome.err
    assert sentence in outcome.err
    assert reps(kgstudy) == [1, 0, 0]
    assert not (kgstudy.folder / "media").exists()
    assert not (kgstudy.folder / "backups").exists()


def test_a_backup_elsewhere_tells_that_it_has_no_pictures(
    kgstudy: CommandLine, tmp_path: Path
) -> None:
    assert kgstudy("backup", tmp_path / "without.db").err == ""
    with kgstudy.collection() as opened, opened.act("edit-note", Touched.MEDIA):
        media.add(opened, "map.png", BytesIO(b"a map"))
    said = kgstudy("backup", tmp_path / "mine.db").err
    assert said == ("1 picture or sound is not in it: end its name in .zip to have all in it.\n")
    assert kgstudy("backup").err == ""


def test_a_backup_never_overwrites_the_collection(kgstudy: CommandLine) -> None:
    own = kgstudy.folder / "collection.db"
    outcome = kgstudy("backup", "--overwrite", own)
    assert outcome.status == 1
    assert "This is the collection itself" in outcome.err
    assert "This is a folder" in kgstudy("backup", kgstudy.folder).err
    assert reps(kgstudy) == [0, 0, 0]


def test_what_is_no_backup_is_refused(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no backup")
    for path, sentence in ((file, "not a kgstudy backup"), (tmp_path / "none", "no such file")):
        outcome = kgstudy("restore", path)
        assert outcome.status == 1
        assert outcome.err.startswith(f"kgstudy: {path}: ")
        assert sentence in outcome.err
    assert reps(kgstudy) == [0, 0, 0]


def test_who_holds_the_collection_is_told(kgstudy: CommandLine, tmp_path: Path) -> None:
    kgstudy("backup", tmp_path / "mine.db")
    with kgstudy.collection() as opened:
        Study(opened).answer(Rating.EASY, 1000)
        for argv in (
            ("undo",),
            ("redo",),
            ("check", "--mend"),
            ("study",),
            ("decks", "--bring-back"),
        ):
            outcome = kgstudy(*argv)
            assert outcome.status == 1, argv
            assert "This collection is open in a test (process " in outcome.err
        assert kgstudy("restore", tmp_path / "mine.db").status == 1
        assert sum(card.reps for card, _ in cards.every(opened)) == 1


def test_check_tells_of_unused_media_and_removes_them_on_wish(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened, opened.act("add-media"):
        media.add(opened, "nobody.png", BytesIO(b"x" * 250_000))
    outcome = kgstudy("check")
    told = "No card uses 1 media file (0.2 MB); `kgstudy check --remove-unused` removes them."
    assert (outcome.status, outcome.out) == (0, f"The collection is sound.\n{told}\n")
    found = kgstudy("check", "--remove-unused", "--json").json
    assert found["removed"] == {"files": 1, "bytes": 250_000}
    assert found["unused"] == {"files": 0, "bytes": 0}
    assert kgstudy("undo").out == "Undone: remove unused media.\n"
    assert kgstudy("check", "--json").json["unused"]["files"] == 1
    assert "1 media file (0.2 MB) removed" in kgstudy("check", "--remove-unused").out
