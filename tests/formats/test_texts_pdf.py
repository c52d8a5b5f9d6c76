"""PDF files of browsers and word processors, whose lines become paragraphs, headings and lists."""

import sys
import time
from pathlib import Path

import pytest

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.formats import texts
from kgstudy.formats.texts import pdf, pdf_pages, pdf_tables
from kgstudy.formats.texts.pdf_pages import Line, Scan, Word
from kgstudy.formats.texts.sheet import Sheet
from tests.formats.lesson_texts import DATA, check, survives
from tests.formats.mutation import damaged


def expected(which: str) -> str:
    return (DATA / f"lesson{which}.txt").read_text("utf-8")


def without_names(text: str) -> str:
    """The table as it is where nothing shows that its first row names the columns."""
    names = ("Town: ", "Founded: ", "What is seen today: ")
    lines = []
    for line in text.split("\n"):
        said = line
        for name in names:
            said = said.replace(name, "")
        lines.append(said if said == line else said.replace("; ", " | "))
    row = f"- {' | '.join(name[:-2] for name in names)}"
    at = next(at for at, line in enumerate(lines) if line.startswith("- Balasagun"))
    return "\n".join([*lines[:at], row, *lines[at:]])


def without_table(text: str) -> str:
    lines = [line for line in text.split("\n") if not line.startswith("- Town:")]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


@pytest.mark.parametrize(
    ("file", "text", "language"),
    [
        ("chromium.pdf", expected(""), "en"),
        ("chromium-ru.pdf", expected("-ru"), "ru"),
        ("chromium-ky.pdf", expected("-ky"), "ky"),
        ("libreoffice.pdf", without_names(expected("")), "en"),
        ("libreoffice-two-columns.pdf", without_table(expected("")), "en"),
    ],
)
def test_a_printed_lesson_is_its_text(file: str, text: str, language: str) -> None:
    """Running heads, page numbers and footnotes are gone, hyphens and broken lines mended."""
    lesson = texts.read(DATA / file)
    assert lesson.text == text
    assert lesson.title == text.split("\n", maxsplit=1)[0].removeprefix("# ")
    assert lesson.language == language
    assert formats.holds_lesson(DATA / file)
    check(lesson)


def test_pictures_of_text_are_told() -> None:
    with pytest.raises(UserError, match=r"scan\.pdf: There are no letters in it, only pictures"):
        texts.read(DATA / "chromium-scan.pdf")


def test_a_password_is_told() -> None:
    with pytest.raises(UserError, match=r"locked\.pdf: It is locked by a password: save it"):
        texts.read(DATA / "libreoffice-locked.pdf")


def test_without_pdfium_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UserError, match=r"chromium\.pdf: To read PDF files, install .*pypdfium2"):
        texts.read(DATA / "chromium.pdf")
    assert formats.holds_lesson(DATA / "chromium.pdf")


# Lines and their places

WIDTH = 6.0


def line(text: str, base: float, left: float = 50, page: int = 0, **more: float | bool) -> Line:
    """A line whose cells are parted by tabs, each 100 points from the one before."""
    words = []
    for at, cell in enumerate(text.split("\t")):
        start = left + 100 * at
        words.append(Word(start, start + WIDTH * len(cell), cell))
    size = float(more.get("size", 12))
    return Line(page, tuple(words), base, size, bool(more.get("strong")), bool(more.get("noted")))


def read(*lines: Line) -> str:
    sheet = Sheet("a.pdf")
    pdf.write(Scan("", "", lines, 1 + max(line.page for line in lines), 0), sheet)
    return sheet.lesson().text


LONG = "A line of the column which is as long as a line of it can be set, and"


