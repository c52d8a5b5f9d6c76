"""What is told of a field at a glance is what reading all of it would tell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.markup import media, plain, sounds

_PIECES = (
    "<b>", "</b>", "<p class='a > b'>", '<span title=">">', '<div title="x">', "<br/>", "<h1 ", ">",
    "<style>", "</style>", "<script", "<!--", "-->", "&nbsp;", "&", "<", "[sound:a.mp3]", "[",
    "<i/>", '<img src="a.png">', "<SOURCE src=b>", "<bold>", "word", "ө", " ", "\n", "\u00a0",
    "\u3000", '"', "'",
)  # fmt: skip
pieces = st.sampled_from(_PIECES)


@given(st.lists(pieces, max_size=6).map("".join))
@example('<span title=">">')
def test_a_glance_sees_what_reading_sees(html: str) -> None:
    assert is_blank(html) == (not (plain(html) or media(html)))


@given(st.lists(pieces, max_size=6).map("".join))
def test_a_glance_misses_no_picture_and_no_sound(html: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kgstudy.domain.markup._may_load", lambda _: True)
        expected = media(html), sounds(html)
    assert (media(html), sounds(html)) == expected


@pytest.mark.parametrize(
    "html", ["", " \n", "<b></b>", "<style>b {}</style>", "&nbsp;", "<!-- a -->"]
)
def test_blank(html: str) -> None:
    assert is_blank(html)
