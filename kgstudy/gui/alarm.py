"""A timer that rings once."""

from PySide6.QtCore import QObject, QTimer


def alarm(parent: QObject, ms: int = 0) -> QTimer:
    """Rings so long after it was started last: as once a hand is still."""
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(ms)
    return made
