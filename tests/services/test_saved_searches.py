"""Searches under a name, and the names by which others are completed."""

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.services import completing, saved_searches
from kgstudy.services.saved_searches import SavedSearch
from kgstudy.store.collection import Collection
from tests.builders import collection, deck_of


def kept(opened: Collection) -> list[tuple[str, str]]:
    return [(search.name, search.query) for search in saved_searches.every(opened)]


def test_searches_are_kept_renamed_and_forgotten() -> None:
    with collection() as opened:
        saved_searches.save(opened, " Үйдө ", " is:due ")
        saved_searches.save(opened, "Forgotten  often", "lapses>3")
        saved_searches.save(opened, "Forgotten often", "lapses>5")
        assert kept(opened) == [("Forgotten often", "lapses>5"), ("Үйдө", "is:due")]
        saved_searches.rename(opened, "Үйдө", "At home")
        assert saved_searches.every(opened)[0] == SavedSearch("At home", "is:due")
        saved_searches.delete(opened, "At home")
        assert kept(opened) == [("Forgotten often", "lapses>5")]
        for before in (2, 2, 2, 1, 0):
            opened.undo()
            assert len(kept(opened)) == before


def test_what_cannot_be_kept_is_told() -> None:
    with collection() as opened:
        saved_searches.save(opened, "Due", "is:due")
        saved_searches.save(opened, "New", "is:new")
        with pytest.raises(UserError, match="needs a name"):
            saved_searches.save(opened, "  ", "is:due")
        with pytest.raises(UserError, match="never closed"):
            saved_searches.save(opened, "x", "(is:due")
        with pytest.raises(UserError, match="already"):
            saved_searches.rename(opened, "New", "Due")
        with pytest.raises(UserError, match="needs a name"):
            saved_searches.rename(opened, "New", "")
        with pytest.raises(UserError, match="any more"):
            saved_searches.rename(opened, "Gone", "Old")
        saved_searches.rename(opened, "New", "New")
        assert kept(opened) == [("Due", "is:due"), ("New", "is:new")]


def test_the_names_of_a_collection() -> None:
    with collection() as opened:
        deck_of(opened, 2)
        names = completing.vocabulary(opened)
    assert names.decks == ("Rivers",)
    assert names.tags == ("river",)
    assert names.lessons == ("Rivers",)
    assert names.presets
    assert {"front", "back", "text", "note"} <= set(names.fields)
