"""The terms that look into a note's fields, as conditions on the row `card`."""

from dataclasses import replace
from typing import NamedTuple

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.tree import Exactly, InField, Regular, WholeWords, Words
from kgstudy.store import search_text
from kgstudy.store.folding import FIELD, SHOWS
from kgstudy.store.search_asking import Asking
from kgstudy.store.search_text import Sought


def words(ask: Asking, term: Words | WholeWords) -> str:
    sought = search_text.words(term.glob, whole=isinstance(term, WholeWords))
    found = f"found({{text}}, {ask.bind(sought.expression)})"
    return _notes(ask, _candidates(ask, sought), found, decided=sought.decides)


def regular(ask: Asking, term: Regular) -> str:
    return _matching(ask, "", term.pattern)


def in_field(ask: Asking, term: InField) -> str:
    name = globs.whole(term.name).pattern
    match term.shows:
        case Regular(pattern):
            return _matching(ask, name, pattern)
        case Exactly(glob):
            return _exactly(ask, term.name, glob)
        case Words(glob) | WholeWords(glob):
            whole = isinstance(term.shows, WholeWords)
            sought = replace(search_text.words(glob, whole=whole), decides=False)
            found = f"found_in({{text}}, {ask.bind(name)}, {ask.bind(sought.expression)})"
            return _notes(ask, _candidates(ask, sought), found, decided=False)


def _exactly(ask: Asking, name: Glob, shows: Glob) -> str:
    """Without a wildcard the field stands in the text just so."""
    called, shown = (globs.text_of(globs.folded(glob)) for glob in (name, shows))
    expression = rf"\A(?:{globs.expression(globs.folded(shows))})\Z"
    found = f"found_in({{text}}, {ask.bind(globs.whole(name).pattern)}, {ask.bind(expression)})"
    if called is not None and shown is not None:
        whole = ask.bind(f"{FIELD}{called}{SHOWS}{shown}{FIELD}")
        return _notes(ask, _seen(f"instr(text, {whole})"), found, decided=True)
    like = ask.bind(search_text.field_likeness(name, shows))
    return _notes(ask, _seen(f"text GLOB {like}"), found, decided=False)


class _Candidates(NamedTuple):
    """Notes to look at: their ids, the tables they stand in, and what holds of them there."""

    ids: str
    tables: str
    condition: str


def _candidates(ask: Asking, sought: Sought) -> _Candidates:
    if not sought.match:
        return _seen(f"text GLOB {ask.bind(sought.likeness)}")
    match = f"note_text MATCH {ask.bind(sought.match)}"
    if sought.decides:
        return _Candidates("note_text.rowid", "note_text", match)
    both = "note_text CROSS JOIN note_seen ON note_id = note_text.rowid"
    return _Candidates("note_id", both, match)


def _seen(condition: str) -> _Candidates:
    return _Candidates("note_id", "note_seen", condition)


def _notes(ask: Asking, candidates: _Candidates, found: str, *, decided: bool) -> str:
    """Of the candidates those in whose text it is `found`, which the index may have `decided`."""
    ids, tables, condition = candidates
    if not decided:
        condition = f"{condition} AND {found.format(text='note_seen.text')}"
    indexed = f"SELECT {ids} FROM {tables} WHERE {condition}"
    return _with_unindexed(ask, indexed, found.format(text="seen_of(fields)"))


def _matching(ask: Asking, name: str, pattern: str) -> str:
    """A person's regular expression is found in the fields themselves, of those that may match."""
    found = f"matches(fields, {ask.bind(name)}, {ask.bind(pattern)})"
    like = search_text.pattern_likeness(pattern)
    if like == "*":
        return f"card.note_id IN (SELECT id FROM note WHERE {found})"
    seen = f"note_seen CROSS JOIN note ON note.id = note_id WHERE text GLOB {ask.bind(like)}"
    return _with_unindexed(ask, f"SELECT note_id FROM {seen} AND {found}", found)


def _with_unindexed(ask: Asking, indexed: str, found: str) -> str:
    """Notes that wait to be indexed are looked at themselves."""
    if ask.indexed:
        return f"card.note_id IN ({indexed})"
    rest = f"SELECT note_id FROM unindexed CROSS JOIN note ON note.id = note_id WHERE {found}"
    return (
        f"(card.note_id IN ({indexed}) AND card.note_id NOT IN (SELECT note_id FROM unindexed)"
        f" OR card.note_id IN ({rest}))"
    )


def opens_with(ask: Asking, text: str) -> str:
    """Notes whose first field shows just this text."""
    found = f"opens_with(fields, {ask.bind(text)})"
    like = ask.bind(f"{SHOWS}{fold(text)}{FIELD}")
    seen = f"note_seen CROSS JOIN note ON note.id = note_id WHERE instr(text, {like})"
    return _with_unindexed(ask, f"SELECT note_id FROM {seen} AND {found}", found)
