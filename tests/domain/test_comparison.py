"""What the comparison of a typed answer forgives, what it never forgives, and what it shows."""

import time
import unicodedata
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types.comparison import Comparison, Verdict, compare

MONTHS = (
    ("January", "января", "январь"),
    ("February", "февраля", "февралы"),
    ("March", "марта", "марты"),
    ("April", "апреля", "апрели"),
    ("May", "мая", "майы"),
    ("June", "июня", "июну"),
    ("July", "июля", "июлу"),
    ("August", "августа", "августу"),
    ("September", "сентября", "сентябры"),
    ("October", "октября", "октябры"),
    ("November", "ноября", "ноябры"),
    ("December", "декабря", "декабры"),
)
FORMS = (
    "{d} {en} {y}",
    "{en} {d}, {y}",
    "{en} {d} {y}",
    "{en3}. {d}, {y}",
    "{d}th of {en}, {y}",
    "on the {d}th of {en} {y}",
    "{y}-{m:02}-{d:02}",
    "{d:02}.{m:02}.{y}",
    "{d}/{m}/{y}",
    "{d}. {m}. {y}",
    "{d} {ru} {y} г.",
    "{d} {ru} {y} года",
    "{y}-жылдын {d}-{ky}",
    "{y}-ж. {d}-{ky}",
)
SHORT_FORMS = ("{d}.{m}.{yy:02}", "{d} {en} '{yy:02}", "{d} {ru} {yy:02} г.")


def written(day: date, form: str) -> str:
    english, russian, kyrgyz = MONTHS[day.month - 1]
    return form.format(
        d=day.day,
        m=day.month,
        y=day.year,
        yy=day.year % 100,
        en=english,
        en3=english[:3],
        ru=russian,
        ky=kyrgyz,
    )


def shown(comparison: Comparison) -> tuple[str, str]:
    """Both lines, with what is not right in brackets."""
    typed, expected = (
        "".join(f"{p.text}" if p.verdict is Verdict.RIGHT else f"[{p.text}]" for p in pieces)
        for pieces in (comparison.typed_pieces, comparison.expected_pieces)
    )
    return typed, expected


days = st.dates(date(1850, 1, 1), date(2090, 12, 31))
forms = st.sampled_from(FORMS)


@given(days, forms, forms)
def test_a_date_is_the_same_however_it_is_written(day: date, typed: str, expected: str) -> None:
    assert compare(written(day, typed), [written(day, expected)]).right


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(SHORT_FORMS), forms)
def test_two_figures_of_a_year_are_enough_for_years_about_now(
    day: date, typed: str, expected: str
) -> None:
    assert compare(written(day, typed), [written(day, expected)]).right


