"""Plain text and what is pasted become a lesson, with the paragraphs and headings that are seen."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.formats import texts

PROSE = "Balasagun was founded in the tenth century and was one of the two capitals of a state."


def read(text: str) -> str:
    return texts.pasted(text).text


def test_lines_that_are_paragraphs_stay_apart() -> None:
    first, second = f"{PROSE} {PROSE}", f"A river ran by. {PROSE}"
    assert read(f"{first}\n{second}\n") == f"{first}\n\n{second}\n"


def test_short_sentences_on_lines_of_their_own_stay_apart() -> None:
    text = "Bishkek is the capital of Kyrgyzstan.\nOsh is the second city."
    assert read(text) == "Bishkek is the capital of Kyrgyzstan.\n\nOsh is the second city.\n"


WRAPPED = """\
For more than fifteen centuries caravans crossed the mountains of Cent-
ral Asia. They carried silk, paper and glass, and with them went ideas,
religions and self-
government. Nobody called it by that name.

    The Anglo-
Saxons never saw it. Between 1991-
2001 much was mended, also by well-known scholars and by lesser-
known ones.
    Osh is older than Rome, people say. In the year 2000 it celebrated
its birthday.
"""


def test_broken_lines_are_joined_and_so_are_words() -> None:
    assert read(WRAPPED).split("\n\n") == [
        "For more than fifteen centuries caravans crossed the mountains of Central Asia. They "
        "carried silk, paper and glass, and with them went ideas, religions and self-government. "
        "Nobody called it by that name.",
        "The Anglo-Saxons never saw it. Between 1991-2001 much was mended, also by well-known "
        "scholars and by lesserknown ones.",
        "Osh is older than Rome, people say. In the year 2000 it celebrated its birthday.\n",
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("мамле-\nкет", "мамлекет"),
        ("кто-\nто", "кто-то"),
        ("1991-\nжылы", "1991-жылы"),
        ("govern\u00ad\nment", "government"),
        ("govern¬\nment", "government"),
        ("Central-\nAsian", "Central-Asian"),
    ],
)
def test_a_hyphen_at_a_line_end_is_told_from_one_of_the_word(broken: str, whole: str) -> None:
    line = "Here a line of many words goes on and on, as they do, to the "
    text = f"{line}{broken} {line.lower()}\nthe end of it all and further down the road.\n"
    assert whole in read(text)


def test_a_compound_that_is_written_so_elsewhere_keeps_its_hyphen() -> None:
    text = (
        "The long-term plan of the government was never told to the people, so the long-\n"
        "term plan failed, and nobody was sorry for it in the end, as far as one knows.\n"
    )
    assert "so the long-term plan" in read(text)


def test_a_short_line_between_empty_ones_is_a_heading() -> None:
    text = f"The Silk Road\n\n{PROSE}\n\nTowns and years\n\n{PROSE}\n\nBishkek, 2024\n"
    assert read(text) == (
        f"# The Silk Road\n\n{PROSE}\n\n## Towns and years\n\n{PROSE}\n\nBishkek, 2024\n"
    )
    assert texts.pasted(text).title == "The Silk Road"


def test_headings_may_be_numbered_underlined_or_marked() -> None:
    text = f"1. Goods\n\n{PROSE}\n\n1.2 Silk\n\n{PROSE}\n\nPaper\n-----\n{PROSE}\n\n"
    text += f"#### Glass\n{PROSE}"
    found = [line for line in read(text).split("\n") if line.startswith("#")]
    assert found == ["# 1. Goods", "### 1.2 Silk", "## Paper", "#### Glass"]


@pytest.mark.parametrize(
    "line",
    [
        "Kyrgyzstan and global organizations. Today, many states strive to solve problems.",
        "A line that ends as a sentence does.",
        "and so on",
        "He said the following:",
        "This is a line of so many words that nobody would ever set it above a chapter, whatever",
        "* * *",
        "1991",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert "#" not in read(f"{PROSE}\n\n{line}\n\n{PROSE}")


def test_a_list_of_names_is_no_row_of_headings() -> None:
    names = ["Osh", "Talas", "Naryn", "Bishkek", "Karakol"]
    text = read("\n\n".join([PROSE, *names]))
    assert "#" not in text


def test_lists_have_their_items_on_lines_of_their_own() -> None:
    text = (
        "What was carried over the mountains by the caravans, from the one end to the other:\n"
        "- silk from China, which in Rome was worth its weight in\n  gold;\n"
        "• horses from Fergana;\n\n"
        "The way led through towns, of which these three were said to be the largest of all:\n"
        "1) Osh\n2) Uzgen,\nof the three towers\n3) Balasagun\n\na) one\nb) two\n"
    )
    assert read(text).split("\n\n") == [
        "What was carried over the mountains by the caravans, from the one end to the other:",
        "- silk from China, which in Rome was worth its weight in gold;\n- horses from Fergana;",
        "The way led through towns, of which these three were said to be the largest of all:",
        "1. Osh\n2. Uzgen, of the three towers\n3. Balasagun\n- a) one\n- b) two\n",
    ]


def test_questions_below_a_heading_are_a_list() -> None:
    text = f"{PROSE} {PROSE}\n\nQuestions\n1. When was it founded?\n2. By whom?\n"
    assert read(text).endswith("\n\n## Questions\n\n1. When was it founded?\n2. By whom?\n")


def test_a_broken_paragraph_among_verses_is_joined() -> None:
    text = (
        "Kyrgyzstan declared its independence on 31 August\n1991. Turkey was the first to know of "
        "it\nofficially.\n\nRoses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n\n"
        "It ends."
    )
    first, *verses, _ = read(text).strip().split("\n\n")
    assert first.endswith("on 31 August 1991. Turkey was the first to know of it officially.")
    assert verses == ["Roses are red", "Violets are blue", "Sugar is sweet", "And so are you"]


def test_a_figure_at_the_start_of_a_broken_line_is_no_item() -> None:
    text = (
        "The republic declared that it would be independent, which happened on the day of\n"
        "31. August in the year that everybody knows by heart, and some of them do not know\n"
        "it at all.\n"
    )
    assert "day of 31. August" in read(text)


PAGE = (
    "The history of the towns            {number}\n\n"
    "The page begins here with words that are the text of a book, and it goes on to\n"
    "another line, in which number {word} is told. Then the page ends in the middle of a\n\n"
    "                 {number}\n"
)


def test_running_heads_and_page_numbers_are_no_text() -> None:
    words = ("one", "two", "three", "four")
    pages = [PAGE.format(number=at + 10, word=word) for at, word in enumerate(words)]
    text = read("\f".join(pages))
    assert "history" not in text
    assert not any(str(number) in text for number in range(10, 14))
    assert all(f"number {word} is told" in text for word in words)


def test_marks_of_footnotes_are_no_text() -> None:
    text = f"It began in 1877.[1] It ended in Osh[2][3] in the end.[citation needed] {PROSE}¹"
    assert read(text) == f"It began in 1877. It ended in Osh in the end. {PROSE}\n"
    code = f"The first is row[0] and the next is row[1]. {PROSE} An area of 5 km² is small."
    assert read(code) == code + "\n"


def test_odd_characters_become_usual_ones() -> None:
    text = f"\ufeffНа\u00adрын\u00a0— э\u0301то и\u0306 река\u200b, \u202eде\u0001шти. ﬁve {PROSE}"
    assert read(text).startswith("Нарын — э́то й река, дешти. five Balasagun")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert read(f"{PROSE}{end}{end}{PROSE}{end}") == f"{PROSE}\n\n{PROSE}\n"


def test_of_nothing_comes_nothing() -> None:
    assert texts.pasted(" \n\f\n ").text == ""


@given(
    st.lists(st.sampled_from(["a", "B.", "-", "1.", "#", "\n", "\n\n", "\f", " ", "\t", "x" * 90]))
)
def test_whatever_is_pasted_is_read_to_itself_in_the_end(parts: list[str]) -> None:
    once = read("".join(parts))
    assert once == "" or (once.endswith("\n") and "\n\n\n" not in once)
    assert all(line == " ".join(line.split()) for line in once.split("\n"))


SENTENCES = st.lists(
    st.sampled_from(["Caravans", "crossed", "the", "high", "mountains", "of", "Asia", "slowly"]),
    min_size=12,
    max_size=60,
).map(lambda words: "It says: " + " ".join(words) + " and ends.")


@given(st.lists(SENTENCES, min_size=1, max_size=5), st.integers(50, 100))
def test_breaking_lines_at_a_width_changes_nothing(paragraphs: list[str], width: int) -> None:
    broken = "\n\n".join(textwrap.fill(each, width) for each in paragraphs)
    assert read(broken) == "\n\n".join(paragraphs) + "\n"
