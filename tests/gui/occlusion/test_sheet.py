"""Whatever is done to a drawing can be taken back, step by step, and done again."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import gaps, masks
from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.gui.occlusion.sheet import Sheet

BEGUN = (
    "Words<br>{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}<br>"
    "{{c4::image-occlusion:polygon:left=.5:top=.5:points=.5,.5 .7,.5 .6,.8:fill=red}}"
)

ACTS: dict[str, Callable[[Sheet], None]] = {
    "add": lambda sheet: sheet.add(Shape("ellipse", 0.2, 0.3, 0.1, 0.2)),
    "copy": Sheet.copy,
    "remove": Sheet.remove,
    "group": Sheet.group,
    "ungroup": Sheet.ungroup,
    "all": lambda sheet: sheet.hide(everything=True),
    "one": lambda sheet: sheet.hide(everything=False),
    "move": lambda sheet: sheet.put(masks.shifted(sheet.drawing, sheet.chosen, 0.05, 0.1)),
    "choose all": Sheet.choose_all,
    "choose none": lambda sheet: sheet.choose(()),
    "choose first": lambda sheet: sheet.choose({0} if sheet.drawing.masks else ()),
}


@given(st.sampled_from(["", BEGUN]), st.lists(st.sampled_from(sorted(ACTS)), max_size=20))
def test_every_way_leads_back(html: str, names: list[str]) -> None:
    sheet = Sheet(html, {9})
    for name in names:
        ACTS[name](sheet)
        assert sheet.chosen <= set(range(len(sheet.drawing.masks)))
        assert set(gaps.numbers(gaps.parse(sheet.html))) == sheet.drawing.numbers
        assert masks.read(sheet.html).numbers == sheet.drawing.numbers
    end = sheet.html
    while sheet.can_undo:
        sheet.undo()
    assert sheet.html == html
    while sheet.can_redo:
        sheet.redo()
    assert sheet.html == end


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=20))
def test_no_new_shape_has_a_number_that_was_taken(names: list[str]) -> None:
    sheet = Sheet(BEGUN, {2, 9})
    for name in names:
        ACTS[name](sheet)
        assert not sheet.drawing.numbers & {2, 9}
        assert sheet.drawing.numbers & {3, 5, 6, 7, 8} == set()


def test_steps_of_one_name_are_one() -> None:
    sheet = Sheet(BEGUN, ())
    sheet.choose({0})
    for _ in range(5):
        sheet.put(masks.shifted(sheet.drawing, {0}, 0.01, 0), step="nudge")
    assert sheet.drawing.masks[0].shape.left == pytest.approx(0.15)
    sheet.undo()
    assert sheet.html == BEGUN


def test_the_card_in_hand_is_that_of_what_is_chosen() -> None:
    sheet = Sheet(BEGUN, ())
    assert sheet.card == 1
    sheet.choose({1})
    assert sheet.card == 4
    sheet.choose_all()
    sheet.remove()
    assert sheet.card == 0
