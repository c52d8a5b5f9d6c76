"""Plays the sounds of cards, in a thread of its own and one after another."""

import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path, PurePath
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import QObject, Signal

from kgstudy.gui.media.lending import Lending

_log = logging.getLogger(__name__)

Trouble = Literal["device", "format", "missing"]

Samples = Generator[Any, int, None]
"""Is sent a number of frames and yields them; its end is the end of the sound."""

_PLAYABLE: Final = frozenset({".mp3", ".wav", ".flac"})
_FOREIGN: Final = {
    ".ogg": "Ogg", ".oga": "Ogg", ".spx": "Speex", ".opus": "Opus", ".m4a": "MPEG-4",
    ".aac": "AAC", ".3gp": "3GP", ".wma": "Windows Media", ".mp4": "MPEG-4", ".m4v": "MPEG-4",
    ".mov": "QuickTime", ".mkv": "Matroska", ".webm": "WebM", ".avi": "AVI", ".mpg": "MPEG",
    ".mpeg": "MPEG", ".ogv": "Ogg", ".flv": "Flash",
}  # fmt: skip
"""By their endings, files that other programs play; nothing that could be run is among them."""
_CHANNELS, _RATE = 2, 44_100
_AFTERGLOW_S = 0.35
"""What was decoded last is heard only so much later."""
_MOST = 30
"""Files that are played one after another."""
_LOOK_S = 0.02
"""How soon it falls silent once it is to stop."""


class Device(Protocol):
    """What makes sound of samples: 16 bits, two channels, 44,100 a second."""

    def start(self, callback_generator: Samples) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


def is_playable(name: str) -> bool:
    """Whether a file of that name can be played at all; films cannot."""
    return _ending(name) in _PLAYABLE


def is_foreign(name: str) -> bool:
    """Whether it is a sound or a film that only another program plays."""
    return _ending(name) in _FOREIGN


def form_of(name: str) -> str:
    """What the format of a file of that name is called."""
    return _FOREIGN.get(_ending(name), _ending(name).lstrip(".").upper())


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


