"""Marks upon marks are composed in time."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.composing import composed, stream_safe
from kgstudy.domain.markup import fold

MARKS = st.text(st.sampled_from("aй\u0301\u0308\u0315\u05ae\u0327 …🙂"), max_size=29)


@given(MARKS)
def test_texts_of_people_are_merely_composed(text: str) -> None:
    assert stream_safe(text) == text
    assert composed(text) == unicodedata.normalize("NFC", text)


def test_what_is_no_mark_is_left_alone() -> None:
    assert composed("…" * 1000 + "🙂" * 1000 + "a\u0301") == "…" * 1000 + "🙂" * 1000 + "á"


def test_half_a_million_marks_on_one_letter_take_no_time() -> None:
    text = "a" + "\u0315\u0300\u05ae\u0301" * 125_000
    begun = time.process_time()
    assert composed(text).replace("\u034f", "").count("\u05ae") == 125_000
    assert fold(text) == "a"
    assert time.process_time() - begun < 5
