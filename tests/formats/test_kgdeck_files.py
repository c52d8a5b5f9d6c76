"""A deck as a text, a folder or a zip, with its pictures and sounds, from friends and strangers."""

import contextlib
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote
from kgstudy.formats import READERS, archive, kgdeck, recognise
from tests.formats.deck_texts import SAMPLE
from tests.formats.test_kgdeck_laws import spoilt

PICTURED = "Q: ![the map](maps/map 1.png)\nA: ![](a.mp3) ![](@/b%20c.png) ^x\n"
FILES = {"maps/map 1.png": b"map", "a.mp3": b"sound", "b c.png": b"picture"}


def folder(at: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(content)
    return at


def zipped(path: Path, files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def shown(parcel: Parcel) -> dict[str, bytes]:
    contents = {}
    for name, opener in parcel.media.items():
        with opener() as file:
            contents[name] = file.read()
    return contents


def as_text(at: Path, files: dict[str, bytes]) -> Path:
    return folder(at, files) / "deck.md"


def as_folder(at: Path, files: dict[str, bytes]) -> Path:
    return folder(at / "any", files)


def as_zip(at: Path, files: dict[str, bytes]) -> Path:
    return zipped(at / "any.kgdeck", files)


def as_zip_of_a_folder(at: Path, files: dict[str, bytes]) -> Path:
    extra = {"any/": b"", "__MACOSX/any/._deck.md": b"x"}
    return zipped(at / "a.zip", {f"any/{name}": content for name, content in files.items()} | extra)


@pytest.mark.parametrize("laid", [as_text, as_folder, as_zip, as_zip_of_a_folder])
def test_media_lie_beside_the_text(
    laid: Callable[[Path, dict[str, bytes]], Path], tmp_path: Path
) -> None:
    path = laid(tmp_path, {"deck.md": PICTURED.encode(), "unused.png": b"", **FILES})
    parcel = kgdeck.read(path)
    assert parcel.problems == ()
    assert shown(parcel) == FILES
    assert parcel.decks == (ParcelDeck("deck", "deck"),)
    assert parcel.notes[0].fields == {
        "front": '<img src="maps/map 1.png" alt="the map">',
        "back": '[sound:a.mp3] <img src="b%20c.png">',
        "note": "",
    }
    assert recognise(path) is kgdeck


@pytest.mark.parametrize(
    "name",
    ["no.png", "../secret.png", "/etc/hostname", "https://kg.example/a.png", "link.png", "."],
)
def test_what_is_not_beside_the_deck_is_not_shown(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    path = folder(tmp_path / "deck", {"deck.md": f"Q: a\n\nA: ![]({name}) ^x".encode()})
    with contextlib.suppress(OSError):  # where people may not make links, there is none to follow
        (path / "link.png").symlink_to(tmp_path / "secret.png")
    parcel = kgdeck.read(path)
    assert parcel.media == {}
    (problem,) = parcel.problems
    assert f"no file “{name}”" in problem.why
    assert str(problem.place) == f"{path / 'deck.md'}:1"


def test_a_folder_may_hold_several_decks(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "b.md": SAMPLE.encode(),
            "a.md": b"Q: a\nA: b",
            "README.md": b"Read me.",
            "c.txt": b"C: [c]",
        },
    )
    parcel = kgdeck.read(path)
    assert [deck.guid for deck in parcel.decks] == ["a", "rivers"]
    assert {note.deck for note in parcel.notes} == {"a", "rivers"}


def test_two_decks_of_one_id_are_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a.md": SAMPLE.encode(), "b.md": SAMPLE.encode()})
    with pytest.raises(UserError, match=r"b\.md: Its id, rivers, is that of .*a\.md too"):
        kgdeck.read(path)


def test_no_deck(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no deck in it"):
        kgdeck.read(folder(tmp_path / "empty", {"README.md": b"", ".hidden.md": b""}))
    with pytest.raises(UserError, match="no deck in it"):
        kgdeck.read(zipped(tmp_path / "a.kgdeck", {"sub/a.md": b"", "b.png": b""}))
    with pytest.raises(UserError, match="cannot be opened"):
        kgdeck.read(tmp_path / "nothing.md")


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("Q: a\nA: Ысык-Көл".encode("utf-16"))
    with pytest.raises(UserError, match=r"a\.md:1: The text is not in UTF-8"):
        kgdeck.read(path)
    path.write_bytes("Q: a\nA: Бишкек".encode("cp1251"))
    with pytest.raises(UserError, match=r"a\.md:2: The text is not in UTF-8"):
        kgdeck.read(path)


def test_a_text_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(UserError, match="larger than 64 MiB"):
        kgdeck.read(path)


def test_progress_is_told_and_can_stop_the_work(tmp_path: Path) -> None:
    cards = "".join(f"Q: q{n}\nA: a ^c{n}\n\n" for n in range(600))
    path = folder(tmp_path, {"a.md": cards.encode(), "b.md": b"C: [c]"})
    told: list[float] = []
    assert len(kgdeck.read(path, told.append).notes) == 601
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0

    def stop(done: float) -> None:
        if done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        kgdeck.read(path, stop)


# Archives from strangers


def refused(path: Path, why: str) -> None:
    with pytest.raises(UserError, match=why) as caught:
        kgdeck.read(path)
    assert caught.value.place is not None
    assert caught.value.place.file == str(path)


FORBIDDEN = (
    "../a.png", "/a.png", "a/../../b.png", "C:/a.png", "a\\..\\b.png", "a//b.png", "./a.png",
    "con.png", "sub/NUL", "Aux.tar.gz", "com1", "a.png.", "a ", "a\x01.png", "a\u202eb.png",
    "a" * 256,
)  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden_names(name: str, tmp_path: Path) -> None:
    assert not archive.is_safe_name(name)
    path = tmp_path / "a.kgdeck"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("deck.md", SAMPLE)
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        target.writestr(entry, "x")
    refused(path, "forbidden name")


@pytest.mark.parametrize(
    "name", ["a.png", "Ысык-Көл 1.png", "a/b/c.d.e", ".hidden", "console.png", "5\u202fPM.png"]
)
def test_usual_names(name: str) -> None:
    assert archive.is_safe_name(name)


def test_a_link_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.kgdeck"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("deck.md", SAMPLE)
        link = zipfile.ZipInfo("a.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
    refused(path, "is a link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.kgdeck"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("deck.md", SAMPLE)
        target.writestr("deck.md", "Q: other\nA: text")
    refused(path, "two files of one name")


def test_a_bomb(tmp_path: Path) -> None:
    refused(zipped(tmp_path / "a.kgdeck", {"deck.md": b" " * (8 << 20)}), "unpack to more than")


def test_entries_that_share_their_bytes(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.kgdeck", {"deck.md": SAMPLE.encode(), "b.png": b"b" * 999})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 42, 0)
    path.write_bytes(content)
    refused(path, "on top of each other")


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    path = zipped(tmp_path / "a.kgdeck", {f"{n}.md": b"" for n in range(4)})
    refused(path, "more than a deck can")


def test_too_much_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1000)
    path = zipped(tmp_path / "a.kgdeck", {f"{n}.md": b"a" * 300 for n in range(4)})
    refused(path, "more than a deck can")


def test_a_packing_that_is_not_known(tmp_path: Path) -> None:
    refused(zipped(tmp_path / "a.kgdeck", {"a.md": b"a"}, zipfile.ZIP_LZMA), "packed in a way")


def test_a_password(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.kgdeck", {"a.md": b"a"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    refused(path, "password")


def test_an_entry_that_is_larger_than_it_says(tmp_path: Path) -> None:
    """Only as much as was announced is unpacked, and then the sum is wrong."""
    path = zipped(tmp_path / "a.kgdeck", {"a.md": b"Q: a\nA: b" + b" " * 500_000})
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 9)
    path.write_bytes(content)
    refused(path, "damaged")


def test_a_changed_entry(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.kgdeck", {"a.md": b"Q: a\nA: b"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"A: b", b"A: c"))
    refused(path, "damaged")


def test_a_table_of_contents_that_would_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "a.kgdeck", {f"{n}.md": b"Q: a\nA: b" for n in range(20)})
    assert len(kgdeck.read(path).notes) == 20
    monkeypatch.setattr(archive, "_LONGEST_READ", 1000)
    refused(path, "damaged")


def test_a_spoilt_zip_raises_nothing_but_what_people_are_told(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.kgdeck", {"a.md": PICTURED.encode(), **FILES}).read_bytes()
    rng, path, told = Random(4), tmp_path / "b.kgdeck", 0
    for _ in range(600):
        path.write_bytes(spoilt(whole, rng))
        try:
            shown(kgdeck.read(path))
        except UserError:
            told += 1
    assert told > 300


# What is written


def parcel(*names: str, media: tuple[str, ...] = ()) -> Parcel:
    decks = tuple(ParcelDeck(name, name) for name in names)
    notes = tuple(
        ParcelNote(f"{name}/x", name, "basic", {"front": "a", "back": "b", "note": ""})
        for name in names
    )
    return Parcel(decks, (), notes, {name: lambda: io.BytesIO(b"m") for name in media})


def test_the_same_deck_is_the_same_file(tmp_path: Path) -> None:
    paths = [tmp_path / "a.kgdeck", tmp_path / "b.kgdeck"]
    for path in paths:
        kgdeck.write(parcel("one", "two", media=("m.png",)), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_text_is_as_a_person_would_write_it(tmp_path: Path) -> None:
    """But for what is no part of the deck: emphasis in the lesson, its line breaks, comments."""
    kgdeck.write(kgdeck.read(as_text(tmp_path, {"deck.md": SAMPLE.encode()})), tmp_path / "b.md")
    written = (tmp_path / "b.md").read_text("utf-8")
    kept = SAMPLE.replace("*Kyrgyzstan*", "Kyrgyzstan").replace("the\nSyr", "the Syr")
    assert written == kept.replace("<!-- Lengths are from the atlas. -->\n\n", "")


def test_media_are_written_too(tmp_path: Path) -> None:
    read = kgdeck.read(folder(tmp_path / "a", {"deck.md": PICTURED.encode(), **FILES}))
    for name in ("b", "b.kgdeck"):
        kgdeck.write(read, tmp_path / name)
        again = kgdeck.read(tmp_path / name)
        assert (shown(again), again.notes) == (FILES, read.notes)


def test_a_large_plain_deck_is_no_bomb(tmp_path: Path) -> None:
    lesson = ParcelLesson("a", "a", "a", "", ("word " * 1000 + "\n\n") * 500)
    written = Parcel((ParcelDeck("a", "a"),), (lesson,))
    kgdeck.write(written, tmp_path / "a.kgdeck")
    again = kgdeck.read(tmp_path / "a.kgdeck").lessons[0].text
    assert again.split() == lesson.text.split()


@pytest.mark.parametrize(
    ("given", "name", "why"),
    [
        (parcel("a", "b"), "a.md", "one deck without pictures"),
        (parcel("a", media=("m.png",)), "a.md", "one deck without pictures"),
        (parcel("a", media=("../m.png",)), "a.kgdeck", "no file of the name"),
        (parcel("a", media=("lesson.md",)), "a.kgdeck", "no file of the name"),
        (parcel("a", media=("m.png", "M.png")), "a", "capital letters"),
        (parcel("a"), "full", "something in this folder"),
        (parcel("a"), "nowhere/a.md", "cannot be opened"),
        (
            Parcel(
                (ParcelDeck("a", "A"),),
                (ParcelLesson("l", "a", "", "", "x"), ParcelLesson("m", "a", "", "", "y")),
            ),
            "a.md",
            "deck A has several lessons",
        ),
        (
            Parcel((ParcelDeck("a", "A"),), (), (ParcelNote("a/x", "a", "essay", {}),)),
            "a.md",
            "of a kind that a deck has no form for",
        ),
    ],
)
def test_what_cannot_be_written_leaves_nothing_behind(
    given: Parcel, name: str, why: str, tmp_path: Path
) -> None:
    folder(tmp_path / "full", {"x": b""})
    with pytest.raises(UserError, match=why):
        kgdeck.write(given, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    kgdeck.write(parcel("a"), tmp_path / "a.kgdeck")
    before = (tmp_path / "a.kgdeck").read_bytes()

    def broken() -> io.BytesIO:
        raise OSError(5, "Input/output error")

    bad = Parcel((ParcelDeck("a", "A"),), (), (), {"m.png": broken})
    for name in ("a.kgdeck", "b"):
        with pytest.raises(UserError, match="Input/output error"):
            kgdeck.write(bad, tmp_path / name)
    assert (tmp_path / "a.kgdeck").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.kgdeck"]


def test_decks_whose_long_names_begin_alike_are_two(tmp_path: Path) -> None:
    names = [f"{'The longest name of a deck ' * 3}{end}" for end in ("one", "two")]
    texts = {
        f"{at}.md": f'---\nname = "{name}"\n---\n\nQ: a\nA: b'.encode()
        for at, name in enumerate(names)
    }
    found = kgdeck.read(folder(tmp_path, texts))
    assert [deck.name for deck in found.decks] == names


# What is recognised


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lesson.md", b"Only prose."),
        ("damaged.kgdeck", b"PK\x03\x04"),
        ("cards.txt", b"Some cards\n\nQ: a\nA: b"),
        ("cards", b"F: a\nB: b"),
        ("cards.text", "C: the [Нарын]".encode()),
    ],
)
def test_decks_are_recognised(name: str, content: bytes, tmp_path: Path) -> None:
    assert recognise(folder(tmp_path, {name: content}) / name) is kgdeck


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"front\tback"),
        ("a.png", b"\x89PNG\r\n\0Q: a\nA: b"),
        ("a.csv", b"Q: one,A: two"),
        ("empty", b""),
        ("damaged.zip", b"PK\x03\x04"),
    ],
)
def test_other_files_are_not(name: str, content: bytes, tmp_path: Path) -> None:
    assert not kgdeck.recognises(folder(tmp_path, {name: content}) / name)


def test_of_a_file_that_nobody_reads_it_is_told_what_can_be(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"it reads: Anki, .*lesson deck, text or"):
        recognise(folder(tmp_path, {"a.png": b"\x89PNG\r\n\0Q: a\nA: b"}) / "a.png")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing of that name"):
        recognise(tmp_path / "no.md")


def test_every_reader_has_a_name_and_its_endings() -> None:
    assert len({reader.NAME for reader in READERS}) == len(READERS)
    assert all(suffix.startswith(".") for reader in READERS for suffix in reader.SUFFIXES)
