"""Messages of protocol buffers: what is written is read again, and damage is said to be damage."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.formats.anki.wire import Message, WireError, fields
from tests.formats.wire_writing import (
    bytes_field,
    integer_field,
    real_field,
    reals_field,
    text_field,
)

numbers = st.integers(1, (1 << 29) - 1)
singles = st.floats(width=32, allow_nan=False)


@given(numbers, st.integers(-(1 << 63), (1 << 63) - 1))
def test_integers_are_read_again(number: int, value: int) -> None:
    assert Message(integer_field(number, value)).integer(number) == value


@given(numbers, st.binary(max_size=300))
def test_bytes_are_read_again(number: int, value: bytes) -> None:
    assert Message(bytes_field(number, value)).data(number) == value


@given(numbers, st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_is_read_again(number: int, value: str) -> None:
    assert Message(text_field(number, value)).text(number) == value


@given(st.lists(singles))
def test_reals_are_read_again(values: list[float]) -> None:
    assert list(Message(reals_field(6, values)).reals(6)) == values
    one_by_one = b"".join(real_field(6, value) for value in values)
    assert list(Message(one_by_one).reals(6)) == values


@given(st.lists(st.tuples(numbers, st.one_of(st.integers(0, 1 << 60), st.binary(max_size=30)))))
def test_fields_come_in_their_order(values: list[tuple[int, int | bytes]]) -> None:
    data = b"".join(
        integer_field(number, value) if isinstance(value, int) else bytes_field(number, value)
        for number, value in values
    )
    assert [*fields(data)] == values


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_said_to_be_none(data: bytes) -> None:
    try:
        message = Message(data)
    except WireError:
        return
    for number in range(1, 40):
        assert isinstance(message.text(number), str)
        assert isinstance(message.integer(number), int)
        assert isinstance(message.real(number), float)
        assert isinstance(message.reals(number), tuple)


def test_the_encoding_is_that_of_the_specification() -> None:
    """The examples of https://protobuf.dev/programming-guides/encoding."""
    assert integer_field(1, 150) == b"\x08\x96\x01"
    assert text_field(2, "testing") == b"\x12\x07testing"
    packed = Message(b"\x32\x06\x03\x8e\x02\x9e\xa7\x05")
    assert packed.integers(6) == (3, 270, 86942)
    assert Message(integer_field(5, 3) + integer_field(5, 270)).integers(5) == (3, 270)
    assert integer_field(1, -2) == b"\x08" + b"\xfe" + b"\xff" * 8 + b"\x01"


def test_the_last_of_several_counts() -> None:
    assert Message(integer_field(1, 1) + integer_field(1, 2)).integer(1) == 2


def test_what_is_not_there_has_its_default() -> None:
    message = Message()
    assert (message.integer(1, 7), message.real(1, 0.5), message.text(1)) == (7, 0.5, "")
    assert (message.truth(1), message.reals(1), [*message.messages(1)]) == (False, (), [])
    assert 1 not in message
    assert 1 in Message(integer_field(1, 0))


def test_numbers_of_fixed_size_are_read() -> None:
    assert Message(b"\x09" + struct.pack("<d", 2.5)).real(1) == 2.5
    assert Message(b"\x0d" + struct.pack("<f", 2.5)).real(1) == 2.5


def test_messages_lie_in_each_other() -> None:
    inner = integer_field(1, 7)
    outer = Message(bytes_field(2, inner) + bytes_field(2, inner))
    assert outer.message(2).integer(1) == 7
    assert [each.integer(1) for each in outer.messages(2)] == [7, 7]


@pytest.mark.parametrize(
    "data",
    [b"\x08", b"\x08" + b"\xff" * 11, b"\x12\x05abc", b"\x0d\x00", b"\x00\x01", b"\x0b", b"\x0f"],
)
def test_damage_is_said_to_be_damage(data: bytes) -> None:
    with pytest.raises(WireError):
        Message(data)
