"""The terms that look into a note's fields, as conditions on the row `card`."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.nearby import nearby, within_word
from kgstudy.domain.query.tree import Exactly, InField, Regular, WholeWords, Words
from kgstudy.store import search_text
from kgstudy.store.folding import EMPTY, END, FIELD, SHOWS
from kgstudy.store.search_asking import Asking, Matching
from kgstudy.store.search_text import Sought
from kgstudy.store.text_columns import Asked


class _Match(NamedTuple):
    """What the text index is asked, and whether its answer is right without another look."""

    asked: Asked
    decides: bool


def words(ask: Asking, terms: Sequence[Words | WholeWords]) -> str:
    """All of them in one note; what can be asked together is asked together."""
    sought = [search_text.words(each.glob, whole=isinstance(each, WholeWords)) for each in terms]
    matches = {each: _match(ask, each) for each in sought}
    single = {each: match for each, match in matches.items() if match and len(match.asked) == 1}
    rest = [_one_by_one(ask, each, match) for each, match in matches.items() if each not in single]
    return " AND ".join([*([_together(ask, single)] if single else []), *rest])


def _match(ask: Asking, sought: Sought) -> _Match | None:
    """What the text index is asked for them, where it knows more than nothing."""
    known = ask.words_like(sought.head, sought.word) if sought.word else None
    if known is not None:
        return _Match(known, decides=True)
    return _Match((sought.match,), sought.decides) if sought.match else None


def _together(ask: Asking, matches: Mapping[Sought, _Match]) -> str:
    every = " AND ".join(f"({match.asked[0]})" for match in matches.values())
    found = " AND ".join(_found(ask, each.expression) for each in matches)
    decide = all(match.decides for match in matches.values())
    return _notes(ask, found, asked=(every,), decide=decide)


def _one_by_one(ask: Asking, sought: Sought, match: _Match | None) -> str:
    found = _found(ask, sought.expression)
    if match:
        return _notes(ask, found, asked=match.asked, decide=match.decides)
    return _notes(ask, found, like=_like(ask, sought), decide=sought.decides)


def regular(ask: Asking, term: Regular) -> str:
    return _matching(ask, None, term.pattern)


def in_field(ask: Asking, term: InField) -> str:
    match term.shows:
        case Regular(pattern):
            return _matching(ask, term.name, pattern)
        case Exactly(glob):
            return _showing(ask, term.name, glob)
        case Words(glob) | WholeWords(glob):
            return _having(ask, term.name, glob, whole=isinstance(term.shows, WholeWords))


def _having(ask: Asking, name: Glob, glob: Glob, *, whole: bool) -> str:
    """A field that has this somewhere."""
    sought = search_text.words(glob, whole=whole)
    found = _found(ask, search_text.within_field(name, sought))
    match, columns = _match(ask, sought), ask.columns(name)
    if match is None:
        return _notes(ask, found, like=_like(ask, sought), decide=False)
    decide = match.decides and not columns.shared
    return _notes(ask, found, asked=columns.within(match.asked), decide=decide)


def _showing(ask: Asking, name: Glob, shows: Glob) -> str:
    """A field that shows all this."""
    found, columns = _found(ask, search_text.field_expression(name, shows)), ask.columns(name)
    phrase = search_text.field_match(shows)
    if phrase in (EMPTY, END):
        return _notes(ask, found, asked=columns.within((phrase,)), decide=not columns.shared)
    head, word = search_text.longest_word(shows)
    asked = (phrase,) if phrase else ask.words_like(head, word) if word else None
    if asked is not None and search_text.is_any_with(shows, word):
        return _notes(ask, found, asked=columns.within(asked), decide=not columns.shared)
    like = f"note_seen.text GLOB {ask.bind(search_text.field_likeness(name, shows))}"
    decide = None not in (globs.text_of(name), globs.text_of(shows))
    within = columns.within(asked) if asked is not None else None
    return _notes(ask, found, asked=within, like=like, decide=decide)


def _found(ask: Asking, expression: str) -> str:
    return f"found({{text}}, {ask.bind(expression)})"


def _like(ask: Asking, sought: Sought) -> str:
    """SQLite finds a text in another fastest by GLOB, or byte by byte where it begins with a letter
    that is none of ASCII.
    """
    if sought.part and not sought.part[0].isascii():
        return f"instr(CAST(note_seen.text AS BLOB), CAST({ask.bind(sought.part)} AS BLOB))"
    return f"note_seen.text GLOB {ask.bind(sought.likeness)}"


def _notes(
    ask: Asking, found: str, *, asked: Asked | None = None, like: str = "", decide: bool
) -> str:
    """Those that the text index tells, if it is asked, which are like that, if they are to be; and
    unless this decides, in which it is `found`.
    """
    conditions = [*([like] if like else []), *([] if decide else [found.format(text=_SEEN)])]
    if conditions or asked is None:
        indexed = _told_and_seen(ask, asked, " AND ".join(conditions) or "TRUE")
    else:
        indexed = _told(ask, asked)
    return _with_unindexed(ask, indexed, found.format(text="seen_of(fields)"))


_SEEN = "note_seen.text"


def _told(ask: Asking, asked: Asked) -> str:
    """The ids of notes that the text index tells; the same one may come more than once."""
    match asked:
        case ():
            return "SELECT NULL WHERE FALSE"
        case (only,):
            return f"SELECT rowid FROM note_text WHERE note_text MATCH {ask.bind(only)}"
    each = f"json_each({ask.bind(json.dumps(asked))}) AS asked"
    return (
        f"SELECT note_text.rowid FROM {each} CROSS JOIN note_text WHERE note_text MATCH asked.value"
    )


def _told_and_seen(ask: Asking, asked: Asked | None, condition: str) -> str:
    """Of those, or of all where it is not asked, the ones for which this holds too."""
    if asked is None:
        return f"SELECT note_id FROM note_seen WHERE {condition}"
    if len(asked) == 1:
        both = "note_text CROSS JOIN note_seen ON note_id = note_text.rowid"
        match = f"note_text MATCH {ask.bind(asked[0])}"
        return f"SELECT note_id FROM {both} WHERE {match} AND {condition}"
    return f"SELECT note_id FROM note_seen WHERE note_id IN ({_told(ask, asked)}) AND {condition}"


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
    told = ask.words_matching(within, pattern) if within else None
    if told is not None:
        indexed = _of_words(ask, told if name is None else told.within(ask.columns(name)), quick)
        return _with_unindexed(ask, indexed, found)
    if within and name is None:  # it goes over no end of a field
        quick = f"holds(coalesce({_EXACT}, note_seen.text), {bound})"
    like = search_text.pattern_likeness(pattern)
    if like != "*":
        quick = f"note_seen.text GLOB {ask.bind(like)} AND {quick}"
    elif nearby(pattern) and not within:
        quick = f"near(note_seen.text, {bound}) AND {quick}"
    return _with_unindexed(ask, _told_and_seen(ask, None, quick), found)


def _of_words(ask: Asking, words: Matching, condition: str) -> str:
    """Notes that have words in which it is found: for certain, or if the condition holds."""
    certain, perhaps = _told(ask, words.certain), _told_and_seen(ask, words.perhaps, condition)
    return f"{certain} UNION ALL {perhaps}"


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
