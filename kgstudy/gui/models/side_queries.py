"""How a click in the side bar changes the search: alone, and, or, not."""

from enum import Enum

from kgstudy.domain.errors import UserError
from kgstudy.domain.query.parsing import parse
from kgstudy.domain.query.printing import printed
from kgstudy.domain.query.tree import EVERYTHING, And, Not, Or, Query


class Join(Enum):
    """What becomes of the search that is there."""

    INSTEAD = "instead"
    AND = "and"
    OR = "or"


def joined(before: str, term: str, join: Join, *, negated: bool) -> str:
    """The search after the click; one that cannot be read, or finds all, is left behind."""
    wanted: Query = Not(parse(term)) if negated else parse(term)
    present = EVERYTHING if join is Join.INSTEAD else _read(before)
    if present == EVERYTHING:
        return printed(wanted) if negated else term
    return printed(_both(present, wanted) if join is Join.AND else _either(present, wanted))


def _both(one: Query, other: Query) -> Query:
    return And(_each_once(*_parts(one, And), *_parts(other, And)))


def _either(one: Query, other: Query) -> Query:
    return Or(_each_once(*_parts(one, Or), *_parts(other, Or)))


def _parts(query: Query, kind: type[And] | type[Or]) -> tuple[Query, ...]:
    if isinstance(query, And | Or) and isinstance(query, kind):
        return query.parts
    return (query,)


def _each_once(*parts: Query) -> tuple[Query, ...]:
    return tuple(part for at, part in enumerate(parts) if part not in parts[:at])


def _read(text: str) -> Query:
    try:
        return parse(text)
    except UserError:
        return EVERYTHING
