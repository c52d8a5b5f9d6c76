"""Media that no card needs are found, removed as one act, and their files last as long as undo."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from kgstudy.services import safekeeping
from kgstudy.store import media, unused
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Collection]:
    with collection(folder=tmp_path) as made:
        deck_of(
            made,
            [
                basic("a", '<img src="used.png"> [sound:heard.mp3]'),
                note("b", "basic", {"front": "<img src=my%20flag.png>", "back": "b", "note": ""}),
            ],
        )
        made.connection.execute("UPDATE lesson SET text = text || '![map](map.png)'")
        yield made


def add(opened: Collection, *names: str) -> None:
    with opened.act("add-media"):
        for name in names:
            media.add(opened, name, BytesIO(name.encode()))


def files(opened: Collection) -> int:
    assert opened.media_folder is not None
    return sum(file.is_file() for file in opened.media_folder.rglob("*"))


def test_what_anything_names_is_used(opened: Collection) -> None:
    assert unused.unused(opened) == unused.Unused()
    add(opened, "used.png", "heard.mp3", "my flag.png", "map.png", "_font.ttf", "nobody's.png")
    assert unused.unused(opened) == unused.Unused(("nobody's.png",), len("nobody's.png"))
    assert safekeeping.check(opened).unused.names == ("nobody's.png",)
    assert safekeeping.check(opened).sound


def test_removal_is_one_act_and_undone_whole(opened: Collection) -> None:
    add(opened, "used.png", "x.png", "y.png")
    removed = safekeeping.remove_unused(opened)
    assert removed.names == ("x.png", "y.png")
    assert media.read(opened, "x.png") is None
    assert media.read(opened, "used.png") == b"used.png"
    change = opened.undo()
    assert change is not None
    assert change.act == "remove-unused-media"
    assert (media.read(opened, "x.png"), media.read(opened, "y.png")) == (b"x.png", b"y.png")
    assert media.missing(opened) == ()


def test_files_go_when_no_undo_can_ask_for_them(opened: Collection) -> None:
    add(opened, "used.png", "x.png")
    safekeeping.remove_unused(opened)
    assert files(opened) == 2
    opened.forget_history()
    assert unused.sweep(opened) == len("x.png")
    assert files(opened) == 1
    assert media.read(opened, "used.png") == b"used.png"


def test_what_redo_would_bring_back_stays(opened: Collection) -> None:
    add(opened, "x.png")
    opened.undo()
    assert unused.sweep(opened) == 0
    opened.redo()
    assert media.read(opened, "x.png") == b"x.png"


def test_the_same_content_under_a_used_name_stays(opened: Collection) -> None:
    with opened.act("add-media"):
        media.add(opened, "used.png", BytesIO(b"same"))
        media.add(opened, "copy.png", BytesIO(b"same"))
    safekeeping.remove_unused(opened)
    opened.forget_history()
    assert unused.sweep(opened) == 0
    assert media.read(opened, "used.png") == b"same"


def test_what_somebody_else_put_there_is_left_alone(opened: Collection) -> None:
    add(opened, "used.png")
    assert opened.media_folder is not None
    (opened.media_folder / "ab").mkdir(exist_ok=True)
    mine = opened.media_folder / "ab" / "notes.txt"
    mine.write_text("mine")
    assert unused.sweep(opened) == 0
    assert mine.exists()


def test_a_collection_in_memory_has_nothing_to_sweep() -> None:
    with collection() as made:
        deck_of(made)
        assert unused.sweep(made) == 0
        assert safekeeping.remove_unused(made).names == ()
