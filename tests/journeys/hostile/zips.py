"""Zip files that are meant to harm whoever unpacks them."""

import io
import stat
import struct
import zlib
from functools import partial
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from tests.formats.anki_collections import Sample, media_list, note, packed, zipped
from tests.journeys.hostile.catalogue import add, hostile, written

_TEXT = b"Q: What is this?\nA: A deck.\n"
_NAMES = {
    "parent": "../evil.md",
    "parent_within": "a/../../evil.md",
    "absolute": "/tmp/evil.md",
    "drive": "C:evil.md",
    "backslash": "..\\evil.md",
    "unc": "\\\\server\\share",
    "reserved": "con.md",
    "reserved_port": "dir/COM1",
    "stream": "deck.md:hidden",
    "dot": "deck.md.",
    "blank": "deck.md ",
    "bidi": "deck\u202edm.exe",
    "escape": "deck\x1b[2J.md",
    "newline": "deck\n.md",
    "long": "x" * 300 + ".md",
    "empty_part": "a//b.md",
}


def collection(folder: Path, sample: Sample | None = None) -> bytes:
    """The bytes of a small collection."""
    path = (sample or Sample()).write(folder / "made")
    content = path.read_bytes()
    path.unlink()
    return content


def package(folder: Path, **more: bytes) -> Path:
    made = {"collection.anki2": collection(folder)}
    return zipped(folder / "deck.apkg", {**made, **more})


def _named(name: str, folder: Path) -> Path:
    return zipped(folder / "deck.kgdeck", {"deck.md": _TEXT, name: b"x"})


def _named_in_package(name: str, folder: Path) -> Path:
    return zipped(folder / "deck.apkg", {"collection.anki2": collection(folder), name: b"x"})


for told, entry in _NAMES.items():
    add(f"zip_name_{told}", partial(_named, entry), refused=True)
    add(
        f"package_name_{told}",
        partial(_named_in_package, entry),
        refused=True,
        big=told != "parent",
    )


