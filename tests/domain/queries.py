"""Trees of queries by chance, as the parser makes them."""

import re

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.properties import Comparison, Property
from kgstudy.domain.query.tree import (
    EVERYTHING,
    NOWHERE,
    Alike,
    And,
    Compared,
    Content,
    Event,
    Exactly,
    Flagged,
    FromLesson,
    Has,
    InDeck,
    InField,
    InPreset,
    Is,
    Lately,
    Not,
    Numbered,
    OfNoteType,
    OfTemplate,
    Or,
    Query,
    Quoting,
    Regular,
    State,
    Tagged,
    TaggedLike,
    Term,
    Thing,
    Untagged,
    WholeWords,
    WithId,
    Words,
)

_SIGNS = st.text(alphabet='aбө or:"\\()-*_<>=3,.', min_size=1, max_size=8)


def _glob(text: str) -> Glob:
    return globs.read(text.strip())


def _is_pattern(pattern: str) -> bool:
    """Whether the parser lets it pass; behind a quotation mark no backslash counts for it alone."""
    if not pattern.strip() or pattern != pattern.strip() or re.search(r'\\(?:\\\\)*"', pattern):
        return False
    try:
        regular.check(pattern, NOWHERE)
    except QueryError:
        return False
    return True


patterns = st.text(alphabet='ab|()[]*+?.\\d" ^$', max_size=8).filter(_is_pattern)
some = st.builds(_glob, _SIGNS | st.text(min_size=1, max_size=5)).filter(bool)
words = st.builds(Words, some)
shows: SearchStrategy[Exactly | Words | WholeWords | Regular] = (
    st.builds(Exactly, some | st.just(Glob("")))
    | words
    | st.builds(WholeWords, some)
    | st.builds(Regular, patterns)
)
days = st.integers(1, 4000)
ids = st.lists(st.integers(0, 2**63 - 1), min_size=1, max_size=3).map(tuple)

terms: SearchStrategy[Term] = (
    words
    | st.builds(WholeWords, some)
    | st.builds(Regular, patterns)
    | st.builds(InField, some, shows)
    | st.builds(InDeck, some)
    | st.builds(Tagged, some.filter(lambda name: name.lower() != "none"))
    | st.builds(TaggedLike, patterns)
    | st.just(Untagged())
    | st.builds(Is, st.sampled_from(State))
    | st.builds(Flagged, st.integers(0, 7))
    | st.builds(Has, st.sampled_from(Content))
    | st.builds(
        Compared,
        st.sampled_from(Property),
        st.sampled_from(Comparison),
        st.integers(-9999, 9999).map(float) | st.floats(0.001, 1),
    )
    | st.builds(Lately, st.sampled_from(Event), days)
    | st.builds(Lately, st.just(Event.RATED), days, st.integers(1, 4))
    | st.builds(OfNoteType, some)
    | st.builds(OfTemplate, some.filter(lambda name: not name.isdigit()))
    | st.builds(Numbered, st.integers(1, 99))
    | st.builds(InPreset, some)
    | st.builds(FromLesson, some)
    | st.builds(Quoting, some)
    | st.builds(WithId, st.sampled_from(Thing), ids)
    | st.builds(
        Alike, st.sampled_from(["basic", "12", "my type"]), st.just("a, b") | st.just('"x" *')
    )
)


def _nested(inner: SearchStrategy[Query]) -> SearchStrategy[Query]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(And, parts) | st.builds(Or, parts) | st.builds(Not, inner)


queries: SearchStrategy[Query] = st.recursive(terms | st.just(EVERYTHING), _nested, max_leaves=6)