@given(days, st.integers(1, 4000) | st.integers(-4000, -1), forms, forms)
def test_another_date_is_never_right(day: date, shift: int, typed: str, expected: str) -> None:
    other = day + timedelta(days=shift)
    assert not compare(written(other, typed), [written(day, expected)]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2-март 1992-жыл", "2 March 1992"),
        ("1992, 2 March", "2 March 1992"),
        ("2 Mar 1992", "02.03.1992"),
        ("2ND MARCH 1992.", "2 March 1992"),
        ("3/25/1992", "25 March 1992"),
        ("12/25/1992", "25 December 1992"),
        ("1.2.30", "1 February 1930"),
        ("1.2.29", "1 February 2029"),
        ("31-августунда", "31 August"),
        ("31.08", "31 August"),
        ("August 31st", "31 августа"),
        ("03.1992", "March 1992"),
        ("1992-03", "March 1992"),
        ("март 1992 г.", "March 1992"),
        ("1992-жылдын марты", "March 1992"),
        ("in 1992", "1992"),
        ("в 1992 году", "1992"),
        ("1992-жыл", "1992"),
        ("formed on 21.12.1991 in Almaty", "formed on December 21, 1991, in Almaty"),
    ],
)
def test_further_forms_of_dates(typed: str, expected: str) -> None:
    assert compare(typed, [expected]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2 March", "2 March 1992"),
        ("March 1992", "2 March 1992"),
        ("1992", "2 March 1992"),
        ("2.3.92", "2 March 1892"),
        ("92", "1992"),
        ("3.2.1992", "2 March 1992"),
        ("31 September 1991", "30 September 1991"),
        ("1/2", "1.2"),
    ],
)
def test_a_date_with_a_part_missing_or_changed_is_wrong(typed: str, expected: str) -> None:
    assert not compare(typed, [expected]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("one thousand", "1,000"),
        ("1 000", "1000"),
        ("1\u00a0000", "1,000"),
        ("a thousand", "1000"),
        ("one hundred and thirty-five", "135"),
        ("135", "one hundred thirty-five"),
        ("two hundred and five thousand three hundred", "205,300"),
        ("nineteen ninety-two", "1992"),
        ("1.5 million", "1,500,000"),
        ("1.500.000", "1'500'000"),
        ("1,5 млн", "1 500 000"),
        ("3,5", "3.5"),
        ("двести сорок одна тысяча", "241000"),
        ("бир миң тогуз жүз токсон эки", "1992"),
        ("90 percent", "90%"),
        ("90 per cent", "90 %"),
        ("90 процентов", "90 пайыз"),
        ("46", "46th"),
        ("forty-sixth", "46th"),
        ("46-я", "46th"),
        ("сорок шестая", "46-я"),
        ("кырк алтынчы сессия", "46-сессия"),
        ("World War 2", "World War II"),
        ("the second world war", "2nd World War"),
        ("XX век", "20-й век"),
        ("ХХ век", "XX век"),
        ("Psalm XCIX", "psalm 99"),
        ("Sonnet LXIV", "sonnet 64"),
        ("one million two thousand and thirty", "1,002,030"),
        ("−5", "-5"),
        ("5km", "5 km"),
        ("1941-1945", "1941 – 1945"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(typed: str, expected: str) -> None:
    assert compare(typed, [expected]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("136", "135"),
        ("1001", "1,000"),
        ("47th", "46th"),
        ("forty-sixth", "46"),
        ("one", "first"),
        ("five six", "11"),
        ("zero five", "5"),
        ("twenty hundred hundred", "200000"),
        ("two thousand thousand", "2000000"),
        ("two thousand million", "2000000000"),
        ("LXIV", "44"),
        ("3.5", "35"),
        ("1.500", "1.5"),
        ("10.000", "10"),
        ("5", "-5"),
        ("7", "007"),
        ("22", "2²"),
        ("90", "90%"),
        ("World War I", "World War II"),
        ("9" * 40 + "1", "9" * 40 + "2"),
    ],
)
def test_another_number_is_wrong(typed: str, expected: str) -> None:
    assert not compare(typed, [expected]).right


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_are_right_only_if_equal(one: int, other: int) -> None:
    assert compare(f"{one:,}", [str(other)]).right is (one == other)
    assert compare(str(one), [f"{one:,}".replace(",", " ")]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("turkiye", "Türkiye"),
        ("елка", "Ёлка"),
        ("озгон", "Өзгөн"),
        ("мин тенге", "миң теңге"),
        ("  united   nations. ", "United Nations"),
        ("the USA", "USA"),
        ("usa", "The U.S.A."),
        ("M.S. Gorbachev", "M. S. Gorbachev"),
        ("'Manas'", "«Manas»"),
        ("o'brien", "O’Brien"),
        ("Nagorno Karabakh", "Nagorno–Karabakh"),
        ("Commonwealth of Independent States CIS", "Commonwealth of Independent States (CIS)"),
        ("Turkey & Russia", "Turkey and Russia"),
        ("Turkey Russia", "Turkey, Russia"),
        ("smørrebrød", "smorrebrod"),
        ("straße", "STRASSE"),
        ("Osh\u200d", "O\u00adsh\u200b"),
        ("١٩٩٢", "1992"),
    ],
)
def test_what_is_forgiven_in_words(typed: str, expected: str) -> None:
    assert compare(typed, [expected]).right


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Kazakhstan", "Kyrgyzstan"),
        ("и", "й"),
        ("Turkey", "Turkey and the United States"),
        ("mankind", "man kind"),
        ("its", "it's"),
        ("C", "C++"),
        ("a+b*c", "(a+b)*c"),
        ("か", "が"),
        ("क", "कि"),
        ("the", "a"),
        ("", "Osh"),
        ("in Osh", "Osh"),
    ],
)
def test_what_is_not_forgiven_in_words(typed: str, expected: str) -> None:
    assert not compare(typed, [expected]).right


