"""Cards of any deck are found by the words of a lesson, and tied to them."""

from collections.abc import Iterator

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.services import importing, listing, revising, safekeeping, studio, tying
from kgstudy.services.study import Study
from kgstudy.store import lessons as stored
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, collection, parcel
from tests.contents import contents
from tests.drafted import gapped, span_of

NARYN, LONG = span_of(RIVERS, "the longest river of Kyrgyzstan"), span_of(RIVERS, "1,067 km long")


class Desk:
    """A lesson without cards, beside a deck of cards without a lesson."""

    def __init__(self, opened: Collection) -> None:
        self.opened = opened
        notes = (
            basic("river", "Which rivers of Kyrgyzstan are longest?", deck="other"),
            basic("lake", "Which lake of Kyrgyzstan is deepest?", deck="other"),
            basic("sea", "What is the Aral?", deck="other"),
            basic("km", "What has 1,067 km?", deck="other"),
        )
        importing.bring_in(opened, Parcel((ParcelDeck("other", "Other"),), (), notes))
        self.lesson, _ = studio.bring(opened, LessonText("Rivers", RIVERS))
        opened.forget_history()
        rows = listing.find_cards(opened, "")
        self.river, self.lake, self.sea, self.km = (row.card.id for row in rows)

    def found(self, span: Span, query: str = "", limit: int = 100) -> list[CardId]:
        every = tying.tieable(self.opened, self.lesson, span, query, limit)
        return [each.card_id for each in every]

    def tied(self) -> list[tuple[CardId, str]]:
        anchors = stored.anchors_in(self.opened, self.lesson)
        return [(anchor.card_id, anchor.quote) for anchor in anchors]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with collection() as opened:
        yield Desk(opened)
        assert safekeeping.check(opened).problems == ()


def test_without_a_query_those_come_first_that_share_the_most_with_the_words(desk: Desk) -> None:
    assert desk.found(NARYN) == [desk.river, desk.lake]
    assert desk.found(NARYN, limit=1) == [desk.river]
    assert desk.found(span_of(RIVERS, "1,067")) == [desk.km]
    assert desk.found(span_of(RIVERS, ". ")) == []


def test_the_number_of_an_item_finds_nothing(desk: Desk) -> None:
    lesson, _ = studio.bring(desk.opened, LessonText("List", "1. Lakes are deep.", "en"))
    found = tying.tieable(desk.opened, lesson, Span(0, 8), "")
    assert [card.card_id for card in found] == [desk.lake]


def test_those_that_are_tied_come_before_all_others(desk: Desk) -> None:
    tying.tie(desk.opened, desk.lesson, NARYN, [desk.sea])
    assert desk.found(NARYN) == [desk.sea, desk.river, desk.lake]
    assert desk.found(LONG) == [desk.km, desk.river]


@pytest.mark.parametrize("word", ["Кыргызстандын", "Кыргызстанда", "Кыргызстан"])
def test_a_word_is_found_in_its_other_forms(desk: Desk, word: str) -> None:
    text = f"{word} бийик."
    lesson, _ = studio.bring(desk.opened, LessonText("Тоолор", text, "ky"))
    card = basic("ky", "Кыргызстандагы тоолор?", deck="other")
    importing.bring_in(desk.opened, Parcel((ParcelDeck("other", "Other"),), (), (card,)))
    (found,) = tying.tieable(desk.opened, lesson, span_of(text, word), "")
    assert (found.deck, found.question) == ("Other", "Кыргызстандагы тоолор?")


def test_with_a_query_those_come_that_it_finds(desk: Desk) -> None:
    assert desk.found(NARYN, "deck:Other aral") == [desk.sea]
    assert desk.found(NARYN, "deck:Other", 2) == [desk.river, desk.lake]
    with pytest.raises(UserError, match="no deck"):
        desk.found(NARYN, "deck:None")


