"""What happened: every page says it here, and every page hears it."""

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.changes import Change


class Feed(QObject):
    """Carries each committed act to whoever shows something of it."""

    changed = Signal(Change)
