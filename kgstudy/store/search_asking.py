"""What the conditions of a search are written with: the collection, its day, and bound values."""

import json
import re
from collections.abc import Iterable, Sequence

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
        self._catch_up()
        return self._indexed is True

    def words_like(self, head: str, like: str) -> str | None:
        """What asks the text index for all its words that are like that GLOB and begin with `head`.

        None where they are too many; the index may know none, and then finds nothing.
        """
        self._catch_up()
        rows = self.collection.connection.execute(
            "SELECT text FROM word WHERE text >= ?1 AND text < ?2 AND text GLOB ?3 LIMIT ?4",
            (head, f"{head}{chr(0x10FFFF)}", like, _MOST_WORDS + 1),
        ).fetchall()
        return _any_of([str(row[0]) for row in rows])

    def words_matching(self, pattern: re.Pattern[str]) -> str | None:
        """The same for its words in which that is found, which goes over no blank."""
        self._catch_up()
        every = self.collection.connection.execute("SELECT group_concat(text, ' ') FROM word").get
        text = f" {every or ''} "
        words = dict[str, None]()
        for found in pattern.finditer(text):
            words[text[text.rindex(" ", 0, found.end()) + 1 : text.index(" ", found.end())]] = None
            if len(words) > _MOST_WORDS:
                break
        return _any_of(list(words))

    def _catch_up(self) -> None:
        if self._indexed is None:
            self._indexed = text_index.catch_up_wholly(self.collection)

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


def _any_of(words: Sequence[str]) -> str | None:
    if len(words) > _MOST_WORDS:
        return None
    return " OR ".join(f'"{word}"' for word in words) or '""'
