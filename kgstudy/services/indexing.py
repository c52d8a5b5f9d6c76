"""Notes are made ready to be searched by text, some at a time."""

from kgstudy.store import text_index
from kgstudy.store.collection import Collection


def index_some(collection: Collection) -> bool:
    """Makes some of the changed notes ready to be searched by text; whether any are left."""
    return text_index.catch_up(collection)
