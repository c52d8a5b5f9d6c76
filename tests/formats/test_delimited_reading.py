"""Tables of text become notes, however they were saved."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import CONTROLS
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel
from kgstudy.formats import delimited
from kgstudy.formats.delimited import Column, Layout, table


def read(text: str, layout: Layout | None = None) -> Parcel:
    return delimited.from_text(text, "Words", layout)


def pairs(parcel: Parcel) -> list[tuple[str, str]]:
    return [(note.fields["front"], note.fields["back"]) for note in parcel.notes]


WORDS = [("суу", "вода"), ("тоо", "гора"), ("көл", "озеро")]


@pytest.mark.parametrize(
    ("delimiter", "end"),
    [("\t", "\n"), (";", "\r\n"), (",", "\n"), ("|", "\r"), (" — ", "\n"), (" - ", "\n")],
)
def test_any_delimiter_and_line_end(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(pair) for pair in WORDS)
    found = read(text)
    assert (pairs(found), found.problems) == (WORDS, ())
    assert [deck.name for deck in found.decks] == ["Words"]
    assert {note.kind for note in found.notes} == {"basic"}


def test_a_table_of_a_teacher_saved_by_a_russian_windows(tmp_path: Path) -> None:
    path = tmp_path / "Столицы.csv"
    table = (
        'Вопрос;Ответ;Тема\r\n"Столица; главный город";Бишкек;география, 5-класс\r\nРека;Нарын;\r\n'
    )
    path.write_bytes(table.encode("windows-1251"))
    found = delimited.read(path)
    assert pairs(found) == [("Столица; главный город", "Бишкек"), ("Река", "Нарын")]
    assert found.notes[0].tags == ("география", "5-класс")
    assert [deck.name for deck in found.decks] == ["Столицы"]


def test_a_table_of_excel_in_unicode(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes('Сөз\tКотормо\r\nсуу\t"вода\nриver"\r\n'.encode("utf-16"))
    found = delimited.read(path)
    assert pairs(found) == [("суу", "вода<br>риver")]


def test_what_quizlet_gives_out_has_commas_and_dashes_in_it() -> None:
    found = read("to be, or not\tбыть — или нет; да\nwell-known\tизвестный - очень\n")
    assert pairs(found) == [
        ("to be, or not", "быть — или нет; да"),
        ("well-known", "известный - очень"),
    ]


def test_text_is_not_markup_and_markup_is_not_text() -> None:
    plain = read("a < b & c\tx > y\n")
    assert pairs(plain) == [("a &lt; b &amp; c", "x &gt; y")]
    marked = read("<b>a</b>\tx &nbsp; y\n")
    assert pairs(marked) == [("<b>a</b>", "x &nbsp; y")]
    told = read("#html:false\n#separator:tab\n<b>a</b>\tb\n")
    assert pairs(told) == [("&lt;b&gt;a&lt;/b&gt;", "b")]


def test_all_directives() -> None:
    text = (
        "#separator:Semicolon\n#html:true\n#tags:all of\n#columns:id;tags;deck;Front;Back\n"
        "#deck:Home\n#guid column:1\n#tags column:2\n#deck column:3\n"
        "#name:unknown\n# a comment\n\n"
        "g1;x y;A::B;<i>q</i>;a\n#a comment among the rows\ng2;;;q2;a2\n"
    )
    found = read(text)
    assert [(note.guid, note.tags) for note in found.notes] == [
        ("g1", ("x", "y", "all", "of")),
        ("g2", ("all", "of")),
    ]
    assert pairs(found) == [("<i>q</i>", "a"), ("q2", "a2")]
    names = {deck.guid: deck.name for deck in found.decks}
    assert [names[note.deck] for note in found.notes] == ["A::B", "Home"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("value", "delimiter"),
    [
        ("tab", "\t"), ("TAB", "\t"), ("\\t", "\t"), ("\t", "\t"), ("comma", ","), (";", ";"),
        ("Pipe", "|"), ("colon", ":"), ("space", " "), (" ", " "), ("^", "^"),
    ],
)  # fmt: skip
def test_separators_by_name_and_by_themselves(value: str, delimiter: str) -> None:
    found = read(f"#separator:{value}\nq{delimiter}a\n")
    assert pairs(found) == [("q", "a")]


def test_the_first_line_may_be_tags() -> None:
    found = read("tags: one two\nq\ta\n")
    assert [note.tags for note in found.notes] == [("one", "two")]


def test_a_rule_about_duplicates_that_is_not_followed_is_said() -> None:
    kept = read("#separator:tab\n#if matches:keep both\nq\ta\n")
    assert [(problem.lost, problem.place.line) for problem in kept.problems] == [(False, 1)]
    assert read("#separator:tab\n#if matches:update current\nq\ta\n").problems == ()


def test_a_row_that_begins_with_a_number_sign_is_kept_without_directives() -> None:
    found = read("#1 hit\tthe best\nq\ta\n")
    assert pairs(found) == [("#1 hit", "the best"), ("q", "a")]


def test_quotes_with_quotes_and_line_breaks() -> None:
    found = read('"say ""hi"", now","two\nlines"\nplain,5" disk\n')
    assert pairs(found) == [('say "hi", now', "two<br>lines"), ("plain", '5" disk')]


def test_blanks_before_a_quote() -> None:
    assert pairs(read('"a, b", "c, d"\n"e", "f"\n')) == [("a, b", "c, d"), ("e", "f")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a\t"not closed\nb\tc\nd\te\n', [("a", '"not closed'), ("b", "c"), ("d", "e")]),
        ('a\t"not closed\nb\t"c"\nd\te\n', [("a", "not closed"), ("b", "c"), ("d", "e")]),
        ('"a\t"b"\nc\td\n', [("a", "b"), ("c", "d")]),
        ('"He said "hi" to me";x\ny;z\n', [('He said "hi" to me', "x"), ("y", "z")]),
        ('a\t"x" y\nb\tc\n', [("a", '"x" y'), ("b", "c")]),
    ],
)
def test_quotes_that_do_not_fit_spoil_only_their_row(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = read(text)
    assert pairs(found) == expected
    assert [(problem.place.line, problem.lost) for problem in found.problems] == [(1, False)]


def test_a_stray_quote_does_not_swallow_the_file() -> None:
    rows = [f"q{number}\ta{number}" for number in range(5000)]
    rows[10] = 'q10\t"a10'
    rows[4000] = 'q4000\ta4000"'
    found = read("\n".join(rows))
    assert len(found.notes) == 5000
    assert max(len(note.fields["back"]) for note in found.notes) < 100
    assert found.notes[10].fields["back"] == '"a10'


def test_a_long_answer_in_quotes_is_one_answer() -> None:
    answer = "\n".join(f"line {number}, and more" for number in range(300))
    found = read(f'q1,"{answer}"\nq2,a2\nq3,a3\n')
    assert [len(note.fields["back"].split("<br>")) for note in found.notes] == [300, 1, 1]


def test_rows_of_various_lengths() -> None:
    found = read("a\tb\nc\nd\te\n\n\t\n\tg\nf\n")
    assert pairs(found) == [("a", "b"), ("d", "e")]
    assert [problem.place.line for problem in found.problems] == [2, 6, 7]
    assert all(problem.lost for problem in found.problems)
    assert "behind a tab" in found.problems[0].why


def test_a_delimiter_within_the_last_column_belongs_to_it() -> None:
    rows = "".join(f"w{number},meaning {number}\n" for number in range(40))
    found = read(f"{rows}hi,привет, здравствуй\n")
    assert pairs(found)[-1] == ("hi", "привет, здравствуй")


def test_words_with_a_colon_or_a_blank_between_them() -> None:
    assert pairs(read("cat: кот\ndog: пёс\nfox: лиса\n"))[0] == ("cat", "кот")
    assert pairs(read("cat кот\ndog пёс\nfox лиса\n"))[2] == ("fox", "лиса")


def test_text_with_gaps_becomes_a_cloze() -> None:
    found = read("{{c1::Bishkek}} is the capital\tof Kyrgyzstan\n{{c1::Osh}} is a city\n")
    assert [(note.kind, dict(note.fields)) for note in found.notes] == [
        ("cloze", {"text": "{{c1::Bishkek}} is the capital", "note": "of Kyrgyzstan"}),
        ("cloze", {"text": "{{c1::Osh}} is a city", "note": ""}),
    ]


def test_one_column_of_gaps_is_enough() -> None:
    assert [note.kind for note in read("{{c1::a}} b\n{{c2::c::hint}} d\n").notes] == ["cloze"] * 2
    empty = read("{{c1::}} b\tc\nd\te\n")
    assert [problem.place.line for problem in empty.problems] == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\ntwo\nthree\n", "There is one column only: put a tab between"),
        ("", "There are no cards in it"),
        ("#separator:tab\n#html:true\n", "There are no cards in it"),
        ("\n\n  \n", "There are no cards in it"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(text)


def test_more_columns_become_a_note_type_with_their_names() -> None:
    header = "Word,Meaning,Pronunciation,Level,Origin,Page"
    found = read(f"{header}\nкөл,озеро,[køl],A1,Turkic,7\nтоо,гора,[toː],A1,Turkic,8\n")
    (made,) = found.note_types
    assert made.fields == ("Word", "Meaning", "Pronunciation", "Level", "Origin", "Page")
    assert {note.kind for note in found.notes} == {TEMPLATED}
    assert {note.note_type for note in found.notes} == {made.guid}
    assert found.notes[0].fields["Pronunciation"] == "[køl]"
    assert "{{Word}}" in made.templates[0].question
    assert "{{Meaning}}" in made.templates[0].answer


def test_names_that_templates_cannot_hold_are_changed() -> None:
    layout = Layout(
        "utf-8", ",", True, False, (Column.FRONT, Column.BACK, Column.KEPT, Column.KEPT)
    )
    (made,) = read("a:b,#c,,a b\n1,2,3,4\n", layout).note_types
    assert made.fields == ("a b", "c", "Field 3", "a b 2")


def test_a_column_of_note_types() -> None:
    head = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
    rows = (
        "1\tBasic\tD\tq\ta\t\t\tt\n"
        "2\tBasic (and reversed card)\tD\tq\ta\t\t\t\n"
        "3\tCloze\tD\t{{c1::x}}\textra\t\t\t\n"
        "4\tBasic (type in the answer)\tD\tq\ta\t\t\t\n"
        "5\tBasic (optional reversed card)\tD\tq\ta\ty\t\t\n"
        "6\tBasic (optional reversed card)\tD\tq\ta\t\t\t\n"
        "7\tVerb\tD\tgo\twent\tgone\t\t\n"
        "8\tVerb\tD\tsee\t\t\t\t\n"
        "9\tGaps\tD\t{{c1::x}} y\t\t\tz\t\n"
        "10\tBasic\tD\tq only\t\t\t\t\n"
    )
    found = read(f"{head}#tags column:8\n{rows}")
    assert found.problems == ()
    kinds = ["basic", "both-ways", "cloze", "typed", "both-ways", "basic", *[TEMPLATED] * 4]
    assert [note.kind for note in found.notes] == kinds
    assert [(made.name, len(made.fields), made.cloze) for made in found.note_types] == [
        ("Verb", 3, False),
        ("Gaps", 2, True),
        ("Basic", 2, False),
    ]
    assert found.notes[0].tags == ("t",)
    assert list(found.notes[7].fields.values()) == ["see", "", ""]


def test_the_same_text_gives_the_same_ids_and_changed_answers_too() -> None:
    first = read("a\tb\nc\td\n")
    again = read("c\tD!\na\tb\n")
    assert {note.guid for note in first.notes} == {note.guid for note in again.notes}
    marked = read("<b>a</b>\tb\n")
    assert marked.notes[0].guid == first.notes[0].guid
    pictures = read('<img src="a.png">\tb\n<img src="b.png">\tb\n')
    assert len({note.guid for note in pictures.notes}) == 2


def test_notes_with_one_question_or_one_guid_are_both_kept() -> None:
    found = read("a\tb\na\tc\na\tb\n")
    assert len({note.guid for note in found.notes}) == 3
    head = "#separator:tab\n#guid column:1\n"
    found = read(f"{head}g\tq\ta\ng\tq2\ta2\n")
    assert found.notes[0].guid == "g"
    assert len({note.guid for note in found.notes}) == 2


def test_decks_by_a_column() -> None:
    found = read("front,back,deck\na,b,X :: Y\nc,d,\ne,f,X::Y\n")
    assert [deck.name for deck in found.decks] == ["X::Y", "Words"]


def test_control_characters_are_dropped() -> None:
    found = read("a\0b\tc\x07d\x1b\n")
    assert pairs(found) == [("ab", "cd")]


def test_a_field_of_fifty_megabytes_is_one_lost_row() -> None:
    huge = "x" * 50_000_000
    found = read(f'a\tb\nq\t"{huge}"\nc\td\n{huge}\n')
    assert pairs(found) == [("a", "b"), ("c", "d")]
    assert [problem.place.line for problem in found.problems if problem.lost] == [2, 4]


def test_broken_markup_is_kept_as_it_is() -> None:
    found = read("<b>a\t<i>b</b> <br\n<p<x>\t&nbsp;y\n")
    assert [note.fields["back"] for note in found.notes] == ["<i>b</b> <br", "&nbsp;y"]
    assert not any(is_blank(note.fields["front"]) for note in found.notes)


def test_pictures_beside_the_file_come_along(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"picture")
    (tmp_path.parent / "secret.txt").write_bytes(b"secret")
    path = tmp_path / "cards.txt"
    path.write_text(
        '<img src="a.png">\tx\ny\t[sound:missing.mp3]\nz\t<img src="../secret.txt">\n'
        'w\t<img src="https://example.org/a.png">\n',
        encoding="utf-8",
    )
    found = delimited.read(path)
    assert [*found.media] == ["a.png"]
    with found.media["a.png"]() as picture:
        assert picture.read() == b"picture"
    assert len(found.problems) == 1
    assert "missing.mp3" in found.problems[0].why
    assert not found.problems[0].lost


def test_progress_is_told_and_can_stop_the_work(tmp_path: Path) -> None:
    path = tmp_path / "cards.tsv"
    path.write_text("".join(f"{n}\t{n}\n" for n in range(20_000)), encoding="utf-8")
    told: list[float] = []
    delimited.read(path, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1], len(told) > 5) == (0.0, 1.0, True)


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        assert not delimited.recognises(path)
        with pytest.raises(UserError):
            delimited.read(path)


def test_a_long_text_is_cleaned_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is cut for that."""

    @given(st.text(st.sampled_from("a\r\n\x00\x1f\tө"), max_size=12))
    def compare(text: str) -> None:
        expected = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        assert table.cleaned(text) == expected

    monkeypatch.setattr(table, "_PIECE", 2)
    compare()
