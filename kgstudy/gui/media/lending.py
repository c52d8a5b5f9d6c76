"""Copies of sounds and films for other programs, made beside the window; they go with this one."""

import logging
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from threading import Event
from typing import BinaryIO, Final, Literal

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from kgstudy.domain import naming

_log = logging.getLogger(__name__)

Refusal = Literal["missing", "stranger", "unwritten"]
"""Why there is no copy: no such file, no sound or film by its first bytes, no room for it."""

_PIECE: Final = 1 << 20
_HEAD: Final = 189
"""Bytes that tell whether it is a sound or a film."""

_FILM: Final = re.compile(
    rb"""
      OggS\x00                                              # Ogg, Opus, Speex
    | \x1a\x45\xdf\xa3                                      # Matroska, WebM
    | [\x00-\x08]...(?:ftyp|moov|mdat|wide|free|skip|pnot)  # MPEG-4, QuickTime, 3GP
    | RIFF....(?:AVI\x20|WAVE) | FLV\x01 | fLaC
    | \x30\x26\xb2\x75\x8e\x66\xcf\x11                      # Windows Media
    | \x00\x00\x01[\xb0-\xbf]                               # MPEG
    | \x47.{187}\x47                                        # MPEG, as it is broadcast
    | \xff[\xf0\xf1\xf8\xf9] | ADIF                         # AAC
    | ID3[\x02-\x04] | \xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd]    # MPEG layers II and III
    """,
    re.VERBOSE | re.DOTALL,
)


def is_film(head: bytes) -> bool:
    """Whether a file that begins so is a sound or a film.

    Some systems choose the program by what is in a file, whatever its name ends in: one that begins
    like a program, a page, or anything else, is none.
    """
    return _FILM.match(head) is not None


class Lending(QObject):
    """Copies each file once, in a folder of its own, under its own ending."""

    made = Signal(str, object)
    """Carries the name of a file, and its copy or the Refusal."""

    _ended = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._folder: TemporaryDirectory[str] | None = None
        self._made: dict[tuple[str, Path], Path] = {}
        self._asked: set[str] = set()
        self._stop = Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def lend(self, name: str, file: Path | None) -> bool:
        """Copies `file`, which is called `name`; `made` tells of it, not before this has ended.

        False where that is under way already.
        """
        if name in self._asked:
            return False
        self._asked.add(name)
        if file is None:
            self.tell(name, "missing")
        else:
            self._pool.start(partial(self._lend, name, file))
        return True

    def copied(self, name: str, file: Path) -> Path | Refusal:
        """Called in the thread that copies."""
        if not file.is_file():
            return "missing"
        try:
            return self._known(name, file) or self._copy(name, file)
        except OSError as error:
            _log.info("%s cannot be copied: %s", name, error)
            return "unwritten"

    def tell(self, name: str, outcome: Path | Refusal) -> None:
        """Called in either thread."""
        self._ended.emit(name, outcome)

    def finish(self) -> None:
        """Takes the copies away; for the end of the program."""
        self._stop.set()
        self._pool.clear()
        self._pool.waitForDone()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _lend(self, name: str, file: Path) -> None:
        """Called in the thread that copies."""
        self.tell(name, self.copied(name, file))

    def _known(self, name: str, file: Path) -> Path | None:
        known = self._made.get((name, file))
        return known if known is not None and known.is_file() else None

    def _copy(self, name: str, file: Path) -> Path | Refusal:
        with file.open("rb") as source:
            head = source.read(_HEAD)
            if not is_film(head):
                return "stranger"
            to = self._room() / _called(name)
            try:
                self._write(to, head, source)
            except BaseException:
                rmtree(to.parent, ignore_errors=True)
                raise
        self._made[name, file] = to
        return to

    def _write(self, to: Path, head: bytes, source: BinaryIO) -> None:
        with to.open("xb") as copy:
            copy.write(head)
            for piece in _pieces(source):
                if self._stop.is_set():
                    raise InterruptedError
                copy.write(piece)

    def _room(self) -> Path:
        """A folder for one file, so that two of one name do not meet; systems clear what is old."""
        if self._folder is None or not Path(self._folder.name).is_dir():
            self._folder = TemporaryDirectory(prefix="kgstudy-", ignore_cleanup_errors=True)
        return Path(mkdtemp(dir=self._folder.name))

    def _on_ended(self, name: str, outcome: Path | Refusal) -> None:
        self._asked.discard(name)
        self.made.emit(name, outcome)


def _called(name: str) -> str:
    given = PurePath(name)
    return (naming.slug(given.stem) or "sound") + given.suffix.lower()


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: source.read(_PIECE), b"")
