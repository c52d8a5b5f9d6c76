"""What the conditions of a search are written with: the collection, its day, and bound values."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.globs import Glob
from kgstudy.store import text_columns, text_index
from kgstudy.store.collection import Collection
from kgstudy.store.text_columns import Asked, Columns

_MOST_WORDS = 1000
"""Of more words it is quicker to look at the notes themselves."""
_TOGETHER = 4
"""Words in one question; with more the index looks at all of them for each note, with one it is
asked too often.
"""


class Matching(NamedTuple):
    """What asks the text index for the words in which an expression is found for certain, however
    they are written; and for those in which it may be.
    """

    certain: Asked
    perhaps: Asked

    def within(self, columns: Columns) -> Self:
        """The same, in some columns alone."""
        certain, perhaps = columns.within(self.certain), columns.within(self.perhaps)
        if columns.shared:
            return self._replace(certain=(), perhaps=(*certain, *perhaps))
        return self._replace(certain=certain, perhaps=perhaps)


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

    def columns(self, name: Glob) -> Columns:
        """Where the text index keeps the fields that are called so."""
        self._catch_up()
        return text_columns.of_fields(self.collection, name)

    def words_like(self, head: str, like: str) -> Asked | None:
        """What asks the text index for all its words that are like that GLOB and begin with `head`.

        None where they are too many; the index may know none, and then finds nothing.
        """
        self._catch_up()
        rows = self.collection.connection.execute(
            "SELECT text FROM word WHERE text >= ?1 AND text < ?2 AND text GLOB ?3 LIMIT ?4",
            (head, f"{head}{chr(0x10FFFF)}", like, _MOST_WORDS + 1),
        ).fetchall()
        return _any_of([str(row[0]) for row in rows]) if len(rows) <= _MOST_WORDS else None

    def words_matching(self, near: re.Pattern[str], pattern: str) -> Matching | None:
        """The same for words in which a person's expression is found, which goes over no blank;
        `near` is found in all of them once they are folded.
        """
        self._catch_up()
        every = self.collection.connection.execute("SELECT group_concat(text, ' ') FROM word").get
        text = f" {every or ''} "
        words, at = list[str](), 0
        while found := near.search(text, at):
            at = text.index(" ", found.end())
            words.append(text[text.rindex(" ", 0, at) + 1 : at])
            if len(words) > _MOST_WORDS:
                return None
        return self._matching(words, regular.compiled(pattern))

    def _matching(self, words: Sequence[str], pattern: re.Pattern[str]) -> Matching:
        """Judges each folded word by every way in which it is known to be written; of one that does
        not fold to it, such as `UNTOLD`, nothing is told.
        """
        written = defaultdict[str, list[str]](list)
        rows = self.collection.connection.execute(
            "SELECT text, exact FROM word_exact WHERE text IN (SELECT value FROM json_each(?))",
            (json.dumps(words),),
        )
        for word, exact in rows:
            written[word].append(exact)
        certain, perhaps = list[str](), list[str]()
        for word in words:
            found = {
                bool(pattern.search(way)) if fold(way) == word else None
                for way in (word, *written[word])
            }
            if found == {True}:
                certain.append(word)
            elif found != {False}:
                perhaps.append(word)
        return Matching(_any_of(certain), _any_of(perhaps))

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

    def those(self, table: str, called: re.Pattern[str]) -> list[int]:
        """The ids of the rows of a small table whose folded name is that from end to end."""
        rows = self.collection.connection.execute(f"SELECT id, name FROM {table}")
        return [id_ for id_, name in rows if called.fullmatch(fold(name))]

    def one_of(self, column: str, values: Iterable[int]) -> str:
        """Whether the column is one of any number of values."""
        given = self.bind(json.dumps(list(values)))
        return f"{column} IN (SELECT value FROM json_each({given}))"

    def first_day(self, days: int) -> StudyDay:
        """The first of the last `days`, of which today is one."""
        return StudyDay(max(self._today - days + 1, 0))


def _any_of(words: Sequence[str]) -> Asked:
    """In several questions, as the index looks at all words of one wherever any of them stands."""
    quoted = [f'"{word}"' for word in words]
    return tuple(
        " OR ".join(quoted[at : at + _TOGETHER]) for at in range(0, len(quoted), _TOGETHER)
    )
