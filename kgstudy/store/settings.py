"""Settings that belong to the collection and travel with it: text by name."""

from kgstudy.store.collection import Collection
from kgstudy.store.tables import Setting


def get(collection: Collection, name: str) -> str | None:
    row = collection.row(Setting.select(Setting.value).where(Setting.name == name))
    return None if row is None else str(row[0])


def put(collection: Collection, name: str, value: str) -> None:
    query = Setting.insert(name=name, value=value).on_conflict(
        conflict_target=[Setting.name], preserve=[Setting.value]
    )
    collection.run(query)
