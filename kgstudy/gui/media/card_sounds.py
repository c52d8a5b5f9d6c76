"""What is heard of the card on the table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from kgstudy.domain.card_types.base import Face
from kgstudy.domain.markup import sounds
from kgstudy.gui.media.sound import Player, Trouble, form_of, is_foreign, is_playable


class CardSounds:
    """Each side is heard as it is shown, where `wished` says so, and again when it is asked for.

    An answer that shows its question again does not say it again.
    """

    def __init__(self, player: Player, wished: Callable[[], bool]) -> None:
        self.player = player
        self._wished = wished
        self._foreign: Sequence[str] = ()
        """Those of what is shown that are not played here."""
        self._held_back: Sequence[str] = ()
        """Those of the answer likewise: their names may tell it."""
        self._question: Sequence[str] = ()
        self._answer: Sequence[str] = ()
        self._revealed = False

    def ask(self, face: Face) -> None:
        """The question of a card is shown."""
        self._question = tuple(filter(is_playable, sounds(face.question)))
        told = filter(is_playable, (*sounds(face.answer), *sounds(face.note)))
        self._answer = tuple(name for name in told if name not in self._question)
        self._foreign = tuple(filter(is_foreign, sounds(face.question)))
        told = filter(is_foreign, (*sounds(face.answer), *sounds(face.note)))
        self._held_back = tuple(name for name in told if name not in self._foreign)
        self._revealed = False
        self._begin(self._question)
        self._tell(self._foreign)

    def reveal(self) -> None:
        """Its answer is shown too."""
        self._revealed = True
        self._begin(self._answer)
        self._tell(self._held_back)
        self._foreign, self._held_back = (*self._foreign, *self._held_back), ()

    @property
    def there(self) -> bool:
        """Whether anything can be heard of what is shown."""
        return bool(self._question or (self._revealed and self._answer))

    def again(self) -> bool:
        """Plays all of what is shown; whether there is anything to hear."""
        every = (*self._question, *self._answer) if self._revealed else self._question
        self.player.play(every, asked=True)
        if self._foreign and not every:
            self.player.failed.emit("format", self._foreign[0])
        return bool(every or self._foreign)

    def hush(self) -> None:
        self.player.stop()

    def _begin(self, names: Sequence[str]) -> None:
        self.player.play(names if self._wished() else ())

    def _tell(self, foreign: Sequence[str]) -> None:
        if foreign and self._wished():
            self.player.tell("format", foreign[0])


def why_silent(trouble: Trouble, name: str) -> str:
    """Why a file is not heard, and what would help."""
    if trouble == "device":
        return _say("This computer has no sound device, so nothing is heard.")
    if trouble == "missing":
        return _say("The file {name} is not in the collection, so it is not heard.", name)
    if not is_foreign(name):
        return _say("{name} cannot be played: it is broken, or no sound in {form}.", name)
    return _say(
        "{name} is in {form}, which is not played here: the button in its place opens it with"
        " another player of this computer.",
        name,
    )


def _say(words: str, name: str = "") -> str:
    said = QCoreApplication.translate("card_sounds", words)
    return said.format(name=name, form=form_of(name))
