"""Files that mean harm are refused, or brought in as far as they are harmless."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.services import importing
from kgstudy.store import integrity
from kgstudy.store.collection import Collection
from tests.fake_clock import FakeClock
from tests.formats import mutation
from tests.journeys.hostile.catalogue import ALL, Hostile
from tests.journeys.hostile.faces import show_all
from tests.journeys.hostile_files import MODULES

assert MODULES

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")

SECONDS = 20
"""For one small file, on a machine that is busy."""


def small() -> list[object]:
    return [pytest.param(each, id=name) for name, each in ALL.items() if not each.big]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def opened() -> Iterator[Collection]:
    with Collection.open(None, FakeClock(), Random(1), program="a test") as made:
        yield made


def read(path: Path) -> Parcel | None:
    """What is in the file, or None where it is refused."""
    try:
        return formats.recognise(path).read(path)
    except UserError:
        return None


@pytest.mark.parametrize("hostile", small())
def test_no_harm_is_done(
    hostile: Hostile, tmp_path: Path, temporary: Path, opened: Collection
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = hostile.build(folder)
    there = sorted(folder.iterdir())
    begun = time.monotonic()
    parcel = read(path)
    assert hostile.refused in (None, parcel is None)
    if parcel is not None:
        mutation.check(parcel)
        came_in(opened, parcel)
    assert time.monotonic() - begun < SECONDS
    assert sorted(folder.iterdir()) == there
    assert list(temporary.iterdir()) == []


def came_in(opened: Collection, parcel: Parcel) -> None:
    try:
        importing.bring_in(opened, parcel)
    except UserError:
        assert opened.connection.execute("SELECT count(*) FROM note").get == 0
        return
    assert integrity.database_faults(opened) == ()
    assert integrity.recomputed(opened) == ()
    assert show_all(opened) == 0
