"""Taking back and doing again, also what was done before the last start."""

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import ActId
from kgstudy.store import journal
from kgstudy.store.collection import Collection

_SHORT_BYTES = 15_000
"""Packed changes that are carried out within some 40 ms, also where they are many small ones."""


def undo(collection: Collection) -> Change | None:
    """Takes back the last act; None when there is none."""
    return collection.undo()


def redo(collection: Collection) -> Change | None:
    """Does again what undo took back last; None when there is nothing."""
    return collection.redo()


def is_long(collection: Collection, *, forth: bool = False) -> bool:
    """Whether undo (or with `forth` redo) would take longer than a window may wait."""
    return journal.weight(collection.connection, forth=forth) > _SHORT_BYTES


def is_possible(collection: Collection, *, forth: bool = False) -> bool:
    """Whether there is anything to take back (or with `forth` to do again)."""
    return journal.weight(collection.connection, forth=forth) > 0


def last(collection: Collection) -> Change | None:
    """What undo would take back."""
    act = journal.last(collection.connection)
    return None if act is None else journal.change_of(collection.connection, act)


def step(collection: Collection) -> ActId | None:
    """The act that undo would take back; the same after an act that changed nothing."""
    act = journal.last(collection.connection)
    return None if act is None else ActId(act)
