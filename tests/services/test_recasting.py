"""Notes become another kind, and their cards keep their schedules."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from kgstudy.domain.card import Card
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import NoteType, Template
from kgstudy.domain.review import Rating
from kgstudy.services import editing, recasting, safekeeping
from kgstudy.services.editing import Kind
from kgstudy.services.recasting import Drawn, FromField, Recipe
from kgstudy.services.study import Study
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.builders import collection
from tests.contents import contents
from tests.fake_clock import FakeClock

ASKED = {"front": "When was <b>Bishkek</b> founded?", "back": "1825", "note": "as a fortress"}
GAPS = {"text": "{{c1::Naryn}} flows into the {{c2::Syr Darya}}", "note": ""}
ANKI = NoteType(
    "anki-basic",
    "Basic (and reversed)",
    cloze=False,
    fields=("Front", "Back"),
    templates=(
        Template("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
        Template("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
    ),
)
GAPPED = NoteType(
    "anki-cloze",
    "Cloze",
    cloze=True,
    fields=("Text", "Extra"),
    templates=(Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),),
)


@pytest.fixture
def opened() -> Iterator[Collection]:
    with collection(FakeClock()) as made:
        yield made
        assert safekeeping.check(made).problems == ()


def made(opened: Collection, kind: Kind, fields: Mapping[str, str], *, study: int = 0) -> NoteId:
    """A note whose first `study` cards have been answered, each on a day of its own."""
    clock = opened.clock
    assert isinstance(clock, FakeClock)
    note, _ = editing.add(opened, "Deck", kind, fields, ["town"])
    for card in cards.of_note(opened, note)[:study]:
        Study(opened, cards=[card.id]).answer(Rating.EASY, 1000)
        clock.advance(timedelta(days=1))
    return note


def of(opened: Collection, note: NoteId) -> tuple[Card, ...]:
    return cards.of_note(opened, note)


def become(opened: Collection, note: NoteId, kind: Kind) -> Note:
    """The note after it has taken what is suggested."""
    recipe = recasting.suggested(notes.get(opened, note), kind)
    recasting.change_kind(opened, [note], recipe)
    return notes.get(opened, note)


def test_a_question_becomes_one_whose_answer_is_typed(opened: Collection) -> None:
    note = made(opened, "basic", ASKED, study=1)
    before = of(opened, note)
    after = become(opened, note, "typed")
    assert after.kind == "typed"
    assert after.fields == {
        "question": ASKED["front"],
        "answer": "1825",
        "also": "",
        "note": "as a fortress",
    }
    assert after.tags == ("town",)
    assert of(opened, note) == before


def test_the_answer_of_a_question_becomes_a_gap(opened: Collection) -> None:
    note = made(opened, "basic", ASKED, study=1)
    [before] = of(opened, note)
    after = become(opened, note, "cloze")
    assert after.fields["text"] == "When was Bishkek founded?<br>{{c1::1825}}"
    [card] = of(opened, note)
    assert (card.id, card.slot, card.state) == (before.id, 1, before.state)


def test_words_that_would_end_a_gap_do_not(opened: Collection) -> None:
    note = made(opened, "basic", ASKED | {"back": "a }} b :: c"}, study=1)
    become(opened, note, "cloze")
    [card] = of(opened, note)
    assert not card.suspended


def test_a_gap_becomes_a_question_and_another_card_waits_with_its_answers(
    opened: Collection,
) -> None:
    note = made(opened, "cloze", GAPS, study=2)
    first, second = of(opened, note)
    after = become(opened, note, "basic")
    assert after.fields["front"] == "[…] flows into the Syr Darya"
    assert after.fields["back"] == "Naryn"
    kept, aside = of(opened, note)
    assert (kept.id, kept.slot, kept.state) == (first.id, 0, first.state)
    assert (aside.id, aside.state, aside.suspended) == (second.id, second.state, True)


def test_no_gap_wakes_a_card_that_asked_for_something_else(opened: Collection) -> None:
    note = made(opened, "both-ways", ASKED, study=2)
    become(opened, note, "cloze")
    first, aside = of(opened, note)
    editing.edit(opened, note, {"text": "{{c1::one}} {{c2::two}} {{c3::three}}"}, ())
    woken = {card.slot: card for card in of(opened, note)}
    assert (woken[1].id, woken[2].reps, woken[3].reps) == (first.id, 0, 0)
    assert woken[aside.slot].suspended


def test_a_card_that_nobody_answered_goes_and_new_ones_come(opened: Collection) -> None:
    note = made(opened, "both-ways", ASKED)
    assert len(of(opened, note)) == 2
    become(opened, note, "basic")
    assert len(of(opened, note)) == 1
    become(opened, note, "both-ways")
    assert [card.slot for card in of(opened, note)] == [0, 1]


def test_cards_can_change_places(opened: Collection) -> None:
    note = made(opened, "both-ways", ASKED, study=1)
    first, second = of(opened, note)
    fields = {"Front": FromField("back"), "Back": FromField("front")}
    recasting.change_kind(opened, [note], Recipe(ANKI, fields, {0: 1, 1: 0}))
    swapped = {card.id: card.slot for card in of(opened, note)}
    assert swapped == {first.id: 1, second.id: 0}
    assert notes.get(opened, note).note_type == ANKI


def test_names_find_each_other_whatever_the_case(opened: Collection) -> None:
    note = made(opened, "basic", ASKED)
    recipe = recasting.suggested(notes.get(opened, note), ANKI)
    assert recipe.fields == {"Front": FromField("front"), "Back": FromField("back")}
    assert become(opened, note, ANKI).fields == {"Front": ASKED["front"], "Back": "1825"}


def test_gaps_stay_gaps_by_their_numbers(opened: Collection) -> None:
    note = made(opened, "cloze", GAPS, study=2)
    before = of(opened, note)
    after = become(opened, note, GAPPED)
    assert after.fields == {"Text": GAPS["text"], "Extra": ""}
    assert of(opened, note) == before


def test_a_card_that_was_put_aside_stays_so_in_the_slot_of_its_gap(opened: Collection) -> None:
    note = made(opened, "cloze", GAPS, study=2)
    editing.edit(opened, note, {"text": "{{c1::Naryn}} flows into the Syr Darya"}, ())
    before = of(opened, note)
    assert [card.aside for card in before] == [False, True]
    become(opened, note, GAPPED)
    assert of(opened, note) == before
    editing.edit(opened, note, {"Text": GAPS["text"]}, ())
    first, second = of(opened, note)
    assert (second.id, second.slot, second.state) == (before[1].id, 2, before[1].state)
    assert not any(card.suspended or card.aside for card in (first, second))


def test_a_gap_that_the_new_kind_does_not_have_is_put_aside(opened: Collection) -> None:
    note = made(opened, "cloze", GAPS | {"note": "{{c3::Kyrgyzstan}}"}, study=2)
    before = of(opened, note)
    recipe = Recipe(GAPPED, {"Text": FromField("note"), "Extra": FromField("text")}, {})
    recasting.change_kind(opened, [note], recipe)
    assert {card.slot for card in of(opened, note) if not card.aside} == {3}
    become(opened, note, "cloze")
    editing.edit(opened, note, GAPS, ())
    assert [card for card in of(opened, note) if not card.suspended] == list(before[:2])


def test_what_would_make_no_card_is_told_and_stays(opened: Collection) -> None:
    good, bad = made(opened, "basic", ASKED), made(opened, "basic", ASKED | {"note": ""})
    recipe = Recipe("typed", {"question": FromField("front"), "answer": FromField("note")}, {0: 0})
    told = {each.before.id: each.problem for each in recasting.recast(opened, [good, bad], recipe)}
    assert told[good] is None
    assert told[bad] == "The answer is empty: write something there."
    _, left = recasting.change_kind(opened, [good, bad], recipe)
    assert left == (bad,)
    assert [notes.get(opened, note).kind for note in (good, bad)] == ["typed", "basic"]


def test_where_all_stay_nothing_is_done(opened: Collection) -> None:
    note = made(opened, "basic", ASKED)
    before = contents(opened)
    _, left = recasting.change_kind(opened, [note], Recipe(GAPPED, {}, {}))
    assert left == (note,)
    assert contents(opened) == before


def test_it_is_one_act(opened: Collection) -> None:
    chosen = [made(opened, "both-ways", ASKED | {"front": str(n)}, study=2) for n in range(3)]
    before = contents(opened)
    recipe = recasting.suggested(notes.get(opened, chosen[0]), "cloze")
    recasting.change_kind(opened, chosen, recipe)
    assert {notes.get(opened, note).kind for note in chosen} == {"cloze"}
    opened.undo()
    assert contents(opened) == before


def test_notes_of_several_kinds_have_none_in_common(opened: Collection) -> None:
    chosen = [made(opened, "basic", ASKED), made(opened, "cloze", GAPS)]
    assert recasting.kind_of(opened, chosen[:1]) == "basic"
    with pytest.raises(UserError, match="several kinds"):
        recasting.kind_of(opened, chosen)
    with pytest.raises(UserError, match="No note"):
        recasting.kind_of(opened, [])


def test_sources_are_the_fields_and_what_the_card_shows() -> None:
    assert recasting.sources("cloze") == (FromField("text"), FromField("note"), *Drawn)


def test_the_clock_of_a_card_goes_on(opened: Collection) -> None:
    note = made(opened, "basic", ASKED, study=1)
    clock = opened.clock
    assert isinstance(clock, FakeClock)
    clock.advance(timedelta(days=30))
    become(opened, note, "typed")
    shown = Study(opened).shown
    assert shown is not None
    assert shown.card.reps == 1
