"""Sounds are played one after another in a thread of their own, or it is said once why not."""

import struct
import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

import miniaudio  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from typing_extensions import override

from kgstudy.domain.card_types.base import Face
from kgstudy.gui.card_sounds import CardSounds, why_silent
from kgstudy.gui.foreign_sounds import hear
from kgstudy.gui.sound import Device, Player, Samples, is_playable

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


def test_a_sound_in_another_format_is_handed_to_another_player(
    qtbot: QtBot, players: Callable[..., Player], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "0f3a"
    kept.write_bytes(b"OggS and so on")
    player = players({"Манас, 1.ogg": kept}.get)
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    parent = QWidget()
    qtbot.addWidget(parent)
    hear("Манас, 1.ogg", player, parent)
    (box,) = parent.findChildren(QMessageBox)
    assert box.text() == "Манас, 1.ogg is in Ogg, which is not played here."
    assert not opened, "not before somebody says so"
    next(button for button in box.buttons() if button.text() == "Open").click()
    qtbot.waitUntil(lambda: not isValid(box))
    (file,) = opened
    assert (file.suffix, file.read_bytes()) == (".ogg", b"OggS and so on")
    player.finish()
    assert not file.exists()


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
