"""Shapes over a picture: read, changed and written back, with all else left as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import gaps, masks
from kgstudy.domain.card_types.occlusion import Kind, Shape, shapes
from kgstudy.domain.card_types.templated import Templated
from kgstudy.domain.markup import plain
from kgstudy.domain.masks import Box, Drawing, Mask
from kgstudy.domain.picture_notes import STOCK

OF_ANKI = (
    "{{c1::image-occlusion:rect:left=.1167:top=.1115:width=.1619:height=.1967:oi=1}}<br>"
    "{{c2::image-occlusion:ellipse:left=.4542:top=.2832:rx=.1093:ry=.1442:fill=#ff0000:oi=1}}<br>"
    "{{c2::image-occlusion:polygon:left=.56:top=.51:points=.79,.51 .56,.78 .96,.85:oi=1}}<br>"
    r"{{c0::image-occlusion:text:left=.0286:top=.8483:text=Osh\: a city:scale=1.:fs=.1013}}<br>"
)
SHARES = st.integers(0, 10_000).map(lambda tenth: tenth / 10_000)
PIECES = st.sampled_from(
    ("{{c1::", "{{c2,3::", "image-occlusion:", "rect", "polygon", "star", ":left=.1", ":oi=1")
) | st.sampled_from(("::", "}}", "<br>", ":points=.1,.1 .2", ":text=a\\:b", "words", "{{", ":"))
TEXTS = st.lists(PIECES, max_size=24).map("".join)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, right = sorted((draw(SHARES), draw(SHARES)))
    top, bottom = sorted((draw(SHARES), draw(SHARES)))
    return Box(left, top, right, bottom)


@st.composite
def drawn(draw: st.DrawFn) -> Shape:
    kind = draw(st.sampled_from(["rect", "ellipse", "polygon"]))
    if kind == "polygon":
        return masks.polygon(draw(st.lists(st.tuples(SHARES, SHARES), min_size=3, max_size=9)))
    wanted: Kind = "rect" if kind == "rect" else "ellipse"
    return masks.boxed(Shape(wanted, 0, 0), draw(boxes()))


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    made = masks.read(draw(st.sampled_from(["", OF_ANKI, "Words before<br>"])))
    for shape in draw(st.lists(drawn(), max_size=4)):
        number = draw(st.integers(1, 6))
        made = masks.added(made, shape, number, stays=draw(st.booleans()))
    return made


def told(drawing: Drawing) -> list[object]:
    """All but how it was written before; shares to the figures that are written."""
    return [
        (mask.numbers, mask.stays, mask.shape.kind, mask.shape.text, *rounded(mask.shape))
        for mask in drawing.masks
    ]


def rounded(shape: Shape) -> list[object]:
    every = (shape.left, shape.top, shape.width, shape.height, *sum(shape.points, ()))
    return [pytest.approx(each, abs=0.0002) for each in every]


@given(TEXTS)
def test_what_is_not_touched_is_written_to_the_letter(text: str) -> None:
    assert masks.written(masks.read(text)) == text


@given(drawings())
def test_what_is_drawn_is_read_again(made: Drawing) -> None:
    again = masks.read(masks.written(made))
    assert told(again) == told(made)
    assert masks.written(again) == masks.written(made)


@given(drawings(), st.data())
def test_moving_keeps_shapes_within_the_picture_and_their_numbers(
    made: Drawing, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.integers(0, max(len(made.masks) - 1, 0))))
    chosen &= set(range(len(made.masks)))
    step = st.floats(-2, 2)
    moved = masks.shifted(made, chosen, data.draw(step), data.draw(step))
    assert [mask.numbers for mask in moved.masks] == [mask.numbers for mask in made.masks]
    for mask in moved.masks:
        box = masks.bounds(mask.shape)
        assert min(box) >= -0.0002
        assert max(box) <= 1.0002
    again = masks.read(masks.written(moved))
    assert told(again) == told(moved)


@given(drawings())
def test_the_cards_are_those_that_the_text_makes(made: Drawing) -> None:
    text = masks.written(made)
    assert made.numbers == set(gaps.numbers(gaps.parse(text)))
    for number in made.numbers:
        asked = [shape for shape in shapes(text, number) if shape.asked]
        assert len(asked) == sum(number in mask.numbers for mask in made.masks)


@given(drawings(), st.integers(0, 6))
def test_a_card_shows_what_its_text_says(made: Drawing, number: int) -> None:
    text = masks.written(made)
    assert masks.seen(masks.read(text), number) == shapes(text, number)


def test_only_what_changed_is_written_anew() -> None:
    made = masks.shifted(masks.read(OF_ANKI), {1}, 0.1, 0)
    assert masks.written(made) == OF_ANKI.replace("left=.4542", "left=.5542")
    made = masks.hiding(masks.read(OF_ANKI), everything=False)
    assert masks.written(made) == OF_ANKI.replace(":oi=1", "")
    assert not made.hides_all
    assert masks.written(masks.hiding(made, everything=True)) == OF_ANKI


def test_a_label_is_moved_with_its_words() -> None:
    made = masks.shifted(masks.read(OF_ANKI), {3}, 0, 0.05)
    assert masks.written(made) == OF_ANKI.replace("top=.8483", "top=.8983")


def test_a_new_shape_is_written_as_anki_does() -> None:
    empty = masks.read("")
    one = masks.added(empty, masks.boxed(Shape("rect", 0, 0), Box(0, 0.25, 0.5, 1)), 1, stays=True)
    gap = "{{c1::image-occlusion:rect:left=0:top=.25:width=.5:height=.75:oi=1}}<br>"
    assert masks.written(one) == gap
    two = masks.added(one, masks.polygon([(0.5, 0.5), (1, 0.5), (1, 1)]), 2, stays=False)
    corners = "{{c2::image-occlusion:polygon:left=.5:top=.5:points=.5,.5 1,.5 1,1}}<br>"
    assert masks.written(two) == gap + corners


def test_a_shape_behind_text_without_a_break_gets_one() -> None:
    text = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2}}"
    made = masks.added(masks.read(text), Shape("rect", 0, 0, 0.1, 0.1), 2, stays=True)
    assert masks.written(made).startswith(f"{text}<br>{{{{c2::")


def test_no_number_is_given_twice() -> None:
    assert masks.next_number(masks.read("")) == 1
    assert masks.next_number(masks.read(OF_ANKI)) == 3
    assert masks.next_number(masks.read(OF_ANKI), frozenset({7})) == 8


def test_what_goes_takes_its_break_along_and_leaves_words() -> None:
    assert masks.written(masks.without(masks.read(OF_ANKI), {0, 1, 2, 3})) == ""
    with_words = OF_ANKI.replace("<br>", "<br>words ", 1)
    left = masks.written(masks.without(masks.read(with_words), {0}))
    assert left == "<br>words " + OF_ANKI.partition("<br>")[2]
    left = masks.written(masks.without(masks.read("a " + with_words), {0, 1}))
    assert left.startswith("a <br>words {{c2::image-occlusion:polygon")


def numbers(drawing: Drawing) -> list[tuple[int, ...]]:
    return [mask.numbers for mask in drawing.masks]


def test_shapes_become_one_card_and_several_again() -> None:
    made = masks.grouped(masks.read(OF_ANKI), {0, 1, 2, 3})
    assert numbers(made) == [(1,), (1,), (1,), (0,)], "a label is asked for by none"
    apart = masks.ungrouped(made, {0, 1, 2, 3}, frozenset({2}))
    assert numbers(apart) == [(1,), (3,), (4,), (0,)]
    one = masks.ungrouped(made, {0})
    assert numbers(one) == [(2,), (1,), (1,), (0,)], "the others keep their card"
    assert masks.ungrouped(apart, {0, 1}) == apart


def test_copies_have_cards_of_their_own() -> None:
    made = masks.copied(masks.read(OF_ANKI), {0, 1, 2, 3}, frozenset({5}))
    assert numbers(made) == [(1,), (2,), (2,), (0,), (6,), (7,), (7,), (0,)]
    copy = made.masks[5].shape
    assert (copy.left, copy.top) == (0.4742, 0.3032)
    assert "rx=.1093:ry=.1442:fill=#ff0000:oi=1}}" in masks.written(made).rpartition("ellipse")[2]


def test_shapes_fill_a_box() -> None:
    box = Box(0.1, 0.2, 0.5, 0.4)
    assert masks.bounds(masks.boxed(Shape("ellipse", 0, 0, 1, 1), box)) == pytest.approx(box)
    corners = masks.polygon([(0, 0), (1, 0), (1, 1)])
    assert masks.boxed(corners, box).points == ((0.1, 0.2), (0.5, 0.2), (0.5, 0.4))
    flat = masks.polygon([(0.1, 0.1), (0.2, 0.1), (0.3, 0.1)])
    assert masks.bounds(masks.boxed(flat, box)).top == 0.2


def test_a_corner_moves_alone() -> None:
    made = masks.cornered(masks.polygon([(0.5, 0.5), (1, 0.5), (1, 1)]), 0, 0.25, 0.75)
    assert made.points == ((0.25, 0.75), (1, 0.5), (1, 1))
    assert (made.left, made.top) == (0.25, 0.5)


def test_hints_and_strangers_stay() -> None:
    text = "{{c4::image-occlusion:rect:left=.1:top=.1:x=y:width=.2:height=.2::a hint}} {{c1::no}}"
    made = masks.read(text)
    assert isinstance(made.masks[0], Mask)
    assert len(made.masks) == 1
    moved = masks.shifted(made, {0}, 0.1, 0)
    assert masks.written(moved) == text.replace("left=.1", "left=.2")


def test_a_note_of_a_picture_shows_its_words_and_nothing_hollow() -> None:
    made = Templated(STOCK)
    fields = {"Occlusion": OF_ANKI, "Image": '<img src="map.png">', "Header": "Oblasts"}
    face = made.face(fields | {"Back Extra": "<b>Seven</b>"}, 1)
    assert (face.question, face.answer) == ("<div>Oblasts</div>", "<div><b>Seven</b></div>")
    assert made.question_text(fields, 1) == "Part 1 of Oblasts"
    assert made.question_text(fields | {"Header": ""}, 1) == "Part 1 of map.png"
    assert made.problem(fields | {"Occlusion": ""}) is not None


def test_parts_of_pictures_are_no_words() -> None:
    assert plain(OF_ANKI) == ""
    assert plain(f"Before {OF_ANKI} after {{{{c1::Osh}}}}").replace("\n", "") == (
        "Beforeafter {{c1::Osh}}"
    )


@given(st.text(max_size=30) | st.text(st.sampled_from(r":\{}<>&;ac1,= "), max_size=9))
def test_labels_are_read_as_they_were_written(words: str) -> None:
    made = masks.labelled(masks.read(OF_ANKI), (0.25, 0.5), words)
    text = masks.written(made)
    assert text.startswith(OF_ANKI)
    again = masks.read(text)
    assert masks.written(again) == text
    assert len(again.masks) == 5
    assert again.numbers == {1, 2}
    label = again.masks[4].shape
    assert (label.left, label.top, label.size) == (0.25, 0.5, 0.05)


@pytest.mark.parametrize(
    "words", ["Ош: a city", "a::b", "1 < 2 & 3", r"c:\d", "}}{{c1::x}}", "}}}}", "Osh:"]
)
def test_labels_keep_their_words(words: str) -> None:
    made = masks.read(masks.written(masks.labelled(masks.read(""), (0, 0), words)))
    seen = made.masks[0].shape.text
    assert seen.replace(" ", "") == words.replace("\\", "").replace(" ", "")
    assert made.numbers == frozenset()


def test_a_label_gets_other_words_and_goes_without_any() -> None:
    made = masks.reworded(masks.read(OF_ANKI), 3, "Jalal-Abad")
    assert masks.written(made) == OF_ANKI.replace(r"Osh\: a city", "Jalal-Abad")
    assert len(masks.reworded(made, 3, "").masks) == 3
