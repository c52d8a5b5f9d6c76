"""The buttons over a side of a card that play its sounds."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextBrowser

from kgstudy.gui.media.sound import is_foreign, is_playable
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets import embedded
from kgstudy.gui.widgets.play_button import PlayButton


class CardSoundButtons(QObject):
    """One at each sound that can be played, where the words leave room for it."""

    wanted = Signal(str)
    """Carries the name of the file to be played."""

    def __init__(self, look: Look, view: QTextBrowser) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._buttons: list[tuple[int, PlayButton]] = []

    def renew(self) -> None:
        """The view was filled anew."""
        for _, old in self._buttons:
            old.hide()
            old.deleteLater()
        sounds = embedded.sounds(self._view.document())
        playable = [(place, name) for place, name in sounds if is_heard(name)]
        self._buttons = [
            (place, self._button(name, self._called(name, number, len(playable))))
            for number, (place, name) in enumerate(playable, 1)
        ]

    def place(self) -> None:
        """To where their sounds stand now."""
        for at, button in self._buttons:
            before, after = (
                self._view.cursorRect(embedded.cursor(self._view.document(), place))
                for place in (at, at + 1)
            )
            top = before.center().y() - button.height() // 2
            button.move(min(before.x(), after.x()), max(0, top))

    def said(self, name: str) -> str:
        """What stands for the sound, for a voice."""
        if is_playable(name):
            return self.tr("(sound)")
        return self.tr("(film or sound: {name})").format(name=name)

    def _button(self, name: str, called: str) -> PlayButton:
        button = PlayButton(self._look, called, self._view.viewport(), foreign=is_foreign(name))
        button.clicked.connect(partial(self.wanted.emit, name))
        button.show()
        return button

    def _called(self, name: str, number: int, count: int) -> str:
        if is_foreign(name):
            return self.tr("Open {name} with another player").format(name=name)
        if count == 1:
            return self.tr("Play the sound")
        return self.tr("Play sound {number} of {count}").format(number=number, count=count)


def is_heard(name: str) -> bool:
    """Whether it has a button: it is played here, or by another program."""
    return is_playable(name) or is_foreign(name)
