"""A deck's text as people write it: its head, its lesson, its cards and where they come from."""

from textwrap import dedent

import pytest

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.parcel import ParcelDeck, ParcelNote
from kgstudy.formats.kgdeck.reading import Document
from tests.formats.deck_texts import SAMPLE, read


def deck(text: str) -> Document:
    """The deck of an indented text, read without a problem."""
    found = read(dedent(text))
    assert found.problems == ()
    return found


def note(text: str) -> ParcelNote:
    (found,) = deck(text).notes
    return found


def test_the_sample_is_read_whole() -> None:
    found = deck(SAMPLE)
    assert found.deck == ParcelDeck("rivers", "Rivers")
    assert [note.guid for note in found.notes] == [
        "rivers/longest", "rivers/republic", "rivers/chuy-length", "rivers/naryn-mouth",
        "rivers/order", "rivers/flows",
    ]  # fmt: skip
    assert [note.kind for note in found.notes] == [
        "basic", "both-ways", "typed", "choice", "ordering", "cloze",
    ]  # fmt: skip
    assert {note.kind for note in found.notes} == set(CARD_TYPES), "the sample lacks a kind"
    assert found.lines == (12, 16, 23, 28, 33, 37)


def test_fields_of_each_kind() -> None:
    fields = {note.kind: note.fields for note in deck(SAMPLE).notes}
    assert fields == {
        "basic": {"front": "Which river is the longest?", "back": "The Naryn", "note": ""},
        "both-ways": {
            "front": "Kyrgyz <b>Республикасы</b>",
            "back": "The Kyrgyz Republic",
            "note": "",
        },
        "typed": {
            "question": "How long is the Chüy?",
            "answer": "1067 km",
            "also": "1,067 km",
            "note": "Kilometres, not miles.",
        },
        "choice": {
            "question": "What does the Naryn flow into?",
            "right": "The Syr Darya",
            "wrong": "The Chüy\nIssyk-Kul",
            "note": "",
        },
        "ordering": {"question": "Order by length.", "items": "The Chüy\nThe Naryn", "note": ""},
        "cloze": {
            "text": "The {{c1::Naryn::river}} flows into the {{c1::Syr Darya {{c3::river}}}}.",
            "note": "",
        },
    }


def test_tags() -> None:
    tags = {note.guid: note.tags for note in deck(SAMPLE).notes}
    assert tags["rivers/naryn-mouth"] == ("river", "mouth")
    assert tags["rivers/order"] == ()
    assert note("Q: a\nA: b\n^x #c# #a::b  #ключ #a::b").tags == ("c#", "a::b", "ключ")


def test_the_lesson_is_plain_text() -> None:
    lesson = deck(SAMPLE).lesson
    assert lesson is not None
    assert (lesson.guid, lesson.deck, lesson.title) == ("rivers", "rivers", "Rivers")
    assert lesson.language == "en"
    assert lesson.text == (
        "# Rivers of Kyrgyzstan\n\n"
        "The Naryn is the longest river of Kyrgyzstan. It flows into the Syr Darya.\n\n"
        "The Chüy is 1,067 km long.\n"
    )


def test_prose_is_reduced_to_its_words() -> None:
    lesson = deck(
        r"""
        ## **Osh** &amp; `Jalal-Abad`
        Two <u>towns</u>, \*old\* ones,
        wrapped.
        ![the map](map.png)
        - first
          item
        - second
        1. third

        ![](no-words.png)

        <!-- unseen -->
        \Q: not a card
        """
    ).lesson
    assert lesson is not None
    assert lesson.text == (
        "## Osh & Jalal-Abad\n\n"
        "Two towns, *old* ones, wrapped. the map\n- first item\n- second\n1. third\n\n"
        "Q: not a card\n"
    )


def test_a_deck_without_prose_has_no_lesson() -> None:
    assert deck("Q: a\nA: b\n").lesson is None


def test_a_deck_without_front_matter_is_called_as_its_file() -> None:
    assert read("Q: a\nA: b", "Ысык-Көл 2").deck == ParcelDeck("ысык-көл-2", "Ысык-Көл 2")


