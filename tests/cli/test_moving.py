"""Decks come in and go out on the command line."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.note import Note
from kgstudy.domain.review import Rating
from kgstudy.services import safekeeping
from kgstudy.store import cards, decks, lessons, media, notes
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.cli.command_line import CommandLine

SHIPPED = Path(__file__).parents[2] / "decks"
TABLE = "#separator:tab\n#html:true\n#guid column:1\n#deck:Words\n"
FATES = ("new", "changed", "same", "rejected")
NOTHING = {"decks": 0, "notes": dict.fromkeys(FATES, 0), "cards": 0, "reviews": 0, "media": 0}


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text of Anki's with these rows of guid, front and back."""

    def write(*rows: str, name: str = "words.txt") -> Path:
        path = tmp_path / name
        path.write_text(TABLE + "".join(f"{row}\n" for row in rows), "utf-8")
        return path

    return write


def fates(**counts: int) -> dict[str, int]:
    return {fate: counts.get(fate, 0) for fate in FATES}


def backs(opened: Collection) -> list[str]:
    found = (notes.get(opened, card.note_id) for card, _ in cards.every(opened))
    return [note.fields["back"] for note in found]


def test_what_came_in_is_told(kgstudy: CommandLine, table: Callable[..., Path]) -> None:
    file = table("g1\tсуу\twater", "g2\tот\tfire")
    outcome = kgstudy("import", file)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == (
        f"{file}: text or spreadsheet table, 1 deck\n  notes: 2 new\n  brought 2 new cards\n"
    )
    assert "1 changed, 1 same" in kgstudy("import", table("g1\tсуу\triver", "g2\tот\tfire")).out


def test_what_came_in_is_told_to_programs(kgstudy: CommandLine, table: Callable[..., Path]) -> None:
    file = table("g1\tсуу\twater", "g2\t\tfire")
    expected = {
        "file": str(file),
        "format": "text or spreadsheet table",
        "decks": 1,
        "notes": fates(new=1, rejected=1),
        "cards": 1,
        "reviews": 0,
        "media": 0,
    }
    dry = kgstudy("import", "--dry-run", "--json", file)
    outcome = kgstudy("import", "--json", file)
    assert (outcome.status, dry.status, outcome.err) == (0, 0, "")
    assert dry.json == outcome.json
    assert list(outcome.json) == ["files"]
    (told,) = outcome.json["files"]
    (problem,) = told.pop("problems")
    assert told == expected
    assert list(problem) == ["where", "why"]
    assert problem["where"].startswith(str(file))


def test_a_dry_run_of_several_files_plans_one_on_another(
    kgstudy: CommandLine, table: Callable[..., Path]
) -> None:
    first = table("g1\tсуу\twater", name="first.txt")
    second = table("g1\tсуу\twater", "g2\tот\tfire")
    dry = kgstudy("import", "--dry-run", "--json", first, second)
    assert [each["notes"]["new"] for each in dry.json["files"]] == [1, 1]
    assert dry.json == kgstudy("import", "--json", first, second).json


def test_a_folder_is_a_deck_or_holds_some(
    kgstudy: CommandLine, table: Callable[..., Path], tmp_path: Path
) -> None:
    table("g1\tсуу\twater")
    table("g2\tот\tfire", name="more.txt")
    told = kgstudy("import", "--json", tmp_path).json["files"]
    assert [each["file"] for each in told] == [
        str(tmp_path / "more.txt"),
        str(tmp_path / "words.txt"),
    ]
    assert [each["notes"]["new"] for each in told] == [1, 1]


def test_a_dry_run_changes_nothing_also_beside_a_window(
    kgstudy: CommandLine, table: Callable[..., Path]
) -> None:
    file = table("g1\tсуу\twater")
    with kgstudy.collection() as opened:
        outcome = kgstudy("import", "--dry-run", file)
        assert (outcome.status, outcome.err) == (0, "")
        assert "would bring 1 new card" in outcome.out
        assert len(list(cards.every(opened))) == 3
        refused = kgstudy("import", file)
        assert refused.status == 1
        assert "This collection is open in a test" in refused.err
    assert kgstudy("undo").out == "There is nothing to undo.\n"


