"""A deck's style beside ours: readable in both themes, and with hidden things hidden."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.templates.css import reduced
from kgstudy.gui.card_style import (
    Surroundings,
    classes,
    contrast,
    hidden,
    themed_html,
    themed_rules,
)
from kgstudy.gui.faces import safe_html
from kgstudy.gui.folds import folded

DAY = Surroundings("#20242b", "#f7f6f2", 20)
NIGHT = Surroundings("#e7e5df", "#17191d", 20)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def properties(rule: str) -> dict[str, str]:
    inside = rule[rule.index("{") + 2 : rule.index(" }")]
    return dict(pair.split(": ") for pair in inside.split("; "))


@given(COLOURS, st.sampled_from([DAY, NIGHT]))
def test_words_are_readable_on_our_paper(color: str, around: Surroundings) -> None:
    shown = properties(themed_rules(f".t-a {{ color: {color} }}", around))["color"]
    assert contrast(shown, around.paper) >= 4.5
    if contrast(color, around.paper) >= 4.5:
        assert shown == color


@given(COLOURS, COLOURS, st.sampled_from([DAY, NIGHT]))
def test_words_are_readable_on_a_decks_background(
    color: str, behind: str, around: Surroundings
) -> None:
    rule = f".t-a {{ color: {color}; background-color: {behind} }}"
    shown = properties(themed_rules(rule, around))
    assert contrast(shown["background-color"], around.ink) >= 8
    assert contrast(shown["background-color"], shown["color"]) >= 4.5


def test_sizes_are_pixels_of_the_usual_size() -> None:
    assert themed_rules(".t-a { font-size: 1.5em }", DAY) == ".t-a { font-size: 30px }"
    html = '<p style="font-size: 2em">style="font-size: 2em"</p>'
    assert themed_html(html, DAY) == '<p style="font-size: 40px">style="font-size: 2em"</p>'
    assert themed_html('<font color="#ffff00">x</font>', NIGHT) == '<font color="#ffff00">x</font>'
    assert themed_html('<font color="#ffff00">x</font>', DAY) != '<font color="#ffff00">x</font>'


def test_which_classes_are_known_and_which_hidden() -> None:
    style = reduced(".a b { color: red } .b, .c { display: none } .d p { display: none }")
    assert classes(style) == {"t-a", "t-b", "t-c", "t-d"}
    assert hidden(style) == {"t-b", "t-c"}


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<b class="a x">w</b>', '<b class="t-a">w</b>'),
        ('<b class="x">w</b>', "<b>w</b>"),
        ('<span class="gap right wrong a">w</span>', '<span class="gap t-a">w</span>'),
        ('<div class="gap">w</div>', "<div>w</div>"),
        ('<p style="color:red;position:fixed">w</p>', '<p style="color: #ff0000">w</p>'),
        ('<font color="red" face="x" size="7">w</font>', '<font color="#ff0000">w</font>'),
        ('<font color="x()">w</font>', "<font>w</font>"),
        ('<p align="CENTER">w</p><p align="x">w</p>', '<p align="center">w</p><p>w</p>'),
        ("<button class=a>w</button>", "w"),
    ],
)
def test_of_classes_and_styles_remains(html: str, clean: str) -> None:
    style = ".t-a { color: #ff0000 }\n.t-right { color: #ff0000 }"
    assert safe_html(html, style).replace(" t-right", "") == clean


HINT = "<details><summary>More</summary><b>said</b></details>"


@pytest.mark.parametrize(
    ("html", "opened", "shown"),
    [
        (HINT, set(), '<div><a href="hint:1" class="soft">▸ More</a><br></div>'),
        (HINT, {1}, '<div><a href="hint:1" class="soft">▾ More</a><br><b>said</b></div>'),
        ("a" + HINT + HINT, {2}, None),
        ("<details><b>said</b></details>", set(), "<div><b>said</b></div>"),
        ("x<summary>More</summary>", set(), "x<summary>More</summary>"),
        ('x<p style="display: none">no<img src="a"><br></p>y', set(), "xy"),
        ('x<div class="t-b"><p>no</p></div>y', set(), "xy"),
        ('x<div class="t-c t-b">no</div>', set(), "x"),
        ('<div class="t-b">all</div>', set(), '<div class="t-b">all</div>'),
        ('<img alt="a > b"><p style="display: none">no</p>', set(), '<img alt="a > b">'),
    ],
)
def test_what_is_kept_out_of_sight(html: str, opened: set[int], shown: str | None) -> None:
    found = folded(html, opened, {"t-b"})
    if shown is None:
        assert found.count("said") == 1
        assert "▸ More" in found
        assert found.startswith("a<div>")
    else:
        assert found == shown


@given(st.lists(st.sampled_from([HINT, "<div>", "</div>", "<details>", "</details>", "x", "<br>"])))
def test_no_hint_stands_open(parts: list[str]) -> None:
    shown = folded(safe_html("".join(parts)))
    assert "said" not in shown
    assert shown.count("<a ") == shown.count("</a>") <= parts.count(HINT)


def test_a_colour_of_ours_is_shown_as_the_theme_has_it() -> None:
    night = replace(NIGHT, shades={"#b8402a": "#ff9a86"})
    html = '<span style="color: #b8402a">a</span><font color="#b8402a">b</font>'
    shown = themed_html(html, night)
    assert shown.count("#ff9a86") == 2
