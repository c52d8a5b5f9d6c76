"""Parcels as no reader should make them: what of them comes in, and as what."""

from collections import Counter
from dataclasses import replace

import pytest

from kgstudy.domain.card import New
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelReview,
    Standing,
)
from kgstudy.domain.review import Days, Phase, Seconds
from kgstudy.services import exporting, importing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import decks, notes
from tests.builders import DECK, basic, collection, parcel
from tests.services.odd_parcels import (
    DAY,
    NOW,
    STANDING,
    answer,
    arriving,
    fields,
    only,
)


def test_of_two_cards_in_one_slot_the_first_comes_in() -> None:
    with collection() as opened:
        report = importing.bring_in(opened, arriving(ParcelCard(0, DECK, 3), ParcelCard(0, DECK)))
        assert (report.cards, [problem.lost for problem in report.problems]) == (1, [False])
        assert only(opened).state == New(3)


@pytest.mark.parametrize("slot", [7, -1, 2**70])
def test_a_card_that_no_field_makes_stays_out(slot: int) -> None:
    with collection() as opened:
        report = importing.bring_in(opened, arriving(ParcelCard(slot, DECK), ParcelCard(0, DECK)))
        assert (report.cards, only(opened).slot) == (1, 0)


@pytest.mark.parametrize("dealt", [(), (ParcelCard(7, DECK),)])
def test_a_note_without_a_card_stays_out(dealt: tuple[ParcelCard, ...]) -> None:
    with collection() as opened:
        coming = parcel(basic("a")._replace(cards=dealt), basic("b"))
        assert importing.plan(opened, coming).notes == Counter(rejected=1, new=1)
        assert importing.bring_in(opened, coming).notes == Counter(rejected=1, new=1)
        assert safekeeping.check(opened).problems == ()


def test_of_two_notes_with_one_guid_the_first_comes_in() -> None:
    with collection() as opened:
        report = importing.bring_in(opened, parcel(basic("a", "One?"), basic("a", "Two?")))
        assert report.notes == Counter(new=1, rejected=1)
        assert fields(opened)["front"] == "One?"


@pytest.mark.parametrize(
    "standing",
    [
        replace(STANDING, due=10**18),
        replace(STANDING, due=-(10**18)),
        replace(STANDING, interval=Days(10**18)),
        replace(STANDING, interval=Days(-5)),
        replace(STANDING, interval=Seconds(10**18)),
        replace(STANDING, phase=Phase.LEARNING, interval=Seconds(-50)),
        replace(STANDING, phase=Phase.LEARNING, step=10**19),
        replace(STANDING, phase=Phase.RELEARNING, step=-3),
        replace(STANDING, memory=Memory(float("nan"), 5)),
        replace(STANDING, memory=Memory(float("inf"), 5)),
        replace(STANDING, memory=Memory(-1.0, 50)),
        replace(STANDING, memory=Memory(1e300, 1e300)),
        replace(STANDING, ease=0.0),
        replace(STANDING, ease=-4e9),
        replace(STANDING, reps=10**19, lapses=-1),
        replace(STANDING, last=10**18),
        replace(STANDING, last=-(10**18)),
        replace(STANDING, phase=Phase.NEW),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "log",
    [
        (),
        (answer(-(10**18)),),
        (answer(10**18), answer(NOW - DAY)),
        (answer(NOW - DAY), answer(NOW - 3 * DAY)),
        (answer(NOW - DAY, Days(10**19), 10**19, 10**19),),
        (answer(NOW - DAY, Days(-9), -9, -9),),
    ],
    ids=["none", "ancient", "future", "unordered", "huge", "negative"],
)
def test_absurd_numbers_are_brought_to_what_can_be(
    standing: Standing, log: tuple[ParcelReview, ...]
) -> None:
    coming = arriving(ParcelCard(0, DECK, 10**30, standing, log, flag=2**70))
    with collection() as opened:
        importing.bring_in(opened, coming)
        before = only(opened)
        assert before.flag == 0
        assert safekeeping.check(opened).problems == ()
        again = importing.bring_in(opened, coming)
        assert (again.notes["same"], again.reviews, only(opened)) == (1, 0, before)
        exporting.gather(opened)
        importing.bring_in(opened, parcel(basic("later")))


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("", "Default"),
        ("::", "Default"),
        ("::a::", "a"),
        ("a::::b", "a::b"),
        (" a :: b ", "a::b"),
        ("a\0\x1bb\nc", "ab c"),
        ("x" * 10_000, "x" * 200),
        ("::".join("abc" * 100), "::".join("abc" * 16 + "ab")),
        ("Default", "Default"),
        ("\ud800a", "a"),
    ],
)
def test_a_deck_gets_a_name_that_can_be(name: str, here: str) -> None:
    coming = Parcel((ParcelDeck(DECK, name),), (), (basic("a"),))
    with collection() as opened:
        (deck,) = importing.plan(opened, coming).decks
        for _ in range(2):
            importing.bring_in(opened, coming)
            assert [found.name for found in decks.every(opened)] == _with_parents(here)
            assert deck.name == here


def _with_parents(name: str) -> list[str]:
    parts = name.split("::")
    return ["::".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def test_decks_that_come_to_one_name_become_one() -> None:
    coming = Parcel(
        (ParcelDeck("1", "a::b"), ParcelDeck("2", "a::::b")),
        (),
        (basic("a", deck="1"), basic("b", deck="2")),
    )
    with collection() as opened:
        (planned,) = importing.plan(opened, coming).decks
        assert (planned.name, planned.notes["new"]) == ("a::b", 2)
        importing.bring_in(opened, coming)
        assert [deck.name for deck in decks.every(opened)] == ["a", "a::b"]


@pytest.mark.parametrize("into", ["::", " ", "\0"])
def test_a_deck_without_a_name_takes_nothing_in(into: str) -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a")), Arrangement(into))
        assert [deck.name for deck in decks.every(opened)] == ["Rivers"]


def test_tags_are_words() -> None:
    odd = ("two words", "", " ", "a\0b", "tab\there", "a", "a", "\ud800", "x" * 1000)
    coming = parcel(basic("a")._replace(tags=odd))
    with collection() as opened:
        importing.bring_in(opened, coming, Arrangement(tags=("my own",)))
        found = notes.find(opened, guid=f"{DECK}/a")
        assert found is not None
        assert set(found.tags) == {"two_words", "ab", "tab_here", "a", "x" * 200, "my_own"}
        again = importing.bring_in(opened, coming, Arrangement(tags=("my own",)))
        assert again.notes == Counter(same=1)
