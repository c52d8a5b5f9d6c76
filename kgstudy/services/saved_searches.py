"""Searches that were given a name, to be found again."""

from dataclasses import dataclass

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import sorted_as
from kgstudy.domain.query import parsing
from kgstudy.store import saved_searches as store
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class SavedSearch:
    name: str
    query: str


def every(collection: Collection) -> tuple[SavedSearch, ...]:
    """All of them in the order of their names."""
    found = (SavedSearch(name, query) for name, query in store.every(collection))
    return tuple(sorted(found, key=lambda search: sorted_as(search.name)))


def kept_name(name: str) -> str:
    """The name as it is kept; UserError where there is nothing of it."""
    name = " ".join(name.split())
    if not name:
        raise UserError("A search to be kept needs a name.")
    return name


def save(collection: Collection, name: str, query: str) -> Change:
    """Keeps the search under that name, in place of one that had it.

    Raises UserError where there is no name, or the query cannot be read.
    """
    name = kept_name(name)
    parsing.parse(query)
    with collection.act("save-search", Touched.SETTINGS) as act:
        store.put(collection, name, query.strip())
    return act.change


def rename(collection: Collection, name: str, new: str) -> Change:
    """Raises UserError where there is no such search, no new name, or another search has it."""
    new = kept_name(new)
    kept = dict(store.every(collection))
    if name not in kept:
        raise UserError("There is no search called “{name}” any more.", name=name)
    if new != name and new in kept:
        raise UserError("There is a search called “{name}” already.", name=new)
    with collection.act("rename-search", Touched.SETTINGS) as act:
        store.remove(collection, name)
        store.put(collection, new, kept[name])
    return act.change


def delete(collection: Collection, name: str) -> Change:
    with collection.act("delete-search", Touched.SETTINGS) as act:
        store.remove(collection, name)
    return act.change
