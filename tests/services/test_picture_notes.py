"""Notes drawn on a picture: their cards keep to their shapes, whatever is changed around them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgstudy.domain import masks, picture_notes
from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.domain.masks import Drawing
from kgstudy.domain.note_type import NoteType, Template
from kgstudy.domain.picture_notes import STOCK, Holders
from kgstudy.domain.review import Rating
from kgstudy.formats.anki import reading, writing
from kgstudy.services import editing, exporting, importing, safekeeping
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity, note_types, notes
from kgstudy.store.collection import Collection
from tests.builders import collection

PICTURE = b"\x89PNG\r\n\x1a\n a map"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Collection]:
    with collection(folder=tmp_path / "data") as made:
        yield made
        assert safekeeping.check(made).problems == ()
        assert integrity.recomputed(made) == ()


def drawn(*numbers: int) -> Drawing:
    """A row of rectangles."""
    made = masks.read("")
    for at, number in enumerate(numbers):
        made = masks.added(made, Shape("rect", at / 10, 0.1, 0.08, 0.2), number, stays=True)
    return made


def fields(made: Drawing, name: str = "map.png") -> dict[str, str]:
    return {"Occlusion": masks.written(made), "Image": f'<img src="{name}">', "Header": "A map"}


def pictured(opened: Collection, *numbers: int) -> NoteId:
    files = {"map.png": PICTURE}
    made, _ = editing.add(opened, "Maps", STOCK, fields(drawn(*numbers)), files=files)
    return made


def by_slot(opened: Collection, made: NoteId) -> dict[int, CardId]:
    return {card.slot: card.id for card in cards.of_note(opened, made) if not card.suspended}


def test_it_is_offered_after_our_own_kinds_and_once(opened: Collection) -> None:
    kinds = editing.kinds(opened)
    assert kinds[-1] is STOCK
    pictured(opened, 1)
    again = editing.kinds(opened)
    assert again == kinds
    assert [its.name for its in note_types.every(opened)] == ["Image Occlusion"]


def test_shapes_make_cards_and_the_picture_is_kept(opened: Collection) -> None:
    made = pictured(opened, 1, 2, 2)
    assert set(by_slot(opened, made)) == {1, 2}
    assert opened.undo()
    assert notes.several(opened, [made]) == {}


def test_without_a_shape_it_says_what_to_do(opened: Collection) -> None:
    with pytest.raises(UserError, match="draw over what is to be asked for"):
        pictured(opened)


def test_a_moved_shape_keeps_its_card(opened: Collection) -> None:
    made = pictured(opened, 1, 2, 3)
    Study(opened).answer(Rating.EASY, 900)
    before = cards.of_note(opened, made)
    editing.edit(opened, made, fields(masks.shifted(drawn(1, 2, 3), {0, 1}, 0.1, 0.1)), ())
    assert cards.of_note(opened, made) == before


def test_a_new_shape_inherits_nothing_from_one_that_went(opened: Collection) -> None:
    made = pictured(opened, 1, 2)
    Study(opened).answer(Rating.EASY, 900)
    old = by_slot(opened, made)
    left = masks.without(drawn(1, 2), {0})
    fresh = masks.added(left, Shape("ellipse", 0.5, 0.5, 0.1, 0.1), 3, stays=True)
    editing.edit(opened, made, fields(fresh), ())
    now = by_slot(opened, made)
    assert now[2] == old[2]
    assert now[3] not in old.values()
    assert editing.numbers_taken(opened, made) == {1, 2, 3}, "the answered one is kept aside"


def test_a_shape_that_comes_back_has_its_card_again(opened: Collection) -> None:
    made = pictured(opened, 1, 2)
    Study(opened).answer(Rating.EASY, 900)
    old = by_slot(opened, made)
    editing.edit(opened, made, fields(masks.without(drawn(1, 2), {0})), ())
    editing.edit(opened, made, fields(drawn(1, 2)), ())
    assert by_slot(opened, made) == old


def test_a_shape_with_another_number_takes_its_card_along(opened: Collection) -> None:
    made = pictured(opened, 1, 2)
    old = by_slot(opened, made)
    editing.edit(opened, made, fields(drawn(5, 2)), ())
    assert by_slot(opened, made) == {5: old[1], 2: old[2]}


def test_out_and_in_again_it_is_the_same_kind(opened: Collection, tmp_path: Path) -> None:
    """So a note that comes back from Anki meets its own, and no second note type."""
    made = pictured(opened, 1, 2)
    parcel = exporting.gather(opened)
    writing.write(parcel, tmp_path / "maps.apkg")
    back = reading.read(tmp_path / "maps.apkg")
    assert [its.guid for its in back.note_types] == [STOCK.guid]
    with collection(folder=tmp_path / "other") as other:
        assert importing.plan(other, back).problems == ()
        assert importing.bring_in(other, back).problems == ()
        assert editing.kinds(other)[-1] == note_types.every(other)[0]
        mine = notes.get(opened, made)
        theirs = notes.find(other, guid=mine.guid)
        assert theirs is not None
        assert theirs.note_type is not None
        assert replace(theirs.note_type, origin=STOCK.origin) == STOCK
        assert (theirs.fields, theirs.tags) == (mine.fields, mine.tags)
        assert importing.plan(opened, back).notes == {"same": 1}


@pytest.mark.parametrize("word", ["Occlusion", "Окклюзия"])
def test_the_fields_are_known_in_every_language(word: str) -> None:
    names = tuple(word if name == "Occlusion" else name for name in STOCK.fields)
    question = STOCK.templates[0].question.replace("cloze:Occlusion", f"cloze:{word}")
    translated = NoteType("x", "x", True, names, (Template("x", question, question),))
    assert picture_notes.holders(translated) == Holders(word, "Image")
    assert picture_notes.holders(None) is None
