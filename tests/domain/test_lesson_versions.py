"""Words are followed from one version of a lesson to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_versions import Fate, Versions
from tests.drafted import span_of

TEXT = """\
## Rivers

The Naryn is the longest river of Kyrgyzstan. It flows into the Syr Darya. It rose in 1992.

The Chüy rises in the Tian Shan (a range). It is 1,067 km long. It is cold.

## Lakes

Issyk-Kul is 668 m deep. It is cold. It never freezes.
"""


def follow(new: str, words: str, old: str = TEXT) -> tuple[Fate, str | None]:
    """What became of the first of these words, and what stands there now."""
    went = Versions(old, new, "en").follow(span_of(old, words))
    return went.fate, None if went.now is None else new[went.now.start : went.now.end]


def test_a_text_that_is_the_same_leaves_everything_where_it_was() -> None:
    assert follow(TEXT, "Syr Darya") == (Fate.EXACT, "Syr Darya")


@pytest.mark.parametrize("words", ["1992", "rose", "It rose in 1992."])
def test_a_date_that_changed_changes_its_sentence(words: str) -> None:
    new = TEXT.replace("1992", "1993")
    assert follow(new, words) == (Fate.CHANGED, words.replace("1992", "1993"))


def test_other_sentences_of_the_paragraph_are_as_they_were() -> None:
    new = TEXT.replace("1992", "1993")
    assert follow(new, "Syr Darya") == (Fate.EXACT, "Syr Darya")
    assert follow(new, "Naryn") == (Fate.EXACT, "Naryn")


def test_a_paragraph_that_moved_takes_its_words_along() -> None:
    rivers, naryn, chuy, lakes, lake = TEXT.split("\n\n")
    new = "\n\n".join([rivers, chuy, lakes, lake.rstrip(), naryn])
    assert follow(new, "Syr Darya") == (Fate.MOVED, "Syr Darya")
    assert follow(new, "(a range)") == (Fate.EXACT, "(a range)")


@pytest.mark.parametrize("words", ["(a range)", "km", "1,067 km long.", "Chüy rises in the", "üy"])
def test_other_line_breaks_blanks_and_headings_change_nothing(words: str) -> None:
    new = TEXT.replace(" km", "\nkm").replace("The Chüy", "### Chüy\n\nThe  Chüy")
    fate, now = follow(new, words)
    assert fate is Fate.EXACT
    assert now is not None
    assert now.split() == words.split()


def test_marks_that_changed_do_not_count_as_words() -> None:
    new = TEXT.replace("(a range)", "– a range –")
    assert follow(new, "(a range)") == (Fate.EXACT, "a range")


@pytest.mark.parametrize(
    ("old", "new"), [("-5 degrees", "5 degrees"), ("5 % of it", "5 of it"), ("1.5 km", "15 km")]
)
def test_what_changes_a_number_counts(old: str, new: str) -> None:
    assert follow(f"It has {new}.", old, f"It has {old}.")[0] is Fate.CHANGED


def test_a_sentence_that_is_gone() -> None:
    new = TEXT.replace(" It flows into the Syr Darya.", "")
    assert follow(new, "Syr Darya") == (Fate.GONE, None)
    went = Versions(TEXT, new, "en").follow(span_of(TEXT, "Syr Darya"))
    assert (went.old_sentence, went.new_sentence) == ("It flows into the Syr Darya.", "")
    assert new[: went.place].endswith("river of Kyrgyzstan")


def test_of_sentences_that_are_alike_each_keeps_its_neighbours() -> None:
    new = TEXT.replace("long. It is cold.", "long.")
    assert follow(new, "It is cold")[0] is Fate.GONE
    second = TEXT.rindex("cold")
    went = Versions(TEXT, new, "en").follow(Span(second, second + 4))
    assert went.fate is Fate.EXACT
    assert went.now is not None
    assert went.now.start == new.index("cold")


def test_a_sentence_that_was_cut_in_two_or_joined_has_the_same_words() -> None:
    one, two = "It is long; it is cold. So far.", "It is long. it is cold. So far."
    parted = two.replace("it is cold", "It is cold")
    assert follow(parted, "long", parted.replace("long. It", "long, It"))[0] is Fate.EXACT
    assert follow(parted.replace("long. It", "long, It"), "cold", parted)[0] is Fate.EXACT
    assert follow(one, "far", two)[0] is Fate.EXACT


def test_two_sentences_that_became_one_are_changed() -> None:
    new = TEXT.replace("Kyrgyzstan. It flows into", "Kyrgyzstan and flows into")
    assert follow(new, "Syr Darya") == (Fate.CHANGED, "Syr Darya")
    assert follow(new, "longest") == (Fate.CHANGED, "longest")


def test_words_over_several_sentences_are_changed_with_any_of_them() -> None:
    words = "The Naryn is the longest river of Kyrgyzstan. It flows into the Syr Darya."
    new = TEXT.replace("longest", "greatest")
    assert follow(new, words) == (Fate.CHANGED, words.replace("longest", "greatest"))
    half = TEXT.replace(" It flows into the Syr Darya.", "")
    assert follow(half, words) == (Fate.CHANGED, words[:45])


def test_a_heading_is_followed_by_its_words() -> None:
    assert follow("Intro.\n\n" + TEXT, "Lakes") == (Fate.EXACT, "Lakes")
    assert follow(TEXT.replace("Lakes", "Waters"), "Lakes") == (Fate.GONE, None)


words = st.sampled_from(["the", "a", "of", "is", "was", "naryn", "river", "long", "1992", "5"])
drawn = st.lists(st.lists(words, min_size=1, max_size=6), max_size=8)


def _text(lines: list[list[str]]) -> str:
    return "\n\n".join(" ".join(line).capitalize() + "." for line in lines)


@given(drawn, drawn)
def test_whatever_comes_the_words_stand_in_the_new_text(
    old: list[list[str]], new: list[list[str]]
) -> None:
    before, after = _text(old), _text(new)
    versions = Versions(before, after, "en")
    at = 0
    for line in before.split("\n\n") if before else ():
        went = versions.follow(Span(at, at + len(line)))
        at += len(line) + 2
        assert (went.now is None) == (went.fate is Fate.GONE)
        assert 0 <= went.place <= len(after)
        if went.now is not None:
            assert 0 <= went.now.start < went.now.end <= len(after)
        if went.fate in (Fate.EXACT, Fate.MOVED):
            assert went.now is not None
            assert after[went.now.start : went.now.end] == line
        assert (line in after.split("\n\n")) or went.fate.wants_look
