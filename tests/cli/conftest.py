"""A collection of its own for each test, into which no shipped deck comes unasked."""

from pathlib import Path

import pytest

from kgstudy.host import assets
from tests.builders import deck_of
from tests.cli.command_line import CommandLine


@pytest.fixture
def kgstudy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line on a collection with the deck Rivers and its three cards."""
    no_decks = tmp_path / "no decks"
    no_decks.mkdir()
    monkeypatch.setattr(assets, "shipped_decks", lambda: no_decks)
    command_line = CommandLine(tmp_path / "data", capsys)
    with command_line.collection() as opened:
        deck_of(opened, 3)
        opened.forget_history()
    return command_line
