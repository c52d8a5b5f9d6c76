"""An editor over a collection in a folder, which can keep pictures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.store import media
from kgstudy.store.collection import Collection
from tests.builders import collection as opened


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with opened(folder=tmp_path / "data") as made:
        yield made


@pytest.fixture
def desk(desk_of: Callable[[Collection], Desk], collection: Collection) -> Desk:
    return replace(desk_of(collection), media=lambda name: media.read(collection, name))


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> EditorWindow:
    """Shown, to add notes."""
    made = EditorWindow(desk, None)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.add(None)
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.focusWidget() is not None)
    return made
