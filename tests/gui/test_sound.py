"""Sounds are played one after another in a thread of their own, or it is said once why not."""

import struct
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

import miniaudio  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from typing_extensions import override

from kgstudy.domain.card_types.base import Face
from kgstudy.gui.media.card_sounds import CardSounds, why_silent
from kgstudy.gui.media.foreign_sounds import hear
from kgstudy.gui.media.lending import is_film
from kgstudy.gui.media.sound import Device, Player, Samples, is_playable

WAIT_MS = 5000


def tone(path: Path, seconds: float = 0.05) -> Path:
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(struct.pack("<4h", 0, 900, 0, -900) * int(2000 * seconds))
    return path


def null_device() -> Device:
    device: Device = miniaudio.PlaybackDevice(backends=[miniaudio.Backend.NULL], buffersize_msec=20)
    return device


class Heard:
    """A device that asks for everything at once, and keeps it."""

    def __init__(self) -> None:
        self.frames = 0

    def start(self, callback_generator: Samples) -> None:
        for samples in iter(lambda: _next(callback_generator), None):
            self.frames += len(samples) // 2

    def stop(self) -> None: ...
    def close(self) -> None: ...


def _next(samples: Samples) -> bytes | None:
    try:
        return samples.send(1000)  # type: ignore[no-any-return]
    except StopIteration:
        return None


@pytest.fixture
def players() -> Iterator[Callable[..., Player]]:
    made: list[Player] = []

    def make(*given: object) -> Player:
        made.append(Player(*given))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for player in made:
        player.finish()