def test_what_is_refused_is_told_and_the_rest_comes_in(
    kgstudy: CommandLine, table: Callable[..., Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(b"PK\x03\x04 and nothing else")
    absent, good = tmp_path / "absent.txt", table("g1\tсуу\twater")
    outcome = kgstudy("import", "--json", broken, good, absent)
    assert outcome.status == 1
    for line, file in zip(outcome.err.splitlines(), (broken, absent), strict=True):
        assert line.startswith(f"kgstudy: {file}: ")
    first, second, third = outcome.json["files"]
    for told, file in ((first, broken), (third, absent)):
        (problem,) = told.pop("problems")
        assert told == {"file": str(file), "format": None, **NOTHING}
        assert problem["where"] == str(file)
        assert problem["why"].endswith(".")
        assert str(file) not in problem["why"]
    assert second["notes"] == fates(new=1)
    plain = kgstudy("import", broken)
    assert (plain.status, plain.out) == (1, "")


def test_several_files_are_one_act(kgstudy: CommandLine, table: Callable[..., Path]) -> None:
    files = (table("g1\tсуу\twater"), table("g2\tот\tfire", name="more.txt"))
    assert kgstudy("import", *files).status == 0
    assert len(kgstudy("cards", "--json").rows) == 5
    assert kgstudy("undo").out == "Undone: import.\n"
    assert len(kgstudy("cards", "--json").rows) == 3
    kgstudy("redo")
    assert len(kgstudy("cards", "--json").rows) == 5


def test_the_deck_and_the_tags_can_be_chosen(
    kgstudy: CommandLine, table: Callable[..., Path]
) -> None:
    file = table("g1\tсуу\twater")
    kgstudy("import", file, "--into", " Кыргызча::Сөздөр ", "--tag", "new 2026", "--tag", "x")
    (row,) = kgstudy("cards", "deck:Кыргызча", "--json").rows
    assert (row["deck"], row["tags"]) == ("Кыргызча::Сөздөр", ["2026", "new", "x"])


@pytest.mark.parametrize("theirs", [False, True])
def test_a_field_changed_on_both_sides(
    kgstudy: CommandLine, table: Callable[..., Path], theirs: bool
) -> None:
    kgstudy("import", table("g1\tсуу\twater"), "--into", "Words")
    with kgstudy.collection() as opened, opened.act("edit-note", Touched.NOTES):
        every = [notes.get(opened, card.note_id) for card, _ in cards.every(opened)]
        (note,) = (found for found in every if found.fields["front"] == "суу")
        edited = {**note.fields, "back": "mine"}
        notes.save(opened, type(note)(note.id, note.guid, note.kind, edited, note.tags))
    again = table("g1\tсуу\ttheirs")
    options = ["--theirs"] if theirs else []
    (told,) = kgstudy("import", again, "--into", "Words", "--json", *options).json["files"]
    (problem,) = told["problems"]
    assert problem["where"].endswith(", back")
    assert ("mine is kept" in problem["why"]) is not theirs
    assert list(told["notes"]) == ["new", "changed", "same", "rejected"]
    assert told["notes"]["same" if not theirs else "changed"] == 1
    with kgstudy.collection() as opened:
        assert ("theirs" if theirs else "mine") in backs(opened)
    said = kgstudy("import", table("g1\tсуу\tanew"), "--dry-run").out
    assert ("notes: 1 changed here too and kept" in said) is not theirs


FORMATS = ["out.apkg", "out.colpkg", "out.kgdeck", "out", "out.md", "out.txt", "out.csv"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("without", [(), ("--without-schedules", "--without-media")])
def test_the_shipped_deck_goes_out_and_comes_in(
    kgstudy: CommandLine, tmp_path: Path, name: str, without: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (deck,) = (path for path in SHIPPED.iterdir() if path.is_dir())
    with kgstudy.collection() as opened, opened.act("delete-deck", Touched.DECKS):
        decks.delete(opened, decks.every(opened)[0].id)
    assert kgstudy("import", deck).status == 0
    kgstudy.answer(Rating.EASY, Rating.GOOD, Rating.AGAIN)
    file = tmp_path / name
    assert kgstudy("export", file, *without).status == 0
    fresh = CommandLine(tmp_path / "fresh", capsys)
    fresh.collection().close()
    dry = fresh("import", "--dry-run", "--json", file)
    outcome = fresh("import", "--json", file)
    assert (outcome.status, outcome.json) == (0, dry.json)
    (told,) = outcome.json["files"]
    with kgstudy.collection() as here, fresh.collection() as there:
        wanted = {(n.kind, n.fields.get("front")) for n in _notes(here) if n.kind != "ordering"}
        assert file.suffix == ".csv" or wanted <= {
            (n.kind, n.fields.get("front")) for n in _notes(there)
        }
        assert told["cards"] == len(list(cards.every(here))) == len(list(cards.every(there)))
        if file.suffix in (".apkg", ".colpkg"):
            assert told["reviews"] == (0 if without else 3)
            if not without:
                assert _states(here) == _states(there)
        if file.suffix in (".kgdeck", "", ".md"):
            assert [each.text for each in lessons.every(here)] == [
                each.text for each in lessons.every(there)
            ]
        assert safekeeping.check(there).problems == ()
    again = fresh("import", "--json", file).json["files"][0]
    assert (again["notes"]["new"], again["cards"], again["reviews"], again["media"]) == (0,) * 4


def _notes(opened: Collection) -> list[Note]:
    ids = sorted({card.note_id for card, _ in cards.every(opened)})
    return list(notes.several(opened, ids).values())


def _states(opened: Collection) -> dict[tuple[str, int], tuple[object, ...]]:
    every = {card: notes.get(opened, card.note_id).guid for card, _ in cards.every(opened)}
    return {
        (guid, card.slot): (
            getattr(card.state, "due_day", None), getattr(card.state, "interval", None),
            card.reps, card.lapses, card.suspended, card.flag,
        )
        for card, guid in every.items()
    }  # fmt: skip


def test_a_search_goes_out(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    outcome = kgstudy("export", file, "Question", "n1")
    assert (outcome.status, outcome.out) == (0, f"{file}: 1 note, 1 card\n")
    assert "Question n1" in file.read_text("utf-8")
    assert "Question n2" not in file.read_text("utf-8")


def test_what_finds_nothing_writes_nothing(kgstudy: CommandLine, tmp_path: Path) -> None:
    for query in ("nowhere", "deck:Nothing", "colour:red"):
        outcome = kgstudy("export", tmp_path / "none.apkg", query)
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err.startswith("kgstudy: ")
        assert not (tmp_path / "none.apkg").exists()


def test_an_export_overwrites_nothing_unasked(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("precious")
    outcome = kgstudy("export", file)
    assert (outcome.status, file.read_text()) == (1, "precious")
    assert f"{file}: This file exists already" in outcome.err
    assert kgstudy("export", "--overwrite", file).status == 0
    assert "Question n1" in file.read_text("utf-8")


def test_an_export_never_overwrites_the_collection(kgstudy: CommandLine) -> None:
    own = kgstudy.folder / "collection.db"
    before = own.read_bytes()
    for target in (own, kgstudy.folder, kgstudy.folder.parent):
        outcome = kgstudy("export", "--overwrite", "--format", "csv", target)
        assert outcome.status == 1
        assert f"{target}: The collection lies here" in outcome.err
    assert own.read_bytes() == before


def test_an_unknown_ending_is_told_the_known_ones(kgstudy: CommandLine, tmp_path: Path) -> None:
    outcome = kgstudy("export", tmp_path / "cards.docx")
    assert "PDF to print (.pdf)" in outcome.err
    assert outcome.status == 1
    assert ".apkg" in outcome.err
    assert kgstudy("export").status == 2
    assert kgstudy("import").status == 2


def test_media_come_and_go(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "out.apkg"
    with kgstudy.collection() as opened, opened.act("edit-note", Touched.NOTES):
        media.add(opened, "map.png", io.BytesIO(b"a map"))
        card = next(cards.every(opened))[0]
        note = notes.get(opened, card.note_id)
        shown = {**note.fields, "back": '<img src="map.png">'}
        notes.save(opened, type(note)(note.id, note.guid, note.kind, shown, note.tags))
    kgstudy("export", file)
    with ZipFile(file) as archive:
        assert archive.read("0") == b"a map"
    kgstudy("undo")
    (told,) = kgstudy("import", "--json", file).json["files"]
    assert (told["media"], told["notes"]) == (1, fates(changed=1, same=2))
    kgstudy("export", "--without-media", tmp_path / "bare.apkg")
    with ZipFile(tmp_path / "bare.apkg") as archive:
        assert "0" not in archive.namelist()


def test_damaged_media_are_told_and_the_notes_come_in(kgstudy: CommandLine, tmp_path: Path) -> None:
    test_media_come_and_go(kgstudy, tmp_path)
    whole = (tmp_path / "out.apkg").read_bytes()
    damaged = tmp_path / "damaged.apkg"
    damaged.write_bytes(whole.replace(b"a map", b"a mop"))
    with kgstudy.collection() as opened:
        decks.delete(opened, decks.every(opened)[0].id)
        media_before = media.read(opened, "map.png")
    (told,) = kgstudy("import", "--json", damaged).json["files"]
    assert (told["notes"]["new"], told["media"], media_before) == (3, 0, b"a map")
    (problem,) = told["problems"]
    assert problem["where"] == "map.png"


def test_cards_are_printed_without_a_display(kgstudy: CommandLine, tmp_path: Path) -> None:
    """In a process of its own, which has no Qt yet."""
    file = tmp_path / "cards.pdf"
    with kgstudy.collection() as opened:
        deck_of(opened, 3)
    command = [sys.executable, "-m", "kgstudy", "--data", str(kgstudy.folder), "export", str(file)]
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    bare.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [*command, "--as-list"], env=bare, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes().startswith(b"%PDF")
    assert "3 notes" in done.stdout
    assert list(tmp_path.glob("*.part")) == []


def test_a_command_line_that_prints_nothing_loads_no_qt() -> None:
    program = "import sys, kgstudy.cli.moving; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
