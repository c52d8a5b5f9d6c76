"""Which words of two versions of a sentence differ."""

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.differences import Run, differences

texts = st.text(max_size=40) | st.lists(
    st.sampled_from(["Naryn", "ө", " ", "1992", ".", ", ", "is", "\n"]), max_size=20
).map("".join)


@given(texts, texts)
def test_both_versions_are_kept_whole(before: str, after: str) -> None:
    old, new = differences(before, after)
    assert "".join(run.text for run in old) == before
    assert "".join(run.text for run in new) == after
    same_old = "".join(run.text for run in old if not run.differs)
    assert same_old == "".join(run.text for run in new if not run.differs)


@given(texts)
def test_what_is_the_same_does_not_differ(text: str) -> None:
    assert not any(run.differs for runs in differences(text, text) for run in runs)


def test_a_changed_year_is_all_that_differs() -> None:
    old, new = differences("It opened in 1992, in Bishkek.", "It opened in 1993, in Bishkek.")
    assert [run for run in old if run.differs] == [Run("1992", differs=True)]
    assert [run for run in new if run.differs] == [Run("1993", differs=True)]
