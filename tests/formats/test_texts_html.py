"""Web pages, and what browsers and word processors put on the clipboard, become a lesson."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.formats import texts
from kgstudy.formats.texts import tags
from tests.formats.lesson_texts import survives
from tests.formats.mutation import damaged

DATA = Path(__file__).parents[1] / "data" / "texts"


def pasted(html: str) -> str:
    return texts.pasted("", html).text


@pytest.mark.parametrize(
    ("file", "expected", "title", "language"),
    [
        ("web-page.html", "lesson.txt", "Caravans of the Tian Shan", "en"),
        ("pandoc.html", "lesson.txt", "Caravans of the Tian Shan", "en"),
        ("pandoc-ru.html", "lesson-ru.txt", "Озеро Иссык-Куль", "ru"),
        ("pandoc-ky.html", "lesson-ky.txt", "Бозүй", "ky"),
    ],
)
def test_a_page_is_its_text(file: str, expected: str, title: str, language: str) -> None:
    assert formats.holds_lesson(DATA / file)
    lesson = texts.read(DATA / file)
    assert lesson.text == (DATA / expected).read_text("utf-8")
    assert (lesson.title, lesson.language) == (title, language)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<p>One<p>two", "One\n\ntwo\n"),
        ("<h2>A <em>b</em><br>c</h2><p>d", "## A b c\n\nd\n"),
        ('<div role="heading" aria-level="3">A</div>b', "### A\n\nb\n"),
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>e", "- a\n- b\n- c\n- d\n\ne\n"),
        ('<ol start="4"><li>a<li value="7">b<li><p>c</p><p>d</p></ol>', "4. a\n7. b\n8. c d\n"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b\n"),
        ("<dl><dt>Too<dd>a mountain<dt><p>Suu<dd>water</dl>", "- Too: a mountain\n- Suu: water\n"),
        ("<p>Line<br>goes on<br><br>another", "Line goes on\n\nanother\n"),
        ("<p>It ends.<br>Another begins", "It ends.\n\nAnother begins\n"),
        ("<p>• one<br>• two", "- one\n- two\n"),
        ("<pre>a = 1\nb = 2</pre>", "a = 1\n\nb = 2\n"),
        ("5 km<sup>2</sup>, 10<sup>-6</sup>, the 19<sup>th</sup>", "5 km², 10⁻⁶, the 19th\n"),
        ("H<sub>2</sub>O", "H2O\n"),
        ('Said<a href="#n"><sup>3</sup></a>. <a href="#x">[4]</a>', "Said.\n"),
        ('<a href="#y">See</a>', "See\n"),
        ('<p>Said<sup><a href="#n">b</a></sup>.', "Said.\n"),
        ("<p>a < b && c &lt; d &amp;amp; &nosuch; &#1199;", "a < b && c < d &amp; &nosuch; ү\n"),
        ('<p title="a > b" class=\'x"y\'>one</p>', "one\n"),
        ('<p title="never closed>one</p><p>two</p>', "one\n\ntwo\n"),
        ("<p>a<!-- b > c -->d<!--> e", "ad e\n"),
        ("<script>'<p>no</p>'</script><p>yes<style>p{}</style>", "yes\n"),
        ("<p>yes</p><script>never closed <p>no", "yes\n"),
        ("Osh is <del>young</del><ins>old</ins>.", "Osh is old.\n"),
        ('<p>yes<span hidden>no</span><b aria-hidden="true">no</b>', "yes\n"),
        ("<p>yes</p><nav>no<p>no</nav><aside>no</aside><form>no</form>", "yes\n"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "- a | b\n- c | d\n"),
        ("<table><tr><th>Name<td>Osh<tr><th>Since<td>1991</table>", "- Name: Osh\n- Since: 1991\n"),
        ("<table><tr><td><p>Only</p><p>layout</p></table>", "Only\n\nlayout\n"),
        ("<table><caption>Towns</caption><tr><td>a<td>b</table>", "Towns\n\n- a | b\n"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "- a | b\n\nc\n"),
        ("<td>a</td></table></ul></li></p></sup>b<p>c", "a\n\nb\n\nc\n"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby><p>x", "漢\n\nx\n"),
        ("<p># No heading", "No heading\n"),
        ('<math alttext="x^2"><mi>x</mi></math><p>y', "x^2x\n\ny\n"),
    ],
)  # fmt: skip
def test_elements_are_seen_as_browsers_show_them(written: str, seen: str) -> None:
    assert pasted(f"<p>{written}") == seen or pasted(f"<p></p>{written}") == seen


def test_a_word_processor_writes_items_as_paragraphs() -> None:
    html = (
        "<html xmlns:o='urn'><!--StartFragment--><p class=MsoListParagraph style='mso-list:l0'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>"
        "One</p><p class=MsoListParagraph style='mso-list:l0'>2.&nbsp; Two</p><p class=MsoNormal>"
        "·&nbsp;&nbsp; Three</p><p class=MsoToc1>One 1</p><!--EndFragment--></html>"
    )
    assert pasted(html) == "1. One\n2. Two\n- Three\n"


def test_of_a_clipboard_that_tells_no_structure_the_lines_are_taken() -> None:
    html = "<div><span>The first line of a text that was</span><br><span>broken.</span></div>"
    text = "The first line of a text that was\nbroken."
    assert texts.pasted(text, html).text == "The first line of a text that was broken.\n"
    assert texts.pasted("Only text.", "<p> </p>").text == "Only text.\n"


def write(path: Path, html: str, encoding: str = "utf-8") -> Path:
    path.write_text(html, encoding)
    return path


def test_menus_are_left_out_of_pages_that_do_not_say_what_they_are(tmp_path: Path) -> None:
    menu = "".join(f"<li><a href='/{at}'>Page {at}</a>" for at in range(6))
    prose = "<p>A page without any elements that say what they are is still read.</p>"
    page = f"<body><ul>{menu}</ul><div><a href='/'>Home</a></div>{prose}<ul><li>Osh<li>Talas</ul>"
    lesson = texts.read(write(tmp_path / "a.html", f"<html>{page}"))
    assert lesson.text == (
        "A page without any elements that say what they are is still read.\n\n- Osh\n- Talas\n"
    )


def test_classes_are_not_believed_where_they_would_leave_nothing(tmp_path: Path) -> None:
    prose = "<p>All of this page stands in an element that has an unlucky name.</p>" * 3
    lesson = texts.read(write(tmp_path / "a.html", f"<div class='sidebar'>{prose}</div>"))
    assert lesson.text.count("unlucky") == 3


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Osh - Our Atlas</title>", "Osh"),
        ("<title>The old towns | Our Atlas</title>", "The old towns"),
        ("<title>About Osh</title>", "About Osh"),
        ("<title>Untitled Document</title>", "Osh"),
        ("<meta property='og:title' content='A town of the south'>", "A town of the south"),
        ("", "Osh"),
    ],
)
def test_the_title_is_told_by_the_page(head: str, title: str, tmp_path: Path) -> None:
    page = f"<html><head>{head}</head><body><h1>Osh</h1><p>A very old town indeed.</p></body>"
    assert texts.read(write(tmp_path / "page.html", page)).title == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_the_encoding_is_told_or_found(encoding: str, tmp_path: Path) -> None:
    page = f"<html lang='ru'><meta charset={encoding}><p>Ош, самый древний город страны."
    lesson = texts.read(write(tmp_path / "a.html", page, encoding))
    assert lesson.text == "Ош, самый древний город страны.\n"
    assert lesson.language == "ru"
    wrong = write(tmp_path / "b.html", page.replace(encoding, "iso-8859-5x"), encoding)
    assert texts.read(wrong).text == lesson.text


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    prose = "<p>Osh is an old town, and its market stands where it stood."
    bold = f"<p><b>Osh</b></p>{prose}<p style='font-weight:700'>Talas{prose}"
    found = [line for line in pasted(bold).split("\n") if line.startswith("#")]
    assert found == ["## Osh", "## Talas"]
    assert "## Osh" not in pasted(f"<h2>Towns</h2>{bold}")
    assert "#" not in pasted(f"<b style='font-weight:normal'><p>Osh</p>{prose}</b>")


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", "<html><body><img src='a.png'><script>x</script></body>")
    with pytest.raises(UserError, match=r"a\.html: There is no text in it"):
        texts.read(path)


SIGNS = [
    "<p>", "</p>", "<", ">", "&", "<!--", "-->", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>",
    "</table>", "<sup>", "</sup>", "<a href='#1'>", "</a>", "1", "[1]", "<h1>", "</h1>", "<script>",
    "</script>", "<nav>", "</nav>", "<br>", '"', "'", "/", "x ", "<b class='menu'>", "<dt>", "<dd>",
    "<pre>", "\n", "<main>", "</main>", "<article>", "<![CDATA[", "]]>", "<title>", "\0", "&#0;",
    "&#xD800;", "<p hidden>", "<th>", "</td>", "</li>", "<ol start=99999999999999>",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=60))
def test_any_page_is_read(parts: list[str]) -> None:
    text = pasted("<p>" + "".join(parts))
    assert text == "" or (text.endswith("\n") and "\n\n\n" not in text)
    text.encode()


def test_a_damaged_page_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for data in damaged((DATA / "web-page.html").read_bytes(), 4, 150):
        path.write_bytes(data)
        survives(path)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "words" + "</div>" * 100_000,
        "<b>" * 100_000 + "words</i>" * 50_000,
        "<a " * 500_000,
        '<a "' * 500_000,
        "<a b='" * 300_000,
        "<!--" * 500_000,
        "<!-- a -->" * 100_000 + "words",
        "<ul><li>" * 100_000,
        "<table><tr><td>" * 50_000,
        "<script>" * 100_000,
        "<sup>" * 100_000 + "1",
        "<a href=#x>1" * 100_000 + "</a>" * 100_000,
        "<a " + "b=c " * 1_000_000 + ">words</a>",
    ],
    ids=range(13),
)
def test_a_hostile_page_takes_no_longer_than_it_is_long(page: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", f"<html>{page}")
    begun = time.process_time()
    survives(path)
    assert time.process_time() - begun < 20


def test_a_page_of_more_tags_than_anybody_reads_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tags, "MOST_TAGS", 100)
    path = write(tmp_path / "a.html", "<html>" + "<p>words" * 100)
    with pytest.raises(UserError, match=r"a\.html: It has more tags .*: save its text alone"):
        texts.read(path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", "<html>")
    with path.open("r+b") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(UserError, match=r"a\.html: The file is larger than 64 MiB: cut"):
        texts.read(path)
