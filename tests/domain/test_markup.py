"""What is seen of a field's HTML, what search looks at, and what it shows and plays."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.markup import as_html, bare, fold, media, pieces, plain, sorted_as


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<b>Naryn</b> &amp; Chüy &lt;3", "Naryn & Chüy <3"),
        ("one<br>two<br/><br />four", "one\ntwo\n\nfour"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<div>one<div>two</div></div>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>three", "one\ntwo\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("a  b\n\tc&nbsp; d", "a b c d"),
        ("<pre>a\n  b</pre>c", "a\nb\nc"),
        ('see <img src="x.png" alt="the &lt;map&gt;"> here', "see the <map> here"),
        ("<img src=x.png>", ""),
        ("<img src=x.png alt=map>", "map"),
        ("hear [sound:a.mp3] it", "hear it"),
        ("a<!-- b > c -->d<!-- to the end", "ad"),
        ("a<script>if (1 < 2) '</b>'</script>b<style>i{}</style>", "ab"),
        ("1 < 2 and 3 > 2, a<b", "1 < 2 and 3 > 2, a<b"),
        ('<a title="2 > 1">x</a>', "x"),
        ("{{c1::Osh::city}}", "{{c1::Osh::city}}"),
        (r"\(a < b\)", r"\(a < b\)"),
        ("", ""),
    ],
)
def test_plain_is_what_is_seen(html: str, seen: str) -> None:
    assert plain(html) == seen


@given(st.text())
def test_nothing_of_the_html_is_lost_in_pieces(html: str) -> None:
    assert "".join(piece.raw for piece in pieces(html)) == html


@given(st.text(alphabet=st.sampled_from("ab <>&;[]sound:\n\r\t\xa0")))
def test_text_shown_as_html_is_seen_as_it_was(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert plain(as_html(text)) == "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def test_text_shown_as_html_plays_nothing() -> None:
    assert media(as_html("[sound:a.mp3] <img src='b.png'>")) == ()


def test_media_are_named_in_order_and_once() -> None:
    html = (
        '<img src="b.png"><IMG alt="c" SRC=a.png>[sound:d &amp; e.mp3]'
        "<img src='b.png'><a href='no.png'>x</a><video><source src=v.webm></video>"
    )
    assert media(html) == ("b.png", "a.png", "d & e.mp3", "v.webm")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Кыргызстан", "кыргызстан"),
        ("ЁЛКА ёлка", "елка елка"),
        ("Өзгөн, Ысык-Көл, Нарын, жаңы, ҮЙ", "озгон, ысык-кол, нарын, жаны, уй"),
        ("Йод и йод", "йод и йод"),
        ("и\u0306од", "йод"),
        ("Zürich, Škoda, café, Straße", "zurich, skoda, cafe, strasse"),
        ("ﬁne ㎏", "fine kg"),
        ("Bishkek 1992", "bishkek 1992"),
        ("Обʼєкт", "об'єкт"),
    ],
)
def test_search_folds_what_a_keyboard_may_lack(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_knows_no_case(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_texts_sort_in_the_order_of_the_alphabet() -> None:
    words = ["Үй", "нота", "өрүк", "banana", "ңг", "ёлка", "оя", "Apple", "ель"]
    in_order = ["Apple", "banana", "ёлка", "ель", "нота", "ңг", "оя", "өрүк", "Үй"]
    assert sorted(words, key=sorted_as) == in_order


PIECES = """
<b> </b> <span_title="x>y"> </SPAN> <i/> <b < > <bold> <br> <style> </style> <pre> [sound:a.mp3] a
_b_ &amp; & p;
"""
MARKED = st.lists(
    st.sampled_from(["\n", *(each.replace("_", " ") for each in PIECES.split())]), max_size=10
).map("".join)


@given(MARKED)
def test_marks_of_looks_alone_change_nothing_that_is_seen(html: str) -> None:
    """Each tag is taken apart where there is an entity, of which nothing is seen here."""
    assert plain(html) == plain(html + "<!-- & -->")


@given(MARKED)
def test_bare_are_the_words_without_the_rest(html: str) -> None:
    texts = [piece.raw for piece in pieces(html) if piece.kind == "text"]
    assert bare(html) == unescape("".join(texts))
