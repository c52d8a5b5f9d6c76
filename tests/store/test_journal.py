"""Every act can be taken back and done again: exactly, in order, and after a restart."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.services import (
    cards,
    deck_tree,
    importing,
    revising,
    safekeeping,
    studio,
    tags,
    trash,
)
from kgstudy.store import cards as cards_stored
from kgstudy.store import decks as decks_stored
from kgstudy.store import journal, lessons, settings
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, empty_deck, parcel
from tests.contents import contents
from tests.drafted import gapped
from tests.fake_clock import FakeClock

TAGS = ["river", "a", "a::b", "a::b::c", "b"]


def random_act(opened: Collection, rng: Random, number: int) -> None:
    """One of the things that add, change, and delete with cascades."""
    present = decks_stored.every(opened)
    match rng.randrange(11):
        case 0:
            guid = f"deck{rng.randrange(4)}"
            fresh = (basic(f"n{i}", f"{number} “quoted” \n ö {i}", deck=guid) for i in range(3))
            importing.bring_in(opened, parcel(*fresh, name=guid, deck=guid))
        case 1 if present:
            deck_tree.delete(opened, rng.choice(present).id)
        case 2:
            with opened.act("set", Touched.SETTINGS):
                settings.put(opened, f"s{rng.randrange(3)}", str(number))
        case 3:
            with opened.act("empty deck"):
                empty_deck(opened, f"empty {number}")
        case 4 | 5:
            at_the_desk(opened, rng, number)
        case 6:
            with opened.act("floats"):
                opened.connection.execute(
                    "UPDATE card SET stability = ?, day = 1 WHERE id % 2 = ?",
                    (rng.random() * 1e4, rng.randrange(2)),
                )
        case _:
            in_a_batch(opened, rng)


def in_a_batch(opened: Collection, rng: Random) -> None:
    """One of the things that are done to many cards, notes or tags at once."""
    every = [card for card, _ in cards_stored.every(opened)]
    chosen = rng.sample(every, rng.randrange(len(every) + 1))
    ids, of = [card.id for card in chosen], sorted({card.note_id for card in chosen})
    decks_here = decks_stored.every(opened)
    match rng.randrange(12):
        case 0 if decks_here:
            cards.move(opened, ids, rng.choice(decks_here).id)
        case 1:
            rng.choice([cards.suspend, cards.unsuspend, cards.bury, cards.unbury])(opened, ids)
        case 2:
            cards.flag(opened, ids, rng.randrange(8))
        case 3:
            cards.reset(opened, ids)
        case 4:
            cards.set_due(opened, ids, rng.choice(["0", "3-7", "20!"]))
        case 5:
            cards.reposition(opened, ids, 5, 2, shuffle=rng.random() < 0.5, shift=True)
        case 6:
            tags.add(opened, of, rng.sample(TAGS, 2))
        case 7:
            tags.remove(opened, of, [rng.choice(TAGS)])
        case 8:
            with suppress(UserError):
                rng.choice([tags.rename, tags.merge])(opened, *rng.sample(TAGS, 2))
        case 9:
            with opened.act("clear tags"):
                tags.delete(opened, [rng.choice(TAGS)])
                tags.clear_unused(opened)
        case 10:
            lying = [thrown.note_id for thrown in trash.contents(opened)]
            trash.restore(opened, rng.sample(lying, rng.randrange(len(lying) + 1)))
        case _:
            trash.delete_notes(opened, of)


def at_the_desk(opened: Collection, rng: Random, number: int) -> None:
    """One of the things that are done to a lesson and its drafts."""
    lesson = rng.choice([None, *lessons.every(opened)])
    if lesson is None:
        studio.bring(opened, LessonText("Years", f"It began in 1990. It was {number} in 1991."))
        return
    years = [year for year in ("1990", "1991", "Naryn") if year in lesson.text]
    chosen = [gapped(lesson.text, rng.choice(years)) for _ in range(2)] if years else []
    match rng.randrange(6):
        case 0:
            studio.accept(opened, lesson.id, [(each, each.best) for each in chosen])
        case 1 if chosen:
            studio.reject(opened, lesson.id, chosen[0])
        case 2 if chosen:
            studio.reopen(opened, lesson.id, chosen[0])
        case 3 if chosen:
            studio.revise(opened, lesson.id, chosen[0], chosen[0].drafts[1])
        case 4:
            studio.discard(opened, lesson.id)
        case _:
            text = lesson.text.replace(rng.choice([*years, "It"]), f"{number}")
            revising.take(opened, revising.compare(opened, lesson.id, LessonText("", text)))


@pytest.mark.parametrize("seed", range(8))
def test_random_acts_are_undone_and_redone_one_by_one(seed: int, tmp_path: Path) -> None:
    rng, folder = Random(seed), tmp_path / "data"
    opened = collection(folder=folder)
    states = [contents(opened)]
    for number in range(40):
        random_act(opened, rng, number)
        if journal.last(opened.connection) and contents(opened) != states[-1]:
            states.append(contents(opened))
            assert not [each for each in safekeeping.check(opened).problems if "words" in each]
        if rng.random() < 0.1:
            opened.close()
            opened = collection(folder=folder)
    for state in reversed(states[:-1]):
        assert opened.undo() is not None
        assert contents(opened) == state
    assert opened.undo() is None
    opened.close()
    opened = collection(folder=folder)
    for state in states[1:]:
        assert opened.redo() is not None
        assert contents(opened) == state
    assert opened.redo() is None
    opened.close()


def test_a_new_act_makes_what_was_taken_back_final() -> None:
    with collection() as opened:
        for value in ("one", "two"):
            with opened.act("set"):
                settings.put(opened, "value", value)
        opened.undo()
        with opened.act("set"):
            settings.put(opened, "value", "three")
        assert opened.redo() is None
        opened.undo()
        assert settings.get(opened, "value") == "one"


def test_undo_and_redo_are_themselves_in_the_history() -> None:
    with collection() as opened:
        with opened.act("set"):
            settings.put(opened, "value", "one")
        opened.undo()
        opened.redo()
        kinds = opened.connection.execute("SELECT kind FROM act ORDER BY id").fetchall()
        assert [kind for (kind,) in kinds] == [
            journal.Kind.DONE,
            journal.Kind.UNDO,
            journal.Kind.REDO,
        ]


def test_an_old_act_is_forgotten_but_never_the_last_twenty(tmp_path: Path) -> None:
    clock = FakeClock()
    with collection(clock, tmp_path) as opened:
        for number in range(30):
            with opened.act("set"):
                settings.put(opened, "value", str(number))
    clock.set(clock.wall(clock.now_ms() + 2 * journal.KEEP_MS))
    with collection(clock, tmp_path) as opened:
        undone = 0
        while opened.undo():
            undone += 1
    assert undone == journal.KEEP_ACTS


def test_the_deck_that_was_deleted_comes_back_whole() -> None:
    with collection() as opened:
        deck = deck_of(opened, 5)
        before = contents(opened)
        deck_tree.delete(opened, deck.id)
        assert not contents(opened)["card"]
        opened.undo()
        assert contents(opened) == before


def test_what_is_changed_and_changed_back_is_no_act() -> None:
    with collection() as opened:
        with opened.act("set"):
            settings.put(opened, "value", "one")
        with opened.act("set and set back"):
            settings.put(opened, "value", "two")
            settings.put(opened, "value", "one")
        opened.undo()
        assert settings.get(opened, "value") is None


def test_others_may_go_on_while_a_large_act_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is handed to SQLite in pieces, and no other thread could go on within one."""
    sizes: list[int] = []
    whole = journal._in_pieces

    def watched(changeset: bytes) -> Callable[[int], bytes]:
        piece = whole(changeset)

        def told(size: int) -> bytes:
            read = piece(size)
            sizes.append(len(read))
            return read

        return told

    monkeypatch.setattr(journal, "_in_pieces", watched)
    with collection() as opened:
        deck_of(opened, 300)
        before = contents(opened)
        every = [card.id for card, _ in cards_stored.every(opened)]
        cards.flag(opened, every, 3)
        opened.undo()
        assert contents(opened) == before
    assert len(sizes) > 3
    assert max(sizes) <= 1 << 16
