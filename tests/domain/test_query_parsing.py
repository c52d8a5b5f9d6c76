"""What a query says, and the sentence where it says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.domain.query.parsing import parse
from kgstudy.domain.query.terms import InDeck, Query, Standing, Stands, Tagged, Word


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  \t ", ()),
        ("Turkey", (Word("turkey"),)),
        ("turkey 1991", (Word("turkey"), Word("1991"))),
        ('"United States"', (Word("united states"),)),
        ("Мёд", (Word("мед"),)),
        ("deck:Rivers", (InDeck("Rivers"),)),
        ('deck:"My rivers" x', (InDeck("My rivers"), Word("x"))),
        ("deck:Asia::Rivers", (InDeck("Asia::Rivers"),)),
        ("DECK:Rivers", (InDeck("Rivers"),)),
        ("tag:date", (Tagged("date"),)),
        ("is:due IS:New", (Stands(Standing.DUE), Stands(Standing.NEW))),
        ("10:30", (Word("10:30"),)),
        ('"note: this"', (Word("note: this"),)),
        ("— ? x", (Word("x"),)),
        ('""', ()),
    ],
)
def test_terms(text: str, terms: Query) -> None:
    assert parse(text) == terms


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_its_word(standing: Standing) -> None:
    assert parse(f"is:{standing.value}") == (Stands(standing),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("flag:1", "knows no “flag:”, only deck:, tag: and is:; .* quotation marks"),
        ("is:old", "no “is:old”, only is:new, .* and is:buried"),
        ("deck:", "“deck:” needs a word right after it"),
        ('tag:" "', "“tag:” needs a word"),
        ('x "abc', "never closed"),
        ('deck:"abc', "needs a word right after it"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse(text)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        terms = parse(text)
    except UserError:
        return
    assert all(term.text for term in terms if isinstance(term, Word))
