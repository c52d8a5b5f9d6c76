"""Documents of Word and LibreOffice and electronic books, as their usual writers make them."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.formats import texts
from tests.formats.lesson_texts import DATA, check, survives
from tests.formats.mutation import damaged

TITLES = {"": "Caravans of the Tian Shan", "-ru": "Озеро Иссык-Куль", "-ky": "Бозүй"}
MADE = [
    f"{writer}{which}.{suffix}"
    for writer in ("pandoc", "libreoffice")
    for which in TITLES
    for suffix in ("docx", "odt", "epub", "html")
    if (writer, suffix) != ("libreoffice", "epub") and (writer == "pandoc" or not which)
]


@pytest.mark.parametrize("file", MADE)
def test_a_document_is_its_text(file: str) -> None:
    which = file[file.index(".") - 3 : file.index(".")] if "-" in file else ""
    lesson = texts.read(DATA / file)
    assert lesson.text == (DATA / f"lesson{which}.txt").read_text("utf-8")
    assert lesson.title == TITLES[which]
    assert lesson.language == (which[1:] or "en")
    assert formats.holds_lesson(DATA / file)
    if not file.endswith(("html", "epub")):
        assert [problem.why for problem in lesson.problems] == ["Footnotes are left out: 1."]


def test_a_book_whose_headings_are_but_bold_has_them_all_the_same() -> None:
    """LibreOffice writes no lists and no headings into books, and no first row of a table."""
    lesson = texts.read(DATA / "libreoffice.epub")
    kept = (DATA / "lesson.txt").read_text("utf-8")
    for name in ("Town: ", "Founded: ", "What is seen today: "):
        kept = kept.replace(name, "")
    for line in kept.split("\n"):
        bare = line.lstrip("#-123. ").replace("; ", " | ")
        if line.startswith("#"):
            assert f"## {bare}\n" in lesson.text
        else:
            assert bare in lesson.text.replace("; ", " | ")
    assert (lesson.title, lesson.language) == (TITLES[""], "en")


# Word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*runs: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def packed(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stored = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return path


def word(path: Path, body: str, **parts: str) -> Path:
    document = f'<w:document {W} xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'
    others = {
        f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()
    }
    return packed(
        path, {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others}
    )


def test_what_is_struck_out_moved_or_hidden_is_no_text(tmp_path: Path) -> None:
    body = para(
        run("Osh is "),
        f"<w:del>{run('young').replace('w:t', 'w:delText')}</w:del>",
        f"<w:moveFrom>{run('elsewhere ')}</w:moveFrom>",
        f"<w:ins>{run('old')}</w:ins>",
        run(" secret", "<w:vanish/>"),
        run(" and", '<w:vanish w:val="0"/>'),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<mc:AlternateContent><mc:Choice>" + run(" large") + "</mc:Choice>"
        "<mc:Fallback>" + run(" twice") + "</mc:Fallback></mc:AlternateContent>",
        "<w:r><w:tab/><w:t>here</w:t><w:br/><w:noBreakHyphen/></w:r>",
        run(".<w:br/>"),
    )
    lesson = texts.read(word(tmp_path / "a.docx", body))
    assert lesson.text == "Osh is old and large here -.\n"


def test_lists_are_numbered_as_word_counts_them(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/></w:lvl>'
        for at, (start, shape) in enumerate([(3, "decimal"), (1, "bullet")])
    )
    numbers = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )

    def item(words: str, depth: int, which: int = 2) -> str:
        look = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{which}"/></w:numPr>'
        return para(run(words), look=look)

    body = item("a", 0) + item("b", 1) + item("c", 0) + item("d", 0, 0) + item("", 0)
    lesson = texts.read(word(tmp_path / "a.docx", body, numbering=numbers))
    assert lesson.text == "3. a\n- b\n4. c\n\nd\n"


def test_headings_are_told_by_styles_in_any_language(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a"><w:name w:val="Мой заголовок"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
    )
    body = "".join(
        para(run(words), look=f'<w:pStyle w:val="{style}"/>')
        for words, style in (
            ("Ала-Тоо", "t"),
            ("Оглавление", "toc"),
            ("Тоолор", "a"),
            ("Бийик.", "x"),
        )
    ) + para(run("Терең."), look='<w:outlineLvl w:val="2"/>')
    lesson = texts.read(word(tmp_path / "a.docx", body, styles=styles))
    assert lesson.text == "# Ала-Тоо\n\n# Тоолор\n\nБийик.\n\n### Терең.\n"
    assert lesson.title == "Ала-Тоо"
    assert lesson.language == ""  # the usual one, which these letters are not in


def test_bold_lines_are_headings_where_there_are_no_others(tmp_path: Path) -> None:
    bold = "<w:b/>"
    body = (
        para(run("Towns", bold))
        + para(run("Osh", bold), run(" is an old town in the south."))
        + para(run("This whole sentence is important.", bold))
        + para(run("Its market is older still."))
    )
    lesson = texts.read(word(tmp_path / "a.docx", body))
    assert lesson.text.startswith("## Towns\n\nOsh is an old town")
    assert lesson.text.count("#") == 2


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def test_tables_have_names_for_columns_or_hold_the_layout(tmp_path: Path) -> None:
    bold = "<w:b/>"
    table = (
        f"<w:tr>{cell(para(run('Town', bold)))}{cell(para(run('Since', bold)))}</w:tr>"
        f"<w:tr>{cell(para(run('Osh')))}{cell(para(run('long ago')))}</w:tr>"
    )
    long = cell(para(run("word " * 100))) + cell(para(run("beside")))
    body = f"<w:tbl>{table}</w:tbl><w:tbl><w:tr>{long}</w:tr></w:tbl>" + para(run("After."))
    lesson = texts.read(word(tmp_path / "a.docx", body))
    assert (
        lesson.text
        == f"- Town: Osh; Since: long ago\n\n{('word ' * 100).strip()}\n\nbeside\n\nAfter.\n"
    )


# OpenDocument

OFFICE = " ".join(
    f'xmlns:{name}="urn:{name}"'
    for name in ("office", "text", "table", "style", "fo", "draw", "svg")
)


def open_document(path: Path, body: str, styles: str = "") -> Path:
    content = (
        f"<office:document-content {OFFICE}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return packed(path, {"mimetype": kind, "content.xml": content})


def test_frames_notes_and_changes_of_an_open_document(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region>"
        "</text:tracked-changes><text:p>Osh<text:s text:c='2'/>is<text:line-break/>old"
        "<draw:frame><draw:text-box><text:p>In a frame.</text:p></draw:text-box>"
        "<svg:desc>a picture</svg:desc></draw:frame><text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>remark</text:p></office:annotation>.</text:p>"
        "<text:table-of-content><text:p>Osh 1</text:p></text:table-of-content>"
    )
    lesson = texts.read(open_document(tmp_path / "a.odt", body))
    assert lesson.text == "In a frame.\n\nOsh is old.\n"
    assert [problem.why for problem in lesson.problems] == ["Footnotes are left out: 1."]


def test_lists_of_an_open_document_are_counted(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
        'style:num-format="1" text:start-value="4"/><text:list-level-style-bullet '
        'text:level="2"/></text:list-style>'
    )
    body = (
        '<text:list text:style-name="N"><text:list-item><text:p>a</text:p><text:list>'
        "<text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>c</text:p></text:list-item></text:list>"
    )
    assert texts.read(open_document(tmp_path / "a.odt", body, styles)).text == "4. a\n- b\n5. c\n"


# Books

CONTAINER = '<container><rootfiles><rootfile full-path="{}"/></rootfiles></container>'


def book(path: Path, chapters: Mapping[str, str], spine: str = "", **more: str) -> Path:
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(chapters)
    )
    order = spine or "".join(f'<itemref idref="i{at}"/>' for at in range(len(chapters)))
    package = (
        '<package xmlns:dc="urn:dc"><metadata><dc:title>Towns</dc:title><dc:language>en'
        f"</dc:language></metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format("OPS/book.opf"),
        "OPS/book.opf": package,
        **{
            f"OPS/{name}": f"<?xml version='1.0'?><html>{text}</html>"
            for name, text in chapters.items()
        },
        **{f"META-INF/{name}.xml": text for name, text in more.items()},
    }
    return packed(path, files)


def test_chapters_come_in_the_order_in_which_they_are_read(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": "<title/><h1>One&nbsp;town</h1><p>Osh.<a id='x'/><sup>2</sup></p>",
        "t%20wo.xhtml": "<body epub:type='titlepage'><p>cover</p></body>",
        "three.xhtml": "<p>Not read.</p>",
    }
    spine = (
        '<itemref idref="nothing"/><itemref idref="i1"/><itemref idref="i0"/>'
        '<itemref idref="i2" linear="no"/>'
    )
    path = book(tmp_path / "a.epub", chapters, spine)
    with ZipFile(path, "a") as archive:
        archive.writestr("OPS/t wo.xhtml", "<p>Two.</p>")
    lesson = texts.read(path)
    assert lesson.text == "Two.\n\n# One town\n\nOsh.²\n"
    assert (lesson.title, lesson.language) == ("Towns", "en")
    assert [problem.why for problem in lesson.problems] == [
        "Chapters that it names are not in it: 1."
    ]


def test_a_locked_book_is_told(tmp_path: Path) -> None:
    locks = "<encryption><CipherReference URI='OPS/one.xhtml'/></encryption>"
    path = book(tmp_path / "a.epub", {"one.xhtml": "<p>Osh."}, encryption=locks)
    with pytest.raises(UserError, match=r"a\.epub: It is locked by its seller"):
        texts.read(path)
    font = locks.replace("one.xhtml", "font.ttf")
    assert texts.read(book(path, {"one.xhtml": "<p>Osh."}, encryption=font)).text == "Osh.\n"


# What strangers send

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document><w:p>'
    "<w:t>&b;</w:t></w:p></w:document>"
)


def traversing(path: Path) -> Path:
    with ZipFile(book(path, {"one.xhtml": "<p>Osh."}), "a") as archive:
        archive.writestr("../../outside.xhtml", "<p>Talas.")
    return path


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("a.docx", lambda path: word(path, "<w:p>" * 300), "too deep|damaged"),
        ("a.docx", lambda path: word(path, "<w:p>"), "XML is damaged"),
        ("a.docx", lambda path: word(path, ""), "There is no text in it"),
        ("a.docx", lambda path: packed(path, {"word/document.xml": BOMB}), "declares entities"),
        ("a.docx", lambda path: packed(path, {"word/document.xml": "\0" * (1 << 26)}), "unpack to"),
        ("a.odt", lambda path: open_document(path, "<text:p>"), "XML is damaged"),
        ("a.epub", traversing, "forbidden name"),
        ("a.epub", lambda path: packed(path, {"META-INF/container.xml": "<a/>"}), "does not say"),
        ("a.epub", lambda path: book(path, {"../../../etc/passwd": "<p>x"}), "forbidden name"),
        ("a.epub", lambda path: book(path, {"one.xhtml": ""}), "There is no text in it"),
    ],
)  # fmt: skip
def test_what_is_at_fault_is_refused_with_a_sentence(
    name: str, make: Callable[[Path], Path], why: str, tmp_path: Path
) -> None:
    path = make(tmp_path / name)
    begun = time.process_time()
    with pytest.raises(UserError, match=why) as told:
        texts.read(path)
    assert path.name in str(told.value)
    assert time.process_time() - begun < 10


def test_nothing_outside_is_looked_up(tmp_path: Path) -> None:
    """A link to elsewhere in a document is nothing but the words that are seen."""
    outside = tmp_path / "outside.xhtml"
    outside.write_text("<p>secret</p>")
    path = book(tmp_path / "a.epub", {"one.xhtml": f"<p>Osh.<img src='file://{outside}'/></p>"},
        '<itemref idref="i0"/><itemref idref="../../outside.xhtml"/>')  # fmt: skip
    assert texts.read(path).text == "Osh.\n"


@pytest.mark.parametrize(
    "file", ["pandoc.docx", "pandoc-ky.odt", "pandoc-ru.epub", "libreoffice.docx"]
)
def test_a_damaged_document_is_read_or_refused(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    for data in damaged((DATA / file).read_bytes(), 7, 60):
        path.write_bytes(data)
        survives(path)


INSIDE = {
    "pandoc.docx": "word/document.xml",
    "pandoc.odt": "content.xml",
    "pandoc.epub": "EPUB/text/ch001.xhtml",
    "libreoffice.docx": "word/numbering.xml",
    "libreoffice.odt": "styles.xml",
}


@pytest.mark.parametrize("file", INSIDE)
def test_what_is_damaged_within_a_document_is_read_or_refused(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    with ZipFile(DATA / file) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    files = {name: content for name, content in files.items() if not name.endswith("/")}
    for data in damaged(files[INSIDE[file]], 11, 60):
        survives(packed(path, {**files, INSIDE[file]: data}))


def test_all_samples_are_as_lessons_are() -> None:
    for file in MADE:
        check(texts.read(DATA / file))
