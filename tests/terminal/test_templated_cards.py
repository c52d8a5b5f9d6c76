"""Cards that templates make, at a scripted console."""

from kgstudy.domain.parcel import ParcelNote
from kgstudy.services.study import Study
from kgstudy.terminal.session import Session
from tests import templated
from tests.builders import collection
from tests.scripted_console import ScriptedConsole

ENTER = "\n"


def sit(note: ParcelNote, *keys: str) -> list[str]:
    """The lines of a sitting over one note, from its question to its grades."""
    with collection() as opened:
        templated.bring_in(opened, note)
        console = ScriptedConsole(*keys)
        Session(Study(opened), opened, console).run()
    assert console.unread == 0
    lines = [line.strip() for line in console.lines]
    return lines[3 : next(at for at, line in enumerate(lines) if line.startswith("1 Again"))]


def test_a_hint_is_closed_until_the_answer_is_shown() -> None:
    lines = sit(templated.HINTED, ENTER, "4")
    asked = lines[: lines.index("Enter shows the answer ›")]
    assert asked == ["The longest river?", "Hint"]
    assert lines[len(asked) + 1 :] == ["Naryn", "it begins with N"]


def test_an_answer_is_typed() -> None:
    assert "Right." in sit(templated.ASKED_TO_TYPE, "chuy", "4")


def test_a_gap_is_filled() -> None:
    lines = sit(templated.WITH_GAP, ENTER, "4")
    assert lines == [
        "The […] is the third.",
        "Enter shows the answer ›",
        "Talas",
        "The Talas is the third. 661 km",
    ]


def test_a_gap_is_typed() -> None:
    lines = sit(templated.GAP_TO_TYPE, "kara darya", "4")
    assert lines[0] == "The […] is a source."
    assert lines[-2:] == ["Kara-Darya", "The Kara-Darya is a source."]


def test_a_picture_cannot_be_shown() -> None:
    lines = sit(templated.PICTURED, ENTER, "4")
    assert lines[0].startswith("The picture map.png cannot be shown here")
    assert lines[-1] == "a map"
    assert not any("image-occlusion" in line for line in lines)
