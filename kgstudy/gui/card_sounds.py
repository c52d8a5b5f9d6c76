"""What is heard of the card on the table."""

from collections.abc import Callable, Sequence

from kgstudy.domain.card_types.base import Face
from kgstudy.domain.markup import sounds
from kgstudy.gui.sound import Player, is_playable


class CardSounds:
    """Each side is heard as it is shown, where `wished` says so, and again when it is asked for.

    An answer that shows its question again does not say it again.
    """

    def __init__(self, player: Player, wished: Callable[[], bool]) -> None:
        self.player = player
        self._wished = wished
        self._question: Sequence[str] = ()
        self._answer: Sequence[str] = ()
        self._revealed = False

    def ask(self, face: Face) -> None:
        """The question of a card is shown."""
        self._question = tuple(filter(is_playable, sounds(face.question)))
        told = filter(is_playable, (*sounds(face.answer), *sounds(face.note)))
        self._answer = tuple(name for name in told if name not in self._question)
        self._revealed = False
        self._begin(self._question)

    def reveal(self) -> None:
        """Its answer is shown too."""
        self._revealed = True
        self._begin(self._answer)

    @property
    def there(self) -> bool:
        """Whether anything can be heard of what is shown."""
        return bool(self._question or (self._revealed and self._answer))

    def again(self) -> bool:
        """Plays all of what is shown; whether there is anything to hear."""
        every = (*self._question, *self._answer) if self._revealed else self._question
        self.player.play(every, asked=True)
        return bool(every)

    def hush(self) -> None:
        self.player.stop()

    def _begin(self, names: Sequence[str]) -> None:
        self.player.play(names if self._wished() else ())
