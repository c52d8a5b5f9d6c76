"""Notes are written and changed by hand, and no schedule suffers from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card import New
from kgstudy.domain.changes import Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note_type import NoteType, Template
from kgstudy.domain.review import Rating
from kgstudy.services import cards as by_hand
from kgstudy.services import deck_options, editing, safekeeping
from kgstudy.services.study import Study
from kgstudy.store import cards, decks, integrity, lessons, notes, reviews
from kgstudy.store import media as files
from kgstudy.store.collection import Collection
from tests.builders import collection, deck_of, note

CITY = NoteType(
    "city",
    "City",
    False,
    ("Name", "River", "Lake"),
    (
        Template("River", "{{#River}}River of {{Name}}?{{/River}}", "{{River}}"),
        Template("Lake", "{{#Lake}}Lake of {{Name}}?{{/Lake}}", "{{Lake}}"),
    ),
)

GAPS = "{{c1::Naryn}}, {{c2::Chüy}} and {{c3::Talas}}"


@pytest.fixture
def opened() -> Iterator[Collection]:
    with collection() as made:
        yield made
        assert safekeeping.check(made).problems == ()
        assert integrity.recomputed(made) == ()


def cloze(opened: Collection, text: str) -> NoteId:
    made, _ = editing.add(opened, "Deck", "cloze", {"text": text})
    return made


def places(opened: Collection, made: NoteId) -> dict[int, int]:
    """By slot, where its card stands among the new ones."""
    return {card.slot: cards.position(opened, card.id) for card in cards.of_note(opened, made)}


def slots(opened: Collection, made: NoteId) -> dict[int, bool]:
    """By slot, whether its card is suspended."""
    return {card.slot: card.suspended for card in cards.of_note(opened, made)}


def answer(opened: Collection, times: int = 1) -> None:
    study = Study(opened)
    for _ in range(times):
        study.answer(Rating.EASY, 900)


def test_a_note_is_added_with_its_cards_at_the_end_of_the_queue(opened: Collection) -> None:
    deck = deck_of(opened, 3)
    made, change = editing.add(
        opened, deck.id, "both-ways", {"front": "лето", "back": "жай"}, ["ky", "Жай мезгили"]
    )
    assert change.act == "add-note"
    assert change.touched == {Touched.NOTES, Touched.CARDS}
    stored = notes.get(opened, made)
    assert stored.fields == {"front": "лето", "back": "жай", "note": ""}
    assert stored.tags == ("ky", "Жай_мезгили")
    dealt = cards.of_note(opened, made)
    assert [card.slot for card in dealt] == [0, 1]
    assert [cards.position(opened, card.id) for card in dealt] == [3, 4]
    opened.undo()
    assert notes.several(opened, [made]) == {}
    assert cards.of_note(opened, made) == ()


def test_a_deck_is_found_whatever_its_case_and_a_new_one_is_studied_as_its_parent(
    opened: Collection,
) -> None:
    fields = {"front": "a", "back": "b"}
    editing.add(opened, "Biology", "basic", fields)
    editing.add(opened, "biology", "basic", fields | {"front": "c"})
    [biology] = decks.every(opened)
    deck_options.own_preset(opened, biology.id)
    editing.add(opened, "BIOLOGY::cells", "basic", fields | {"front": "d"})
    every = {deck.name: deck.preset_id for deck in decks.every(opened)}
    assert list(every) == ["Biology", "Biology::cells"]
    assert len(set(every.values())) == 1


def test_a_deck_that_is_not_there_is_made_with_those_around_it(opened: Collection) -> None:
    made, change = editing.add(opened, "Тил :: Кыргыз", "basic", {"front": "суу", "back": "water"})
    assert Touched.DECKS in change.touched
    assert [deck.name for deck in decks.every(opened)] == ["Тил", "Тил::Кыргыз"]
    found = editing.opened(opened, made)
    assert found is not None
    assert found.deck == "Тил::Кыргыз"
    opened.undo()
    assert decks.every(opened) == ()


def test_what_makes_no_card_is_refused_and_leaves_nothing(opened: Collection) -> None:
    with pytest.raises(UserError, match="The answer is empty"):
        editing.add(opened, "New", "basic", {"front": "What?"})
    assert decks.every(opened) == ()
    with pytest.raises(UserError, match="no gap"):
        editing.add(opened, "New", "cloze", {"text": "Nothing to ask"})


def test_an_edit_keeps_every_schedule(opened: Collection) -> None:
    made, _ = editing.add(opened, "Deck", "basic", {"front": "Capital?", "back": "Bishkek"})
    answer(opened)
    before = cards.of_note(opened, made)
    change = editing.edit(opened, made, {"front": "The capital of Kyrgyzstan?"}, ["city"])
    assert change.act == "edit-note"
    assert change.touched == {Touched.NOTES}
    after = notes.get(opened, made)
    assert after.fields["front"] == "The capital of Kyrgyzstan?"
    assert after.fields["back"] == "Bishkek"
    assert after.tags == ("city",)
    assert cards.of_note(opened, made) == before
    opened.undo()
    assert notes.get(opened, made).fields["front"] == "Capital?"


def test_an_edit_that_changes_nothing_is_no_act(opened: Collection) -> None:
    made, _ = editing.add(opened, "Deck", "basic", {"front": "A?", "back": "B"}, ["x", "y"])
    change = editing.edit(opened, made, {"front": "A?", "back": "B"}, ["y", "x"])
    assert not change.touched
    opened.undo()
    assert notes.several(opened, [made]) == {}


def test_a_new_gap_makes_a_card_that_waits_with_its_new_sibling(opened: Collection) -> None:
    made = cloze(opened, "{{c1::Naryn}} and Chüy")
    cloze(opened, "{{c1::Talas}}")
    editing.edit(opened, made, {"text": "{{c1::Naryn}} and {{c2::Chüy}}"}, ())
    assert places(opened, made) == {1: 0, 2: 0}


def test_a_new_gap_beside_a_known_one_makes_a_card_at_the_end_of_the_queue(
    opened: Collection,
) -> None:
    made = cloze(opened, "{{c1::Naryn}} and Chüy")
    cloze(opened, "{{c1::Talas}}")
    answer(opened)
    editing.edit(opened, made, {"text": "{{c1::Naryn}} and {{c2::Chüy}}"}, ())
    assert places(opened, made) == {1: 0, 2: 2}


def test_a_gap_that_was_gone_is_asked_where_it_was(opened: Collection) -> None:
    cloze(opened, "{{c1::Osh}}")
    made = cloze(opened, GAPS)
    cloze(opened, "{{c1::Batken}}")

    def order() -> list[tuple[NoteId, int]]:
        waiting = sorted(cards.every(opened), key=lambda each: (each[1], each[0].id))
        return [(card.note_id, card.slot) for card, _ in waiting]

    before = order()
    editing.edit(opened, made, {"text": GAPS.replace("{{c2::Chüy}}", "Chüy")}, ())
    editing.edit(opened, made, {"text": GAPS}, ())
    assert order() == before


def test_a_card_suspended_by_hand_stays_so_though_its_gap_goes_and_comes(
    opened: Collection,
) -> None:
    made = cloze(opened, GAPS)
    answer(opened)
    every = [card.id for card in cards.of_note(opened, made)]
    by_hand.suspend(opened, every[:2])
    before = cards.of_note(opened, made)
    editing.edit(opened, made, {"text": "Naryn, Chüy and {{c3::Talas}}"}, ())
    editing.edit(opened, made, {"text": GAPS}, ())
    assert cards.of_note(opened, made) == before
    assert slots(opened, made) == {1: True, 2: True, 3: False}


def test_it_tells_which_cards_an_edit_puts_aside(opened: Collection) -> None:
    made = cloze(opened, GAPS)
    answer(opened)

    def losing(text: str) -> tuple[int, ...]:
        return editing.losing(opened, made, {"text": text})

    assert losing(GAPS) == ()
    assert losing("Naryn, {{c2::Chüy}} and {{c3::Talas}}") == (1,)
    assert losing("{{c1::Naryn}}, Chüy and {{c3::Talas}}") == (), "nobody answered it"
    assert losing("{{c4::Naryn}}, {{c2::Chüy}} and {{c3::Talas}}") == (), "it follows"
    editing.edit(opened, made, {"text": "Naryn, {{c2::Chüy}} and {{c3::Talas}}"}, ())
    assert losing("Naryn, {{c2::Chüy}} and {{c3::Talas}}") == (1,), "still"
    assert losing(GAPS) == ()


@settings(max_examples=40)
@given(st.data())
def test_gaps_that_go_and_come_cost_no_card_anything(data: st.DataObject) -> None:
    """Whatever was answered, flagged and suspended, and in whatever order gaps went and came."""
    with collection() as opened:
        made = cloze(opened, _gapped({1, 2, 3, 4}))
        study = Study(opened)
        for _ in range(data.draw(st.integers(0, 3))):
            if study.shown:
                study.answer(data.draw(st.sampled_from(Rating)), 900)
        every = [card.id for card in cards.of_note(opened, made)]
        by_hand.suspend(opened, data.draw(st.lists(st.sampled_from(every), unique=True)))
        by_hand.flag(opened, data.draw(st.lists(st.sampled_from(every), unique=True)), 2)
        before = {card.slot: card for card in cards.of_note(opened, made)}
        for left in data.draw(st.lists(st.sets(st.integers(1, 4), min_size=1), max_size=4)):
            editing.edit(opened, made, {"text": _gapped(left)}, ())
            assert all(card.slot in left or card.suspended for card in cards.of_note(opened, made))
        editing.edit(opened, made, {"text": _gapped({1, 2, 3, 4})}, ())
        after = {card.slot: card for card in cards.of_note(opened, made)}
        assert after.keys() == before.keys()
        for slot, card in before.items():
            if card.reps or card.suspended or card.flag:
                assert after[slot] == card
            else:
                assert isinstance(after[slot].state, New)
                assert not after[slot].suspended
        assert integrity.recomputed(opened) == ()


def _gapped(gaps: set[int]) -> str:
    words = ("Naryn", "Chüy", "Talas", "Osh")
    return " ".join(
        f"{{{{c{number}::{word}}}}}" if number in gaps else word
        for number, word in enumerate(words, 1)
    )


def test_a_gap_nobody_answered_goes_and_one_with_answers_stays_put_away(
    opened: Collection,
) -> None:
    made = cloze(opened, "{{c1::Naryn}}, {{c2::Chüy}} and {{c3::Talas}}")
    answer(opened)
    (answered,) = (card for card in cards.of_note(opened, made) if card.reps)
    assert answered.slot == 1
    editing.edit(opened, made, {"text": "Naryn, Chüy and {{c3::Talas}}"}, ())
    assert slots(opened, made) == {1: True, 3: False}
    assert len(reviews.of_card(opened, answered.id)) == 1

    editing.edit(opened, made, {"text": "{{c1::Naryn}}, Chüy and {{c3::Talas}}"}, ())
    assert slots(opened, made) == {1: False, 3: False}
    assert cards.get(opened, answered.id) == answered


def test_the_card_follows_its_words_into_a_gap_of_another_number(opened: Collection) -> None:
    made = cloze(opened, "{{c1::Naryn}} and {{c2::Chüy}}")
    answer(opened)
    before = {card.slot: card.id for card in cards.of_note(opened, made)}
    editing.edit(opened, made, {"text": "{{c5::Naryn}}, or {{c2::Chüy}}"}, ())
    assert {card.slot: card.id for card in cards.of_note(opened, made)} == {
        5: before[1],
        2: before[2],
    }
    editing.edit(opened, made, {"text": "{{c1::Talas}}, or {{c2::Chüy}}"}, ())
    assert cards.get(opened, before[1]).slot == 5
    assert slots(opened, made) == {5: True, 2: False, 1: False}


def test_a_kept_card_bars_no_other_from_its_gap(opened: Collection) -> None:
    made = cloze(opened, "{{c1::Naryn}} and {{c2::Chüy}}")
    answer(opened)
    editing.edit(opened, made, {"text": "Naryn and {{c2::Chüy}}"}, ())
    editing.edit(opened, made, {"text": "Naryn and {{c1::Chüy}}"}, ())
    assert slots(opened, made) == {1: False}


def test_notes_of_a_note_type_are_edited_by_their_own_fields(opened: Collection) -> None:
    made, _ = editing.add(opened, "Deck", CITY, {"Name": "Naryn", "River": "Naryn"})
    assert notes.get(opened, made).note_type == CITY
    assert slots(opened, made) == {0: False}
    editing.edit(opened, made, {"Lake": "Song-Köl"}, ())
    assert slots(opened, made) == {0: False, 1: False}
    assert editing.kinds(opened)[-1] == CITY
    assert editing.field_names(CITY) == ("Name", "River", "Lake")


def test_a_new_card_of_a_lesson_is_tied_to_the_words_of_its_sibling(opened: Collection) -> None:
    text = {"text": "The {{c1::Naryn}} is the longest river", "note": ""}
    deck_of(opened, [note("n", "cloze", text, "The Naryn is the longest river")])
    stored = notes.find(opened, guid="deck-of-rivers/n")
    assert stored is not None
    editing.edit(opened, stored.id, {"text": "The {{c1::Naryn}} is the {{c2::longest}} river"}, ())
    dealt = [card.id for card in cards.of_note(opened, stored.id)]
    quotes = {anchor.quote for anchor in lessons.first_anchors(opened, dealt).values()}
    assert len(lessons.first_anchors(opened, dealt)) == 2
    assert quotes == {"The Naryn is the longest river"}


def test_a_field_of_another_kind_is_refused(opened: Collection) -> None:
    made = cloze(opened, "{{c1::Naryn}}")
    with pytest.raises(UserError, match="no field “front”"):
        editing.edit(opened, made, {"front": "x"}, ())
    assert notes.get(opened, made).fields == {"text": "{{c1::Naryn}}", "note": ""}


def test_a_note_that_is_gone_says_so(opened: Collection) -> None:
    made = cloze(opened, "{{c1::Naryn}}")
    opened.undo()
    assert editing.opened(opened, made) is None
    with pytest.raises(UserError, match="deleted meanwhile"):
        editing.edit(opened, made, {}, ())


@pytest.mark.parametrize("words", ["ЁЛКА зелёная", "елка  зеленая", "<b>Ёлка</b>&nbsp;зелёная"])
def test_a_duplicate_is_told_by_what_is_seen(opened: Collection, words: str) -> None:
    made, _ = editing.add(opened, "Deck", "basic", {"front": "Ёлка зелёная", "back": "tree"})
    assert [each.id for each in editing.duplicates(opened, words)] == [made]
    assert editing.duplicates(opened, words, besides=made) == ()
    assert editing.duplicates(opened, "Ёлка") == ()
    assert editing.duplicates(opened, " <br> ") == ()


def test_long_lines_that_only_begin_alike_are_no_duplicates(opened: Collection) -> None:
    begun = "word " * 60
    editing.add(opened, "Deck", "basic", {"front": begun + "one", "back": "x"})
    assert len(editing.duplicates(opened, begun + "one")) == 1
    assert editing.duplicates(opened, begun + "two") == ()


def test_files_that_the_fields_show_are_kept_and_others_are_not(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        name = editing.media_name("Моя Картинка.PNG", b"picture")
        assert name.endswith(".png")
        given = {name: b"picture", "other.png": b"other"}
        fields = {"front": f'<img src="{name}">', "back": "B"}
        made, change = editing.add(opened, "Deck", "basic", fields, files=given)
        assert Touched.MEDIA in change.touched
        assert files.read(opened, name) == b"picture"
        assert files.read(opened, "other.png") is None
        sound = editing.media_name("a.mp3", b"sound")
        editing.edit(opened, made, {"back": f"[sound:{sound}]"}, (), files={sound: b"sound"})
        assert files.read(opened, sound) == b"sound"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "LARGEST_FILE", 3)
    with pytest.raises(UserError, match=r"film\.png is larger"):
        editing.media_name("film.png", b"1234")
