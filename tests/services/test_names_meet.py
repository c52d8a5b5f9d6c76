"""Whatever is done, no two decks and no two tags differ in case alone."""

import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, NoteId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.services import cards, deck_tree, editing, importing, new_decks, studio, tags, trash
from kgstudy.services.arriving.notes import Arrangement
from kgstudy.services.new_decks import NameTaken
from kgstudy.store import cards as stored
from kgstudy.store import decks, notes
from kgstudy.store.collection import Collection
from tests.builders import basic, collection

WORDS = ("ab", "Ab", "жер", "Жер", "straße", "STRASSE", "é", "e\u0301", "E\u0301")
PATHS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(SEPARATOR.join)
Act = Callable[[Collection, str, str], object]


def _deck(opened: Collection, name: str) -> DeckId:
    present = decks.named(opened, name)
    return present.id if present else decks.every(opened)[0].id


def _tag(opened: Collection, name: str) -> str:
    every = [tag.name for tag in tags.every(opened)]
    return every[len(name) % len(every)] if every else name


def _notes(opened: Collection) -> list[NoteId]:
    return sorted({card.note_id for card, _ in stored.every(opened)})


def _move(opened: Collection, one: str, other: str) -> None:
    """As a person who is asked lets the two become one."""
    deck, under = _deck(opened, one), _deck(opened, other)
    try:
        deck_tree.move(opened, deck, under)
    except NameTaken:
        deck_tree.merge(opened, deck, deck_tree.moved_name(opened, deck, under))


def _import(opened: Collection, one: str, other: str) -> None:
    arriving = [ParcelDeck(f"{name}-{opened.new_id()}", name) for name in (one, other)]
    note = basic(f"n{opened.new_id()}", deck=arriving[0].guid)._replace(tags=(one, other))
    importing.bring_in(opened, Parcel(tuple(arriving), (), (note,)), Arrangement(tags=(other,)))


def _write(opened: Collection, one: str, other: str) -> None:
    fields = {"front": f"{opened.new_id()}", "back": "b"}
    editing.add(opened, one, "basic", fields, [other])


def _retag(opened: Collection, one: str, other: str) -> None:
    note = notes.get(opened, _notes(opened)[0])
    editing.edit(opened, note.id, note.fields, [one, other])


def _restore(opened: Collection, one: str, other: str) -> None:
    _write(opened, one, other)
    written = _notes(opened)[-1:]
    trash.delete_notes(opened, written)
    deck_tree.delete(opened, _deck(opened, one))
    tags.delete(opened, [_tag(opened, other)])
    _write(opened, other, one)
    trash.restore(opened, written)


def _deal(opened: Collection, one: str, _: str) -> None:
    cards.move(opened, [card.id for card, _ in stored.every(opened)][:1], one)


ACTS: dict[str, Act] = {
    "create": lambda opened, one, _: new_decks.create(opened, one),
    "rename": lambda opened, one, other: deck_tree.rename(opened, _deck(opened, one), other),
    "merge": lambda opened, one, other: deck_tree.merge(opened, _deck(opened, one), other),
    "move": _move,
    "import": _import,
    "write": _write,
    "deal": _deal,
    "lesson": lambda opened, one, other: studio.bring(
        opened, LessonText(one.replace(SEPARATOR, " "), f"{other} is here.")
    ),
    "restore": _restore,
    "tag": lambda opened, one, other: tags.add(opened, _notes(opened), [one, other]),
    "retag": _retag,
    "rename tag": lambda opened, one, other: tags.rename(opened, _tag(opened, one), other),
    "merge tags": lambda opened, one, other: tags.merge(opened, _tag(opened, one), other),
    "exchange": lambda opened, one, other: tags.exchange(
        opened, _notes(opened), [_tag(opened, one)], [other]
    ),
    "undo": lambda opened, _one, _other: opened.undo(),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(ACTS)), PATHS, PATHS), max_size=12))
@example([("write", "ab::жер::é", "é"), ("import", "AB::жер::x", "é::ab"), ("merge", "ab", "Ab")])
@example([("import", "ab::жер", "Ab"), ("import", "AB::Жер", "straße"), ("tag", "é", "É::é")])
def test_no_two_names_differ_in_case_alone(acts: list[tuple[str, str, str]]) -> None:
    with collection() as opened:
        _write(opened, "ab", "ab")
        for act, one, other in acts:
            with suppress(UserError, IndexError):
                ACTS[act](opened, one, other)
            named = [deck.name for deck in decks.every(opened)]
            _check_apart(named)
            assert {above for name in named for above in _around(name)} <= set(named)
            tagged = [tag.name for tag in tags.every(opened)]
            _check_apart({*tagged, *(above for name in tagged for above in _around(name))})


def _check_apart(names: Iterable[str]) -> None:
    every = list(names)
    folded = {unicodedata.normalize("NFD", name).casefold() for name in every}
    assert len(folded) == len(every), sorted(every)


def _around(name: str) -> list[str]:
    parts = name.split(SEPARATOR)
    return [SEPARATOR.join(parts[:depth]) for depth in range(1, len(parts))]