def test_sounds_are_heard_in_order_and_to_their_end(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    began: list[str] = []
    for name in ("a.wav", "b.wav"):
        tone(tmp_path / name)
    player = players(lambda name: tmp_path / name, null_device)
    player.began.connect(began.append)
    with qtbot.waitSignal(player.ended, timeout=WAIT_MS):
        player.play(["a.wav", "b.wav"])
    assert began == ["a.wav", "b.wav"]


def test_every_sample_is_decoded(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    heard = Heard()
    file = tone(tmp_path / "а ө.wav", 1.0)
    player = players(lambda name: file, lambda: heard)
    with qtbot.waitSignal(player.ended, timeout=WAIT_MS):
        player.play(["а ө.wav"])
    assert heard.frames == pytest.approx(44_100, abs=200)


def test_another_one_takes_the_place_of_what_is_heard(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    tone(tmp_path / "long.wav", 60)
    tone(tmp_path / "short.wav")
    player = players(lambda name: tmp_path / name, null_device)
    with qtbot.waitSignal(player.began, timeout=WAIT_MS):
        player.play(["long.wav"])
    with qtbot.waitSignal(player.ended, timeout=WAIT_MS):
        player.play(["short.wav"])


def test_it_never_holds_the_window_up(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    tone(tmp_path / "long.wav", 600)
    player = players(lambda name: tmp_path / name, null_device)
    begun = perf_counter()
    player.play(["long.wav"])
    player.stop()
    player.play(["long.wav"])
    assert perf_counter() - begun < 0.05


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (None, "missing"),
        (b"", "format"),
        (b"OggS" + bytes(200), "format"),
        (b"\0\0\0\x18ftypM4A " + bytes(200), "format"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt ", "format"),
        (b"ID3" + bytes(4000), "format"),
    ],
)
def test_what_cannot_be_played_is_told_once(
    content: bytes | None,
    trouble: str,
    qtbot: QtBot,
    tmp_path: Path,
    players: Callable[..., Player],
) -> None:
    file = tmp_path / "x.mp3"
    if content is not None:
        file.write_bytes(content)
    told: list[tuple[str, str]] = []
    player = players(lambda name: file if content is not None else None, null_device)
    player.failed.connect(lambda *what: told.append(what))
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS):
        player.play(["x.mp3", "x.mp3"])
    player.play(["x.mp3"])
    player.finish()
    QApplication.processEvents()
    assert told == [(trouble, "x.mp3")]


def test_without_a_device_it_is_told_once(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    def none() -> Device:
        raise OSError("no card")

    tone(tmp_path / "a.wav")
    player = players(lambda name: tmp_path / name, none)
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS) as told:
        player.play(["a.wav"])
    assert told.args == ["device", "a.wav"]


def test_who_asks_again_is_told_again(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    def none() -> Device:
        raise OSError("no card")

    tone(tmp_path / "a.wav")
    player = players(lambda name: tmp_path / name, none)
    for _ in range(2):
        with qtbot.waitSignal(player.failed, timeout=WAIT_MS):
            player.play(["a.wav"], asked=True)


def test_broken_files_are_told_or_end_early(
    qtbot: QtBot, tmp_path: Path, players: Callable[..., Player]
) -> None:
    rng = Random(7)
    whole = tone(tmp_path / "a.wav", 0.2).read_bytes()
    for number in range(29):
        broken = bytearray(whole)
        for _ in range(rng.randint(1, 12)):
            broken[rng.randrange(60)] = rng.randrange(256)
        (tmp_path / f"{number}.wav").write_bytes(broken[: rng.randint(20, len(broken))])
    heard = Heard()
    player = players(lambda name: tmp_path / name, lambda: heard)
    with qtbot.waitSignal(player.ended, timeout=60_000):
        player.play([*(f"{number}.wav" for number in range(29)), "a.wav"])
    assert heard.frames > 0


def test_films_are_no_sounds() -> None:
    assert is_playable("a.MP3")
    assert not is_playable("film.mp4")
    assert not is_playable("voice.m4a")


class Asked(Player):
    """Keeps what it was asked to play."""

    def __init__(self) -> None:
        super().__init__(lambda name: None)
        self.asked: list[list[str]] = []

    @override
    def play(self, names: Sequence[str], *, asked: bool = False) -> None:
        self.asked.append(list(names))


def test_each_side_is_heard_as_it_is_shown_and_both_again(qtbot: QtBot) -> None:
    player = Asked()
    sounds = CardSounds(player, lambda: True)
    sounds.ask(Face("Q [sound:q.mp3]", "Q [sound:q.mp3] A [sound:a.mp3]", "[sound:n.mp3]"))
    assert sounds.again()
    sounds.reveal()
    assert sounds.again()
    answer = ["a.mp3", "n.mp3"]
    assert player.asked == [["q.mp3"], ["q.mp3"], answer, ["q.mp3", *answer]]


def test_where_it_is_not_wished_only_the_key_plays(qtbot: QtBot) -> None:
    player = Asked()
    sounds = CardSounds(player, lambda: False)
    sounds.ask(Face("[sound:q.mp3]", "A", ""))
    assert player.asked == [[]]
    assert sounds.again()
    assert player.asked[-1] == ["q.mp3"]


def test_a_film_is_not_asked_for(qtbot: QtBot) -> None:
    player = Asked()
    sounds = CardSounds(player, lambda: True)
    sounds.ask(Face("[sound:film.mp4]", "A", ""))
    assert not sounds.there
    assert not any(player.asked)


OGG = b"OggS\x00\x02 and so on"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is handed to other programs."""
    files: list[Path] = []

    def open_url(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return files


def say_open(parent: QWidget, qtbot: QtBot) -> None:
    (box,) = parent.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Open").click()
    qtbot.waitUntil(lambda: not isValid(box))


def test_a_sound_in_another_format_is_handed_to_another_player(
    qtbot: QtBot, players: Callable[..., Player], tmp_path: Path, opened: list[Path]
) -> None:
    kept = tmp_path / "0f3a"
    kept.write_bytes(OGG)
    player = players({"Манас, 1.ogg": kept}.get)
    parent = QWidget()
    qtbot.addWidget(parent)
    hear("Манас, 1.ogg", player, parent)
    (box,) = parent.findChildren(QMessageBox)
    assert box.text() == "Манас, 1.ogg is in Ogg, which is not played here."
    assert not opened, "not before somebody says so"
    say_open(parent, qtbot)
    qtbot.waitUntil(lambda: bool(opened))
    (file,) = opened
    assert (file.suffix, file.read_bytes()) == (".ogg", OGG)
    assert QGuiApplication.overrideCursor() is None
    player.finish()
    assert not file.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"\x7fELF\x02\x01\x01",
        b"#!/bin/sh\n",
        b"\n\n[Desktop Entry]\nExec=sh\n",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"<!DOCTYPE html><script>",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00",
        b"<!--free--><html>",
        b"PK\x03\x04",
        b"",
    ],
)
def test_what_only_says_that_it_is_a_film_is_not_handed_on(
    qtbot: QtBot,
    players: Callable[..., Player],
    tmp_path: Path,
    opened: list[Path],
    content: bytes,
) -> None:
    kept = tmp_path / "0f3a"
    kept.write_bytes(content)
    player = players({"film.mp4": kept}.get)
    parent = QWidget()
    qtbot.addWidget(parent)
    hear("film.mp4", player, parent)
    say_open(parent, qtbot)
    qtbot.waitUntil(lambda: bool(parent.findChildren(QMessageBox)))
    (box,) = parent.findChildren(QMessageBox)
    assert box.text() == "film.mp4 is no sound or film, whatever it is called: it is not opened."
    assert not opened


@pytest.mark.parametrize(
    "head",
    [
        OGG,
        b"\x1a\x45\xdf\xa3\x01\x00",
        b"\x00\x00\x00\x20ftypisom",
        b"\x00\x00\x00\x08wide\x00",
        b"RIFF\x24\x00\x00\x00AVI LIST",
        b"FLV\x01\x05",
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9",
        b"\x00\x00\x01\xba\x44",
        b"\x47" + 187 * b"\n" + b"\x47",
        b"\xff\xf1\x50\x80",
        b"ID3\x03\x00",
        b"\xff\xfb\x90\x44",
    ],
)
def test_films_and_sounds_are_known_by_their_beginning(head: bytes) -> None:
    assert is_film(head)


def test_names_that_are_alike_do_not_meet(
    qtbot: QtBot, players: Callable[..., Player], tmp_path: Path
) -> None:
    names = ("Манас 1.ogg", "манас, 1.ogg", "манас-1.OGG")
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(OGG + bytes([number]))
    player = players(lambda name: tmp_path / name)
    made: dict[str, Path] = {}
    player.lending.made.connect(made.__setitem__)
    for name in names:
        assert player.lend(name)
    qtbot.waitUntil(lambda: len(made) == len(names))
    assert [made[name].read_bytes()[-1] for name in names] == [0, 1, 2]


def test_a_file_is_copied_once(
    qtbot: QtBot, players: Callable[..., Player], tmp_path: Path
) -> None:
    (tmp_path / "a.ogg").write_bytes(OGG)
    player = players(lambda name: tmp_path / name)
    made: list[Path] = []
    player.lending.made.connect(lambda _name, file: made.append(file))
    assert player.lend("a.ogg")
    assert not player.lend("a.ogg"), "it is under way"
    qtbot.waitUntil(lambda: len(made) == 1)
    player.lend("a.ogg")
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made[0] == made[1]
    made[0].unlink()
    player.lend("a.ogg")
    qtbot.waitUntil(lambda: len(made) == 3)
    assert made[2].read_bytes() == OGG, "whoever took it away gets another one"


def test_a_copy_for_which_there_is_no_room_is_told(
    qtbot: QtBot,
    players: Callable[..., Player],
    tmp_path: Path,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.ogg").write_bytes(OGG)
    player = players(lambda name: tmp_path / name)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "a.ogg"))
    parent = QWidget()
    qtbot.addWidget(parent)
    hear("a.ogg", player, parent)
    say_open(parent, qtbot)
    qtbot.waitUntil(lambda: bool(parent.findChildren(QMessageBox)))
    (box,) = parent.findChildren(QMessageBox)
    assert box.text() == "No copy of a.ogg could be made for the other program."
    assert not opened


def test_a_sound_that_is_not_there_is_missing(
    qtbot: QtBot, players: Callable[..., Player], opened: list[Path]
) -> None:
    player = players(lambda _name: None)
    parent = QWidget()
    qtbot.addWidget(parent)
    hear("a.ogg", player, parent)
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS) as told:
        say_open(parent, qtbot)
    assert told.args == ["missing", "a.ogg"]
    assert not opened


@pytest.mark.parametrize("name", ["run.exe", "run.mp3.desktop", "run.html", "run.ogg.bat", "run"])
def test_nothing_but_sounds_and_films_is_handed_to_another_program(
    tmp_path: Path, players: Callable[..., Player], qtbot: QtBot, name: str
) -> None:
    kept = tmp_path / "0f3a"
    kept.write_bytes(b"MZ and so on")
    player = players({name: kept}.get)
    parent = QWidget()
    qtbot.addWidget(parent)
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS) as told:
        hear(name, player, parent)
    assert told.args == ["format", name]
    assert not parent.findChildren(QMessageBox)


def test_nothing_of_an_answer_is_told_before_it_is_shown(qtbot: QtBot) -> None:
    player = Player(lambda _name: None)
    told: list[str] = []
    player.failed.connect(lambda _trouble, name: told.append(name))
    sounds = CardSounds(player, lambda: True)
    sounds.ask(Face("Capital?", "[sound:Bishkek.ogg]", "[sound:Note.opus]"))
    assert not sounds.again()
    assert not told, "the name of a file may be the answer"
    sounds.reveal()
    assert told == ["Bishkek.ogg"]
    assert sounds.again()


def test_a_card_says_once_that_its_sound_is_in_another_format(
    players: Callable[..., Player], qtbot: QtBot
) -> None:
    player = players(lambda _name: None)
    told: list[tuple[str, str]] = []
    player.failed.connect(lambda trouble, name: told.append((trouble, name)))
    sounds = CardSounds(player, lambda: True)
    for name in ("a.m4a", "b.opus"):
        sounds.ask(Face(f"[sound:{name}]", "b", ""))
    assert told == [("format", "a.m4a")]
    assert sounds.again()
    assert told[1:] == [("format", "b.opus")]
    assert "MPEG-4" in why_silent("format", "a.m4a")
    assert (
        why_silent("format", "c.mp3") == "c.mp3 cannot be played: it is broken, or no sound in MP3."
    )
