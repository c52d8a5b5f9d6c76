"""Markdown without cards becomes a lesson: its marks say what is a heading, a list, a table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.formats import texts
from kgstudy.formats.texts import markdown
from kgstudy.formats.texts.sheet import Sheet


def read(text: str) -> str:
    sheet = Sheet("")
    markdown.write(text, sheet)
    return sheet.lesson().text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("# One #\n### Three\n", "# One\n\n### Three\n"),
        ("C#\n", "C#\n"),
        ("# The C# language\n", "# The C# language\n"),
        ("A title\n=======\nText\nof two lines\n---\n", "# A title\n\n## Text of two lines\n"),
        ("One\n\n***\n\ntwo\n", "One\n\ntwo\n"),
        ("Some *bold* and **bolder**, `code`, ~5 km.\n", "Some bold and bolder, code, ~5 km.\n"),
        ('[Osh](https://a.b/c_(d) "x") and [Talas][1].\n\n[1]: http://x\n', "Osh and Talas.\n"),
        ("![a map](map.png) The map.\n", "The map.\n"),
        ("See [[Osh]] and [[Talas|the town]].\n", "See Osh and the town.\n"),
        ("<https://a.b> told it.\n", "https://a.b told it.\n"),
        ("Said.[^1] More.\n\n[^1]: A note\n    that goes on.\n\nText.\n", "Said. More.\n\nText.\n"),
        ("> Quoted words\n> of two lines.\n", "Quoted words of two lines.\n"),
        ("a <!-- not\nseen --> b\n", "a b\n"),
        ("```py\nx = 1\n\ny = 2\n```\nAfter.\n", "x = 1\n\ny = 2\n\nAfter.\n"),
        ("Жогор-\nку Кеңеш\n", "Жогорку Кеңеш\n"),
        ("## Heading {#id .c}\n", "## Heading\n"),
        ("#review #towns/old\nText.\n", "Text.\n"),
        ("A&nbsp;b &amp; c<br>d\n", "A b & c d\n"),
    ],
)
def test_marks_are_read(written: str, seen: str) -> None:
    assert read(written) == seen


def test_lists_nest_and_number_themselves() -> None:
    text = (
        "1. one\n1. two,\n   still two\n  + in\n  + it\n1. three\n\n* a\n\n* [x] b\n\n5. x\n5. y\n"
    )
    assert read(text) == ("1. one\n2. two, still two\n- in\n- it\n3. three\n- a\n- b\n5. x\n6. y\n")


def test_a_table_is_read_row_by_row() -> None:
    text = "| Town | Since |\n|:--|--:|\n| **Osh** | 3000 \\| years |\n| Talas | |\n\nAfter.\n"
    assert read(text) == "- Town: Osh; Since: 3000 | years\n- Town: Talas\n\nAfter.\n"


def test_the_head_tells_title_and_language(tmp_path: Path) -> None:
    path = tmp_path / "a_lesson.md"
    path.write_text("---\ntitle: 'Шаарлар'\nlang: ky-KG\n---\n# Ош\n\nОш байыркы шаар.\n", "utf-8")
    lesson = texts.read(path)
    assert (lesson.title, lesson.language) == ("Шаарлар", "ky")
    assert lesson.text == "# Ош\n\nОш байыркы шаар.\n"
    path.write_text("Only a few words of prose.\n")
    assert texts.read(path).title == "a lesson"


def test_a_language_that_the_letters_deny_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nlang: en\n---\nОш байыркы шаар, ал жерде көп эл жашайт.\n", "utf-8")
    assert texts.read(path).language == ""


SIGNS = [
    "# ", "- ", "1. ", "|", "--", "\n", "[", "](", ")", "<!--", "```", "> ", "a", "**", " ", "=",
    "[^", "]:", "\t", "![", "[[", "]]", "#a",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=60))
def test_anything_is_read(parts: list[str]) -> None:
    once = read("".join(parts))
    assert once == "" or (once.endswith("\n") and "\n\n\n" not in once)


def test_reading_takes_no_longer_than_the_text_is() -> None:
    for sign in ("[", "](", "<!--", "# ", "a-\n", "\t|", "|-", "- ", "*", "`", "![", "[^", " "):
        read(sign * (400_000 // len(sign)))
