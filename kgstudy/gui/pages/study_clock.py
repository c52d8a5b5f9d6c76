"""How long the card on the table is thought about, and how long the next one is waited for."""

from collections.abc import Callable

from kgstudy.domain.scheduling import LONGEST_ANSWER_MS

_LONG_AGO_S = 60
"""After this time the intervals are asked for anew: another day may have begun."""
_LOOK_AGAIN_S = 20
"""While waiting, how often the services are asked: the computer's clock may have been set."""


class StudyClock:
    """Measures by `seconds`, which never run backwards."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._asked_at = self._wait_until = self._look_again_at = seconds()

    def ask(self) -> None:
        """A card is on the table from now on."""
        self._asked_at = self._seconds()

    def wait(self, seconds: int) -> None:
        """A card comes back after so long."""
        self._wait_until = self._seconds() + seconds
        self._look_again_at = self._seconds() + _LOOK_AGAIN_S

    @property
    def taken_ms(self) -> int:
        return round((self._seconds() - self._asked_at) * 1000)

    @property
    def elapsed(self) -> float:
        """Seconds since the card was asked; no more than count for an answer."""
        return min(self._seconds() - self._asked_at, LONGEST_ANSWER_MS / 1000)

    @property
    def was_long_ago(self) -> bool:
        """Whether what the grades lead to may have changed since the card was asked."""
        return self._seconds() - self._asked_at > _LONG_AGO_S

    @property
    def left(self) -> int:
        """Seconds of the wait."""
        return max(0, round(self._wait_until - self._seconds()))

    @property
    def is_over(self) -> bool:
        """Whether to look if the card has come back."""
        return self._seconds() >= min(self._wait_until, self._look_again_at)
