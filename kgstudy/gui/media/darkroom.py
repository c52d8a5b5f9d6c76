"""Large pictures are read beside the window, and the last of them remembered."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from kgstudy.gui.media import pictures

_KEPT = 6
"""A card's width of each, so some 30 MB at most."""

_Key = tuple[int, int]


class Darkroom(QObject):
    """Gives small pictures at once; of a large one first the room that it will take."""

    developed = Signal()
    """A picture is there of which only the room was given before."""

    _read = Signal(object, object)
    """From the thread that reads: a key, and its picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._known: OrderedDict[_Key, QImage | None] = OrderedDict()
        self._asked: set[_Key] = set()
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)

    def read(self, content: bytes, ratio: float) -> tuple[QImage | None, bool]:
        """The picture as `pictures.read_image` gives it, and whether it is there yet."""
        size = pictures.size_of_large(content)
        if size is None:
            return pictures.read_image(content, ratio), True
        key = (hash(content), len(content))
        if key in self._known:
            self._known.move_to_end(key)
            known = self._known[key]
            return (None if known is None else known.copy()), True
        if key not in self._asked:
            self._asked.add(key)
            self._pool.start(partial(self._develop, key, content))
        room = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        room.fill(Qt.GlobalColor.transparent)
        return room, False

    def finish(self) -> None:
        """Waits for what is under way; for the end of the program."""
        self._pool.clear()
        self._pool.waitForDone()

    def _develop(self, key: _Key, content: bytes) -> None:
        """Called in the thread that reads, which touches nothing of the window's."""
        self._read.emit(key, pictures.read_image(content))

    def _on_read(self, key: _Key, image: QImage | None) -> None:
        self._known[key] = image
        self._asked.discard(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self.developed.emit()
