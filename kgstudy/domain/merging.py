"""A note that comes in again: what changed there and what changed here, field by field."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


def renamed(
    fields: Mapping[str, str], mine: Iterable[str], theirs: Iterable[str]
) -> Mapping[str, str]:
    """The fields of mine by the names they have there.

    One name that is gone and one that is new in the same place are those of one field.
    """
    ours, others = list(mine), list(theirs)
    known, kept = set(others), set(ours)
    now = {
        one: other
        for one, other in zip(ours, others, strict=False)
        if one not in known and other not in kept
    }
    return {now.get(name, name): html for name, html in fields.items()}


class Clash(NamedTuple):
    """A field that was changed both here and there since it last came in."""

    field: str
    imported: str | None
    """As it came in last; None where it never did."""
    mine: str
    theirs: str


class Merged(NamedTuple):
    fields: dict[str, str]
    clashes: tuple[Clash, ...]


def merged(
    mine: Mapping[str, str],
    imported: Mapping[str, str] | None,
    theirs: Mapping[str, str],
    preferred: Collection[str] = (),
) -> Merged:
    """What was changed on one side alone is taken from there; of a clash, mine is kept.

    Of the fields `preferred`, theirs is taken instead.  The result has the fields of `theirs`, and
    those of mine that are not empty.
    """
    fields, clashes = dict(theirs), []
    for name, value in mine.items():
        other, base = theirs.get(name, ""), None if imported is None else imported.get(name, "")
        if value in (other, base):
            continue
        if base != other:
            clashes.append(Clash(name, base, value, other))
        if base == other or name not in preferred:
            fields[name] = value
    return Merged(fields, tuple(clashes))
