"""The files that came with the program: in the package once installed, else in the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(packaged: str, checkout: str) -> Path:
    inside = _PACKAGE / packaged
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def resource(name: str) -> Path:
    """The file `name` of the resources, such as `themes/dark.toml`."""
    return _shipped("_resources", "resources") / name


def shipped_decks() -> Path:
    """The folder with one folder for each deck that came with the program."""
    return _shipped("_decks", "decks")
