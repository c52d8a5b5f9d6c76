"""A gap that goes or comes with a file costs no card what is known of it."""

from collections.abc import Mapping

import pytest

from kgstudy.domain.review import Rating
from kgstudy.services import editing, exporting, importing, trash
from kgstudy.services.study import Study
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import collection, note, parcel
from tests.services.test_edits_meet import BOTH as BOTH_GAPS
from tests.services.test_edits_meet import ONE, with_gaps

BOTH = {"text": "{{c1::Naryn}} flows into {{c2::Syr Darya}}", "note": ""}
SECOND = {"text": "Naryn flows into {{c2::Syr Darya}}", "note": ""}


def _bring(opened: Collection, fields: Mapping[str, str]) -> None:
    importing.bring_in(opened, parcel(note("a", "cloze", fields)))


def _answered() -> Collection:
    """The first of its two cards is known."""
    opened = collection()
    _bring(opened, BOTH)
    Study(opened).answer(Rating.EASY, 1000)
    return opened


def _state(opened: Collection) -> dict[int, tuple[int, bool]]:
    return {card.slot: (card.reps, card.suspended) for card, _ in cards.every(opened)}


def _edit(opened: Collection, fields: Mapping[str, str]) -> None:
    ((card, _), *_) = cards.every(opened)
    editing.edit(opened, card.note_id, fields, ["river"])


def test_a_gap_that_a_file_takes_out_keeps_its_answers_until_it_comes_back() -> None:
    with _answered() as opened:
        _bring(opened, SECOND)
        assert _state(opened) == {1: (1, True), 2: (0, False)}
        _bring(opened, BOTH)
        assert _state(opened) == {1: (1, False), 2: (0, False)}


@pytest.mark.parametrize("fields", [BOTH, {**BOTH, "note": "A river"}])
def test_a_gap_that_was_taken_out_here_keeps_its_answers_whatever_comes_in(
    fields: Mapping[str, str],
) -> None:
    with _answered() as opened:
        _edit(opened, SECOND)
        _bring(opened, fields)
        assert _state(opened) == {1: (1, True), 2: (0, False)}
        _edit(opened, BOTH)
        assert _state(opened) == {1: (1, False), 2: (0, False)}


def test_a_card_that_was_put_aside_leaves_and_arrives_as_that() -> None:
    with _answered() as opened:
        _edit(opened, SECOND)
        leaving = exporting.gather(opened)
    with collection() as other:
        outcome = importing.bring_in(other, leaving)
        assert not outcome.problems
        assert _state(other) == {1: (1, True), 2: (0, False)}
        _edit(other, BOTH)
        assert _state(other) == {1: (1, False), 2: (0, False)}


def test_a_gap_that_is_gone_comes_out_of_the_trash_put_aside() -> None:
    with collection() as opened:
        importing.bring_in(opened, with_gaps(BOTH_GAPS))
        Study(opened).answer(Rating.EASY, 1000)
        ((card, _), *_) = cards.every(opened)
        trash.delete_notes(opened, [card.note_id])
        importing.bring_in(opened, with_gaps(ONE, (2,)))
        assert trash.restore(opened, [card.note_id]).joined == 1
        assert _state(opened) == {1: (1, True), 2: (0, False)}
        importing.bring_in(opened, with_gaps(BOTH_GAPS))
        assert _state(opened) == {1: (1, False), 2: (0, False)}
