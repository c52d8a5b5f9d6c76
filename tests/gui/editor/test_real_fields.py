"""Fields of decks that other people made are opened without a change, and edited without a loss."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgstudy import formats
from kgstudy.domain.markup import media, plain
from kgstudy.domain.rich import read, write
from kgstudy.gui.editor.rich_edit import RichEdit
from kgstudy.gui.theme import Look

REAL = (
    "anki/diffmodeltemplates-1.apkg",
    "anki/latex2anki-21b.apkg",
    "anki/mixed-io-fsrs-21.apkg",
    "anki/periodic_table.apkg",
    "anki/skinatro.anki21",
    "made-by-anki/all-latest.apkg",
    "mnemosyne/dups.xml",
    "text/inwaves-all-decks.txt",
)


def fields_of(file: Path) -> Iterator[str]:
    parcel = formats.recognise(file).read(file)
    yield from dict.fromkeys(html for note in parcel.notes for html in note.fields.values())


@pytest.mark.parametrize("name", REAL)
def test_what_is_read_of_real_fields_is_all_that_is_seen_and_heard(corpus: Path, name: str) -> None:
    for html in fields_of(corpus / name):
        once = write(read(html))
        assert plain(once).split() == plain(html).split()
        assert media(once) == media(html)
        assert write(read(once)) == once


@pytest.mark.parametrize("name", REAL)
def test_a_real_field_that_is_only_opened_stays_as_it_is(
    corpus: Path, name: str, look: Look
) -> None:
    edit = RichEdit(look, lambda _: None, {}, many=False)
    for html in list(fields_of(corpus / name))[:200]:
        edit.put(html)
        assert edit.html == html
