"""The window, with two lessons and a deck to bring into it."""

from pathlib import Path

import pytest

from kgstudy.store.collection import Collection
from tests.gui.bringing.page import (
    CARDS,
    LAKES,
    MOUNTAINS,
    written,
)


@pytest.fixture
def collection(kept: Collection) -> Collection:
    return kept


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return written(tmp_path / "lakes.md", LAKES)


@pytest.fixture
def mountains(tmp_path: Path) -> Path:
    return written(tmp_path / "mountains.txt", MOUNTAINS)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return written(tmp_path / "cards.csv", CARDS)
