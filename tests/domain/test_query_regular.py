"""Which regular expressions are let pass, and what is known of their matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.domain.query import effort, regular
from kgstudy.domain.query.anatomy import taken_apart
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.rough_effort import roughly
from kgstudy.domain.query.tree import NOWHERE
from tests.domain.queries import patterns


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a*)*",
        r"(\w+\s)*x",
        "(a|ab|b)*c",
        "(.|x)+",
        "((a?)b?)*",
        "(a?){40}b",
        "(a{1,9}){9}",
    ],
)
def test_what_could_grow_without_bound_is_refused(pattern: str) -> None:
    with pytest.raises(QueryError, match="looking might never end"):
        regular.check(pattern, NOWHERE)


@pytest.mark.parametrize("pattern", ["(?x)(a+) +b", "(?x:(a+) +b)", "(?ix) a # ("])
def test_expressions_with_remarks_are_not_read(pattern: str) -> None:
    with pytest.raises(QueryError, match="flag x"):
        regular.check(pattern, NOWHERE)


@pytest.mark.parametrize("pattern", ["(?#[)(a+)+b", "(a+)(?#x)+b", "(a+)+(?#x)b"])
def test_remarks_hide_nothing(pattern: str) -> None:
    with pytest.raises(QueryError, match="looking might never end"):
        regular.check(pattern, NOWHERE)
    regular.check("a(?#(b+)c", NOWHERE)


@pytest.mark.parametrize("deep", [60, 300, 490])
def test_brackets_within_brackets_within_brackets_are_refused(deep: int) -> None:
    with pytest.raises(QueryError, match=r"brackets|too large"):
        regular.check("(" * deep + "a" + ")" * deep, NOWHERE)


@pytest.mark.parametrize(
    "pattern",
    [
        "(some|another).*thing", r"\d{3}", "[a-c]1", r"\bst[aeiou]+.*#\d+77\b", "(foo|bar)+x",
        r"(\d{1,3}\.){3}\d+", "(a++b)*", r"(?>\w+)\s", "(?i:x)(?-i:Y)", r"(?P<one>a)(?P=one)",
        "(?=a).*(?!b)", r"[]a-]\]", "a{,3}b{}", r"\N{LATIN SMALL LETTER A}",
    ],
)  # fmt: skip
def test_what_people_write_passes(pattern: str) -> None:
    regular.check(pattern, NOWHERE)


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("abc", ("abc",)),
        (r"\bst[aeiou]+.*#\d+77\b", ("st", "#", "77")),
        ("(?:ab)+c", ("ab", "c")),
        ("ab?c", ("a", "c")),
        ("ab*c{2}", ("a", "c")),
        ("a|b", ()),
        ("x(a|b)y", ("x", "y")),
        (r"\x41b", ("b",)),
        (r"\.a\d", (".a",)),
        ("(?=ab)c", ("c",)),
        ("[ab]c", ("c",)),
    ],
)
def test_the_texts_in_every_match(pattern: str, texts: tuple[str, ...]) -> None:
    assert regular.texts(pattern) == texts


@given(patterns, st.text(alphabet="aAbB|(.+ ^d12\n", max_size=12))
def test_a_match_has_these_texts_in_this_order(pattern: str, text: str) -> None:
    if regular.compiled(pattern).search(text):
        at = 0
        for each in regular.texts(pattern):
            at = text.lower().find(each.lower(), at)
            assert at >= 0, (pattern, each)
            at += len(each)


@pytest.mark.parametrize("pattern", ["a*a*a*b", ".*.*.*=", r"[a-z]+\w+.+;", "(a+)(a+)(a+)b"])
def test_a_long_text_is_not_begun_with_where_it_could_take_for_ever(pattern: str) -> None:
    regular.check(pattern, NOWHERE)
    assert not regular.found(pattern, "a" * 100)
    with pytest.raises(UserError, match="20,000 letters"):
        regular.found(pattern, "a" * 20_000)


@pytest.mark.parametrize(
    "pattern",
    [
        "foo.*bar.*baz", r"\w+\s+\w+\s+x", r"\d+\s*km\b", "[a-z]+[0-9]+[a-z]+[0-9]+", ".*the end",
        r"^\s*\w+:\s*\w+$", "a++a*b", r"\d+,\d+,\d+", r"https?://\S+\.html",
    ],
)  # fmt: skip
def test_a_long_text_is_no_trouble_for_usual_ones(pattern: str) -> None:
    text = "Naryn, the longest river; foo and bar are 1,067 km long. " * 60
    assert regular.found(pattern, text) == bool(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("a*a*b", 3_000), ("a*?a*?b", 3_000), ("(a+)(a+)b", 3_000), (r"\w*\w*\w*!", 500),
        (r"\w+\s*\w+\s*\w+!", 500), (r"(.+)\1x", 8_000), (r"(\w+)\s\1\s\1x", 40_000),
        ("a?" * 12 + "a*b", 2_000), ("(a?){10}a{10}b", 60_000), ("(?i:a*)a*b", 3_000),
        ("(a*)(?=a*a*c)", 600),
    ],
)  # fmt: skip
def test_what_would_take_many_seconds_is_not_begun_with(pattern: str, letters: int) -> None:
    regular.check(pattern, NOWHERE)
    with pytest.raises(UserError, match="might never end"):
        regular.found(pattern, "a" * letters)


PROSE = "Naryn, the longest river; foo and bar are 1,067 km long. " * 400


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w+\s+\w+\s+xx", r"\w*\w*\w*xx", r"(\w+)\s+\1\b", r"[a-z]+\w+[^.]+!", r"\d+,\d+ m",
        r"(?:[^;]*;){2}xx", "^a*a*a*b", "a++a*b", r"\b\w+\b,? \b\w+\b!",
    ],
)  # fmt: skip
def test_what_ends_soon_is_begun_with_however_long_the_text_is(pattern: str) -> None:
    assert not regular.found(pattern, PROSE)


@given(patterns, st.text(alphabet="aAbB|(.+ ^d12\n", max_size=30))
def test_no_text_takes_more_than_is_said_of_its_length(pattern: str, text: str) -> None:
    row = taken_apart(pattern).row
    assert effort.within(row, text, effort.at_worst(row, len(text)))
    assert effort.within(row, text, roughly(row, text))


@pytest.mark.parametrize("pattern", ["a*a*a*a*a*b", "(.*a){8}b", r"\w*\w*\w*\w*\w*!"])
def test_a_short_text_may_take_for_ever_as_well(pattern: str) -> None:
    regular.check(pattern, NOWHERE)
    with pytest.raises(UserError, match="might never end"):
        regular.found(pattern, "a" * 180)
    assert not regular.found(pattern, "a" * 12)


@pytest.mark.parametrize("pattern", [r"(?:(?:\d+ ){12},){30}x", "(?:a+,){60}(?:b+,){60}"])
def test_parts_by_the_hundred_are_counted_too(pattern: str) -> None:
    regular.check(pattern, NOWHERE)
    assert not regular.found(pattern, "1 a, " * 100)


@pytest.mark.parametrize("pattern", ["(.*)(.*)(.*)x", ".*a.*a.*b"])
def test_a_short_text_is_looked_through_where_that_ends(pattern: str) -> None:
    assert not regular.found(pattern, "a" * 180)
