"""What is left of a deck's style: a short list of harmless properties, under names of its own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.templates.colours import colour
from kgstudy.domain.templates.css import declarations, reduced


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".word { color: red }", ".t-word { color: #ff0000 }"),
        (".a.b, td b { font-weight: bold }", ".t-a.t-b, td b { font-weight: 700 }"),
        ("div > .a{font-style:italic;}", "div .t-a { font-style: italic }"),
        (".card .word { color: #0af }", ".t-word { color: #00aaff }"),
        (".win .word { color: #0af }", ".t-word { color: #00aaff }"),
        (".card { color: red; background: white }", ""),
        ("body, html, :root { color: red }", ""),
        (".nightMode .word { color: red }", ""),
        (".word.night_mode { color: red }", ""),
        (".mobile .word { color: red }", ""),
        (".cloze { color: blue }", ""),
        ("#word { color: red }", ""),
        (".a:hover, a[href] { color: red }", ""),
        ("@import url(x.css); .a { color: red }", ".t-a { color: #ff0000 }"),
        ("@media print { .a { color: red } } .b { color: red }", ".t-b { color: #ff0000 }"),
        ("@font-face { font-family: x; src: url(x.ttf) }", ""),
        (".a { color: red /* ; color: blue */ } /* .b {", ".t-a { color: #ff0000 }"),
        (".a { color: red", ""),
        ("} .a { color: red }", ".t-a { color: #ff0000 }"),
        (".a { display: none }", ".t-a { display: none }"),
        (".a { visibility: hidden }", ".t-a { display: none }"),
        (":root { --x: red } .a { color: var(--x) }", ".t-a { color: #ff0000 }"),
        (".a { color: var(--none, #123456) }", ".t-a { color: #123456 }"),
        (":root { --x: var(--x) } .a { color: var(--x) }", ""),
    ],
)
def test_of_a_style_remains(css: str, left: str) -> None:
    assert reduced(css) == left


def test_sizes_are_multiples_of_the_cards_own() -> None:
    css = ".card { font-size: 25px } .a { font-size: 50px } .b { font-size: 80% }"
    assert reduced(css) == ".t-a { font-size: 2em }\n.t-b { font-size: 0.8em }"
    assert reduced(".a { font-size: 30px }") == ".t-a { font-size: 1.5em }"
    assert reduced(".a { font-size: 900px }") == ".t-a { font-size: 2.5em }"
    assert reduced(".a { font-size: 0.1px }") == ".t-a { font-size: 0.6em }"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("color:red;color:blue", "color: #0000ff"),
        ("COLOR: RED !important", "color: #ff0000"),
        ("background: #ff0 url(http://example.org/x) no-repeat", "background-color: #ffff00"),
        ("background: url(javascript:x)", ""),
        ("background: linear-gradient(red, blue)", ""),
        ("position: fixed; top: 0; z-index: 9; width: expression(x)", ""),
        ("margin: 12px auto 999px", "margin-top: 12px; margin-bottom: 40px"),
        ("margin: -50px", "margin-top: 0px; margin-bottom: 0px"),
        ("text-align: center; float: left", "text-align: center"),
        ("text-decoration: underline wavy", "text-decoration: underline"),
        ("letter-spacing: 99px; white-space: pre", "letter-spacing: 10px; white-space: pre"),
        ('color: red" onclick="x()', ""),
        ("font-weight: 700px; font-style: x; color: var(--x)", ""),
        ("", ""),
    ],
)
def test_of_a_style_attribute_remains(css: str, left: str) -> None:
    assert declarations(css) == left


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Red", "#ff0000"),
        ("lightgrey", "#d3d3d3"),
        ("#ABC", "#aabbcc"),
        ("#aabbcc80", "#aabbcc"),
        ("#aabbcc05", None),
        ("rgb(255, 0, 10)", "#ff000a"),
        ("rgba(255, 0, 0, .1)", None),
        ("rgb(100% 0% 0% / 50%)", "#ff0000"),
        ("rgb(999, -5, 0)", "#ff0000"),
        ("hsl(120, 100%, 50%)", "#00ff00"),
        ("transparent", None),
        ("inherit", None),
        ("#12", None),
        ("rgb()", None),
        ("red;", None),
    ],
)
def test_colours(written: str, meant: str | None) -> None:
    assert colour(written) == meant


HOSTILE = [
    "{",
    "}",
    "/*",
    "a{color:red;",
    "a{",
    ".",
    "a ",
    ",a",
    "var(",
    ";",
    "a{color:var(--x)}",
    "@",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_no_style_takes_long(part: str) -> None:
    began = time.perf_counter()
    reduced(part * 2_000_000 + "{color:red}")
    assert time.perf_counter() - began < 3


@given(st.text(st.sampled_from('ab.{}:;@#"<>&\\/* -(),%1\n') | st.characters(), max_size=60))
def test_whatever_is_written_nothing_escapes(text: str) -> None:
    for css in (
        text,
        f".a {{ color: {text} }}",
        f"{text} {{ color: red }}",
        f".a {{ {text}: red }}",
    ):
        left = reduced(css)
        assert not set('<>"\\@()&') & set(left)
        assert left.count("{") == left.count("}") == len(left.splitlines())
    assert not set('<>"\\@{}()&') & set(declarations(text))
