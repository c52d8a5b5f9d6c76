"""Rows by the thousand, many of them in one statement."""

from collections.abc import Iterable
from itertools import chain, islice

from kgstudy.store.collection import Collection, Row

_TOGETHER = 50


def append(collection: Collection, into: str, marks: str, rows: Iterable[Row]) -> None:
    """Adds rows that come after all others of their table, as those with new ids do.

    So it takes two thirds of `executemany`'s time.  Rows that go here and there take longer: of
    every page that one statement touches SQLite keeps a copy until it ends.
    """
    one = f"INSERT INTO {into} VALUES {marks}"
    several = one + f", {marks}" * (_TOGETHER - 1)
    left = iter(rows)
    while len(batch := list(islice(left, _TOGETHER))) == _TOGETHER:
        collection.connection.execute(several, tuple(chain.from_iterable(batch)))
    collection.connection.executemany(one, batch)
