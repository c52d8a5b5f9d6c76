"""How this process keeps its memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Lets the collector of garbage rest while very many things are made that all are kept.

    It would look through all of them again and again, a tenth of the work's time.
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            # All of it counts as old now: young, it would be looked through as soon as it can be,
            # at one go, and the window would stand still meanwhile.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