class Player(QObject):
    """Finds files by `find` and plays them on a device that is opened when there is something.

    Its thread is begun by the first sound and ends with the program.
    """

    began = Signal(str)
    """Carries the name of the file that is heard now."""
    ended = Signal()
    """The last one is over; not heard where it was stopped."""
    failed = Signal(str, str)
    """A Trouble and the name of a file; each trouble is told once, and again to who asks again."""

    def __init__(
        self,
        find: Callable[[str], Path | None],
        device: Callable[[], Device] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._device = device or _system_device
        self._stop = Event()
        self._wanted: SimpleQueue[_Playing | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._told: set[str] = set()
        self.lending = Lending(self)

    def play(self, names: Sequence[str], *, asked: bool = False) -> None:
        """Plays the files one after another, instead of what is heard now.

        `asked`: somebody wants to hear them, and waits for it.
        """
        self.stop()
        if not names:
            return
        if asked:
            self._told.clear()
        self._stop = Event()
        if self._thread is None:
            self._thread = Thread(target=self._work, name="sound", daemon=True)
            self._thread.start()
        files = [(name, self._find(name)) for name in names[:_MOST]]
        self._wanted.put(_Playing(self, files, self._stop))

    def lend(self, name: str) -> bool:
        """Has a copy made of the file for another program; see `lending`."""
        return self.lending.lend(name, self._find(name))

    def stop(self) -> None:
        """Falls silent at once."""
        self._stop.set()

    def finish(self) -> None:
        """Ends the thread; for the end of the program."""
        self.stop()
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join()
            self._thread = None
        self.lending.finish()

    def open_device(self) -> Device | None:
        """Called in the thread that plays."""
        try:
            return self._device()
        except Exception as error:
            _log.info("no sound device: %s", error)
            return None

    def tell(self, trouble: Trouble, name: str) -> None:
        """Says what is wrong, the first time."""
        if trouble not in self._told:
            self._told.add(trouble)
            self.failed.emit(trouble, name)

    def _work(self) -> None:
        while (playing := self._wanted.get()) is not None:
            playing.run()


def silent() -> Player:
    """One that finds nothing to play."""
    return Player(lambda _name: None)


class _Playing:
    """Some files, on their way to the device; lives in the thread that plays."""

    def __init__(
        self, player: Player, files: Sequence[tuple[str, Path | None]], stop: Event
    ) -> None:
        self._player = player
        self._files = files
        self._stop = stop

    def run(self) -> None:
        sounds = [(name, made) for name, file in self._files if (made := self._samples(name, file))]
        if not sounds or self._stop.is_set():
            return
        device = self._player.open_device()
        if device is None:
            self._player.tell("device", sounds[0][0])
            return
        try:
            self._hear(device, sounds)
        except Exception as error:
            _log.info("the sound device failed: %s", error)
            self._player.tell("device", sounds[0][0])
        finally:
            device.close()
        if not self._stop.is_set():
            self._player.ended.emit()

    def _hear(self, device: Device, sounds: Sequence[tuple[str, Samples]]) -> None:
        over = Event()
        heard = self._chained(sounds, over)
        next(heard)
        device.start(heard)
        while not (over.wait(_LOOK_S) or self._stop.is_set()):
            pass
        self._stop.wait(_AFTERGLOW_S)
        device.stop()

    def _chained(self, sounds: Sequence[tuple[str, Samples]], over: Event) -> Samples:
        """All samples as the device asks for them, until they end or `stop` is set."""
        try:
            frames = yield b""
            for name, samples in sounds:
                self._player.began.emit(name)
                while not self._stop.is_set() and (some := _some(samples, frames)) is not None:
                    frames = yield some
        finally:
            over.set()

    def _samples(self, name: str, file: Path | None) -> Samples | None:
        if file is None:
            self._player.tell("missing", name)
            return None
        try:
            return _decoded(file)
        except Exception as error:
            _log.info("%s cannot be played: %s", name, error)
            self._player.tell("format", name)
            return None


def _some(samples: Samples, frames: int) -> object:
    """The next ones; None at their end."""
    try:
        return samples.send(frames)
    except StopIteration:
        return None
    except Exception as error:
        _log.info("a sound ends early: %s", error)
        return None


def _decoded(file: Path) -> Samples:
    """Decoded bit by bit as it is heard, by the one decoder that its first bytes ask for.

    Vorbis is left out: the decoder that is at hand for it has known faults that write where they
    must not, and a deck may come from anybody.
    """
    with file.open("rb") as opened:
        kind = _kind(opened.read(12))
    if kind is None:
        raise ValueError("no sound that can be decoded")
    samples = _streamed(_Source(file), kind)
    next(samples)
    return samples


class _Origin(Protocol):
    value: int
    """As `io` has it: from the start, from here, from the end."""


class _Source:
    """A file as the decoder wants to read it.

    Read by Python, since the decoder's own way knows no names beyond the system's code page.
    """

    ffi_handle: object = None
    error_in_readcallback: Exception | None = None

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")

    def read(self, num_bytes: int) -> bytes:
        return self._file.read(num_bytes)

    def seek(self, offset: int, origin: _Origin) -> bool:
        self._file.seek(offset, origin.value)
        return True

    def close(self) -> None:
        self._file.close()


def _streamed(source: _Source, kind: str) -> Samples:
    """Holds the source, which the decoder itself only points to."""
    import miniaudio  # type: ignore[import-untyped]  # noqa: PLC0415 - most decks have no sound

    width = miniaudio.SampleFormat.SIGNED16
    with closing(source):
        form = miniaudio.FileFormat[kind]
        stream = miniaudio.stream_any(source, form, width, _CHANNELS, _RATE)
        with closing(stream):
            frames = yield b""
            while True:
                try:
                    samples = stream.send(frames)
                except StopIteration:
                    return
                frames = yield samples


def _kind(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "WAV"
    if head[:4] == b"fLaC":
        return "FLAC"
    if head[:3] == b"ID3" or (
        len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06
    ):
        return "MP3"
    return None


def _system_device() -> Device:
    """The one that the system plays on."""
    import miniaudio  # noqa: PLC0415 - most decks have no sound

    device: Device = miniaudio.PlaybackDevice(
        nchannels=_CHANNELS, sample_rate=_RATE, app_name="kgstudy"
    )
    return device
