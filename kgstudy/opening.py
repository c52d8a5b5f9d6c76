"""Opens the collection as the window and the command line want it."""

from pathlib import Path
from random import Random

from kgstudy.domain.clock import Clock
from kgstudy.domain.parcel import Parcel
from kgstudy.host import assets
from kgstudy.host.clock import SystemClock
from kgstudy.services import shipped, timekeeping
from kgstudy.store.collection import FILE, Collection


def open_collection(
    folder: Path, program: str, *, read_only: bool = False, clock: Clock | None = None
) -> Collection:
    """Opens the collection in `folder`; the first time it is made and given the shipped decks.

    A writer holds it until `close`, and others are told that `program` does; raises UserError where
    somebody else holds it.  A reader holds nothing and may read beside a writer.
    """
    clock = clock or SystemClock()
    if read_only:
        if not (folder / FILE).exists():
            open_collection(folder, program, clock=clock).close()
        return Collection.open(folder, clock, Random(), read_only=True)
    collection = Collection.open(folder, clock, Random(), program=program)
    try:
        shipped.bring_new(collection, read_shipped, assets.shipped_decks())
        timekeeping.mend_clock(collection)
    except BaseException:
        collection.close()
        raise
    return collection


def read_shipped(folder: Path) -> Parcel:
    """Reads a shipped deck, for `services.shipped`."""
    from kgstudy.formats import kgdeck  # noqa: PLC0415 - most starts bring nothing new

    return kgdeck.read(folder)
