"""Regular expressions of a query: whether they end in time, and which texts must be in a match.

Python's `re` decides what an expression means; here it is only taken apart as far as that needs.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from kgstudy.domain.errors import UserError
from kgstudy.domain.query import effort
from kgstudy.domain.query.anatomy import MOST_WAYS, taken_apart, unknown_flag
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.rough_effort import roughly
from kgstudy.domain.query.tree import Span

LONGEST = 1000
FEW_WAYS = 16
LONG = 100_000
"""Letters of a text about which nothing is sure before it is looked at."""
MOST_STEPS = 2e8
"""Some three seconds, if it comes to the worst."""

_TOO_OPEN = (
    "This regular expression could be matched in so many ways that looking might never end; "
    "repeat nothing that repeats something itself, or take the possessive signs ++, *+ and }}+."
)
_TOO_VAGUE = (
    "Of this regular expression the parts that repeat could end anywhere in a card of {count:,} "
    "letters, and looking might never end; say more exactly what stands between them."
)


def compiled(pattern: str) -> re.Pattern[str]:
    """Whatever the case, unless the expression says otherwise; `^` and `$` are a field's ends."""
    return effort.compiled(pattern)


def check(pattern: str, span: Span) -> None:
    """Raises QueryError where Python cannot read it, or where matching could take for ever."""
    if len(pattern) > LONGEST:
        raise QueryError("This regular expression is too long.", span)
    try:
        if compiled(pattern).flags & re.VERBOSE:
            raise unknown_flag(pattern, 0)
        whole = taken_apart(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        at = getattr(error, "pos", None)
        place = span if at is None else Span(min(span.start + at, span.end), span.end)
        reason = getattr(error, "msg", "it is too large")
        raise QueryError(
            "This regular expression cannot be read: {reason}.", place, reason=reason
        ) from error
    if whole.open == float("inf") or whole.ways > MOST_WAYS:
        raise QueryError(_TOO_OPEN, span)


def found(pattern: str, text: str) -> bool:
    """Whether the expression is found in the text.

    Raises UserError rather than begin what might take minutes.
    """
    return searcher(pattern)(text) is not None


@lru_cache(maxsize=64)
def searcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Looks for the expression in a text; raises UserError as `found` does."""
    search, surely = compiled(pattern).search, _surely(pattern)

    def careful(text: str) -> re.Match[str] | None:
        if len(text) > surely:
            check_text(pattern, text)
        return search(text)

    return careful


def check_text(pattern: str, text: str) -> None:
    """Raises UserError where it might take minutes to look for the expression in the text."""
    row = taken_apart(pattern).row
    if len(text) <= _surely(pattern) or roughly(row, text) <= MOST_STEPS:
        return
    if not effort.within(row, text, MOST_STEPS):
        raise UserError(_TOO_VAGUE, count=len(text))


def is_vague(pattern: str) -> bool:
    """Whether there are many ways to match it, as a part that repeats could end in many places."""
    whole = taken_apart(pattern)
    return bool(whole.vague) or whole.ways > FEW_WAYS


@lru_cache(maxsize=64)
def _surely(pattern: str) -> int:
    """In texts of so many letters it is looked for in time, whatever they are."""
    row = taken_apart(pattern).row
    return (
        bisect_left(range(LONG), True, key=lambda count: effort.at_worst(row, count) > MOST_STEPS)
        - 1
    )


def texts(pattern: str) -> tuple[str, ...]:
    """Texts that stand in every match in this order, in whatever case; there may be none."""
    return taken_apart(pattern).texts
