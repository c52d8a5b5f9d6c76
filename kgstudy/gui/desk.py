"""What the window and its pages work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from kgstudy.gui.choices import Choices
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.media.sound import Player, silent
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything of it, handed in by whoever puts the program together."""

    collection: Collection
    look: Look
    feed: Feed
    choices: Choices
    jobs: Jobs
    shipped: Shipped
    media: Callable[[str], bytes | None]
    seconds: Callable[[], float] = monotonic
    """Measures how long an answer takes."""
    player: Player = field(default_factory=silent)
