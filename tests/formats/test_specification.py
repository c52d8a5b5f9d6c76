"""What decks/README.md shows is read as it says."""

import re
from pathlib import Path

import pytest

from kgstudy.formats import kgdeck

SPECIFICATION = Path(__file__).parents[2] / "decks" / "README.md"
BLOCKS = re.findall(r"^```\n(.*?)^```", SPECIFICATION.read_text("utf-8"), re.MULTILINE | re.DOTALL)
DECKS = [block for block in BLOCKS if re.search(r"^[QFC]:", block, re.MULTILINE)]


@pytest.mark.parametrize("text", DECKS, ids=range(len(DECKS)))
def test_every_example_is_read_without_a_problem(text: str, tmp_path: Path) -> None:
    file = tmp_path / "example.md"
    file.write_text(text, encoding="utf-8")
    parcel = kgdeck.read(file)
    assert parcel.problems == ()
    assert parcel.notes


def test_the_examples_show_every_kind_and_a_source(tmp_path: Path) -> None:
    file = tmp_path / "example.md"
    file.write_text("\n\n".join(DECKS), encoding="utf-8")
    notes = kgdeck.read(file).notes
    kinds = {"basic", "typed", "choice", "ordering", "both-ways", "cloze"}
    assert {note.kind for note in notes} == kinds
    assert notes[0].source is not None
    assert notes[0].source.quote == "The Naryn is the longest river"
