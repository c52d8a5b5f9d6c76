"""Two small decks on disk, and a window to bring them in through."""

from pathlib import Path

import pytest

from kgstudy.store.collection import Collection
from tests.gui.importing.page import LAKES, RIVERS, written


@pytest.fixture
def collection(kept: Collection) -> Collection:
    return kept


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    return written(tmp_path / "rivers.md", RIVERS)


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return written(tmp_path / "lakes.md", LAKES)
