"""A quick look at folded texts never misses what is there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.markup import fold
from kgstudy.domain.query import regular
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.nearby import nearby, within_word
from kgstudy.domain.query.tree import NOWHERE
from tests.domain.queries import patterns

PIECES = (
    *"abkiéıя1.-_ А", "[a-k]", "[^ab]", "[!-_]", "[éi]", "[а-я]", r"\d", r"\w", r"\W", r"\b", r"\B",
    r"\s", "(a|b)", "?", "{2}", "+", "*", "^", "$", "(?=a)", "(?!b)", "A", "[A-K]", r"\.", "(?:ab)",
    "*+", r"\x61", ".*", ".+?", "(?i)",
)  # fmt: skip
written = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
texts = st.lists(st.text("abKiéıİя1½ßſ .-\u0301_\u212a\n™", max_size=8), min_size=1, max_size=3)


@settings(max_examples=3000)
@given(st.one_of(written, patterns), texts)
def test_what_is_found_in_one_text_is_found_near_it(pattern: str, each: list[str]) -> None:
    try:
        regular.check(pattern, NOWHERE)
    except QueryError:
        return
    near = nearby(pattern)
    if near is not None and any(regular.found(pattern, text) for text in each):
        assert near.search("\x1e" + "".join(f"\x1f{fold(text)}\x1e" for text in each))


@pytest.mark.parametrize(
    "pattern", ["[aeiou]{3}", r"\d{4}", r"ven\b", "(?:ab)?c", r"18\d\d", "Ё[аи]", r"sto[a-z]+\d"]
)
def test_what_is_usual_is_told(pattern: str) -> None:
    assert nearby(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    ["^a", "a$", "(?=a)b", "a++b", "(?>a)b", r"\x41", r"\Aa", "[^a]", r"\w", "a.b", "ß", "[!-~]"],
)
def test_what_folding_or_the_ends_of_a_text_change_is_not(pattern: str) -> None:
    assert nearby(pattern) is None


def test_it_says_no_where_nothing_is() -> None:
    near = nearby(r"\d{4}")
    assert near is not None
    assert near.search("\x1e\x1fin 1991\x1e")
    assert not near.search("\x1e\x1fin 199\x1e1\x1f")


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("[aeiou]{3}", True),
        (r"ven\b", True),
        (r"1\d+|2", True),
        ("a b", False),
        ("a.*b", False),
        (r"a\sb", False),
        ("a*", False),
        ("[a_]", False),
        ("a-b", False),
        (r"\.", False),
    ],
)
def test_what_stays_within_a_word_is_told(pattern: str, told: bool) -> None:
    assert (within_word(pattern) is not None) == told
