"""The terms that look into a note's fields, as conditions on the row `card`."""

from typing import NamedTuple

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.tree import Exactly, InField, Regular, WholeWords, Words
from kgstudy.store import search_text
from kgstudy.store.folding import FIELD, SHOWS, aside
from kgstudy.store.search_asking import Asking
from kgstudy.store.search_text import Sought


def words(ask: Asking, term: Words | WholeWords) -> str:
    sought = search_text.words(term.glob, whole=isinstance(term, WholeWords))
    found = f"found({{text}}, {ask.bind(sought.expression)})"
    return _notes(ask, _candidates(ask, sought), found)


def regular(ask: Asking, term: Regular) -> str:
    return _matching(ask, "", term.pattern)


def in_field(ask: Asking, term: InField) -> str:
    name = search_text.name_expression(term.name)
    match term.shows:
        case Regular(pattern):
            return _matching(ask, globs.whole(term.name).pattern, pattern)
        case Exactly(glob):
            return _exactly(ask, term.name, glob)
        case Words(glob) | WholeWords(glob):
            whole = isinstance(term.shows, WholeWords)
            sought = search_text.words(glob, whole=whole)
            found = f"found_in({{text}}, {ask.bind(name)}, {ask.bind(sought.expression)})"
            return _notes(ask, _seen(f"text GLOB {ask.bind(sought.likeness)}", decide=False), found)


def _exactly(ask: Asking, name: Glob, shows: Glob) -> str:
    """Without a wildcard the field stands in the text just so."""
    called, shown = (globs.text_of(globs.folded(glob)) for glob in (name, shows))
    expression = rf"\A(?:{globs.expression(globs.folded(shows))})\Z"
    named = search_text.name_expression(name)
    found = f"found_in({{text}}, {ask.bind(named)}, {ask.bind(expression)})"
    if called is not None and shown is not None:
        whole = ask.bind(f"{FIELD}{aside(called)}{SHOWS}{shown}{FIELD}")
        return _notes(ask, _seen(f"instr(text, {whole})", decide=True), found)
    like = ask.bind(search_text.field_likeness(name, shows))
    return _notes(ask, _seen(f"text GLOB {like}", decide=False), found)


class _Candidates(NamedTuple):
    """Notes to look at: their ids, the tables they stand in, what holds of them there, and whether
    this decides.
    """

    ids: str
    tables: str
    condition: str
    decide: bool


def _candidates(ask: Asking, sought: Sought) -> _Candidates:
    known = ask.words_like(sought.head, sought.word) if sought.word else None
    if not (known or sought.match):
        return _seen(f"text GLOB {ask.bind(sought.likeness)}", decide=sought.decides)
    match = f"note_text MATCH {ask.bind(known or sought.match)}"
    if known or sought.decides:
        return _Candidates("rowid", "note_text", match, decide=True)
    both = "note_text CROSS JOIN note_seen ON note_id = note_text.rowid"
    return _Candidates("note_id", both, match, decide=False)


def _seen(condition: str, *, decide: bool) -> _Candidates:
    return _Candidates("note_id", "note_seen", condition, decide)


def _notes(ask: Asking, candidates: _Candidates, found: str) -> str:
    """Of the candidates those in whose text it is `found`."""
    ids, tables, condition, decide = candidates
    if not decide:
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
