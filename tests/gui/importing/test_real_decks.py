"""Decks of other programs come in through the window, or are refused in a sentence."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from kgstudy.gui.window import Window
from kgstudy.services import decks
from kgstudy.store.collection import Collection
from tests.gui.importing.page import brought_in, names, planned, summary

REAL = (
    "anki/anki-apkg-export-js.apkg",
    "anki/diffmodeltemplates-1.apkg",
    "anki/latex2anki-21b.apkg",
    "anki/mixed-io-fsrs-21.apkg",
    "anki/openrussian.apkg",
    "anki/orbit-collection.colpkg",
    "made-by-anki/all-latest.apkg",
    "made-by-anki/all-legacy.apkg",
    "made-by-anki/notes.txt",
    "markdown/hashcards-example",
    "markdown/obsidian-triboelectric.md",
    "mnemosyne/dups.xml",
    "text/geography-capital.csv",
)


@pytest.mark.parametrize("name", REAL)
def test_real_decks_are_seen_brought_in_and_taken_back(
    qtbot: QtBot, window: Window, corpus: Path, name: str, collection: Collection
) -> None:
    page = brought_in(qtbot, window, corpus / name)
    assert not window.findChildren(QMessageBox)
    assert any(deck.cards for deck in decks.overview(collection))
    assert "new card" in page.view.outcome.told
    page.view.outcome.undo.click()
    assert page.is_busy
    qtbot.waitUntil(lambda: not page.is_busy)
    assert names(collection) == []


@pytest.mark.parametrize("name", ["anki/schema16.anki2", "anki/empty-latest.apkg"])
def test_real_collections_without_cards_have_nothing_to_bring_in(
    qtbot: QtBot, window: Window, corpus: Path, name: str
) -> None:
    page = planned(qtbot, window, corpus / name)
    assert summary(page) == "There are no cards in it."
    assert not page.view.foot.act.isEnabled()


@pytest.mark.parametrize("name", ["1sided.mem", "anki12.anki", "schema250.anki2", "srf-bad.apkg"])
def test_real_files_that_nobody_could_read_are_refused_in_a_sentence(
    qtbot: QtBot, window: Window, corpus: Path, name: str
) -> None:
    page = planned(qtbot, window, corpus / "refuse" / name)
    (row,) = page.view.files.arrivals.rows
    assert row.refused
    assert row.small.endswith(".")
    assert "mistake in kgstudy" not in row.small
    assert not page.view.foot.act.isEnabled()
