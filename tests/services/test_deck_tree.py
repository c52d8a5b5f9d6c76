"""The tree of decks: nothing is lost when it is rearranged, and all of it can be taken back."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.deck import Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.ids import DeckId
from kgstudy.domain.review import Rating
from kgstudy.services import cards as tended
from kgstudy.services import deck_options, deck_tree, decks, importing, new_decks, trash
from kgstudy.services.study import Study
from kgstudy.store import integrity
from kgstudy.store.collection import Collection
from kgstudy.store.tables import USER_TABLES
from tests.builders import basic, collection, note, parcel

LEAVES = ("a", "b", "c")
PATHS = st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3).map("::".join)


def tree(opened: Collection, **sizes: int) -> None:
    """Decks by path (two underscores stand for `::`), each with a lesson and that many cards."""
    for path, size in sizes.items():
        grow(opened, path.replace("__", "::"), size)


def grow(opened: Collection, name: str, size: int) -> None:
    notes = [basic(f"n{i}", deck=name) for i in range(size)]
    importing.bring_in(opened, parcel(*notes, name=name, deck=name))


def called(opened: Collection, name: str) -> DeckId:
    return dict(decks.names(opened))[name]


def sizes(opened: Collection) -> dict[str, int]:
    """By name, the cards of each deck alone."""
    rows = opened.connection.execute(
        "SELECT name, (SELECT count(*) FROM card WHERE deck_id = deck.id) FROM deck ORDER BY name"
    )
    return dict(rows)


def everything(opened: Collection) -> dict[str, list[str]]:
    return {
        table: sorted(map(repr, opened.connection.execute(f"SELECT * FROM {table}")))
        for table in USER_TABLES
    }


def belongings(opened: Collection) -> tuple[list[str], list[str]]:
    """Cards and lessons, wherever they lie."""
    cards = opened.connection.execute("SELECT id, note_id, due_day, phase, stability FROM card")
    lessons = opened.connection.execute("SELECT id, guid, text FROM lesson")
    return sorted(map(repr, cards)), sorted(map(repr, lessons))


def test_a_deck_is_moved_with_those_below_it_and_to_the_top() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2, a__b__c=1, d=1)
        deck_tree.move(opened, called(opened, "a::b"), called(opened, "d"))
        assert sizes(opened) == {"a": 1, "d": 1, "d::b": 2, "d::b::c": 1}
        deck_tree.move(opened, called(opened, "d::b"), None)
        assert sizes(opened) == {"a": 1, "b": 2, "b::c": 1, "d": 1}


def test_a_deck_is_not_moved_into_itself() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=1)
        before = everything(opened)
        for under in ("a", "a::b"):
            with pytest.raises(UserError, match="cannot lie in itself"):
                deck_tree.move(opened, called(opened, "a"), called(opened, under))
        assert everything(opened) == before


def test_a_move_onto_a_name_that_is_taken_says_which_deck_has_it() -> None:
    with collection() as opened:
        tree(opened, a__b=1, b=1)
        with pytest.raises(new_decks.NameTaken, match="called “b” already") as taken:
            deck_tree.move(opened, called(opened, "a::b"), None)
        assert taken.value.by.id == called(opened, "b")


def test_names_that_differ_in_case_alone_are_the_same() -> None:
    with collection() as opened:
        tree(opened, Rivers=1, z=1)
        with pytest.raises(new_decks.NameTaken, match="Rivers"):
            new_decks.create(opened, "rivers")
        with pytest.raises(new_decks.NameTaken, match="Rivers"):
            deck_tree.rename(opened, called(opened, "z"), "RIVERS")
        deck_tree.merge(opened, called(opened, "z"), "RIVERS")
        assert sizes(opened) == {"Rivers": 2}
        deck_tree.rename(opened, called(opened, "Rivers"), "rivers")
        new_decks.create(opened, "RIVERS::deep::Down")
        assert sizes(opened) == {"rivers": 2, "rivers::deep": 0, "rivers::deep::Down": 0}


def test_a_clash_below_a_name_that_is_free_is_one_too() -> None:
    with collection() as opened:
        tree(opened, a__b=1, z__b=1)
        opened.connection.execute("DELETE FROM deck WHERE name = 'z'")
        with pytest.raises(new_decks.NameTaken, match="z::b"):
            deck_tree.rename(opened, called(opened, "a"), "z")


def test_where_a_deck_is_renamed_to_is_made() -> None:
    with collection() as opened:
        tree(opened, a=1)
        deck_tree.rename(opened, called(opened, "a"), " x :: y ::a ")
        assert sizes(opened) == {"x": 0, "x::y": 0, "x::y::a": 1}


def test_merging_takes_cards_lessons_and_the_decks_below() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2, a__c=1, z=3, z__b=1)
        deck_tree.describe(opened, called(opened, "a"), "Of rivers")
        before, kept = everything(opened), belongings(opened)
        deck_tree.merge(opened, called(opened, "a"), "z")
        assert sizes(opened) == {"z": 4, "z::b": 3, "z::c": 1}
        assert belongings(opened) == kept
        found = deck_tree.get(opened, called(opened, "z"))
        assert found is not None
        assert found.description == "Of rivers"
        opened.undo()
        assert everything(opened) == before


def test_a_deck_can_be_merged_into_the_one_it_lies_in() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2, a__b__b=4)
        deck_tree.merge(opened, called(opened, "a::b"), "a")
        assert sizes(opened) == {"a": 3, "a::b": 4}
        with pytest.raises(UserError, match="cannot lie in itself"):
            deck_tree.merge(opened, called(opened, "a"), "a::b")


def test_what_is_merged_is_remembered_by_the_options_of_the_other_deck() -> None:
    with collection() as opened:
        tree(opened, a=1, z=1)
        deck_options.own_preset(opened, called(opened, "z"))
        preset = deck_options.preset_of(opened, called(opened, "z"))
        weights = (*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:])
        deck_options.change_options(opened, preset.id, Options(parameters=weights))
        Study(opened, called(opened, "a")).answer(Rating.EASY, 1000)
        deck_tree.merge(opened, called(opened, "a"), "z")
        assert integrity.recomputed(opened) == ()
        stability = "SELECT stability FROM card WHERE stability IS NOT NULL"
        assert opened.connection.execute(stability).fetchall() == [(20.0,)]


def test_what_a_deck_holds_is_told_before_it_goes() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2)
        held = deck_tree.holdings(opened, called(opened, "a"))
        assert (held.decks, held.notes, held.cards, held.shared) == (1, 3, 3, 0)


def test_what_is_deleted_lies_in_the_trash_and_comes_back() -> None:
    with collection() as opened:
        tree(opened, a=1, a__b=2, z=1)
        kept, before = belongings(opened), everything(opened)
        deck_tree.delete(opened, called(opened, "a"))
        assert sizes(opened) == {"z": 1}
        thrown = trash.contents(opened)
        assert sorted(each.deck for each in thrown) == ["a", "a::b", "a::b"]
        trash.restore(opened, [each.note_id for each in thrown])
        assert sizes(opened) == {"a": 1, "a::b": 2, "z": 1}
        assert belongings(opened)[0] == kept[0]
        opened.undo()
        opened.undo()
        assert everything(opened) == before


def test_what_lay_in_a_deck_comes_back_into_the_one_that_is_spelled_otherwise_now() -> None:
    with collection() as opened:
        tree(opened, a__b=2, a__c=1)
        deck_tree.delete(opened, called(opened, "a"))
        new_decks.create(opened, "A::B")
        trash.restore(opened, [each.note_id for each in trash.contents(opened)])
        assert sizes(opened) == {"A": 0, "A::B": 2, "A::c": 1}
        assert new_decks.called(opened, "a::C") == called(opened, "A::c")


def test_a_note_with_cards_in_other_decks_stays_with_those() -> None:
    with collection() as opened:
        tree(opened, a=0, z=0)
        both = note("n", "both-ways", {"front": "f", "back": "b", "note": ""}, deck="a")
        importing.bring_in(opened, parcel(both, name="a", deck="a"))
        _, second = (row[0] for row in opened.connection.execute("SELECT id FROM card"))
        tended.move(opened, [second], called(opened, "z"))
        held = deck_tree.holdings(opened, called(opened, "a"))
        assert (held.notes, held.cards, held.shared) == (1, 1, 1)
        deck_tree.delete(opened, called(opened, "a"))
        assert trash.contents(opened) == ()
        assert sizes(opened) == {"z": 1}
        assert opened.connection.execute("SELECT id FROM card").fetchall() == [(second,)]
        opened.undo()
        assert sizes(opened) == {"a": 1, "z": 1}


def test_a_description_is_written_and_taken_back() -> None:
    with collection() as opened:
        tree(opened, a=1)
        deck_tree.describe(opened, called(opened, "a"), "  About rivers ")
        found = deck_tree.get(opened, called(opened, "a"))
        assert found is not None
        assert found.description == "About rivers"
        opened.undo()
        found = deck_tree.get(opened, called(opened, "a"))
        assert found is not None
        assert found.description == ""


@given(
    st.dictionaries(PATHS, st.integers(0, 2), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), PATHS), max_size=6),
)
def test_rearranging_loses_nothing_and_undo_is_exact(
    grown: dict[str, int], acts: list[tuple[int, int, str]]
) -> None:
    with collection() as opened:
        for name, size in grown.items():
            grow(opened, name, size)
        opened.forget_history()
        kept, states = belongings(opened), [everything(opened)]
        for chosen, other, path in acts:
            if rearranged(opened, chosen, other, path):
                assert belongings(opened) == kept
                if everything(opened) != states[-1]:
                    states.append(everything(opened))
        assert integrity.recomputed(opened) == ()
        for state in reversed(states[:-1]):
            opened.undo()
            assert everything(opened) == state


def rearranged(opened: Collection, chosen: int, other: int, path: str) -> bool:
    """Moves, renames or merges one deck; False where it was refused, and nothing was done."""
    names = decks.names(opened)
    deck, (target, under) = names[chosen % len(names)][1], names[other % len(names)]
    before = everything(opened)
    try:
        match Random(chosen * 10 + other).randrange(4):
            case 0:
                deck_tree.move(opened, deck, under)
            case 1:
                deck_tree.move(opened, deck, None)
            case 2:
                deck_tree.rename(opened, deck, path)
            case _:
                deck_tree.merge(opened, deck, target)
    except UserError:
        assert everything(opened) == before
        return False
    return True