@pytest.mark.parametrize(
    ("typed", "expected", "lines"),
    [
        ("Gorbachov", "Gorbachev", ("Gorbach[o]v", "Gorbach[e]v")),
        ("turky", "Türkey", ("turky", "Türk[e]y")),
        ("the Rusia", "Russia", ("the Rusia", "Rus[s]ia")),
        ("Minsk", "Almaty", ("[Minsk]", "[Almaty]")),
        ("Turkey", "Turkey and China", ("Turkey", "Turkey [and China]")),
        ("Akayeff", "Askar Akayev", ("Akaye[ff]", "[Askar] Akaye[v]")),
        ("man kind", "mankind", ("man[ ]kind", "mankind")),
        ("3.3.1992", "2 March 1992", ("[3].3.1992", "[2] March 1992")),
        ("March 3, 1991", "2.3.1992", ("March [3], 199[1]", "[2].3.199[2]")),
        ("2 March", "2 March 1992", ("2 March", "2 March [1992]")),
        ("2 марта 1992", "2 April 1992", ("2 [марта] 1992", "2 [April] 1992")),
        ("1001", "1,000", ("100[1]", "1,00[0]")),
        ("1;000", "1,000", ("[1;000]", "[1,000]")),
        ("46th", "46", ("46[th]", "46")),
        ("forty-six sesion", "46 session", ("forty-six sesion", "46 se[s]sion")),
        ("", "2 March 1992", ("", "[2 March 1992]")),
        ("e\u0301te", "etes", ("e\u0301te", "ete[s]")),
        ("🇰🇬🇰🇿 👍🏽", "🇰🇬🇰🇷 👍🏿", ("🇰🇬[🇰🇿 👍🏽]", "🇰🇬[🇰🇷 👍🏿]")),
    ],
)
def test_where_the_lines_part(typed: str, expected: str, lines: tuple[str, str]) -> None:
    assert shown(compare(typed, [expected])) == lines


def test_compares_with_the_nearest_of_the_accepted_answers() -> None:
    found = compare("Untied Nations", ["UN", "United Nations", "OON"])
    assert (found.right, found.expected) == (False, "United Nations")
    assert compare("oon", ["UN", "United Nations", "OON"]).expected == "OON"
    assert compare("Narin", ["Naryn", "the Naryn"]).expected == "Naryn"
    assert compare("", ["United Nations", "UN"]).expected == "United Nations"


def test_without_an_accepted_answer_everything_is_wrong() -> None:
    assert shown(compare("Osh", [])) == ("[Osh]", "")


BITS = """
    1 2 3 92 1992 0 007 46 31 08 1,000 . , - – / ' : th st march мар марта жылдын г. -ж. of the a on
    and hundred thousand one twenty first second II xx U.S. S. Gorbachev é й и ң ß % percent million
    ( ) + * C++ … я -я сессия ² İ 👍🏽 🇰🇬 मि が 가
"""
scraps = st.sampled_from([*BITS.split(), " ", " ", "  ", "\u0301", "\u200d"])
texts = st.text(max_size=30) | st.lists(scraps, max_size=9).map("".join)


@given(texts)
def test_every_answer_is_right_for_itself(text: str) -> None:
    assert compare(text, [text]).right
    assert compare(f" {text}  ", [text]).right
    assert compare(unicodedata.normalize("NFD", text), [text]).right
    assert compare(text.replace(" ", "\u00a0"), [text]).right


@given(texts, st.lists(texts, min_size=1, max_size=3))
def test_laws_of_what_is_shown(typed: str, accepted: list[str]) -> None:
    found = compare(typed, accepted)
    assert found.expected in accepted
    assert "".join(piece.text for piece in found.typed_pieces) == typed
    assert "".join(piece.text for piece in found.expected_pieces) == found.expected
    mine = {piece.verdict for piece in found.typed_pieces}
    theirs = {piece.verdict for piece in found.expected_pieces}
    assert mine <= {Verdict.RIGHT, Verdict.WRONG}
    assert theirs <= {Verdict.RIGHT, Verdict.MISSING}
    assert found.right is (mine | theirs <= {Verdict.RIGHT})


@pytest.mark.parametrize("length", [200, 2_000, 10_000, 1_000_000])
@pytest.mark.parametrize("scrap", ["a", "ab ", "1.", "1.1.1 ", "a. ", "' ", "one ", "\u0301", "-"])
def test_long_answers_keep_nobody_waiting(scrap: str, length: int) -> None:
    typed, expected = (scrap * length)[:length], ("b" + scrap * length)[:length]
    begun = time.process_time()
    assert not compare(typed, [expected]).right
    assert compare(typed, [typed]).right
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("count", [190, 300])
def test_one_wrong_word_among_many_is_shown_alone(count: int) -> None:
    rng = Random(1)
    words = ["".join(rng.choices("abcdefgh", k=6)) for _ in range(count)]
    found = compare(" ".join([*words[:99], "wrong", *words[100:]]), [" ".join(words)])
    wrong = [piece.text for piece in found.typed_pieces if piece.verdict is Verdict.WRONG]
    missing = [piece.text for piece in found.expected_pieces if piece.verdict is Verdict.MISSING]
    assert (wrong, missing) == (["wrong"], [words[99]])
