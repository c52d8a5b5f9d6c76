"""Looking by regular expressions is given up in the end, as many texts add up."""

from threading import local
from time import monotonic

from kgstudy.domain.errors import UserError

SECONDS = 10.0


class Patience(local):
    """In each thread since when it has been looking, told by its first check."""

    begun: float | None = None

    def begin(self) -> None:
        """With all the time there is."""
        self.begun = None

    def check(self) -> None:
        now = monotonic()
        if self.begun is None:
            self.begun = now
        elif now - self.begun > SECONDS:
            self.begun = None
            raise UserError(
                "This regular expression takes too long; make it simpler, or look in fewer cards."
            )
