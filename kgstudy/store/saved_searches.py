"""Saved searches: a query under a name."""

from kgstudy.store.collection import Collection
from kgstudy.store.tables import SavedSearch as Table


def every(collection: Collection) -> list[tuple[str, str]]:
    """Name and query of each."""
    return [(name, query) for name, query in collection.rows(Table.select())]


def put(collection: Collection, name: str, query: str) -> None:
    """Keeps the query, in place of one that had the name."""
    collection.run(Table.insert(name=name, query=query).on_conflict("REPLACE"))


def remove(collection: Collection, name: str) -> None:
    collection.run(Table.delete().where(Table.name == name))