def _cut(part: int, suffix: str, folder: Path) -> Path:
    path = package(folder, media=b'{"0": "a.png"}', **{"0": b"picture"})
    if suffix == ".kgdeck":
        zipped(path, {"deck.md": _TEXT * 100, "other.md": _TEXT})
    content = path.read_bytes()
    return written(path.with_suffix(suffix), content[: len(content) * part // 16])


for sixteenth in range(0, 16, 2):
    add(f"package_cut_{sixteenth}", partial(_cut, sixteenth, ".apkg"), refused=True)
    # A text is what its name says, however strange.
    add(f"zip_cut_{sixteenth}", partial(_cut, sixteenth, ".kgdeck"), refused=sixteenth > 0 or None)


@hostile(refused=True)
def zip_bomb(folder: Path) -> Path:
    return zipped(folder / "deck.kgdeck", {"deck.md": bytes(60 << 20)})


@hostile(refused=True)
def package_bomb(folder: Path) -> Path:
    return zipped(folder / "deck.apkg", {"collection.anki2": bytes(100 << 20)})


@hostile(refused=True, big=True)
def package_bomb_of_gigabytes(folder: Path) -> Path:
    path = folder / "deck.apkg"
    with (
        ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("collection.anki2", "w", force_zip64=True) as entry,
    ):
        for _ in range(5 << 6):
            entry.write(bytes(16 << 20))
    return path


@hostile(refused=True)
def zip_that_understates_its_size(folder: Path) -> Path:
    """The headers say 100 bytes; what is packed goes on for 60 MB."""
    real = zipped(folder / "deck.kgdeck", {"deck.md": _TEXT + bytes(60 << 20)}).read_bytes()
    size, said = struct.pack("<I", len(_TEXT) + (60 << 20)), struct.pack("<I", 100)
    return written(folder / "deck.kgdeck", real.replace(size, said))


@hostile(refused=True)
def zip_that_overstates_its_size(folder: Path) -> Path:
    real = zipped(folder / "deck.kgdeck", {"deck.md": _TEXT}).read_bytes()
    said = struct.pack("<I", 900_000)
    return written(folder / "deck.kgdeck", real.replace(struct.pack("<I", len(_TEXT)), said))


def _central(name: bytes, offset: int, packed_size: int, size: int, check: int) -> bytes:
    sizes = struct.pack("<IIIHHHHHII", check, packed_size, size, len(name), 0, 0, 0, 0, 0, offset)
    return b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + name


@hostile(refused=True)
def zip_of_overlapping_entries(folder: Path) -> Path:
    """A thousand entries that are all the same bytes."""
    content = bytes(1 << 20)
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezer.compress(content) + squeezer.flush()
    check = zlib.crc32(content)
    local = b"PK\x03\x04" + struct.pack(
        "<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(body), len(content), 5, 0
    )
    start = local + b"0.md_" + body
    table = b"".join(_central(b"%d.md" % n, 0, len(body), len(content), check) for n in range(1000))
    end = struct.pack("<HHHHIIH", 0, 0, 1000, 1000, len(table), len(start), 0)
    return written(folder / "deck.kgdeck", start + table + b"PK\x05\x06" + end)


@hostile(refused=True)
def zip_of_nothing(folder: Path) -> Path:
    return zipped(folder / "deck.apkg", {})


@hostile(refused=True)
def zip_of_a_link(folder: Path) -> Path:
    path = folder / "deck.kgdeck"
    with ZipFile(path, "w") as archive:
        archive.writestr("deck.md", _TEXT)
        link = ZipInfo("secret.md")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return path


@hostile(refused=True)
def zip_of_a_device(folder: Path) -> Path:
    path = folder / "deck.apkg"
    with ZipFile(path, "w") as archive:
        device = ZipInfo("collection.anki2")
        device.create_system = 3
        device.external_attr = (stat.S_IFCHR | 0o666) << 16
        archive.writestr(device, collection(folder))
    return path


def _method(method: int, folder: Path) -> Path:
    path = folder / "deck.apkg"
    with ZipFile(path, "w", method) as archive:
        archive.writestr("collection.anki2", collection(folder))
    return path


add("zip_packed_by_bzip2", partial(_method, ZIP_BZIP2), refused=True)
add("zip_packed_by_lzma", partial(_method, ZIP_LZMA), refused=True)


def _flagged(offset: int, value: bytes, folder: Path) -> Path:
    content = bytearray(package(folder).read_bytes())
    at = content.rindex(b"PK\x01\x02") + offset
    content[at : at + len(value)] = value
    return written(folder / "deck.apkg", bytes(content))


for what, field in {
    "locked": (8, b"\x01"),
    "method_99": (10, b"\x63"),
    "offset_at_the_end": (42, b"\xf0\xff\xff\xff"),
    "size_of_4_GB": (24, b"\xfe\xff\xff\xff"),
    "packed_size_of_4_GB": (20, b"\xfe\xff\xff\xff"),
    "long_name": (28, b"\xff\xff"),
    "long_extra": (30, b"\xff\xff"),
    "long_comment": (32, b"\xff\xff"),
    "on_another_disk": (34, b"\x07\x00"),
    "wrong_sum": (16, b"\0\0\0\0"),
    "needs_version_99": (6, b"\x63\x00"),
    "month_15": (14, b"\xff\xff"),
}.items():
    may = None if what.startswith(("long", "on_another", "month")) else True
    add(f"zip_{what}", partial(_flagged, *field), refused=may)


def _ended(offset: int, value: bytes, folder: Path) -> Path:
    content = bytearray(package(folder).read_bytes())
    at = content.rindex(b"PK\x05\x06") + offset
    content[at : at + len(value)] = value
    return written(folder / "deck.apkg", bytes(content))


add("zip_table_of_4_GB", partial(_ended, 12, b"\xf0\xff\xff\xff"), refused=True)
add("zip_table_beyond_the_end", partial(_ended, 16, b"\xf0\xff\xff\x7f"), refused=True)
add("zip_of_65535_entries_said", partial(_ended, 8, b"\xff\xff\xff\xff"))


@hostile(refused=True)
def zip_of_two_files_of_one_name(folder: Path) -> Path:
    path = folder / "deck.apkg"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name in ("collection.anki2", "collection.anki3"):
            archive.writestr(name, collection(folder))
    return written(path, path.read_bytes().replace(b"collection.anki3", b"collection.anki2"))


@hostile(refused=True)
def zip_within_zips(folder: Path) -> Path:
    content = b"x" * 1000
    for _ in range(20):
        pack = io.BytesIO()
        with ZipFile(pack, "w", ZIP_DEFLATED) as archive:
            archive.writestr("collection.anki2", content)
        content = pack.getvalue()
    return written(folder / "deck.apkg", content)


@hostile(refused=True, big=True)
def zip_of_100_000_entries(folder: Path) -> Path:
    return zipped(folder / "deck.kgdeck", {f"{n}.md": b"" for n in range(100_000)})


@hostile(big=True)
def zip_of_40_000_decks(folder: Path) -> Path:
    return zipped(folder / "deck.kgdeck", {f"{n}.md": _TEXT for n in range(40_000)})


@hostile(big=True)
def package_of_40_000_media(folder: Path) -> Path:
    names = b"{%s}" % b",".join(b'"%d": "%d.png"' % (n, n) for n in range(40_000))
    media = {str(n): b"%d" % n for n in range(40_000)}
    return package(folder, media=names, **media)


@hostile(big=True)
def media_list_of_500_000_names_that_are_not_there(folder: Path) -> Path:
    return package(folder, media=b"{%s}" % b",".join(b'"%d": "x"' % n for n in range(500_000)))


@hostile()
def media_list_of_deep_json(folder: Path) -> Path:
    return package(folder, media=b'{"0":' * 200_000)


@hostile()
def media_of_forbidden_names(folder: Path) -> Path:
    names = b'{"0": "../../evil", "1": "/etc/passwd", "2": "con", "3": "a\\u0000b", "4": "\\ud800"}'
    return package(folder, media=names, **{str(n): b"x" for n in range(5)})


def _new_package(folder: Path, media: bytes, **members: bytes) -> Path:
    content = packed(collection(folder, Sample(version=18)))
    files = {"meta": b"\x08\x03", "collection.anki21b": content, "media": media, **members}
    path = folder / "deck.apkg"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return path


def _media_bomb(count: int, size: int, folder: Path) -> Path:
    """Files of zeros that Zstandard packs ten thousand times."""
    media = {str(n): packed(b"%09d" % n + bytes(size - 9)) for n in range(count)}
    listed = media_list(*((f"{n}.png", size) for n in range(count)))
    return _new_package(folder, listed, **media)


add("media_bomb", partial(_media_bomb, 2, 30 << 20))
add("media_bomb_of_gigabytes", partial(_media_bomb, 30, 120 << 20), big=True)


@hostile()
def media_that_lie_about_their_size(folder: Path) -> Path:
    return _new_package(folder, media_list(("a.png", 10)), **{"0": packed(bytes(50 << 20))})


@hostile()
def media_list_that_is_no_message(folder: Path) -> Path:
    return _new_package(folder, packed(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))


@hostile()
def media_list_bomb(folder: Path) -> Path:
    return _new_package(folder, packed(bytes(200 << 20)))


@hostile()
def media_of_ten_million_entries_in_one_list(folder: Path) -> Path:
    return _new_package(folder, packed(b"\x0a\x00" * 10_000_000))


def _zstd_collection(content: bytes, folder: Path) -> Path:
    return zipped(folder / "deck.apkg", {"meta": b"\x08\x03", "collection.anki21b": content})


_FRAME = b"\x28\xb5\x2f\xfd"
add("zstd_window_of_2_TB", partial(_zstd_collection, _FRAME + b"\0\xf8" + bytes(99)), refused=True)
add("zstd_window_of_1_GB", partial(_zstd_collection, _FRAME + b"\0\xa0" + bytes(99)), refused=True)
add(
    "zstd_skipped_frame_of_4_GB",
    partial(_zstd_collection, _FRAME[:0] + b"\x50\x2a\x4d\x18\xff\xff\xff\xff" + bytes(99)),
    refused=True,
)
add(
    "zstd_of_a_million_empty_frames",
    partial(_zstd_collection, packed(b"") * 300_000),
    refused=True,
    big=True,
)


@hostile(refused=True)
def zstd_cut_in_the_midst(folder: Path) -> Path:
    content = packed(collection(folder, Sample(version=18)))
    return _zstd_collection(content[: len(content) // 2], folder)


@hostile(refused=True, big=True)
def zstd_bomb(folder: Path) -> Path:
    import zstandard  # noqa: PLC0415 - so that a list of the names needs no library

    packer = zstandard.ZstdCompressor().compressobj()
    parts = [packer.compress(b"SQLite format 3\0")]
    parts += (packer.compress(bytes(16 << 20)) for _ in range(200))
    return written(folder / "collection.anki21b", b"".join((*parts, packer.flush())))


@hostile(refused=True)
def package_of_a_future_generation(folder: Path) -> Path:
    return package(folder, meta=b"\x08\xff\xff\xff\xff\x07")


@hostile()
def package_after_a_program(folder: Path) -> Path:
    """As a self-extracting archive has it."""
    path = package(folder)
    return written(path, b"MZ" + bytes(9000) + path.read_bytes())


@hostile()
def package_with_a_bomb_beside_the_collection(folder: Path) -> Path:
    return package(folder, **{"0": bytes(100 << 20)})


@hostile()
def package_with_an_older_bomb(folder: Path) -> Path:
    made = {"collection.anki2": collection(folder), "collection.anki21": b"no database"}
    return zipped(folder / "deck.apkg", made)


@hostile(big=True)
def package_that_is_large_and_sound(folder: Path) -> Path:
    words = "слово " * 100
    notes = [note(id=n, guid=f"g{n}", flds=f"{n} {words}\x1f{words}") for n in range(50_000)]
    return zipped(folder / "deck.apkg", {"collection.anki2": collection(folder, Sample(notes))})
