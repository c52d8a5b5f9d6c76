"""This computer's preferences while the program runs: kept as soon as they change."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kgstudy.host import laid_by, preferences
from kgstudy.host.preferences import Preferences


class Choices(QObject):
    """`value` is what holds now; `changed` follows each change."""

    changed = Signal()

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._begun = file.with_name("begun")
        self.value = preferences.load(file)

    def choose(self, value: Preferences) -> None:
        """Takes and saves `value`; raises UserError where it holds but cannot be saved."""
        if value == self.value:
            return
        self.value = value
        self.changed.emit()
        preferences.save(self._file, value)

    def lay_by(self, files: Mapping[str, bytes]) -> None:
        """Keeps the files of the note that was begun; raises UserError where it cannot."""
        laid_by.lay_by(self._begun, files)

    def laid_by(self) -> dict[str, bytes]:
        return laid_by.laid_by(self._begun)
