"""Where the window stands and how large it is, also when the program is started again."""

import logging
from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget

from kgstudy.domain.errors import UserError
from kgstudy.gui.choices import Choices

_log = logging.getLogger(__name__)

_FIRST = QSize(1180, 780)
_SMALLEST = QSize(560, 420)
"""At 100 % text size; it grows with the words, though never beyond `_STILL_USABLE`."""
_STILL_USABLE = QSize(900, 600)


def restore(window: QWidget, choices: Choices) -> None:
    """As it was left, if that is known."""
    place = choices.value.window
    if place and window.restoreGeometry(QByteArray.fromBase64(place.encode())):
        return
    room = window.screen().availableSize()
    window.resize(_FIRST.boundedTo(room * 0.92))


def keep(window: QWidget, choices: Choices) -> None:
    """The program ends all the same where it cannot be kept."""
    place = window.saveGeometry().toBase64().toStdString()
    try:
        choices.choose(replace(choices.value, window=place))
    except UserError as error:
        _log.warning("the window's place is not kept: %s", error)


def smallest(scale: float) -> QSize:
    """The least that it may be at this scale of the text."""
    return (_SMALLEST * scale).boundedTo(_STILL_USABLE)