def test_a_paragraph_ends_where_the_next_word_would_have_had_room() -> None:
    text = read(
        line(LONG, 700),
        line("goes on and ends here.", 686),
        line(LONG, 672),
        line("ends here after all of it, which takes nearly all of the line's room.", 658),
        line("Goes on: the first word would have had none.", 644),
        line(f"    {LONG}", 616),
    )
    first, second, third = text.strip().split("\n\n")
    assert first == f"{LONG} goes on and ends here."
    assert second.endswith("room. Goes on: the first word would have had none.")
    assert third == LONG


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    lines = [
        line("Rivers and lakes", 780), line(LONG, 700), line("14", 30),
        line("Rivers and lakes", 780, page=1), line("ends on the next.", 700, page=1),
        line("15", 30, page=1),
    ]  # fmt: skip
    assert read(*lines) == f"{LONG} ends on the next.\n"


def test_larger_letters_are_headings_and_bold_lines_too() -> None:
    text = read(
        line("Towns", 780, size=24),
        line("Old ones", 740, size=16),
        line(LONG, 700),
        line("ends here.", 686),
        line("Osh", 660, strong=True),
        line(LONG, 640),
        line("ends here.", 626),
    )
    headings = [each for each in text.split("\n") if each.startswith("#")]
    assert headings == ["# Towns", "## Old ones", "### Osh"]


def test_columns_are_rows_of_a_table() -> None:
    text = read(
        line("Town\tSince\tSeen", 700, strong=True),
        line("Osh\tlong ago\ta hill", 686),
        line("Talas\tlater\tthree", 672),
        line("mausoleums", 660, left=250),
        line(LONG, 630),
    )
    assert text == (
        "- Town: Osh; Since: long ago; Seen: a hill\n"
        "- Town: Talas; Since: later; Seen: three mausoleums\n\n" + LONG + "\n"
    )


def test_lines_that_are_spread_to_both_margins_are_no_table() -> None:
    words = tuple(Word(50 + 60 * at, 50 + 60 * at + 48, "eight888") for at in range(6))
    spread = [Line(0, words, 700 - 14 * at, 12) for at in range(3)]
    assert all(not pdf_tables.starts(each) for each in spread)


# What strangers send


def simple(pages: int, kids: str, content: bytes = b"") -> bytes:
    """A PDF whose table of places is not there: readers have to look for the objects."""
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            f"2 0 obj<</Type/Pages/Count {pages}/Kids[{kids}]>>endobj\n".encode(),
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources"
            b"<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n",
            f"4 0 obj<</Length {len(content)}>>stream\n".encode(),
            content,
            b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        )
    )


WORDS = b"BT /F 12 Tf 10 100 Td (Osh is an old town.) Tj ET"


def test_a_file_without_its_table_of_places_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple(1, "3 0 R", WORDS))
    assert texts.read(path).text == "Osh is an old town.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.4\n%%EOF",
        b"%PDF-1.4\n" + b"\0" * 100_000,
        simple(1_000_000, "3 0 R " * 10_000, WORDS),
        simple(2_000_000_000, "3 0 R", WORDS),
        simple(-1, "3 0 R", WORDS),
        simple(3, "2 0 R 2 0 R 2 0 R", WORDS),
        simple(1, "3 0 R", b"q " * 500_000),
        simple(1, "3 0 R", b"BT /F 12 Tf " + b"(a) Tj " * 500_000),
        simple(1, "3 0 R", WORDS)[:150],
        simple(1, "3 0 R", WORDS.replace(b"12 Tf", b"0 Tf")),
        simple(1, "3 0 R", WORDS.replace(b"12 Tf", b"-12 Tf")),
        simple(1, "3 0 R", WORDS.replace(b"10 100 Td", b"1e38 0 0 -1e38 1e38 1e38 Tm")),
    ],
    ids=range(13),
)
def test_a_hostile_file_is_read_or_refused_soon(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    begun = time.process_time()
    survives(path)
    assert time.process_time() - begun < 20


def test_more_pages_than_a_lesson_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    with pytest.raises(UserError, match=r"libreoffice\.pdf: It has more than 1 pages: cut it"):
        texts.read(DATA / "libreoffice.pdf")


@pytest.mark.parametrize("file", ["chromium-ky.pdf", "libreoffice.pdf"])
def test_a_damaged_file_is_read_or_refused(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    for data in damaged((DATA / file).read_bytes(), 5, 40):
        path.write_bytes(data)
        survives(path)
