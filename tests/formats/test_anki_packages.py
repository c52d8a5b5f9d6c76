"""Packages of every generation, collections that lie bare, and their media."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.formats import anki
from tests.formats.anki_collections import Sample, media_list, note, packed, whys, zipped
from tests.formats.mutation import contents
from tests.formats.wire_writing import bytes_field, integer_field, text_field

DECOY = [note(guid="decoy", flds="Please update\x1f")]
PICTURE = b"\x89PNG" + bytes(3000)


def database(tmp_path: Path, sample: Sample | None = None) -> bytes:
    return (sample or Sample()).write(tmp_path / "made").read_bytes()


def guids(parcel: Parcel) -> list[str]:
    return [its.guid for its in parcel.notes]


@pytest.fixture
def old(tmp_path: Path) -> bytes:
    return database(tmp_path)


@pytest.fixture
def new(tmp_path: Path) -> bytes:
    return packed(database(tmp_path, Sample(version=18)))


@pytest.fixture
def decoy(tmp_path: Path) -> bytes:
    return database(tmp_path, Sample(notes=DECOY))


def test_packages_of_every_generation_are_read(
    tmp_path: Path, old: bytes, new: bytes, decoy: bytes
) -> None:
    for members in (
        {"collection.anki2": old},
        {"meta": integer_field(1, 1), "collection.anki2": old},
        {"collection.anki21": old, "collection.anki2": decoy},
        {"meta": integer_field(1, 2), "collection.anki21": old, "collection.anki2": decoy},
        {"meta": integer_field(1, 3), "collection.anki21b": new, "collection.anki2": decoy},
        {"collection.anki21b": new, "collection.anki21": decoy, "collection.anki2": decoy},
    ):
        path = zipped(tmp_path / "deck.zip", members)
        assert anki.recognises(path)
        parcel = anki.read(path)
        assert (guids(parcel), parcel.problems) == (["g1"], ())


def test_a_notice_that_came_alone_is_a_deck(tmp_path: Path, decoy: bytes) -> None:
    path = zipped(tmp_path / "deck.apkg", {"collection.anki2": decoy})
    assert guids(anki.read(path)) == ["decoy"]


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21", "whatever.bin"])
@pytest.mark.parametrize("version", [11, 18])
def test_a_bare_collection_is_known_by_its_content(tmp_path: Path, name: str, version: int) -> None:
    path = Sample(version=version).write(tmp_path / name)
    assert anki.recognises(path)
    assert guids(anki.read(path)) == ["g1"]


def test_a_bare_packed_collection_is_read(tmp_path: Path, new: bytes) -> None:
    path = tmp_path / "collection.anki21b"
    path.write_bytes(new)
    assert anki.recognises(path)
    assert guids(anki.read(path)) == ["g1"]


def test_what_waits_beside_an_open_collection_is_read_too(tmp_path: Path) -> None:
    path = Sample().write(tmp_path / "collection.anki2")
    taken = tmp_path / "taken" / "collection.anki2"
    taken.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE notes SET guid = 'newer'")
        connection.commit()
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{taken}{ending}")
    before = {file.name: file.read_bytes() for file in taken.parent.iterdir()}
    assert guids(anki.read(taken)) == ["newer"]
    assert {file.name: file.read_bytes() for file in taken.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"test.txt": b"words"}, "There is no collection in it"),
        (
            {"meta": integer_field(1, 4), "collection.anki21b": b"x"},
            "newer Anki than kgstudy knows",
        ),
        ({"meta": b"\xff\xff", "collection.anki2": b"x"}, "which version of Anki wrote it"),
        ({"collection.anki2": b""}, "no whole collection"),
        ({"collection.anki2": b"no database at all, but long enough" * 99}, "database is damaged"),
        ({"collection.anki21b": packed(b"no database")}, "database is damaged"),
        ({"collection.anki21b": packed(bytes(9999))[:-3]}, "no whole collection"),
    ],
)
def test_what_is_no_package_is_refused_plainly(
    tmp_path: Path, members: dict[str, bytes], why: str
) -> None:
    path = zipped(tmp_path / "deck.apkg", members)
    assert anki.recognises(path)
    with pytest.raises(UserError, match=why) as told:
        anki.read(path)
    assert told.value.place is not None
    assert told.value.place.file == str(path)


@pytest.mark.parametrize("version", [19, 250])
def test_a_collection_of_the_future_is_refused(tmp_path: Path, version: int) -> None:
    path = Sample(version=version).write(tmp_path / "collection.anki2")
    with pytest.raises(UserError, match=rf"newer Anki than kgstudy knows \(schema {version}\)"):
        anki.read(path)


@pytest.mark.parametrize("version", [0, 1, 10, None])
def test_a_collection_of_long_ago_is_refused(tmp_path: Path, version: int | None) -> None:
    path = Sample(more_sql=f"UPDATE col SET ver = {version or 'NULL'}").write(tmp_path / "c.anki2")
    with pytest.raises(UserError, match="older than Anki 2"):
        anki.read(path)


def test_a_deck_of_the_first_anki_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deck.anki"
    with closing(sqlite3.connect(path)) as connection:
        for table in ("facts", "cards", "cardModels", "fieldModels", "models"):
            connection.execute(f"CREATE TABLE {table} (id integer)")
    assert anki.recognises(path)
    with pytest.raises(UserError, match="older than Anki 2"):
        anki.read(path)


def test_other_files_are_not_for_us(tmp_path: Path, old: bytes) -> None:
    others = tmp_path / "others"
    others.mkdir()
    zipped(others / "words.zip", {"deck.md": b"Q: a\nA: b"})
    (others / "words.txt").write_text("a\tb")
    (others / "empty.apkg").write_bytes(b"")
    with closing(sqlite3.connect(others / "other.db")) as connection:
        connection.execute("CREATE TABLE cards (id)")
    (others / "broken.anki2").write_bytes(old[:100])
    assert not any(map(anki.recognises, (others, *others.iterdir())))


def read_media(tmp_path: Path, members: dict[str, bytes], **collection: bytes) -> Parcel:
    made = {f"collection.{name}": content for name, content in collection.items()}
    return anki.read(zipped(tmp_path / "deck.apkg", {**made, **members}))


def test_media_of_the_old_list(tmp_path: Path, old: bytes) -> None:
    names = {"0": "map.png", "1": "үн.mp3", "7": "й.txt"}
    members = {"media": json.dumps(names).encode(), "0": PICTURE, "1": b"sound", "7": b""}
    parcel = read_media(tmp_path, members, anki2=old)
    found = dict(contents(parcel))
    assert found == {"map.png": PICTURE, "үн.mp3": b"sound", "й.txt": b""}
    assert parcel.problems == ()


def test_media_of_the_new_list(tmp_path: Path, new: bytes) -> None:
    listed = media_list(("map.png", len(PICTURE)), ("үн.mp3", 5), ("empty", 0))
    members = {"media": listed, "0": packed(PICTURE), "1": packed(b"sound"), "2": packed(b"")}
    parcel = read_media(tmp_path, members, anki21b=new)
    for _ in range(2):  # an opener opens as often as it is asked to
        found = dict(contents(parcel))
        assert found == {"map.png": PICTURE, "үн.mp3": b"sound", "empty": b""}
    assert parcel.problems == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../evil", "forbidden name"),
        ("/etc/passwd", "forbidden name"),
        ("a/b.png", "forbidden name"),
        ("con.png", "forbidden name"),
        ("a\x00.png", "forbidden name"),
        ("", "forbidden name"),
        ("there.png", "holds two files"),
        ("absent.png", "does not hold it"),
    ],
)
def test_media_with_a_fault_are_told_and_the_rest_comes_in(
    tmp_path: Path, old: bytes, name: str, why: str
) -> None:
    names = {"0": "there.png", "5" if name == "absent.png" else "1": name}
    members = {"media": json.dumps(names).encode(), "0": PICTURE, "1": b"x"}
    parcel = read_media(tmp_path, members, anki2=old)
    assert [*parcel.media] == ["there.png"]
    assert guids(parcel) == ["g1"]
    [problem] = parcel.problems
    assert why in problem.why
    assert not problem.lost


@pytest.mark.parametrize(
    "words",
    [
        b"[" * 99_999,
        b'{"0":',
        b"\xff\xfe",
        b"\x0a\xff",
        packed(b"\xff\xff\xff"),
        b"{" + b" " * 9999,
    ],
)
def test_a_list_of_media_that_cannot_be_read_is_told(
    tmp_path: Path, old: bytes, words: bytes
) -> None:
    parcel = read_media(tmp_path, {"media": words, "0": PICTURE}, anki2=old)
    assert guids(parcel) == ["g1"]
    assert ["cannot be read" in problem.why for problem in parcel.problems] == [True]


@pytest.mark.parametrize(("announced", "content"), [(2, b"three"), (99, b"three")])
def test_a_file_that_is_not_as_long_as_announced_is_refused_when_it_is_read(
    tmp_path: Path, new: bytes, announced: int, content: bytes
) -> None:
    members = {"media": media_list(("a.txt", announced)), "0": packed(content)}
    parcel = read_media(tmp_path, members, anki21b=new)
    with parcel.media["a.txt"]() as file, pytest.raises(UserError, match="not as long"):
        file.read()


def test_files_larger_than_any_deck_has_are_left_out(tmp_path: Path, new: bytes) -> None:
    members = {
        "media": media_list(("a.txt", 300 << 20), ("b.txt", 1)),
        "0": b"x",
        "1": packed(b"b"),
    }
    parcel = read_media(tmp_path, members, anki21b=new)
    assert [*parcel.media] == ["b.txt"]
    assert "larger than the media of a deck" in parcel.problems[0].why


def test_a_member_may_be_named_by_the_list(tmp_path: Path, new: bytes) -> None:
    entry = text_field(1, "a.txt") + integer_field(2, 1) + integer_field(255, 7)
    members = {"media": packed(bytes_field(1, entry)), "7": packed(b"a")}
    parcel = read_media(tmp_path, members, anki21b=new)
    assert parcel.media["a.txt"]().read() == b"a"


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    anki.read(Sample().write(tmp_path / "c.anki2"), told.append)
    assert told[0] == 0.0
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        if done >= 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        anki.read(Sample().write(tmp_path / "c.anki2"), stop)


def test_reading_can_be_stopped_amid_the_notes(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        if 0.5 < done < 1:
            raise Cancelled

    notes = [note(id=n, guid=f"g{n}") for n in range(1, 5000)]
    with pytest.raises(Cancelled):
        anki.read(Sample(notes=notes).write(tmp_path / "c.anki2"), stop)


def test_other_packed_files_are_not_for_us(tmp_path: Path) -> None:
    path = tmp_path / "words.zst"
    path.write_bytes(packed(b"words"))
    assert not anki.recognises(path)
    path.write_bytes(packed(b"words")[:5])
    assert not anki.recognises(path)


def test_media_that_are_all_missing_are_told_together(tmp_path: Path, old: bytes) -> None:
    names = {str(n): f"{n}.png" for n in range(3000)}
    parcel = read_media(tmp_path, {"media": json.dumps(names).encode()}, anki2=old)
    assert len(parcel.problems) == 101
    assert parcel.problems[-1].why == "There are further problems of this sort: 2,900."


def test_media_beside_a_bare_collection_come_along(tmp_path: Path) -> None:
    path = Sample().write(tmp_path / "collection.anki2")
    assert anki.read(path).media == {}
    folder = tmp_path / "collection.media"
    (folder / "below").mkdir(parents=True)
    for name in ("map.png", "үн.mp3", "con.png", "below/deep.png"):
        (folder / name).write_bytes(name.encode())
    (folder / "link.png").symlink_to(path)
    parcel = anki.read(path)
    found = dict(contents(parcel))
    assert found == {name: name.encode() for name in ("map.png", "үн.mp3")}
    assert whys(parcel) == ["“con.png” beside it has a name that cannot be kept."]
