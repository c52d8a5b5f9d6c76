"""Inline Markdown to HTML and back."""

import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kgstudy.domain.markdown import escape, from_markdown, to_markdown, tokens
from kgstudy.domain.markup import CONTROLS, media, plain

_MARKS = (
    "* ** *** _ __ ` `` [ ] ^ ^id # \\ \\\\ < > & &lt; &#42; &nbsp; &copy $ $$ ! ( ) | { } :: "
    "Q: --- <b> </b> <i> </i> <code> </code> <u> </u> <br> <int> <pre> </pre> <!-- --> \\( \\) "
    '\\[ \\] ![a](b.png) ![](s.mp3) [sound: x.mp3] <img\nsrc="a.png"> {{c1:: }} a b 1 ү'
    " é ' \" \xa0 \u2028"
)
nasty = st.one_of(
    st.lists(
        st.sampled_from([*_MARKS.split(" "), " ", "\n", "\n\n", "\t", "\r", "\x00"]), max_size=14
    ).map("".join),
    st.text(max_size=30),
)


def settled(text: str) -> str:
    """The text with its blanks as they are seen."""
    text = CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *italic*", "<b>bold</b> and <i>italic</i>"),
        ("__bold__ and _italic_", "<b>bold</b> and <i>italic</i>"),
        ("***both***", "<b><i>both</i></b>"),
        ("**bold *both***", "<b>bold <i>both</i></b>"),
        ("5 * 6 * 7, snake_case_name", "5 * 6 * 7, snake_case_name"),
        ("*open, ** open", "*open, ** open"),
        ("`a*b` and `` ` ``", "<code>a*b</code> and <code>`</code>"),
        ("`open", "`open"),
        ("first\nsecond\n\nthird", "first<br>second<br><br>third"),
        ("  blanks \t\n  go  \n\n", "blanks<br>go"),
        (r"\*not\* \[this\] \\", "*not* [this] \\"),
        (r"C:\dir \Q", r"C:\dir \Q"),
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("&lt;b&gt; &amp;amp; &eacute; &nope;", "&lt;b&gt; &amp;amp; é &amp;nope;"),
        ("H<sub>2</sub>O, <u>x</u>", "H<sub>2</sub>O, <u>x</u>"),
        ("vector<int> a<br>b", "vector&lt;int&gt; a<br>b"),
        ("a <!-- unseen -->b <!-- seen", "a b &lt;!-- seen"),
        ("![the map](a b.png)", '<img src="a b.png" alt="the map">'),
        (r"![](x\(1\).png)", '<img src="x(1).png">'),
        ("![](song.mp3)", "[sound:song.mp3]"),
        ("[sound:song.mp3]", "[sound&#58;song.mp3]"),
        (r"$x_1^2$ and $$\frac{a}{b}$$", r"\(x_1^2\) and \[\frac{a}{b}\]"),
        ("$$\na &= b \\\\\nc\n$$", r"\[a &amp;= b \\<br>c\]"),
        (r"$\[0, 1\]$ \$5", r"\([0, 1]\) $5"),
        ("from $5 to $10, or 3 $ a day", "from $5 to $10, or 3 $ a day"),
    ],
)
def test_reading(text: str, html: str) -> None:
    assert from_markdown(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>bold</b> <i>italic</i> <code>a[0]</code>", "**bold** *italic* `a[0]`"),
        ("<b><i>x</i></b>, <i><b>y</b></i>", "**_x_**, *__y__*"),
        ("<b>a</b><b>b</b>", "**a**<b>b</b>"),
        ("<b> a</b> <b>a<b>b</b></b>", "<b> a</b> **a<b>b</b>**"),
        ("<strong>a</strong> <B>b</B>", "<strong>a</strong> <B>b</B>"),
        ("<div>a</div>\n<p>b</p>", "<div>a</div> <p>b</p>"),
        ("a*b _c_ d_e 2 * 3", r"a\*b \_c\_ d_e 2 * 3"),
        ("a&nbsp;b AT&amp;T &amp;lt; &lt;b a &lt; b", r"a&nbsp;b AT&T \&lt; \<b a < b"),
        (r"\(x+1\) and \[y\] and \( z", r"$x+1$ and $$y$$ and \\( z"),
        ("[x] a^2 #1 Q: wow!", "[x] a^2 #1 Q: wow!"),
        ('<img src="a.png" alt="b">[sound:c.mp3]', "![b](a.png)![](c.mp3)"),
        ('<img width="9" src="a.png">', '<img width="9" src="a.png">'),
        ("<code>`</code><code>a<br>b</code>", "`` ` ``<code>a\nb</code>"),
        ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
    ],
)
def test_writing(html: str, text: str) -> None:
    assert to_markdown(html) == text


@settings(max_examples=500)
@given(nasty)
def test_what_was_read_is_written_so_that_it_reads_the_same(text: str) -> None:
    html = from_markdown(text)
    written = to_markdown(html)
    assert from_markdown(written) == html
    assert to_markdown(from_markdown(written)) == written


@settings(max_examples=500)
@given(nasty)
def test_any_plain_text_survives(text: str) -> None:
    assert plain(from_markdown(escape(text))) == settled(text)


@settings(max_examples=500)
@given(nasty)
def test_of_any_html_everything_seen_is_kept(html: str) -> None:
    assume("[sound:" not in html)
    html = CONTROLS.sub("", html)
    again = from_markdown(to_markdown(html))
    assert plain(again) == settled(plain(html))
    assert media(again) == media(html)


@given(nasty)
def test_nothing_of_the_text_is_lost_in_tokens(text: str) -> None:
    found = list(tokens(text))
    assert "".join(token.raw for token in found) == text
    assert all(text.startswith(token.raw, token.start) for token in found)


def test_code_and_formulas_that_are_unfit_go_without_marks() -> None:
    html = r"<code>a[0]</code> \(x[1]\)"
    written = to_markdown(html, re.compile(r"\["))
    assert written == r"<code>a[0]</code> \\(x[1]\\)"
    assert from_markdown(written) == html


@pytest.mark.parametrize(
    "unit",
    ["<b>", "*a **b ", "`a``b", "<b 'a", "![a", "<!--", "$a ", "$$a", "\\(", "[sound:", "&#", "*_"],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    for work in (from_markdown, to_markdown, plain, media):
        work(text)
    assert time.process_time() - began < 10
