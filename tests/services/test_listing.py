"""Cards found by a query, as rows to be read."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from kgstudy.domain.card import New
from kgstudy.domain.deck import Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.services import decks, importing, listing
from kgstudy.services.listing import CardRow, deck_called, find_cards
from kgstudy.services.study import Study
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from kgstudy.store.search import Quoted
from tests.builders import basic, collection, deck_of, empty_deck, note, parcel
from tests.fake_clock import FakeClock

QUOTE = "The Naryn is the longest river of Kyrgyzstan."


def names(opened: Collection, query: str) -> list[str]:
    """The names of the notes that `query` finds, one for each card."""
    return [row.guid.partition("/")[2] for row in find_cards(opened, query)]


def rows(opened: Collection, query: str = "") -> list[CardRow]:
    return list(find_cards(opened, query))


def with_notes(*notes: ParcelNote, clock: FakeClock | None = None) -> Collection:
    opened = collection(clock)
    deck_of(opened, notes)
    return opened


def bring(opened: Collection, name: str, *notes: ParcelNote) -> None:
    """A deck without a lesson."""
    guids = {note.deck for note in notes} or {name}
    importing.bring_in(opened, Parcel(tuple(ParcelDeck(guid, name) for guid in guids), (), notes))


def test_a_row_has_plain_text_and_the_words_it_comes_from() -> None:
    fields = {"front": "The <b>longest</b> river &amp; its name?", "back": "<i>Naryn</i>"}
    with with_notes(note("n", "basic", fields, QUOTE)) as opened:
        (row,) = rows(opened)
    assert (row.guid, row.deck, row.kind) == ("deck-of-rivers/n", "Rivers", "basic")
    assert (row.question, row.answer) == ("The longest river & its name?", "Naryn")
    assert row.tags == ("river",)
    assert row.source == Quoted("Rivers", QUOTE)
    assert isinstance(row.card.state, New)


def test_a_card_without_source() -> None:
    with with_notes(basic("n")) as opened:
        assert rows(opened)[0].source is None


def test_each_card_of_a_note_has_its_row() -> None:
    cloze = note("z", "cloze", {"text": "The {{c1::Naryn}} and the {{c2::Chüy}}."})
    with with_notes(cloze) as opened:
        found = rows(opened)
    assert [row.answer for row in found] == ["Naryn", "Chüy"]
    assert [row.question for row in found] == ["The […] and the Chüy.", "The Naryn and the […]."]


def test_more_rows_than_are_looked_up_together() -> None:
    with collection() as opened:
        deck_of(opened, 1203)
        found = rows(opened)
        assert [row.guid for row in found] == [f"deck-of-rivers/n{i}" for i in range(1203)]
        assert [row.question for row in found] == [f"Question n{i}" for i in range(1203)]


def test_words_must_all_occur() -> None:
    with with_notes(
        basic("a", "Which states recognised Kyrgyzstan?"),
        basic("b", "Which states border on Kyrgyzstan?"),
        basic("c", "Ысык-Көл, мёд"),
    ) as opened:
        assert names(opened, "states") == ["a", "b"]
        assert names(opened, "STATES recog") == ["a"]
        assert names(opened, "ates") == []
        assert names(opened, '"states recog"') == ["a"]
        assert names(opened, '"recognised states"') == []
        assert names(opened, "ысык кол мед") == ["c"]
        assert names(opened, '"; DROP TABLE card"') == []


def test_a_deck_holds_those_below_it() -> None:
    with collection() as opened:
        bring(opened, "Rivers", basic("a", deck="1"))
        bring(opened, "Rivers::Of Asia", basic("b", deck="2"))
        bring(opened, "Rivers in short", basic("c", deck="3"))
        assert names(opened, "deck:rivers") == ["a", "b"]
        assert names(opened, 'deck:"Rivers::of asia"') == ["b"]
        assert names(opened, 'deck:"rivers in short"') == ["c"]
        with pytest.raises(UserError, match="no deck called “Lakes”"):
            names(opened, "deck:Lakes")


def tagged(name: str, *tags: str) -> ParcelNote:
    plain = basic(name)
    return ParcelNote(plain.guid, plain.deck, plain.kind, plain.fields, tags)


def test_a_tag_holds_those_below_it() -> None:
    with with_notes(
        tagged("a", "Place"), tagged("b", "place::city", "date"), tagged("c", "places"), tagged("d")
    ) as opened:
        assert names(opened, "tag:place") == ["a", "b"]
        assert names(opened, "tag:place::city") == ["b"]
        assert names(opened, "tag:place tag:date") == ["b"]
        assert names(opened, "tag:river") == []


def answer(opened: Collection, *ratings: Rating) -> None:
    """Answers the cards as they come."""
    study = Study(opened)
    for rating in ratings:
        study.answer(rating, 1000)


def test_where_cards_stand() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 4, Options(learning_steps=(60, 7200), relearning_steps=(7200,)))
        answer(opened, Rating.EASY, Rating.GOOD)
        assert names(opened, "is:new") == ["n2", "n3"]
        assert names(opened, "is:learning") == ["n1"]
        assert names(opened, "is:review") == ["n0"]
        assert names(opened, "is:due") == []
        clock.advance(timedelta(hours=1, minutes=50))
        assert names(opened, "is:due") == ["n1"]
        clock.advance(timedelta(days=30))
        assert names(opened, "is:due") == ["n0", "n1"]
        assert names(opened, "is:due is:review") == ["n0"]


def test_a_forgotten_card_is_learning() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        answer(opened, Rating.EASY)
        clock.advance(timedelta(days=30))
        answer(opened, Rating.AGAIN)
        assert names(opened, "is:learn is:review") == ["n0"]
        assert names(opened, "is:learn -is:review") == []
        assert names(opened, "is:review -is:learn") == []


def test_what_is_due_is_what_the_decks_count() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 12)
        answer(opened, *[Rating.EASY, Rating.GOOD, Rating.AGAIN] * 4)
        for hours in (0, 1, 20, 200, 2000):
            clock.advance(timedelta(hours=hours))
            (deck,) = decks.overview(opened)
            assert len(names(opened, "is:due")) == deck.due


def test_suspended_and_buried_cards_are_found_and_not_due() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 3)
        answer(opened, *[Rating.EASY] * 3)
        clock.advance(timedelta(days=60))
        study = Study(opened)
        study.suspend()
        study.bury_card()
        (suspended,) = names(opened, "is:suspended")
        (buried,) = names(opened, "is:buried")
        assert sorted([suspended, buried, *names(opened, "is:due")]) == ["n0", "n1", "n2"]
        assert names(opened, "is:suspended")[0] in names(opened, "is:review")
        clock.advance(timedelta(days=1))
        assert names(opened, "is:buried") == []
        assert buried in names(opened, "is:due")


def test_cards_deleted_meanwhile_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_BATCH", 2)
    with collection() as opened:
        deck_of(opened, 6)
        found = find_cards(opened, "")
        first = [next(found), next(found)]
        gone = [card.id for card, _ in cards.every(opened)][2:5]
        delete(opened, gone)
        assert [row.question for row in (*first, *found)] == [f"Question n{i}" for i in (0, 1, 5)]


def delete(opened: Collection, gone: Sequence[CardId]) -> None:
    with opened.act("delete-cards"):
        cards.delete(opened, gone)


def test_a_deck_is_called_by_its_name_or_how_it_begins() -> None:
    with collection() as opened:
        rivers = empty_deck(opened, "Rivers")
        asia = empty_deck(opened, "Rivers::Asia")
        lakes = empty_deck(opened, "Lakes of Asia")
        songs = empty_deck(opened, "Lakeside songs")
        assert deck_called(opened, "rivers") == rivers.id
        assert deck_called(opened, "riv") == rivers.id
        assert deck_called(opened, "Rivers::a") == asia.id
        assert deck_called(opened, "asia") == asia.id
        assert deck_called(opened, "lakes of") == lakes.id
        assert deck_called(opened, "LAKESIDE") == songs.id
        with pytest.raises(UserError, match="could be “Lakes of Asia”, “Lakeside songs”"):
            deck_called(opened, "Lake")
        with pytest.raises(UserError, match="no deck called “Hills”; `kgstudy decks` lists them"):
            deck_called(opened, "Hills")


def test_an_exact_name_wins() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(name="Asia"))
        empty_deck(opened, "Asia and Europe")
        empty_deck(opened, "Rivers::Asia")
        assert deck_called(opened, "asia") == decks.overview(opened)[0].id


def test_any_number_of_ids_is_looked_for_at_once() -> None:
    with collection() as opened:
        deck_of(opened, 2)
        every = listing.find_ids(opened, "")
        many = ",".join(map(str, (*range(25_000), *every)))
        assert listing.find_ids(opened, f"cid:{many}") == every
        assert listing.find_ids(opened, "dupe:99999999999999999999999,x") == ()
