"""Whether a field is blank is told at a glance, and as reading all of it would tell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.markup import media, plain

_PIECES = (
    "<b>", "</b>", "<p class='a > b'>", '<span title=">">', '<div title="x">', "<br/>", "<h1 ", ">",
    "<style>", "</style>", "<script", "<!--", "-->", "&nbsp;", "&", "<", "[sound:a.mp3]", "[",
    "<i/>", '<img src="a.png">', "<bold>", "word", "ө", " ", "\n", "\u00a0", "\u3000", '"', "'",
)  # fmt: skip
pieces = st.sampled_from(_PIECES)


@given(st.lists(pieces, max_size=6).map("".join))
@example('<span title=">">')
def test_a_glance_sees_what_reading_sees(html: str) -> None:
    assert is_blank(html) == (not (plain(html) or media(html)))


@pytest.mark.parametrize(
    "html", ["", " \n", "<b></b>", "<style>b {}</style>", "&nbsp;", "<!-- a -->"]
)
def test_blank(html: str) -> None:
    assert is_blank(html)
