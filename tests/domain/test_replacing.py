"""Words are replaced where they are seen, and every tag stays whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import replacing
from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import pieces, plain
from kgstudy.domain.replacing import Wanted

TEXTS = st.text(st.sampled_from("ab <>&;\n«ё\u00a0[]"), max_size=12)
HTML = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<br>",
                "<div>",
                "</div>",
                '<img src="a.png">',
                "[sound:a.mp3]",
                "&amp;",
            ]
        ),
        TEXTS,
    ),
    max_size=8,
).map("".join)


def after(html: str, find: str, replacement: str = "", **options: bool) -> str:
    wanted = Wanted(find, replacement, **options)
    pattern, template = replacing.compiled(wanted)
    [found] = replacing.find(pattern, template, [replacing.searched(html, wanted)], wanted)
    made, places = replacing.replaced(html, found, wanted)
    assert not places or replacing.may_hold(html, pattern, wanted)
    fields = json.dumps({"front": "x", "back": html}, ensure_ascii=False)
    assert not places or replacing.sieve(wanted)(fields)
    return made


@pytest.mark.parametrize(
    ("html", "find", "replacement", "expected"),
    [
        ('a<i title="x>y">b</i>c', "abc", "x", 'x<i title="x>y"></i>'),
        ("a<!-- x>y -->b", "ab", "x", "x<!-- x>y -->"),
        ("caf&eacute;", "café", "tea", "tea"),
        ("The Naryn flows", "naryn", "Chüy", "The Chüy flows"),
        ("a<b>b</b>c", "b", "x", "a<b>x</b>c"),
        ('<b class="b">b</b>', "b", "x", '<b class="b">x</b>'),
        ("<b>Na</b>ryn flows", "Naryn", "Chüy", "<b>Chüy</b> flows"),
        ("R&amp;D", "r&d", "A<B", "A&lt;B"),
        ("x &lt; y &amp; z", "z", "w", "x &lt; y &amp; w"),
        ("a&nbsp;b c", "c", "d", "a&nbsp;b d"),
        ("a&nbsp;b", "a b", "x", "x"),
        ("one<br>two", "one\ntwo", "x", "one<br>two"),
        ('a<img src="a.png">a', "a", "b", 'b<img src="a.png">b'),
        ("[sound:a.mp3] a", "a", "b", "[sound:a.mp3] b"),
        ("a.b", ".", "!", "a!b"),
        ("a", "a", r"\1$1", r"\1$1"),
        ("plain", "l", "[sound:x.mp3]", "p[sound&#58;x.mp3]ain"),
        ("<!-- a -->a", "a", "b", "<!-- a -->b"),
    ],
)
def test_words_are_replaced_as_they_are_seen(
    html: str, find: str, replacement: str, expected: str
) -> None:
    assert after(html, find, replacement) == expected


@pytest.mark.parametrize(
    ("html", "find", "replacement", "expected"),
    [
        ("born 1991, died 2005", r"(\d{2})(\d{2})", r"\2-\1", "born 91-19, died 05-20"),
        ("born 1991", r"(?P<year>\d+)", "in ${year} $$", "born in 1991 $"),
        ("<b>The</b> river: the end", "^the ", "A ", "<b>A </b>river: the end"),
        ("one<br>two", r"$", "!", "one<br>two!"),
        ("ab", "x*", "-", "-a-b-"),
        ("a b", r"\s", r"\n", "a<br>b"),
        ("<b>a</b>", "", "", ""),
    ],
)
def test_regular_expressions_have_groups_and_ends(
    html: str, find: str, replacement: str, expected: str
) -> None:
    if find:
        assert after(html, find, replacement, regular=True) == expected


def test_case_matters_where_that_is_wished() -> None:
    assert after("River river", "river", "x", case=True) == "River x"


def test_the_source_is_searched_where_that_is_wished() -> None:
    assert after("<b>bb</b>", "<b>", "<i>", source=True) == "<i>bb</b>"
    assert after("a&nbsp;b", "&nbsp;", " ", source=True) == "a b"


@pytest.mark.parametrize(
    ("find", "replacement"), [("(", ""), ("a", r"\2"), ("a", "${no}"), ("a{99999999999}", "")]
)
def test_what_is_no_regular_expression_is_told(find: str, replacement: str) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        replacing.compiled(Wanted(find, replacement, regular=True))


def test_nothing_is_not_looked_for() -> None:
    with pytest.raises(UserError, match="what is to be found"):
        replacing.compiled(Wanted(""))


@given(HTML)
def test_the_short_way_to_the_text_leads_to_the_same(html: str) -> None:
    """Each piece is taken apart where there is an entity, of which nothing is seen here."""
    short, long = (replacing.searched(each, Wanted("x")) for each in (html, html + "<!-- & -->"))
    assert short == long


def marks(html: str) -> list[str]:
    return [piece.raw for piece in pieces(html) if piece.kind != "text"]


@given(HTML, st.sampled_from(["a", "b", " ", "ab", "&", "<", "a b"]), TEXTS)
def test_tags_sounds_and_pictures_stay_whole(html: str, find: str, replacement: str) -> None:
    made = after(html, find, replacement.replace("\n", ""))
    assert marks(made) == marks(html)


@given(HTML, st.sampled_from(["a", "b", "ab"]))
def test_what_is_replaced_by_itself_reads_the_same(html: str, find: str) -> None:
    assert plain(after(html, find, find, case=True)) == plain(html)


@given(HTML, st.sampled_from(["a", "b", "ё"]))
def test_what_was_replaced_is_no_longer_there(html: str, find: str) -> None:
    made = after(html, find, "x")
    assert find not in replacing.searched(made, Wanted(find)).casefold()


@given(HTML, st.sampled_from(["a", "b ", "x*"]), TEXTS)
def test_the_runs_are_the_text_before_and_after(html: str, find: str, words: str) -> None:
    wanted = Wanted(find, words.replace("\\", ""), regular=True)
    pattern, template = replacing.compiled(wanted)
    text = replacing.searched(html, wanted)
    [found] = replacing.find(pattern, template, [text], wanted)
    before, behind = replacing.runs(text, found)
    assert "".join(run.text for run in before) == text
    assert "".join(run.text for run in behind) == pattern.sub(template, text)


@pytest.mark.parametrize("find", ["1", "left", "rect", ".*", "^"])
def test_the_parts_of_a_picture_stay_where_they_are(find: str) -> None:
    html = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}<br>"
    assert after(html, find, "7", regular=len(find) < 3) == html
    assert after(html, ".1:top", ".2:top", source=True) == html.replace(".1:top", ".2:top")
