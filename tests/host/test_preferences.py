"""Choices of this computer: kept, checked one by one, never half written."""

import json
import logging
from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.host.preferences import Preferences, load, save


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "preferences.json"
    chosen = Preferences(
        theme="dark",
        text_size=150,
        grade_buttons=2,
        window="AdnQywAD",
        turned=("deck:1",),
        editor="AdnQywAE",
        begun='{"kind": "basic"}',
    )
    save(file, chosen)
    assert load(file) == chosen
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


def test_the_first_start_finds_no_file_and_says_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert load(tmp_path / "preferences.json") == Preferences()
    assert caplog.records == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("theme", ["dark"]),
        ("text_size", 79),
        ("text_size", 201),
        ("text_size", "150"),
        ("text_size", True),
        ("grade_buttons", 3),
        ("grade_buttons", 4.0),
        ("window", 7),
        ("window", "ы"),
        ("turned", "deck:1"),
        ("turned", [1]),
        ("editor", "ы"),
        ("begun", 7),
        ("later", 1),
    ],
)
def test_a_broken_value_falls_back_alone_and_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, value: object
) -> None:
    file = tmp_path / "preferences.json"
    good = {"theme": "light", "text_size": 120, "grade_buttons": 2, "window": "AA"}
    file.write_text(json.dumps(good | {name: value}))
    with caplog.at_level(logging.WARNING, "kgstudy"):
        found = load(file)
    expected = {key: kept for key, kept in good.items() if key != name}
    assert found == Preferences(**expected)  # type: ignore[arg-type]
    assert [name in record.getMessage() for record in caplog.records] == [True]


@pytest.mark.parametrize("content", [b"{", b"[]", b"null", b"\xff\xfe\x00", b""])
def test_a_broken_file_is_as_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    assert load(file) == Preferences()
    assert len(caplog.records) == 1


def test_a_place_that_cannot_be_written_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="could not be written") as told:
        save(tmp_path / "file" / "preferences.json", Preferences())
    assert "preferences.json" in str(told.value)


def test_a_failed_write_leaves_the_old_ones_whole(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    save(file, Preferences(text_size=140))
    (tmp_path / "preferences.json.new").mkdir()
    with pytest.raises(UserError):
        save(file, Preferences(text_size=90))
    assert load(file).text_size == 140
