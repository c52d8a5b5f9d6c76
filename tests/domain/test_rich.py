"""Fields are read as lines and written as small HTML, whatever they hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types.base import items
from kgstudy.domain.markup import media, plain
from kgstudy.domain.rich import Line, Run, Style, read, read_items, write, write_items

_NONE = re.compile("[\ufdd0\ufdd1\ufffc\ufffe\uffff]")

_TAGS = """
<b> </b> <i> </i> <u> </u> <sub> </sub> <code> </code> <br> <br/> <div> </div> <p> </p> <h2> </h2>
<ul> </ul> <ol> </ol> <li> </li> <hr> <table> </table> <tr> <td> </td> <pre> </pre> <em> </em>
<blockquote> </blockquote> <img> </script> <details> <wbr> </x> <mark> </mark>
"""
WRITTEN = st.one_of(
    st.sampled_from(_TAGS.split()),
    st.sampled_from(
        [
            '<span style="color: #b8402a">', '<font color="red">', "</font>", "</span>",
            '<span class="x">', '<a href="https://kg.example/?a=1&amp;b=2">', "</a>",
            '<div class="y">', '<ol start="3">', '<img src="a b.png" alt="&lt;i&gt;">',
            "[sound:a.mp3]", "{{c1::", "}}", r"\(x^2<y\)", "&nbsp;", "&lt;", "&amp;amp;", "\n", " ",
            "<!-- no -->", "ң ё", "a", "b  c", "<", ">", "&", "\u2028", "\ufffc", "[sound&#58;x]",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=5),
)  # fmt: skip
HTML = st.lists(WRITTEN, max_size=25).map("".join)


@given(HTML)
def test_what_was_read_is_written_the_same_ever_after(html: str) -> None:
    once = write(read(html))
    assert write(read(once)) == once
    assert read(once) == _numbered(read(html))


@given(HTML)
def test_nothing_that_is_seen_or_heard_is_lost(html: str) -> None:
    once = write(read(html))
    assert media(once) == media(html)
    assert _seen(once) == _seen(html)


@given(st.lists(HTML, max_size=4))
def test_items_stay_as_many_and_say_the_same(every: list[str]) -> None:
    html = "\n".join(each.replace("\n", " ") for each in every)
    once = write_items(read_items(html))
    assert write_items(read_items(once)) == once
    assert _said(items(once)) == _said(items(html))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "plain words",
        "a<br>b<br><br>c",
        "<b>bold</b> and <i>it<u>al</u>ic</i>",
        "H<sub>2</sub>O, x<sup>2</sup>, <code>a &lt; b</code>",
        "<ul><li>one</li><li>two<br>lines</li></ul>after",
        "before<ol><li>one<ul><li>inner</li></ul></li><li>two</li></ol>",
        '<span style="color: #b8402a">red</span>',
        '<a href="https://kg.example/a?b=1&amp;c=2">link</a>',
        '<img src="a.png"><br>[sound:a.mp3]',
        '<div class="x">a<br>b</div>c',
        "<p>one</p><p>two</p>",
        "a<table><tr><td>1</td></tr></table>b",
        "a<hr>b",
        "The {{c1::<b>Naryn</b>::river}} flows",
        r"so \(a &lt; b\)",
        '<span class="x">a<b>b</b></span>',
        "a&nbsp;&nbsp;b",
    ],
)
def test_small_html_stays_as_it_is(html: str) -> None:
    assert write(read(html)) == html


@pytest.mark.parametrize(
    ("html", "small"),
    [
        ("<strong>a</strong><b>b</b>", "<b>ab</b>"),
        ("<div>a</div><div>b</div><div><br></div><div>c</div>", "a<br>b<br><br>c"),
        ("a <br> b<br>", "a<br>b"),
        ("a\n  b", "a b"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("<b>open", "<b>open</b>"),
        ('<font color="#1d5fa8">a</font>', '<span style="color: #1d5fa8">a</span>'),
        ("a<!-- c -->b", "ab"),
    ],
)
def test_other_html_becomes_small(html: str, small: str) -> None:
    assert write(read(html)) == small


def test_marks_are_told_from_words() -> None:
    bold = Style(frozenset({"b"}))
    assert read("a <b>b</b>") == (Line((Run("a "), Run("b", bold))),)
    assert write((Line((Run("<b>[sound:x]"),)),)) == "&lt;b&gt;[sound&#58;x]"


def _said(every: tuple[str, ...]) -> list[list[str]]:
    """What the items say that say anything."""
    return [words for words in map(_seen, every) if words]


def _numbered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines as they are read again, whose blocks are numbered anew."""
    return read(write(lines))


def _seen(html: str) -> list[str]:
    """The words, without characters that no text has."""
    return _NONE.sub("", plain(html)).split()
