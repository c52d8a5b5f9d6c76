"""Deleted notes come back as they were, whatever happened to the collection meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled
from kgstudy.domain.ids import NoteId
from kgstudy.domain.progress import Progress
from kgstudy.domain.review import Rating
from kgstudy.services import cards, deck_tree, importing, new_decks, tags, trash
from kgstudy.services.study import Study
from kgstudy.store import cards as stored
from kgstudy.store import decks as decks_stored
from kgstudy.store import integrity, media, notes, unused
from kgstudy.store import trash as stored_trash
from kgstudy.store.collection import Collection
from tests.builders import DECK, basic, collection, deck_of, note, parcel
from tests.contents import contents
from tests.fake_clock import FakeClock
from tests.templated import ASKED_TO_TYPE, WITH_GAP, bring_in

CONTENT = (
    basic("a", quote="Naryn"),
    basic("b", quote="Chüy"),
    note("c", "both-ways", {"front": "Talas", "back": "661 km", "note": ""}),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def opened(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """Three notes with four cards, two of them studied and two tied to a lesson."""
    with collection(clock, tmp_path / "data") as made:
        deck = deck_of(made, CONTENT)
        study = Study(made, deck.id)
        study.answer(Rating.GOOD, 1000)
        study.answer(Rating.EASY, 1000)
        made.forget_history()
        yield made


def every_note(opened: Collection) -> list[NoteId]:
    return sorted({card.note_id for card, _ in stored.every(opened)})


def lying(opened: Collection) -> list[NoteId]:
    return [thrown.note_id for thrown in trash.contents(opened)]


def sound(opened: Collection) -> bool:
    return (
        not integrity.database_faults(opened)
        and not integrity.recomputed(opened)
        and not integrity.anchors_astray(opened)
    )


def test_a_text_lies_there_with_its_gaps_filled() -> None:
    with collection() as opened:
        deck_of(opened, [note("gap", "cloze", {"text": "The {{c1::<b>Naryn</b>}} is long"})])
        trash.delete_notes(opened, every_note(opened))
        assert trash.contents(opened)[0].line == "The Naryn is long"


def test_what_was_deleted_lies_in_the_trash(opened: Collection, clock: FakeClock) -> None:
    first, *others = every_note(opened)
    trash.delete_notes(opened, [first])
    clock.advance(timedelta(seconds=1))
    trash.delete_notes(opened, others)
    assert every_note(opened) == []
    assert sorted(lying(opened)) == sorted([first, *others])
    (*_, last) = trash.contents(opened)
    assert (last.note_id, last.line, last.deck) == (first, "Question a", "Rivers")
    assert trash.count(opened) == 3
    assert trash.days_left(opened, last) == 30
    clock.advance(timedelta(days=29, seconds=1))
    assert trash.days_left(opened, last) == 1


def test_to_undo_and_to_restore_give_the_same_rows(opened: Collection) -> None:
    before = contents(opened)
    trash.delete_notes(opened, every_note(opened))
    deleted = contents(opened)
    opened.undo()
    assert contents(opened) == before
    opened.redo()
    assert contents(opened) == deleted
    restored = trash.restore(opened, lying(opened))
    assert (restored.notes, restored.joined, restored.left) == (3, 0, 0)
    assert contents(opened) == before
    opened.undo()
    assert contents(opened) == deleted


def test_notes_with_templates_come_back_with_their_type(opened: Collection) -> None:
    bring_in(opened, ASKED_TO_TYPE, WITH_GAP)
    before = contents(opened)
    trash.delete_notes(opened, every_note(opened))
    trash.restore(opened, lying(opened))
    assert contents(opened) == before


def test_undo_is_right_also_after_the_trash_was_emptied(opened: Collection) -> None:
    before = contents(opened)
    trash.delete_notes(opened, every_note(opened)[:2])
    assert trash.purge(opened).act == "empty-trash"
    assert lying(opened) == []
    purged = contents(opened)
    opened.undo()
    assert contents(opened) == before
    opened.redo()
    assert len(lying(opened)) == 2
    trash.purge(opened)
    assert contents(opened) == purged
    opened.undo()
    assert contents(opened) == before


def test_a_restored_note_is_restored_again_after_the_trash_was_emptied(opened: Collection) -> None:
    before = contents(opened)
    trash.delete_notes(opened, every_note(opened))
    trash.restore(opened, lying(opened))
    opened.undo()
    trash.purge(opened)
    opened.redo()
    assert contents(opened) == before


def test_the_trash_is_kept_for_thirty_days(opened: Collection, clock: FakeClock) -> None:
    first, second, third = every_note(opened)
    trash.delete_notes(opened, [first])
    clock.advance(timedelta(days=29))
    trash.delete_notes(opened, [second])
    assert trash.purge_old(opened) == 0
    clock.advance(timedelta(days=2))
    assert trash.purge_old(opened) == 0, "nothing was done since"
    cards.flag(opened, [card.id for card, _ in stored.every(opened)], 1)
    assert trash.purge_old(opened) == 1
    assert lying(opened) == [second]
    assert every_note(opened) == [third]


def test_a_deck_that_is_gone_is_made_again(opened: Collection) -> None:
    deck = decks_stored.find(opened, guid=DECK)
    assert deck is not None
    deck_tree.rename(opened, deck.id, "Asia::Waters")
    trash.delete_notes(opened, every_note(opened))
    before = [card.state for card, _ in stored.every(opened)]
    for name in ("Asia::Waters", "Asia"):
        if found := decks_stored.named(opened, name):
            deck_tree.delete(opened, found.id)
    trash.restore(opened, lying(opened))
    made = decks_stored.named(opened, "Asia::Waters")
    assert made is not None
    assert (made.id, made.guid) == (deck.id, DECK)
    assert decks_stored.named(opened, "Asia") is not None
    assert {card.deck_id for card, _ in stored.every(opened)} == {deck.id}
    assert len(list(stored.every(opened))) == 4 > len(before)
    assert sound(opened)


def test_another_deck_of_its_name_will_do(opened: Collection) -> None:
    deck = decks_stored.find(opened, guid=DECK)
    assert deck is not None
    trash.delete_notes(opened, every_note(opened))
    deck_tree.delete(opened, deck.id)
    other = new_decks.create(opened, deck.name)
    trash.restore(opened, lying(opened))
    assert {card.deck_id for card, _ in stored.every(opened)} == {other}
    assert sound(opened)


def test_words_of_a_lesson_are_found_where_they_stand_now(opened: Collection) -> None:
    trash.delete_notes(opened, every_note(opened))
    opened.connection.execute(
        "UPDATE lesson SET text = 'It is long. ' || replace(text, 'Chüy', '')"
    )
    trash.restore(opened, lying(opened))
    quotes = opened.connection.execute("SELECT quote FROM anchor").fetchall()
    assert quotes == [("Naryn",)]
    assert sound(opened)


def test_a_deck_brings_in_again_what_lies_in_the_trash(opened: Collection) -> None:
    trash.delete_notes(opened, every_note(opened))
    importing.bring_in(opened, parcel(*CONTENT))
    assert len(every_note(opened)) == 3
    assert len(lying(opened)) == 3
    assert all(not card.reps for card, _ in stored.every(opened)), "they are new"


def test_what_came_in_again_gets_back_its_answers(opened: Collection) -> None:
    logged = {table: contents(opened)[table] for table in ("note", "review")}
    answered = opened.connection.execute("SELECT count(*) FROM review").get
    schedules = states(opened)
    trash.delete_notes(opened, every_note(opened))
    importing.bring_in(opened, parcel(*CONTENT))
    before = contents(opened)
    restored = trash.restore(opened, lying(opened))
    assert (restored.notes, restored.joined, restored.left) == (3, 3, 0)
    assert lying(opened) == []
    assert states(opened) == schedules
    assert opened.connection.execute("SELECT count(*) FROM review").get == answered
    assert len(contents(opened)["note"]) == len(logged["note"])
    assert sound(opened)
    opened.undo()
    assert contents(opened) == before


def states(opened: Collection) -> dict[tuple[str, int], object]:
    """By note and slot, where the card stands, but for its place among the new ones."""
    return {
        (notes.get(opened, card.note_id).guid, card.slot): (card.reps, card.lapses, card.state)
        for card, _ in stored.every(opened)
        if card.reps
    }


def test_what_is_of_another_kind_now_stays_in_the_trash(opened: Collection) -> None:
    trash.delete_notes(opened, every_note(opened))
    cloze = note("c", "cloze", {"text": "It is {{c1::long}}.", "note": ""})
    importing.bring_in(opened, parcel(cloze))
    restored = trash.restore(opened, lying(opened))
    assert (restored.notes, restored.left) == (2, 1)
    assert len(lying(opened)) == 1


def test_one_note_may_lie_there_twice(opened: Collection) -> None:
    schedules = states(opened)
    trash.delete_notes(opened, every_note(opened))
    importing.bring_in(opened, parcel(*CONTENT))
    trash.delete_notes(opened, every_note(opened))
    assert len(lying(opened)) == 6
    restored = trash.restore(opened, lying(opened))
    assert (restored.notes, restored.joined, restored.left) == (6, 3, 0)
    assert states(opened) == schedules
    assert sound(opened)


def test_a_tag_that_was_cleared_is_there_again(opened: Collection) -> None:
    trash.delete_notes(opened, every_note(opened))
    tags.clear_unused(opened)
    trash.restore(opened, lying(opened))
    assert [(tag.name, tag.notes) for tag in tags.every(opened)] == [("river", 3)]


def test_media_of_what_lies_in_the_trash_are_used(opened: Collection) -> None:
    importing.bring_in(opened, parcel(basic("p", '<img src="map.png">')))
    with opened.act("add-media"):
        media.add(opened, "map.png", BytesIO(b"map"))
    trash.delete_notes(opened, every_note(opened))
    assert unused.unused(opened).names == ()
    trash.purge(opened)
    assert unused.unused(opened).names == ("map.png",)


def refusing(after: float) -> Progress:
    def stop(share: float) -> None:
        if share >= after:
            raise Cancelled

    return stop


def test_who_stops_it_has_changed_nothing(opened: Collection) -> None:
    before = contents(opened)
    with pytest.raises(Cancelled):
        trash.delete_notes(opened, every_note(opened), refusing(1.0))
    assert contents(opened) == before
    trash.delete_notes(opened, every_note(opened))
    before = contents(opened)
    with pytest.raises(Cancelled):
        trash.restore(opened, lying(opened), refusing(1.0))
    assert contents(opened) == before


def test_one_note_is_named_as_one(opened: Collection) -> None:
    change: Change = trash.delete_notes(opened, every_note(opened)[:1])
    assert change.act == "delete-note"
    assert trash.restore(opened, lying(opened)).change.act == "restore-note"


def test_nothing_of_a_row_is_lost_in_the_trash(opened: Collection) -> None:
    """Whoever gives a table another column has to put it into the trash as well."""
    trash.delete_notes(opened, every_note(opened)[:1])
    [content] = stored_trash.contents(opened, lying(opened)).values()
    for table, otherwise in (
        ("note", {"note_type_id": "note_type"}),
        ("card", {}),
        ("review", {}),
        ("anchor", {}),
    ):
        columns = opened.connection.execute(
            "SELECT name FROM pragma_table_info(?)", (table,)
        ).fetchall()
        expected = {otherwise.get(str(name), str(name)) for (name,) in columns}
        assert content[table], table
        assert set(content[table][0]) == expected