def test_all_that_a_deck_says_of_itself() -> None:
    found = deck(
        """\
        ---
        name = "Kyrgyzstan::Rivers"  # nested
        id = "kg rivers"
        description = "All of them."
        title = "Water"
        lesson = "x1"
        ---
        Prose.
        """
    )
    assert found.deck == ParcelDeck("kg rivers", "Kyrgyzstan::Rivers", "All of them.")
    assert found.lesson is not None
    assert (found.lesson.guid, found.lesson.title, found.lesson.language) == ("x1", "Water", "")


def test_a_lesson_is_called_as_the_last_part_of_the_deck() -> None:
    lesson = deck('---\nname = "Kyrgyzstan::Rivers"\n---\nProse.').lesson
    assert lesson is not None
    assert lesson.title == "Rivers"


def test_windows_and_old_mac_line_ends_and_a_byte_order_mark() -> None:
    usual = deck(SAMPLE)
    for end in ("\r\n", "\r"):
        assert read("\ufeff" + SAMPLE.replace("\n", end)) == usual


def test_text_goes_on_until_the_next_key_and_over_empty_lines() -> None:
    found = note("Q: one\ntwo\n\nthree\nA:\n\n- four\n- five\n\nN: six ^x")
    assert found.fields == {
        "front": "one<br>two<br><br>three",
        "back": "- four<br>- five",
        "note": "six",
    }


def test_a_key_stands_at_the_start_of_a_line_and_an_escaped_one_is_text() -> None:
    found = note("Q: A: one\n A: two\n\\A: three\nZ: four\nA:five ^x")
    assert found.fields["front"] == "A: one<br>A: two<br>A: three<br>Z: four"
    assert found.fields["back"] == "five"


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (r"area r \^2 ^x", "area r ^2"),
        (r"two \^id \#tag ^x", "two ^id #tag"),
        ("up^2 ^x", "up^2"),
        ("^2 times ^x", "^2 times"),
        ("a ^no, more text ^x #t", "a ^no, more text"),
        (r"\# no heading ^x", "# no heading"),
        (r"\--- ^x", "---"),
        ("#no heading ^x", "#no heading"),
    ],
)
def test_what_is_and_is_not_a_mark(line: str, seen: str) -> None:
    found = note(f"Q: q\nA: a\n{line}")
    assert (found.guid, found.fields["back"]) == ("deck/x", f"a<br>{seen}")


def test_a_mark_ends_the_card_and_prose_goes_on() -> None:
    found = deck("Q: a\nA: b\n^x\nProse.\n\nC: [c]\n\n^y\nMore.")
    assert [note.guid for note in found.notes] == ["deck/x", "deck/y"]
    assert found.lesson is not None
    assert found.lesson.text == "Prose.\n\nMore.\n"


def test_a_guid_from_elsewhere() -> None:
    assert note("Q: a\nA: b ^=f8%24k%2F%D2%AF #t").guid == "f8$k/ү"


def test_a_card_without_a_mark_ends_with_the_next_with_a_line_or_a_heading() -> None:
    found = deck("Q: a\nA: b\n\nF: c\nB: d\n---\nProse one.\n\nC: [e]\n# Head\nProse two.")
    assert [note.kind for note in found.notes] == ["basic", "both-ways", "cloze"]
    assert found.lesson is not None
    assert found.lesson.text == "Prose one.\n\n# Head\n\nProse two.\n"


def test_an_id_made_of_the_words_stays_while_question_and_answer_do() -> None:
    first = note("Q: What is the capital of Kyrgyzstan today?\nA: Bishkek")
    assert first.guid.startswith("deck/what-is-the-capital-of-kyrgyzstan-")
    wrapped = note(
        "Words.\n\nQ: What is the capital\nof Kyrgyzstan today?\nA:  Bishkek\nS: Words\nN: n"
    )
    assert wrapped.guid == first.guid
    assert note("Q: What is the capital of Kyrgyzstan today?\nA: Osh").guid != first.guid
    assert note("Q: What is the capital of Kyrgyzstan today?\nT: Bishkek").guid != first.guid


def test_comments_are_left_out() -> None:
    found = deck(
        """\
        <!-- one
        Q: not a card
        --> Prose.
        Q: a
        <!-- two --> <!-- three -->
        A: b <!-- four --> c
        ^x
        """
    )
    assert found.lesson is not None
    assert found.lesson.text == "Prose.\n"
    assert found.notes[0].fields["front"] == "a"
    assert found.notes[0].fields["back"] == "b  c"


