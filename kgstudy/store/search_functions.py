"""What SQL asks of Python while it searches: whether a pattern is found in a text.

Patterns come as the text of a regular expression, which is compiled once.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from weakref import WeakSet

import apsw

from kgstudy.domain.markup import fold, plain
from kgstudy.domain.query import regular
from kgstudy.domain.query.nearby import nearby
from kgstudy.host.patience import Patience
from kgstudy.store.folding import FIELD, seen_of

_patience = Patience()


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _called(name: str, pattern: str) -> bool:
    """Whether a name, once folded, is the pattern from end to end."""
    return _compiled(pattern).fullmatch(fold(name)) is not None


def _found(seen: str, pattern: str) -> bool:
    """Whether the pattern, which goes from no field into another, is found in a `note_seen`."""
    return _compiled(pattern).search(seen) is not None


def _quoted(text: str, pattern: str) -> bool:
    """Whether the pattern is found in the text, once it is folded."""
    return _compiled(pattern).search(fold(text)) is not None


def _matches(fields: str, name: str, pattern: str) -> bool:
    """Whether a person's regular expression is found in a field, of that name where one is given.

    `fields` is the note's column.
    """
    _patience.check()
    called = _compiled(name).fullmatch
    return any(
        regular.found(pattern, plain(html))
        for field, html in json.loads(fields).items()
        if not name or called(fold(field))
    )


@lru_cache(maxsize=64)
def _texts_after(head: str) -> Callable[[str], list[str]]:
    return re.compile(f"{head}([^{FIELD}]*)").findall


def _matches_seen(seen: str, head: str, pattern: str) -> bool:
    """The same of a `note_seen`, in fields that begin with the expression `head`."""
    _patience.check()
    return any(map(regular.searcher(pattern), _texts_after(head)(seen)))


def _holds(seen: str, pattern: str) -> bool:
    """The same in any field, of an expression that goes over no end of one."""
    _patience.check()
    return regular.searcher(pattern)(seen) is not None


def _near(seen: str, pattern: str) -> bool:
    """Whether it could be found in a field of that `note_seen`, as far as that is quickly told."""
    near = nearby(pattern)
    return near is None or near.search(seen) is not None


def _tagged_like(name: str, pattern: str) -> bool:
    _patience.check()
    return regular.found(pattern, name)


def _opens_with(fields: str, text: str) -> bool:
    """Whether a note's first field shows just this text."""
    return plain(next(iter(json.loads(fields).values()), "")) == text


_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "called": _called,
    "found": _found,
    "quoted": _quoted,
    "matches": _matches,
    "matches_seen": _matches_seen,
    "holds": _holds,
    "near": _near,
    "tagged_like": _tagged_like,
    "opens_with": _opens_with,
    "seen_of": seen_of,
}


_ready = WeakSet[apsw.Connection]()
"""Connections that have the functions; those that never search do without."""


def begin(connection: apsw.Connection) -> None:
    """A new search of this thread begins, with all the time there is."""
    _patience.begin()
    if connection not in _ready:
        for name, function in _FUNCTIONS.items():
            connection.create_scalar_function(name, function, deterministic=True)
        _ready.add(connection)
