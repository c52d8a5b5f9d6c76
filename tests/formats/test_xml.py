"""XML from strangers: what is read, and what a hostile file cannot do."""

import time
import tracemalloc
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.formats import xml
from kgstudy.formats.xml import Element, elements, root_of

ITEM = frozenset({"item"})


def read(text: str | bytes) -> list[Element]:
    data = text.encode() if isinstance(text, str) else text
    return list(elements(BytesIO(data), "deck.xml", ITEM, lambda _done: None, len(data)))


def refused(text: str | bytes) -> str:
    with pytest.raises(UserError) as told:
        read(text)
    return str(told.value)


def test_elements_come_with_attributes_text_and_lines() -> None:
    root, item = read('<all when="1">\n<item a="&lt;x&gt;">one<Q>q</Q> two</item>\n</all>')
    assert (root.name, root.attributes, root.children) == ("all", {"when": "1"}, [])
    assert (item.attributes, item.text, item.line) == ({"a": "<x>"}, "one two", 2)
    assert item.words("q") == "q"
    assert item.words("A") == ""
    assert item.child("a") is None


def test_elements_within_others_of_their_name_come_by_themselves() -> None:
    found = read("<all><item><Q>outer</Q><x><item><Q>inner</Q></item></x></item></all>")
    assert [item.words("Q") for item in found[1:]] == ["inner", "outer"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_its_encoding_is_what_it_says(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><all><item>ademán</item></all>'
    assert read(text.encode(encoding))[1].text == "ademán"
    assert root_of(text.encode(encoding)) == "all"


def test_cyrillic_of_windows() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><all><item>Ош</item></all>'
    assert read(text.encode("cp1251"))[1].text == "Ош"


@pytest.mark.parametrize(
    "name", ["no-such-thing", "utf-7", "big5", "rot13", "zip", "unicode_escape"]
)
def test_an_encoding_that_is_none_is_refused_or_harmless(name: str) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?><all><item>\\x41</item></all>'
    try:
        found = read(text)
    except UserError:
        return
    assert found[1].text in ("\\x41", "\\k41")


def test_a_bomb_of_entities_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE all [<!ENTITY e0 "boom">{entities}]><all><item>&e11;</item></all>'
    assert "declares entities" in refused(bomb)
    assert root_of(bomb.encode()) == ""


def test_nothing_is_fetched(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "file"
    secret.write_text("secret")
    uri = secret.as_uri()
    assert "entities" in refused(
        f'<!DOCTYPE all [<!ENTITY x SYSTEM "{uri}">]><all><item>&x;</item></all>'
    )
    assert "entities" in refused(f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{uri}"> %x;]><a/>')
    assert read(f'<!DOCTYPE all SYSTEM "{uri}"><all><item>x</item></all>')[1].text == "x"


def test_it_may_not_nest_without_end() -> None:
    assert "too deep" in refused("<a>" * 100_000)


def test_what_is_damaged_is_told_with_its_line() -> None:
    assert refused("<all>\n<item>\n</all>").startswith("deck.xml:3: The XML is damaged here")
    assert "damaged" in refused("")
    assert "damaged" in refused("<all><item>\0</item></all>")
    assert "damaged" in refused(b"<all><item>\xff\xfe</item></all>")


def test_a_field_of_fifty_megabytes_is_cut_and_the_next_one_is_whole() -> None:
    text = b"<all><item>" + b"a" * (50 << 20) + b"</item><item>x</item></all>"
    tracemalloc.start()
    _, long, short = read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert long.cut
    assert len(long.text) == xml.LONGEST
    assert (short.text, short.cut) == ("x", False)
    assert peak < 40 << 20


def test_a_tag_of_many_megabytes_is_refused_soon() -> None:
    begun = time.process_time()
    assert "larger than" in refused(b'<all><item a="' + b"a" * (40 << 20) + b'"/></all>')
    assert time.process_time() - begun < 20


def test_an_element_of_a_million_others_keeps_few_of_them() -> None:
    item = read("<all><item>" + "<a/>" * 1_000_000 + "</item></all>")[1]
    assert item.cut
    assert len(item.children) == 1000


def test_a_file_larger_than_any_deck_is_refused() -> None:
    with pytest.raises(UserError, match="larger than"):
        list(xml.elements(BytesIO(), "x", ITEM, print, xml.LARGEST + 1))


@given(st.binary(max_size=60), st.integers(0, 60))
def test_bytes_of_whatever_sort_are_read_or_refused(data: bytes, at: int) -> None:
    sample = b'<all><item a="1"><Q>q</Q></item></all>'
    for tried in (data, sample[:at] + data + sample[at:]):
        root_of(tried)
        with suppress(UserError):
            read(tried)