CLOZES = {
    "[one] and [two]": "{{c1::one}} and {{c2::two}}",
    "[one | a hint] | [two| no hint]": "{{c1::one::a hint}} | {{c2::two| no hint}}",
    "[one]{2} [two]{2} [three]": "{{c2::one}} {{c2::two}} {{c3::three}}",
    "[one]{1,3} [two]": "{{c1,3::one}} {{c4::two}}",
    "[one [two [three | hint]]]": "{{c1::one {{c2::two {{c3::three::hint}}}}}}",
    r"\[no\] [yes \[no\]]": "[no] {{c1::yes [no]}}",
    r"[either \| or | both]": "{{c1::either | or::both}}",
    r"[x]\{2}": "{{c1::x}}{2}",
    r"\![x](y)": "!{{c1::x}}(y)",
    "![x](y.png) [z]": '<img src="y.png" alt="x"> {{c1::z}}',
    "**bold [gap] bold** [*it*]": "<b>bold {{c1::gap}} bold</b> {{c2::<i>it</i>}}",
    r"`a[0]` and `\[`, $\sqrt[3]{x}$ and $\[0, 1\]$ [x]": (
        r"<code>a[0]</code> and <code>[</code>, \(\sqrt[3]{x}\) and \([0, 1]\) {{c1::x}}"
    ),
    r"[$\frac{1}{2^{n}}$]": r"{{c1::\(\frac{1}{2^{n&#125;}\)}}",
    "[a::b | c] {{c1::x}}": "{{c1::a&#58;:b::c}} &#123;{c1&#58;:x&#125;}",
    "[two\nlines]": "{{c1::two<br>lines}}",
}


@pytest.mark.parametrize(("text", "field"), CLOZES.items())
def test_gaps(text: str, field: str) -> None:
    assert note(f"C: {text} ^x").fields["text"] == field


def test_gaps_hide_what_they_enclose() -> None:
    cloze = CARD_TYPES["cloze"]
    fields = note(r"C: Of [$\frac{1}{2^{n}}$ | a \{{{c9::] and [a::b] ^x").fields
    assert cloze.slots(fields) == (1, 2)
    assert cloze.answer_text(fields, 1) == r"\(\frac{1}{2^{n}}\)"
    assert cloze.question_text(fields, 1) == "Of [a {{{c9::] and a::b"
    assert cloze.answer_text(fields, 2) == "a::b"


LESSON = """\
Naryn is a river. Naryn is a town.

Naryn flows far.

{card}

## Osh

{other}

Naryn again, and again Naryn.
"""


def source(card: str, other: str = "") -> tuple[str, int] | None:
    found = deck(LESSON.format(card=card, other=other)).notes[0].source
    return (found.quote, found.start) if found else None


def test_a_card_comes_from_the_paragraph_above() -> None:
    assert source("Q: a\nA: b ^x") == ("Naryn flows far.", 36)


def test_a_card_right_under_a_heading_comes_from_nowhere() -> None:
    assert source("", "Q: a\nA: b ^x") is None


def test_an_empty_source_says_nowhere() -> None:
    assert source("Q: a\nA: b\nS: ^x") is None


@pytest.mark.parametrize(
    ("told", "quote", "start"),
    [
        ("Naryn", "Naryn", 36),
        ("Naryn is a town", "Naryn is a town", 18),
        ("and again\n  Naryn", "and again Naryn", 75),
        ("river. *Naryn*", "river. Naryn", 11),
        ("[Naryn] is a town", "Naryn", 18),
        ("again [Naryn].", "Naryn", 85),
        ("a [riv]er", "riv", 11),
        ("town. Naryn flows", "town.\n\nNaryn flows", 29),
        ("town. [Naryn] flows", "Naryn", 36),
    ],
)
def test_words_of_the_lesson_are_found(told: str, quote: str, start: int) -> None:
    assert source(f"Q: a\nA: b\nS: {told} ^x") == (quote, start)


def test_of_equal_words_the_nearest_are_meant() -> None:
    assert source("", "Q: a\nA: b\nS: Naryn ^x") == ("Naryn", 0)
    assert source("Q: a\nA: b\nS: again ^x") == ("again", 68)
