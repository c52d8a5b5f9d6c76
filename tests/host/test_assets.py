from pathlib import Path

import pytest

from kgstudy.host import assets


def test_a_checkout_keeps_its_files_beside_the_package() -> None:
    root = Path(__file__).resolve().parents[2]
    assert assets.resource("themes/dark.toml") == root / "resources" / "themes" / "dark.toml"
    assert assets.resource("themes/dark.toml").is_file()
    assert assets.shipped_decks() == root / "decks"


def test_an_installed_program_carries_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kgstudy"
    (package / "_resources" / "icons").mkdir(parents=True)
    (package / "_decks").mkdir()
    (tmp_path / "resources").mkdir()
    (tmp_path / "decks").mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert assets.resource("icons/undo.svg") == package / "_resources" / "icons" / "undo.svg"
    assert assets.shipped_decks() == package / "_decks"
