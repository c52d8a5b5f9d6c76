"""Every hostile file by its name, with who makes it and what should come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Build = Callable[[Path], Path]
"""Makes the file in the empty folder; the path that is to be imported."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """`refused` is None where either may come of it; `big` ones take seconds each."""

    name: str
    build: Build
    refused: bool | None
    big: bool


ALL: dict[str, Hostile] = {}


def add(name: str, build: Build, *, refused: bool | None = None, big: bool = False) -> None:
    assert name not in ALL
    ALL[name] = Hostile(name, build, refused, big)


def hostile(*, refused: bool | None = None, big: bool = False) -> Callable[[Build], Build]:
    """Lists the decorated function by its name."""

    def listed(build: Build) -> Build:
        add(build.__name__, build, refused=refused, big=big)
        return build

    return listed


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
