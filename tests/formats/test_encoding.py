"""Bytes of unknown origin: the encoding is found by what the text looks like."""

# ruff: noqa: SIM905 - a list of words is read more easily without quotes
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.formats.encoding import decoded, in_pieces

RUSSIAN = """
столица река озеро гора дерево книга учитель школа Россия Москва Бишкек ответ вопрос слово перевод
зима весна лето осень человек время жизнь работа город страна вода воздух земля огонь Иван ещё пьёт
объём съезд экзамен эхо юг яблоко щука цифра фамилия хлеб широкий жаркий чёрный чтение
""".split()
WESTERN = """
café Müller Straße garçon niño mañana élève façon größer Übung schön naïve cœur español über
forêt Château señor años répondre où déjà Ägypten März süß très français
""".split()
KYRGYZ = "суу көл тоо үй-бүлө сөз жаңы өлкө мектеп китеп Кыргызстан ң ө ү".split()

russian = st.lists(st.sampled_from(RUSSIAN), min_size=5, max_size=40, unique=True).map(" ".join)
western = st.lists(st.sampled_from(WESTERN), min_size=3, max_size=40).map(" ".join)


@given(russian, st.sampled_from(["windows-1251", "koi8-r", "cp866"]))
def test_a_russian_text_is_found_in_each_of_its_alphabets(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == (text, encoding)


@given(
    st.permutations(RUSSIAN).map(lambda words: " ".join(words[:24])),
    st.sampled_from(["windows-1251", "koi8-r", "cp866"]),
)
def test_capitals_are_found_too(text: str, encoding: str) -> None:
    assert decoded(text.upper().encode(encoding))[0] == text.upper()


@given(western)
def test_a_western_text_is_found(text: str) -> None:
    assert decoded(text.encode("windows-1252")) == (text, "windows-1252")


@given(st.lists(st.sampled_from(RUSSIAN + KYRGYZ + WESTERN + ["a", "日本"]), min_size=1))
def test_utf_8_is_found(words: list[str]) -> None:
    text = "\t".join(words)
    assert decoded(text.encode()) == (text, "utf-8")
    assert decoded(text.encode("utf-8-sig")) == (text, "utf-8")


@given(
    st.lists(st.sampled_from(RUSSIAN + KYRGYZ + WESTERN + ["word"]), min_size=2),
    st.sampled_from(["utf-16-le", "utf-16-be"]),
)
def test_utf_16_is_found_with_and_without_a_mark(words: list[str], encoding: str) -> None:
    text = "\t".join(words)
    assert decoded(text.encode(encoding)) == (text, encoding)
    assert decoded(("\ufeff" + text).encode(encoding)) == (text, encoding)


@given(st.text(st.characters(codec="utf-8")).filter(lambda text: not text.startswith("\0")))
def test_any_text_with_a_mark_comes_back(text: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        assert decoded(("\ufeff" + text).encode(encoding)) == (text, encoding)


@given(st.binary(max_size=400))
def test_any_bytes_have_a_text_that_can_be_stored(data: bytes) -> None:
    text, encoding = decoded(data)
    text.encode()
    assert encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Вопрос;Ответ\r\n№ 1;«Да» — ответ\r\n", "windows-1251"),
        ("вода;water\nземля;earth\n", "windows-1251"),
        ("apple;яблоко\r\npear;груша\r\n", "windows-1251"),
        ("word — “sense”; it’s 5 €", "windows-1252"),
        ("the café;кафе".replace("кафе", "bar"), "windows-1252"),
        ("Ä", "windows-1252"),
    ],
)
def test_tables_as_people_save_them(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == (text, encoding)


def test_utf_8_with_a_damaged_letter_stays_utf_8() -> None:
    data = " ".join(RUSSIAN).encode()
    text, encoding = decoded(data[:-1])
    assert (encoding, text[:20], text[-1]) == ("utf-8", " ".join(RUSSIAN)[:20], "\ufffd")
    assert decoded(data[:100] + b"\xff" + data[100:])[1] == "utf-8"


def test_the_letters_that_windows_lacks_are_not_made_up() -> None:
    """Kyrgyz written with Russian letters is read as it stands."""
    text = "Кыргызстандын борбору Бишкек шаары, элдин саны"
    assert decoded(text.encode("windows-1251")) == (text, "windows-1251")


@pytest.mark.parametrize("text", ["", "a", "ab", "abc\0def", "\x01\x02\x03 control", "\0"])
def test_ascii_with_oddities_is_utf_8(text: str) -> None:
    assert decoded(text.encode()) == (text, "utf-8")


_ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "windows-1251", "koi8-r", "cp866",
    "windows-1252",
)  # fmt: skip


@pytest.mark.parametrize("name", _ENCODINGS)
def test_a_text_decoded_in_pieces_is_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a piece ends in the midst of a letter, or the bytes mean nothing."""

    @given(
        st.binary(max_size=24) | st.text(max_size=12).map(lambda t: t.encode("utf-8", "replace"))
    )
    def compare(data: bytes) -> None:
        assert in_pieces(data, name) == data.decode(name, "replace")

    monkeypatch.setattr("kgstudy.formats.encoding._PIECE", 3)
    compare()
