"""Folders, links, pipes and devices in the places of files, and files that never stay the same."""

import os
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.journeys.hostile.catalogue import add, hostile, written
from tests.journeys.hostile.zips import package

_CARD = "Q: What is this?\nA: A card.\n"
SUFFIXES = ("md", "apkg", "csv", "xml", "json", "db")


def _pipe_at(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _linked(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path


def _made(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def _pipe(suffix: str, folder: Path) -> Path:
    return _pipe_at(folder / f"deck.{suffix}")


def _link(suffix: str, target: str, folder: Path) -> Path:
    path = folder / f"deck.{suffix}"
    path.symlink_to(target)
    return path


for suffix in SUFFIXES:
    add(f"pipe_{suffix}", partial(_pipe, suffix), refused=True)
    add(f"link_to_zeros_{suffix}", partial(_link, suffix, "/dev/zero"), refused=True)
    add(f"link_to_nothing_{suffix}", partial(_link, suffix, "nowhere"), refused=True)
    add(f"link_to_itself_{suffix}", partial(_link, suffix, f"deck.{suffix}"), refused=True)
for device in ("zero", "random", "null", "tty", "full", "stdin"):
    add(f"device_{device}", lambda folder, device=device: Path("/dev", device), refused=True)  # type: ignore[misc]
for file in ("/proc/self/mem", "/proc/self/maps", "/proc/self/environ"):
    add(f"file{file.replace('/', '_')}", lambda folder, file=file: Path(file))  # type: ignore[misc]


@hostile(refused=True)
def socket_file(folder: Path) -> Path:
    path = folder / "s.md"
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.md")
    os.chdir(here)
    return path


def _folder_of(maker: Callable[[Path], object], folder: Path) -> Path:
    made = folder / "deck"
    made.mkdir()
    written(made / "good.md", _CARD)
    maker(made)
    return made


def _database(maker: Callable[[Path], object], made: Path) -> None:
    (made / "below").mkdir()
    written(made / "below" / "other.md", _CARD)
    maker(made / "hashcards.db")


def _closed(path: Path) -> None:
    written(path, _CARD).chmod(0)


_MAKERS: dict[str, Callable[[Path], object]] = {
    "pipe": lambda made: _pipe_at(made / "a.md"),
    "pipe_of_crowdanki": lambda made: _pipe_at(made / "deck.json"),
    "zeros": lambda made: (made / "a.md").symlink_to("/dev/zero"),
    "zeros_of_crowdanki": lambda made: (made / "deck.json").symlink_to("/dev/zero"),
    "secrets": lambda made: (made / "a.md").symlink_to("/etc/passwd"),
    "loops": lambda made: (made / "loop").symlink_to("."),
    "loops_of_files": lambda made: (made / "a.md").symlink_to("a.md"),
    "the_root": lambda made: (made / "root").symlink_to("/"),
    "folder_called_deck": lambda made: (made / "a.md").mkdir(),
    "folder_called_json": lambda made: (made / "deck.json").mkdir(),
    "closed_file": lambda made: _closed(made / "a.md"),
    "closed_folder": lambda made: (made / "closed").mkdir(mode=0),
    "pipe_for_database": partial(_database, _pipe_at),
    "zeros_for_database": partial(_database, lambda path: path.symlink_to("/dev/zero")),
    "noise_for_database": partial(_database, lambda path: written(path, b"noise" * 1000)),
    "strange_names": lambda made: [
        written(made / name, _CARD)
        for name in ("\u202egpj.md", "\x1b[2J\n.md", "con.md", "a\udcff.md", " .md", "-rf.md")
    ],
    "pictures_elsewhere": lambda made: written(
        made / "a.md", "Q: ![](/etc/passwd) ![](../../secret) ![](loop)\nA: ![](fifo.png)"
    ),
    "pipe_for_a_picture": lambda made: (
        _pipe_at(made / "p.png"),
        written(made / "a.md", "Q: ![](p.png)\nA: x\n"),
    ),
    "zeros_for_a_picture": lambda made: (
        _linked(made / "p.png", "/dev/zero"),
        written(made / "a.md", "Q: ![](p.png)\nA: x\n"),
    ),
    "plugin_is_a_pipe": lambda made: (
        _made(made / ".obsidian/plugins/obsidian-spaced-repetition"),
        _pipe_at(made / ".obsidian/plugins/obsidian-spaced-repetition/data.json"),
        written(made / "a.md", "#flashcards\na::b\n"),
    ),
}
for what, maker in _MAKERS.items():
    add(f"folder_of_{what}", partial(_folder_of, maker))


@hostile(big=True)
def folder_of_100_000_files(folder: Path) -> Path:
    return _folder_of(lambda made: [written(made / f"{n}.md", "") for n in range(100_000)], folder)


@hostile(big=True)
def folder_of_20_000_decks(folder: Path) -> Path:
    def fill(made: Path) -> None:
        for n in range(20_000):
            written(made / f"{n}.md", f"Q: {n}?\nA: {n}\n")

    return _folder_of(fill, folder)


@hostile(big=True)
def folder_of_folders(folder: Path) -> Path:
    def fill(made: Path) -> None:
        for n in range(20_000):
            (made / f"{n}").mkdir()
            written(made / f"{n}" / "a.md", f"#flashcards\n{n}::{n}\n")

    return _folder_of(fill, folder)


@hostile()
def folder_300_deep(folder: Path) -> Path:
    def fill(made: Path) -> None:
        here = Path.cwd()
        os.chdir(made)
        for _ in range(300):
            Path("d").mkdir()
            os.chdir("d")
        Path("deep.md").write_text(_CARD)
        os.chdir(here)

    return _folder_of(fill, folder)


@hostile(refused=True)
def folder_that_is_empty(folder: Path) -> Path:
    return folder


def _sparse(suffix: str, beginning: bytes, folder: Path) -> Path:
    path = written(folder / f"deck.{suffix}", beginning)
    os.truncate(path, 20 << 30)
    return path


for suffix, beginning in {
    "md": b"Q: a\nA: b\n",
    "csv": b"a,b\n",
    "txt": b"Q: a\nA: b\n\nQ: c\nA: d\n\n",
    "apkg": b"PK\x03\x04",
    "anki2": b"SQLite format 3\0",
    "anki21b": b"\x28\xb5\x2f\xfd",
    "xml": b"<mnemosyne core_version='1'>",
    "json": b'{"crowdanki_uuid": "x", "name": ',
}.items():
    add(f"sparse_20_GB_{suffix}", partial(_sparse, suffix, beginning), refused=True)


def _restless(path: Path, content: bytes) -> Path:
    """A file that is cut and written again, again and again, for some seconds."""

    def change() -> None:
        end = time.monotonic() + 8
        while time.monotonic() < end and path.parent.exists():
            with path.open("r+b") as file:
                file.truncate(len(content) // 2)
                time.sleep(0.01)
                file.write(content)

    written(path, content)
    threading.Thread(target=change, daemon=True).start()
    return path


@hostile(big=True)
def restless_package(folder: Path) -> Path:
    path = package(folder, **{"0": os.urandom(20 << 20), "media": b'{"0": "a.png"}'})
    return _restless(path, path.read_bytes())


@hostile(big=True)
def restless_text(folder: Path) -> Path:
    return _restless(folder / "deck.md", _CARD.encode() * 20_000)


@hostile(big=True)
def restless_table(folder: Path) -> Path:
    return _restless(folder / "deck.csv", b"front,back\n" * 200_000)