def test_tied_cards_stand_in_the_lesson_and_one_undo_takes_them_out(desk: Desk) -> None:
    change = tying.tie(desk.opened, desk.lesson, NARYN, [desk.river, desk.lake])
    assert change.act == "tie-cards"
    words = "the longest river of Kyrgyzstan"
    assert desk.tied() == [(desk.river, words), (desk.lake, words)]
    found = tying.tieable(desk.opened, desk.lesson, NARYN, "deck:Other")
    assert [each.tied for each in found] == [True, True, False, False]
    elsewhere = tying.tieable(desk.opened, desk.lesson, LONG, "deck:Other")
    assert not any(each.tied for each in elsewhere)
    desk.opened.undo()
    assert desk.tied() == []


def test_a_card_has_one_place_in_a_lesson(desk: Desk) -> None:
    tying.tie(desk.opened, desk.lesson, NARYN, [desk.km])
    tying.tie(desk.opened, desk.lesson, Span(LONG.start - 1, LONG.end), [desk.km])
    assert desk.tied() == [(desk.km, "1,067 km long")]
    change = tying.untie(desk.opened, desk.lesson, [desk.km])
    assert change.act == "untie-card"
    assert desk.tied() == []


def test_there_must_be_words(desk: Desk) -> None:
    before = contents(desk.opened)
    with pytest.raises(UserError, match="no words"):
        tying.tie(desk.opened, desk.lesson, Span(9, 10), [desk.km])
    assert contents(desk.opened) == before


def test_a_card_of_two_lessons_shows_the_one_of_its_own_deck(desk: Desk) -> None:
    river = gapped(RIVERS, "Syr Darya")
    own, _ = studio.bring(desk.opened, LessonText("My own", RIVERS))
    studio.accept(desk.opened, own, [(river, river.best)])
    (row,) = listing.find_cards(desk.opened, 'deck:"My own"')
    tying.tie(desk.opened, desk.lesson, NARYN, [row.card.id])
    (row,) = listing.find_cards(desk.opened, 'deck:"My own"')
    assert row.source is not None
    assert (row.source.lesson, row.source.quote) == ("My own", "Syr Darya")
    shown = Study(desk.opened, deck=row.card.deck_id).shown
    assert shown is not None
    assert shown.source is not None
    assert (shown.source.lesson_id, shown.source.quote) == (own, "Syr Darya")


def test_a_card_of_another_deck_shows_the_words_it_is_tied_to(desk: Desk) -> None:
    tying.tie(desk.opened, desk.lesson, LONG, [desk.km])
    (row,) = listing.find_cards(desk.opened, "1,067 deck:Other")
    assert row.source is not None
    assert (row.source.lesson, row.source.quote) == ("Rivers", "1,067 km long")


def test_a_new_version_of_a_deck_leaves_ties_to_other_lessons(desk: Desk) -> None:
    mouth = basic("mouth", quote="Syr Darya")
    importing.bring_in(desk.opened, parcel(mouth, name="Waters"))
    (row,) = listing.find_cards(desk.opened, "mouth")
    tying.tie(desk.opened, desk.lesson, NARYN, [row.card.id])
    changed = basic("mouth", "Where does it flow?", quote="Syr Darya")
    importing.bring_in(desk.opened, parcel(changed, name="Waters"))
    assert desk.tied() == [(row.card.id, "the longest river of Kyrgyzstan")]


def test_a_card_tied_anew_wants_no_look(desk: Desk) -> None:
    tying.tie(desk.opened, desk.lesson, LONG, [desk.km])
    text = RIVERS.replace("1,067 km", "1,070 km")
    new = revising.compare(desk.opened, desk.lesson, LessonText("", text))
    revising.take(desk.opened, new)
    assert len(revising.wanting(desk.opened, desk.lesson)) == 1
    tying.tie(desk.opened, desk.lesson, span_of(text, "1,070 km"), [desk.km])
    assert revising.wanting(desk.opened, desk.lesson) == ()
