"""How a table is laid out is found as a person would, and can be said otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.formats import delimited
from kgstudy.formats.delimited import Column, Layout, Survey, survey_text, swapped

FRONT, BACK, NOTE, TAGS = Column.FRONT, Column.BACK, Column.NOTE, Column.TAGS
DECK, GUID, KEPT, IGNORED = Column.DECK, Column.GUID, Column.KEPT, Column.IGNORED


@pytest.mark.parametrize(
    ("text", "delimiter", "header", "columns"),
    [
        ("a\tb\nc\td\n", "\t", False, (FRONT, BACK)),
        ("a,b\nc,d\n", ",", False, (FRONT, BACK)),
        ("a;b, c\nd;e\n", ";", False, (FRONT, BACK)),
        ("a|b, c\nd|e; f\n", "|", False, (FRONT, BACK)),
        ("a, b\tc, d\ne, f\tg, h\n", "\t", False, (FRONT, BACK)),
        ("Front,Back\na,b\n", ",", True, (FRONT, BACK)),
        ("Вопрос;Ответ\nа;б\n", ";", True, (FRONT, BACK)),
        ("Жооп\tСуроо\nа\tб\n", "\t", True, (BACK, FRONT)),
        ("Term,Definition,Example,Tags,Deck\na,b,c,d,e\n", ",", True,
         (FRONT, BACK, NOTE, TAGS, DECK)),
        ("guid,Question,Answer\n1,a,b\n", ",", True, (GUID, FRONT, BACK)),
        ("Answer,Question\nb,a\n", ",", True, (BACK, FRONT)),
        ("a;b;;\nc;d;;\n", ";", False, (FRONT, BACK, IGNORED, IGNORED)),
        ("a\tb\tc\nd\te\tf\n", "\t", False, (FRONT, BACK, NOTE)),
        ("name,capital,population,area\nKyrgyzstan,Bishkek,7 000 000,199 951\n"
         "Germany,Berlin,83 000 000,357 022\n", ",", True, (FRONT, BACK, NOTE, NOTE)),
        ("q1\ta1\tgeo city\nq2\ta2\tgeo\nq3\ta3\tgeo city\nq4\ta4\tgeo\n", "\t", False,
         (FRONT, BACK, TAGS)),
        ("x\t{{c1::y}} z\tw\na\t{{c1::b}} c\td\n", "\t", False, (BACK, FRONT, NOTE)),
        ("a - b\nc - d-e\nf - g\n", " - ", False, (FRONT, BACK)),
        ("a\nb\n", "\t", False, (FRONT,)),
    ],
)  # fmt: skip
def test_layouts(text: str, delimiter: str, header: bool, columns: tuple[Column, ...]) -> None:
    found = survey_text(text).layout
    assert (found.delimiter, found.header, found.columns) == (delimiter, header, columns)


def test_a_survey_tells_the_first_rows_and_counts_all() -> None:
    found = survey_text("Word\tMeaning\n" + "".join(f"a{n}\tb{n}\n" for n in range(200)))
    assert (found.count, len(found.rows), found.names) == (200, 50, ("Word", "Meaning"))
    assert found.rows[0] == ("a0", "b0")


def test_a_survey_shows_each_row_in_the_columns_that_there_are() -> None:
    rows = "".join(f"w{n},m{n}\n" for n in range(40))
    found = survey_text(f"hi,a, b\n{rows}x\n")
    assert found.layout.columns == (FRONT, BACK)
    assert (found.rows[0], found.rows[-1]) == (("hi", "a, b"), ("x", ""))


def test_directives_fix_the_layout() -> None:
    text = "#separator:|\n#html:false\n#columns:F|B|T\n#tags column:3\n#deck:D\n#tags:x\na|b|c\n"
    layout = Layout("utf-8", "|", False, False, (FRONT, BACK, TAGS), "D", ("x",))
    assert survey_text(text) == Survey(layout, ("F", "B", "T"), (("a", "b", "c"),), 1)


def test_a_layout_that_was_said_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("сөз".encode() + b",a;b\n" + "тоо".encode() + b",c;d\n")
    guessed = delimited.survey(path)
    assert guessed.layout.delimiter == ";"
    said = replace(guessed.layout, delimiter=",", tags=("t",), deck="Mine")
    shown = delimited.survey(path, said)
    assert shown.rows[0] == ("сөз", "a;b")
    assert shown.layout == said
    found = delimited.read(path, layout=said)
    assert [note.fields["front"] for note in found.notes] == ["сөз", "тоо"]
    assert [note.tags for note in found.notes] == [("t",), ("t",)]
    assert [deck.name for deck in found.decks] == ["Mine"]


def test_swapping_sides() -> None:
    layout = survey_text("a\tb\tc\n").layout
    assert swapped(layout).columns == (BACK, FRONT, NOTE)
    assert swapped(swapped(layout)) == layout
    found = delimited.from_text("a\tb\tc\n", "D", swapped(layout))
    assert dict(found.notes[0].fields) == {"front": "b", "back": "a", "note": "c"}


def test_columns_are_assigned_at_will() -> None:
    layout = Layout("utf-8", "\t", False, False, (NOTE, BACK, FRONT, IGNORED, NOTE, FRONT))
    found = delimited.from_text("n\tb\tf\tx\tm\tg\n", "D", layout)
    assert dict(found.notes[0].fields) == {"front": "f<br>g", "back": "b", "note": "n<br>m"}


def test_a_column_that_is_kept_is_in_no_template() -> None:
    layout = Layout("utf-8", "\t", False, False, (FRONT, BACK, KEPT, NOTE))
    found = delimited.from_text("f\tb\tk\tn\n", "D", layout)
    (made,) = found.note_types
    assert [*found.notes[0].fields.values()] == ["f", "b", "k", "n"]
    shown = made.templates[0].question + made.templates[0].answer
    assert [name in shown for name in made.fields] == [True, True, False, True]


def test_without_a_front_nothing_can_be_asked() -> None:
    layout = Layout("utf-8", "\t", False, False, (BACK, NOTE))
    with pytest.raises(UserError, match="No column is the front"):
        delimited.from_text("a\tb\n", "D", layout)


def test_an_encoding_that_was_said_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("КИТ\tРАК\n".encode("cp866"))
    layout = Layout("cp866", "\t", False, False, (FRONT, BACK))
    assert delimited.survey(path, layout).rows == (("КИТ", "РАК"),)
    with pytest.raises(UserError, match="no encoding of the name"):
        delimited.survey(path, replace(layout, encoding="klingon"))


TABLES = [
    "a\tb\nc\td\n",
    "Front,Back\nx,y\nz,w\n",
    "Слово;Перевод\nсуу;вода\n",
    "#separator:space\na b\n",
    "tags:x\na\tb\n",
    '"a","b, c"\n"d","e"\n',
    "суу — вода\nтоо — гора\nкөл — озеро\n",
]
OTHERS = [
    "",
    "Just a sentence, which has commas, and ends.\n",
    "Dear all,\n\nthanks for coming, it was nice.\nSee you soon,\nyours\n",
    "# Heading\n\nText | with bars\n",
    "---\nname: deck\n---\nQ: a\nA: b\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n',
    "[1, 2, 3]\n[4, 5, 6]\n",
    '<?xml version="1.0"?>\n<a>,</a>\n<b>,</b>\n',
    "<!DOCTYPE html>\n<p>a;b</p>\n",
    "import os, sys\nfrom a import b, c\n",
    "int a = 1;\nint b = 2;\nreturn a;\n",
    "- one: two\n- three: four\n- five: six\n",
    "one\ntwo\nthree\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_tables_are_recognised(text: str, tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_text(text, encoding="utf-8")
    assert delimited.recognises(path)


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_are_not(text: str, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(text, encoding="utf-8")
    assert not delimited.recognises(path)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04a,b\n", b"SQLite format 3\0", bytes(range(256)) * 40, b"\x89PNG\r\n,,"]
)
def test_files_that_are_no_text_are_not(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(data)
    assert not delimited.recognises(path)
