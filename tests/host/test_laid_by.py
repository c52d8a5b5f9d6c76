"""Files are laid by for the next start: just these, and whole."""

from pathlib import Path

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.host.laid_by import laid_by, lay_by


def test_what_is_laid_by_is_all_that_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "begun"
    assert laid_by(folder) == {}
    lay_by(folder, {})
    assert not folder.exists()
    for files in ({"a.png": b"a", "b.mp3": b"b"}, {"b.mp3": b"b", "c.png": b""}, {}):
        lay_by(folder, files)
        assert laid_by(folder) == files


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="could not be kept"):
        lay_by(tmp_path / "file" / "begun", {"a.png": b"a"})
