"""Text is wrapped within its width and can only be read."""

import pytest

from kgstudy.terminal.page import Page, Style, harmless, styled
from tests.scripted_console import ScriptedConsole

RED, END = "\x1b[31m", "\x1b[0m"


def said(text: str, *, width: int = 31, colour: bool = False, indent: str = "") -> list[str]:
    console = ScriptedConsole(width=width, colour=colour)
    Page(console).say(text, indent=indent)
    return console.shown.splitlines()


def test_lines_are_wrapped_between_words() -> None:
    assert said("The Naryn is the longest river of Kyrgyzstan.") == [
        "The Naryn is the longest river",
        "of Kyrgyzstan.",
    ]


def test_further_lines_stand_below_the_first() -> None:
    assert said("The Naryn is the longest river", indent="  1  ", width=21) == [
        "  1  The Naryn is",
        "     the longest",
        "     river",
    ]


def test_own_line_ends_and_empty_lines_are_kept() -> None:
    assert said("one\n\ntwo") == ["one", "", "two"]
    assert said("") == [""]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert said("x" * 40) == ["x" * 30, "x" * 10]


def test_a_narrow_terminal_still_gets_words() -> None:
    assert said("The Naryn is long", width=1) == ["The Naryn is long"]


def test_nothing_is_wider_than_is_good_to_read() -> None:
    assert max(map(len, said("word " * 100, width=400))) <= 78


def test_a_style_goes_on_over_the_lines_but_not_into_the_margin() -> None:
    words = styled("the longest river", Style.AGAIN)
    assert said(f"Naryn is {words} here", width=21, indent="     ", colour=True) == [
        f"     Naryn is {RED}the{END}",
        f"     {RED}longest river{END}",
        "     here",
    ]
    assert said(f"Naryn is {words} here", width=41) == ["Naryn is the longest river here"]


def test_words_at_both_ends() -> None:
    def ends(left: str, width: int) -> list[str]:
        console = ScriptedConsole(width=width)
        Page(console).ends(left, styled("3 new", Style.MARKED))
        return console.shown.splitlines()

    assert ends("Rivers", 41) == ["Rivers" + " " * 29 + "3 new"]
    assert ends("A deck with quite a long name of its own", 41) == [
        "A deck with quite a long name of…  3 new"
    ]
    assert ends("A deck of rivers", 21) == ["A deck of rivers", "3 new"]


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x0d", "\x1b", "\x7f", "\x9b", "\ue001", "\ue0ff"]
)
def test_signs_that_command_a_terminal_are_left_out(sign: str) -> None:
    assert harmless(f"a{sign}[31mb") == "a[31mb"


def test_letters_of_all_languages_are_left_as_they_are() -> None:
    words = "Ысык-Көл — 1,5 км²\n“Naryn” 山 🏔"
    assert harmless(words) == words
