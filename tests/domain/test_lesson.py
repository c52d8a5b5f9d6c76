"""A lesson cut into sections, paragraphs and sentences, and words found again in it."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from kgstudy.domain.lesson import (
    Paragraph,
    Section,
    Span,
    band,
    bare,
    context,
    locate,
    outline,
    sentence_around,
    sentence_at,
)

TEXT = """\
Before the first heading.

## Recognition

Turkey was first. The
United States came next.

Then came others.

### Embassies
One opened in 1992.
#no heading

## Nothing yet
"""


def said(text: str, span: Span) -> str:
    return text[span.start : span.end]


def split(text: str, language: str = "en") -> list[str]:
    return [
        said(text, sentence)
        for section in outline(text, language)
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    ]


def test_sections_have_their_headings_and_levels() -> None:
    sections = outline(TEXT, "en")
    assert [(section.heading, section.level) for section in sections] == [
        ("", 0),
        ("Recognition", 2),
        ("Embassies", 3),
        ("Nothing yet", 2),
    ]
    assert [len(section.paragraphs) for section in sections] == [1, 2, 1, 0]


def test_a_section_reaches_from_its_heading_to_its_last_word() -> None:
    sections = outline(TEXT, "en")
    assert said(TEXT, sections[0].span) == "Before the first heading."
    assert said(TEXT, sections[2].span) == "### Embassies\nOne opened in 1992.\n#no heading"
    assert said(TEXT, sections[3].span) == "## Nothing yet"


def test_an_empty_line_ends_a_paragraph_and_a_line_break_does_not() -> None:
    recognition = outline(TEXT, "en")[1]
    assert [said(TEXT, paragraph.span) for paragraph in recognition.paragraphs] == [
        "Turkey was first. The\nUnited States came next.",
        "Then came others.",
    ]
    assert [said(TEXT, sentence) for sentence in recognition.paragraphs[0].sentences] == [
        "Turkey was first.",
        "The\nUnited States came next.",
    ]


@pytest.mark.parametrize("text", ["", "  \n\n \n", "##", "## \n"])
def test_a_text_without_a_heading_has_no_section_but_its_own_words(text: str) -> None:
    assert [section.heading for section in outline(text, "en")] == [""] * bool(text.strip())


def test_the_items_of_a_list_are_sentences() -> None:
    text = "The principles:\n1. No blocs.\n2. Open borders\n- and peace."
    assert split(text) == ["The principles:", "1. No blocs.", "2. Open borders", "- and peace."]


# Each `|` is where one sentence ends and the next begins.
ENGLISH = """
On 19 Dec. 1991 Dr. Smith met St. Petersburg's mayor. | Then M. S. Gorbachev resigned.
The U.S. Embassy opened. | It lies in the U.S. | The street is quiet.
It closed at 5 p.m. on Monday (see fig. 3). | Costs grew by 3.5 percent, i.e. a lot.
E.g. A. Akaev came. | Prof. K. Otorbaev wrote, cf. p. 7 and pp. 9–12.
"Is it so?" he asked. | "Yes." | She left.
Wait… what? | No. 5 is alive! | The answer is no. | Two came.
It joined (in 1992.) | He said “go.” | Then he left in 1992. | 135 countries knew.
J. F. Kennedy Jr. died. | Vitamin C. | The next. | Really?! | — Why? — he asked.
Turkey, China, etc. | Nothing else happened in 500 B.C. and later vs. now.
It opened on 31. 8. 1991 and closed in Dec. | Nobody wept... | Everyone did.
They were 135. | 20 stayed.
Charles II. | William came. | Plan B. | This works at no. 7 and in vol. 2.
"""
RUSSIAN = """
В 1992 г. Кыргызстан стал членом ООН, т. е. вошёл в мир. | Так бывает.
М. С. Горбачёв ушёл 25 дек. 1991 г. | Он был первым.
Население — 4,5 млн. человек, площадь 200 тыс. кв. км. | Город лежит в горах.
Скорость равна 299 792 458 м/с. | Вода замерзает при 0 °C. | Атом состоит из ядра.
Там яблоки, груши и т. д. | Бишкек — столица.
В 20-30-х гг. XX в. построили заводы, фабрики и др. | Но это не всё… | Что дальше?!
«Да!» — сказал он. | «Нет». | Площадь им. Ленина находится в г. Бишкек на ул. Манаса.
Курс 31.12.1999 г. составил 45,43. | См. рис. 5 и табл. 2. | Далее идёт А.С. Пушкин.
Это было в 300 г. до н. э. в Азии. | Выросли рис. | Хлопок тоже.
"""
KYRGYZ = """
Кыргызстан 1991-жылдын 31-августунда эгемендүүлүгүн жарыялаган. | 1992-ж. 2-мартта БУУга мүчө болду.
Аянты 199 951 чарчы км. | Тоолор көп, мис. Ала-Тоо ж. б. | Алар бийик.
«Манас» эпосу (миң жылдык!) белгилүү. | Эмне үчүн? | Себеби ал улуу!
А. Акаев 1990-ж. Кыргыз ССРинин президенти болгон. | XX к. башында 7 млн. киши жашаган.
"""
CASES = [
    (line, language)
    for prose, language in ((ENGLISH, "en"), (RUSSIAN, "ru"), (KYRGYZ, "ky"), (KYRGYZ, "tr"))
    for line in prose.strip().splitlines()
]


@pytest.mark.parametrize(("line", "language"), CASES)
def test_sentences_end_where_a_reader_sees_them_end(line: str, language: str) -> None:
    expected = line.split(" | ")
    assert split(" ".join(expected), language) == expected
    assert split(" ".join(expected), f"{language.upper()}-KG") == expected


marks = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        ". ",
        "! ",
        "… ",
        "## ",
        "St. ",
        "г. ",
        "5",
        "Он ",
        "a",
        ")",
        '"',
        "- ",
        "\r",
    ]
)
texts = st.text() | st.lists(marks).map("".join)


@given(texts, st.sampled_from(["en", "ru", "ky", "xx", ""]))
def test_laws_of_the_outline(text: str, language: str) -> None:
    sections = outline(text, language)
    _check_order([section.span for section in sections], Span(0, len(text)))
    for section in sections:
        _check_order([paragraph.span for paragraph in section.paragraphs], section.span)
        for paragraph in section.paragraphs:
            _check_paragraph(text, paragraph)
    assert _outside(text, sections) == ""


def _check_order(spans: list[Span], within: Span) -> None:
    edges = [within.start, *(edge for span in spans for edge in (span.start, span.end)), within.end]
    assert edges == sorted(edges)


def _check_paragraph(text: str, paragraph: Paragraph) -> None:
    _check_order(list(paragraph.sentences), paragraph.span)
    words = [said(text, sentence) for sentence in paragraph.sentences]
    assert all(sentence and sentence == sentence.strip() for sentence in words)
    assert "".join("".join(words).split()) == "".join(said(text, paragraph.span).split())


def _outside(text: str, sections: tuple[Section, ...]) -> str:
    """What stands neither in a sentence nor in a line with a heading."""
    rest = list(text)
    for section in sections:
        line_end = text.find("\n", section.span.start)
        if section.level:
            rest[section.span.start : line_end if line_end >= 0 else None] = " " * (
                (line_end if line_end >= 0 else len(text)) - section.span.start
            )
        for paragraph in section.paragraphs:
            rest[paragraph.span.start : paragraph.span.end] = " " * (
                paragraph.span.end - paragraph.span.start
            )
    return "".join(rest).strip()


def test_a_megabyte_of_prose_takes_less_than_a_second() -> None:
    prose = f"## Heading\n\n{ENGLISH}\n{RUSSIAN}\n{KYRGYZ}\n".replace(" | ", " ")
    text = prose * (1_000_000 // len(prose))
    assert _seconds(text) < 1


SCRAPS = ("a", ".", ". ", " ", "\n", "\n  ", "## a\n", "# ", "“", "St. ", "1. ", "- a\n", "A.B.")


@pytest.mark.parametrize("scrap", [*SCRAPS, "#", ". “ ", '."', "?!"])
def test_no_text_takes_more_than_its_share_of_time(scrap: str) -> None:
    assert _seconds((scrap * 200_000)[:200_000]) < 1


def _seconds(text: str) -> float:
    begun = time.process_time()
    outline(text, "ky")
    return time.process_time() - begun


def test_words_are_found_whatever_blanks_stand_between_them() -> None:
    text = "It opened on\n1 February  1992, not on 2 February 1992."
    assert locate(text, " on 1\nFebruary 1992 ") == Span(10, 29)
    assert locate(text, "1 march") is None
    assert locate(text, "  ") is None
    assert locate(text, "(1992") is None


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "Osh. Uzgen. Osh. Talas. Osh."
    assert locate(text, "Osh") == Span(0, 3)
    assert locate(text, "Osh", Span(16, 20)) == Span(12, 15)
    assert locate(text, "Osh", Span(18, 22)) == Span(24, 27)
    assert locate(text, "Osh", Span(12, 27)) == Span(12, 15)
    assert locate("aaaa", "aa", Span(1, 3)) == Span(0, 2)
    assert locate("aaaa", "a", Span(2, 3)) == Span(2, 3)


@given(st.text(), st.data())
def test_what_is_quoted_from_a_place_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if quote and quote == quote.strip():
        assert locate(text, quote, Span(start, end)) is not None
        assert (found := locate(text, quote)) is not None
        assert text[found.start : found.end].split() == quote.split()
        assert found.start <= start


def test_context_is_what_stands_around() -> None:
    text = "x" * 50 + "words" + "y" * 10
    assert context(text, Span(50, 55)) == ("x" * 32, "y" * 10)


@pytest.mark.parametrize(
    ("other", "touches"),
    [(Span(0, 2), False), (Span(0, 3), True), (Span(3, 4), True), (Span(5, 9), False)],
)
def test_spans_touch_where_they_share_a_character(other: Span, touches: bool) -> None:
    assert Span(2, 5).touches(other) is touches
    assert other.touches(Span(2, 5)) is touches


def test_the_sentence_around_some_words() -> None:
    sections = outline(TEXT, "en")

    def around(words: str) -> str:
        start = TEXT.index(words)
        return said(TEXT, sentence_at(sections, Span(start, start + len(words))))

    assert around("United") == "The\nUnited States came next."
    assert around("first. The") == "Turkey was first. The\nUnited States came next."
    assert around("next.\n\nThen") == "The\nUnited States came next.\n\nThen came others."
    assert around("Recognition") == "Recognition"
    assert sentence_at(sections, Span(0, 0)) == Span(0, 25)


class Counting(tuple[Section, ...]):
    """Tells how many of the sections were looked at."""

    looked_at = 0

    @override
    def __getitem__(self, at: int) -> Section:  # type: ignore[override]
        Counting.looked_at += 1
        return super().__getitem__(at)

    @override
    def __iter__(self) -> Iterator[Section]:
        Counting.looked_at += len(self)
        return super().__iter__()


def test_a_sentence_is_found_without_looking_at_the_whole_text() -> None:
    text = "".join(f"## Part {n}\n\nIt is one. It is {n}.\n\n" for n in range(1000))
    sections = Counting(outline(text, "en"))
    start = text.index("It is 777.")
    assert said(text, sentence_at(sections, Span(start, start + 5))) == "It is 777."
    assert 0 < Counting.looked_at < 50


@given(st.integers(-3, len(TEXT) + 3), st.integers(0, 60))
def test_it_is_what_the_words_touch(start: int, length: int) -> None:
    span = Span(start, start + length)
    words = Span(start, start + max(length, 1))
    touched = [
        sentence
        for section in outline(TEXT, "en")
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.touches(words)
    ]
    expected = Span(touched[0].start, touched[-1].end) if touched else span
    assert sentence_at(outline(TEXT, "en"), span) == expected


@given(texts, st.sampled_from(["en", "ky"]), st.data())
def test_the_sentence_is_the_same_when_only_its_paragraph_is_cut_up(
    text: str, language: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    expected = sentence_at(outline(text, language), span)
    assert sentence_around(text, language, span) == expected


def test_a_span_without_its_blanks() -> None:
    assert bare(" a b \n", Span(0, 6)) == Span(1, 4)
    assert bare("   ", Span(0, 3)) == Span(3, 3)


@pytest.mark.parametrize(
    ("recall", "expected"),
    [(None, 0), (0.0, 1), (0.49, 1), (0.5, 2), (0.69, 2), (0.7, 3), (0.89, 3), (0.9, 4), (1.0, 4)],
)
def test_bands_of_recall(recall: float | None, expected: int) -> None:
    assert band(recall) == expected
