"""The terms that look into a note's fields, as conditions on the row `card`."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.nearby import within_word
from kgstudy.domain.query.tree import Exactly, InField, Regular, WholeWords, Words
from kgstudy.store import search_text
from kgstudy.store.folding import FIELD, SHOWS
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
    found = " AND ".join(_found(ask, each.expression) for each in matches)
    if all(each.decides for each in matches.values()):
        return _notes(ask, _answered(ask, every), found)
    return _notes(ask, _of_those(ask, every, "TRUE", decide=False), found)


def regular(ask: Asking, term: Regular) -> str:
    return _matching(ask, None, term.pattern)


def in_field(ask: Asking, term: InField) -> str:
    match term.shows:
        case Regular(pattern):
            return _matching(ask, term.name, pattern)
        case Exactly(glob):
            return _showing(ask, term.name, glob)
        case Words(glob) | WholeWords(glob):
            sought = search_text.words(glob, whole=isinstance(term.shows, WholeWords))
            found = _found(ask, search_text.within_field(term.name, sought))
            match = _match(ask, sought)
            asked = match.asked if match else None
            return _notes(ask, _of_those(ask, asked, _like(ask, sought), decide=False), found)


def _showing(ask: Asking, name: Glob, shows: Glob) -> str:
    """A field that shows all this."""
    found = _found(ask, search_text.field_expression(name, shows))
    phrase = search_text.field_match(name, shows)
    if phrase and not globs.text_of(globs.folded(shows)):
        return _notes(ask, _answered(ask, phrase), found)
    head, word = search_text.longest_word(shows)
    asked = phrase or (ask.words_like(head, word) if word else None)
    like = f"note_seen.text GLOB {ask.bind(search_text.field_likeness(name, shows))}"
    return _notes(ask, _of_those(ask, asked, like, decide=bool(phrase)), found)


def _found(ask: Asking, expression: str) -> str:
    return f"found({{text}}, {ask.bind(expression)})"


def _like(ask: Asking, sought: Sought) -> str:
    """SQLite finds a text in another fastest by GLOB, or byte by byte where it begins with a letter
    that is none of ASCII.
    """
    if sought.part and not sought.part[0].isascii():
        return f"instr(CAST(note_seen.text AS BLOB), CAST({ask.bind(sought.part)} AS BLOB))"
    return f"note_seen.text GLOB {ask.bind(sought.likeness)}"


def _seen(condition: str, *, decide: bool) -> _Candidates:
    return _Candidates("note_id", "note_seen", condition, decide)


def _answered(ask: Asking, asked: str) -> _Candidates:
    """What the text index answers, where that is right."""
    return _Candidates("rowid", "note_text", f"note_text MATCH {ask.bind(asked)}", decide=True)


def _of_those(ask: Asking, asked: str | None, condition: str, *, decide: bool) -> _Candidates:
    """Of what the text index answers that for which the condition holds; of all if not asked."""
    if asked is None:
        return _seen(condition, decide=decide)
    both = "note_text CROSS JOIN note_seen ON note_id = note_text.rowid"
    narrowed = f"note_text MATCH {ask.bind(asked)} AND {condition}"
    return _Candidates("note_id", both, narrowed, decide)


def _notes(ask: Asking, candidates: _Candidates, found: str) -> str:
    """Of the candidates those in whose text it is `found`."""
    ids, tables, condition, decide = candidates
    if not decide:
        condition = f"{condition} AND {found.format(text='note_seen.text')}"
    indexed = f"SELECT {ids} FROM {tables} WHERE {condition}"
    return _with_unindexed(ask, indexed, found.format(text="seen_of(fields)"))


_EXACT = "(SELECT text FROM note_exact WHERE note_id = note_seen.note_id)"
_MINDS_CASE = re.compile(r"\(\?[a-zA-Z]*-[a-zA-Z]*i")


def _matching(ask: Asking, name: Glob | None, pattern: str) -> str:
    """A person's regular expression is found in what the fields show."""
    bound = ask.bind(pattern)
    called = "" if name is None else globs.whole(name).pattern
    found = f"matches(fields, {ask.bind(called)}, {bound})"
    head = ask.bind(SHOWS if name is None else search_text.field_head(name))
    quick = f"matches_seen(coalesce({_EXACT}, note_seen.text), {head}, {bound})"
    if _MINDS_CASE.search(pattern):
        whole = f"EXISTS (SELECT 1 FROM note WHERE id = note_seen.note_id AND {found})"
        quick = f"iif({_EXACT} IS NULL, {whole}, {quick})"
    within = within_word(pattern)
    asked = ask.words_matching(within) if within else None
    like = search_text.pattern_likeness(pattern)
    near = f"near(note_seen.text, {bound})"
    likely = near if like == "*" else f"note_seen.text GLOB {ask.bind(like)}"
    condition = quick if asked else f"{likely} AND {quick}"
    return _notes(ask, _of_those(ask, asked, condition, decide=True), found)


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
