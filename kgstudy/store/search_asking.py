"""What the conditions of a search are written with: the collection, its day, and bound values."""

import json
from collections.abc import Iterable

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.store import text_index
from kgstudy.store.collection import Collection

_MOST_WORDS = 200


class Asking:
    """A search while it is being written; cards on their steps are due by the instant `until`."""

    def __init__(self, collection: Collection, until: int) -> None:
        self.collection = collection
        self.values: dict[str, str | int | float] = {}
        self._today = collection.calendar.today()
        self._until = until
        self._indexed: bool | None = None

    @property
    def today(self) -> str:
        return self.bind(self._today)

    @property
    def until(self) -> str:
        return self.bind(self._until)

    @property
    def indexed(self) -> bool:
        """Whether the text indexes know every note; a writer sees to that first."""
        if self._indexed is None:
            self._indexed = text_index.catch_up_wholly(self.collection)
        return self._indexed

    def words_like(self, head: str, like: str) -> str | None:
        """What asks the text index for all its words that are like that GLOB and begin with `head`.

        None where they are too many; the index may know none, and then finds nothing.
        """
        rows = self.collection.connection.execute(
            "SELECT term FROM note_word WHERE term >= ?1 AND term < ?2 AND term GLOB ?3 LIMIT ?4",
            (head, f"{head}{chr(0x10FFFF)}", like, _MOST_WORDS + 1),
        ).fetchall()
        if len(rows) > _MOST_WORDS:
            return None
        return " OR ".join(f'"{term}"' for (term,) in rows) or '""'

    def bind(self, value: str | float) -> str:
        """The gap for a value, the same for the same one."""
        for name, bound in self.values.items():
            if type(bound) is type(value) and bound == value:
                return f":{name}"
        name = f"sought_{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def called(self, column: str, name: Glob, below: str = "") -> str:
        """Whether what stands in the column has that name, or one nested below it."""
        return f"called({column}, {self.bind(globs.whole(name, below).pattern)})"

    def one_of(self, column: str, values: Iterable[int]) -> str:
        """Whether the column is one of any number of values."""
        given = self.bind(json.dumps(list(values)))
        return f"{column} IN (SELECT value FROM json_each({given}))"

    def first_day(self, days: int) -> StudyDay:
        """The first of the last `days`, of which today is one."""
        return StudyDay(max(self._today - days + 1, 0))
