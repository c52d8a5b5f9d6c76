"""Pictures and sounds that cannot be read, or whose names meet others."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from typing_extensions import override

from kgstudy.domain.errors import UserError
from kgstudy.domain.parcel import (
    Parcel,
)
from kgstudy.services import consignment, importing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import media
from tests.builders import basic, collection, parcel
from tests.services.odd_parcels import (
    files,
)


class Broken(RawIOBase):
    """Fails after the first bytes."""

    def __init__(self, error: Exception) -> None:
        self._error: Exception | None = None
        self._next = error

    @override
    def read(self, size: int = -1, /) -> bytes:
        if self._error:
            raise self._error
        self._error = self._next
        return b"x" * 1000


def raising(error: Exception) -> Callable[[], BinaryIO]:
    def fail() -> BinaryIO:
        raise error

    return fail


@pytest.mark.parametrize(
    "error", [OSError(5, "no such luck"), UserError("It is damaged."), EOFError("cut")], ids=repr
)
@pytest.mark.parametrize("halfway", [True, False])
def test_media_that_cannot_be_read_stay_out(
    tmp_path: Path, error: Exception, halfway: bool
) -> None:
    opener = (lambda: cast("BinaryIO", Broken(error))) if halfway else raising(error)
    coming = replace(
        parcel(basic("a")), media={"bad.png": opener, "good.png": lambda: BytesIO(b"good")}
    )
    with collection(folder=tmp_path) as opened:
        report = importing.bring_in(opened, coming)
        assert (report.notes["new"], report.media) == (1, 1)
        ((place, lost),) = [(str(problem.place), problem.lost) for problem in report.problems]
        assert (place, lost) == ("bad.png", False)
        assert media.read(opened, "good.png") == b"good"
        assert len(files(tmp_path)) == 1
        assert safekeeping.check(opened).problems == ()


def picture(name: str, content: bytes, guid: str) -> Parcel:
    coming = parcel(basic(guid, f'<img src="{name}">'))
    return replace(coming, media={name: lambda: BytesIO(content)})


def test_no_name_ever_comes_to_stand_for_other_content(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, picture("map.png", b"one", "a"))
        importing.bring_in(opened, picture("map.png", b"two", "b"))
        (taken,) = {row[0] for row in opened.connection.execute("SELECT name FROM media")} - {
            "map.png"
        }
        with collection(folder=tmp_path / "other") as other:
            importing.bring_in(other, picture(taken, b"three", "c"))
            importing.bring_in(other, picture("map.png", b"one", "a"))
            importing.bring_in(other, picture("map.png", b"two", "b"))
            assert media.read(other, taken) == b"three"
            names = [row[0] for row in other.connection.execute("SELECT name FROM media")]
            found = {media.read(other, name) for name in names}
            assert (len(names), found) == (3, {b"one", b"two", b"three"})


def test_names_that_differ_by_case_or_form_are_different(tmp_path: Path) -> None:
    names = ("Map.png", "map.png", "\u00e9.png", "e\u0301.png")
    openers = {name: (lambda name=name: BytesIO(name.encode())) for name in names}
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, replace(parcel(basic("a")), media=openers))
        assert [media.read(opened, name) for name in names] == [name.encode() for name in names]


def test_where_a_later_parcel_fails_no_file_is_left(tmp_path: Path) -> None:
    good = picture("map.png", b"one", "a")
    bad = parcel(basic("b", deck="nowhere"))
    with collection(folder=tmp_path) as opened:
        with pytest.raises(KeyError):
            consignment.bring_in_all(opened, [good, bad], Arrangement(), lambda _part: None)
        assert files(tmp_path) == []
        assert opened.undo() is None
