"""The terms that look into a note's fields, as conditions on the row `card`."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.tree import Exactly, InField, Regular, WholeWords, Words
from kgstudy.store import search_text
from kgstudy.store.folding import CASE_ALONE, FIELD, SHOWS
from kgstudy.store.search_asking import Asking
from kgstudy.store.search_text import Sought


class _Candidates(NamedTuple):
    """Notes to look at: their ids, the tables they stand in, what holds of them there, and whether
    this decides.
    """

    ids: str
    tables: str
    condition: str
    decide: bool


class _Match(NamedTuple):
    """A question to the text index, and whether its answer is right without another look."""

    asked: str
    decides: bool


def words(ask: Asking, terms: Sequence[Words | WholeWords]) -> str:
    """All of them in one note; the text index is asked but once."""
    sought = [search_text.words(each.glob, whole=isinstance(each, WholeWords)) for each in terms]
    matches = {each: match for each in sought if (match := _match(ask, each))}
    seen = [
        _notes(ask, _seen(_like(ask, each), decide=each.decides), _found(ask, each.expression))
        for each in sought
        if each not in matches
    ]
    return " AND ".join([*([_indexed(ask, matches)] if matches else []), *seen])


def _match(ask: Asking, sought: Sought) -> _Match | None:
    """What the text index is asked for them, where it knows more than nothing."""
    known = ask.words_like(sought.head, sought.word) if sought.word else None
    if known:
        return _Match(known, decides=True)
    return _Match(sought.match, sought.decides) if sought.match else None


def _indexed(ask: Asking, matches: Mapping[Sought, _Match]) -> str:
    every = " AND ".join(f"({match.asked})" for match in matches.values())
    match = f"note_text MATCH {ask.bind(every)}"
    found = " AND ".join(_found(ask, each.expression) for each in matches)
    if all(each.decides for each in matches.values()):
        return _notes(ask, _Candidates("rowid", "note_text", match, decide=True), found)
    both = "note_text CROSS JOIN note_seen ON note_id = note_text.rowid"
    return _notes(ask, _Candidates("note_id", both, match, decide=False), found)


def regular(ask: Asking, term: Regular) -> str:
    return _matching(ask, None, term.pattern)


def in_field(ask: Asking, term: InField) -> str:
    match term.shows:
        case Regular(pattern):
            return _matching(ask, term.name, pattern)
        case Exactly(glob):
            found = _found(ask, search_text.field_expression(term.name, glob))
            like = ask.bind(search_text.field_likeness(term.name, glob))
            certain = globs.text_of(term.name) is not None and globs.text_of(glob) is not None
            return _notes(ask, _seen(f"text GLOB {like}", decide=certain), found)
        case Words(glob) | WholeWords(glob):
            whole = isinstance(term.shows, WholeWords)
            sought = search_text.words(glob, whole=whole)
            found = _found(ask, search_text.within_field(term.name, sought))
            return _notes(ask, _seen(_like(ask, sought), decide=False), found)


def _found(ask: Asking, expression: str) -> str:
    return f"found({{text}}, {ask.bind(expression)})"


def _like(ask: Asking, sought: Sought) -> str:
    """SQLite finds a text in another fastest by GLOB, or byte by byte where it begins with a letter
    that is none of ASCII.
    """
    if sought.part and not sought.part[0].isascii():
        return f"instr(CAST(text AS BLOB), CAST({ask.bind(sought.part)} AS BLOB))"
    return f"text GLOB {ask.bind(sought.likeness)}"


def _seen(condition: str, *, decide: bool) -> _Candidates:
    return _Candidates("note_id", "note_seen", condition, decide)


def _notes(ask: Asking, candidates: _Candidates, found: str) -> str:
    """Of the candidates those in whose text it is `found`."""
    ids, tables, condition, decide = candidates
    if not decide:
        condition = f"{condition} AND {found.format(text='note_seen.text')}"
    indexed = f"SELECT {ids} FROM {tables} WHERE {condition}"
    return _with_unindexed(ask, indexed, found.format(text="seen_of(fields)"))


_MINDS_CASE = re.compile(r"\(\?[a-zA-Z]*-[a-zA-Z]*i")


def _matching(ask: Asking, name: Glob | None, pattern: str) -> str:
    """A person's regular expression is found in what the fields show.

    That has to be made of the fields, unless the folded text lost nothing that it could mind.
    """
    called = "" if name is None else globs.whole(name).pattern
    aside = "" if name is None else search_text.name_expression(name)
    bound = ask.bind(pattern)
    found = f"matches(fields, {ask.bind(called)}, {bound})"
    quick = found
    if not _MINDS_CASE.search(pattern):
        seen = f"matches_seen(text, {ask.bind(aside)}, {bound})"
        quick = f"iif(unicode(text) = {ord(CASE_ALONE)}, {seen}, {found})"
    like = search_text.pattern_likeness(pattern)
    likely = f"near(text, {bound})" if like == "*" else f"text GLOB {ask.bind(like)}"
    tables = "note_seen CROSS JOIN note ON note.id = note_id"
    return _with_unindexed(ask, f"SELECT note_id FROM {tables} WHERE {likely} AND {quick}", found)


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
