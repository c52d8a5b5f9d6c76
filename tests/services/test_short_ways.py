"""Plain cards and untouched notes take a short way in: the collection is the same to the last row.

The long way is the one that all others take; here everything is made to take it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.ids import ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelDeck, ParcelNote, ParcelReview, Standing
from kgstudy.domain.review import Days, Phase, Rating
from kgstudy.services import importing
from kgstudy.services.arriving.cards import CardsArrival
from kgstudy.services.arriving.notes import _is_untouched
from kgstudy.services.arriving.slots import possible
from kgstudy.services.importing import Arrangement
from kgstudy.store import notes
from kgstudy.store.notes import Present
from kgstudy.store.tables import USER_TABLES
from tests.builders import DECK, collection
from tests.fake_clock import FakeClock

NOW = FakeClock().now_ms()
DAY = 86_400_000

words = st.sampled_from(["суу", "water", "<b>тоо</b>", "{{c1::Ош}} is a {{c2::city}}"])
fields = st.fixed_dictionaries(
    {"front": words, "back": words | st.just(""), "text": words, "note": words | st.just("")}
)
answers = st.integers(1, 300).map(
    lambda ago: ParcelReview(
        NOW - ago * DAY, Rating.GOOD, Phase.REVIEWING, Phase.REVIEWING, Days(ago)
    )
)
logs = st.lists(answers, max_size=2, unique_by=lambda each: each.at).map(
    lambda log: tuple(sorted(log, key=lambda each: each.at))
)
standings = st.none() | st.just(
    Standing(Phase.REVIEWING, NOW + 3 * DAY, Days(4), memory=Memory(4.0, 5.0), reps=2)
)
cards = st.builds(
    ParcelCard,
    slot=st.sampled_from([0, 0, 0, 1, 2]),
    deck=st.just(DECK),
    position=st.integers(-1, 9),
    standing=standings,
    log=st.just(()) | logs,
    suspended=st.booleans(),
    buried=st.booleans(),
    flag=st.sampled_from([0, 0, 3]),
)
plain_cards = st.tuples(st.integers(0, 1), st.just(DECK), st.integers(0, 9)).map(
    lambda given: ParcelCard(*given)
)
arriving = st.builds(
    ParcelNote,
    guid=st.sampled_from("abcd"),
    deck=st.just(DECK),
    kind=st.sampled_from(["basic", "basic", "both-ways", "cloze", "unheard of"]),
    fields=fields,
    tags=st.lists(st.sampled_from(["river", "town"]), max_size=2, unique=True).map(tuple),
    source=st.none(),
    note_type=st.none(),
    cards=st.none() | st.lists(cards | plain_cards, max_size=3).map(tuple),
    changed=st.none() | st.integers(0, NOW),
)
parcels = st.lists(arriving, min_size=1, max_size=4, unique_by=lambda each: each.guid)
arrangements = st.sampled_from([Arrangement(), Arrangement(), Arrangement(tags=("new",))])


def brought_in(
    first: Sequence[ParcelNote], then: Sequence[ParcelNote], edited: str, arrangement: Arrangement
) -> list[Any]:
    """All rows after the notes came in, one was changed here, and they or others came again."""
    told: list[Any] = []
    with collection() as opened:
        for which in (first, then, then):
            parcel = Parcel((ParcelDeck(DECK, "Rivers"),), (), tuple(which))
            plan = importing.plan(opened, parcel, arrangement)
            report = importing.bring_in(opened, parcel, arrangement)
            told += [plan, report.notes, report.cards, report.reviews, report.problems]
            told += [
                opened.connection.execute(f"SELECT * FROM {t}").fetchall() for t in USER_TABLES
            ]
            if note := notes.find(opened, guid=edited):
                changed = {**note.fields, "note": "mine"}
                notes.save(opened, type(note)(note.id, note.guid, note.kind, changed, note.tags))
    return told


def _has_no_card(arriving: ParcelNote, present: Present, fields: Mapping[str, str]) -> bool:
    """A note that is here untouched stays, though the file gives it no card that it can have;
    the long way would reject it.
    """
    impossible = arriving.cards is not None and not possible(present.note, arriving.cards)
    return impossible and _is_untouched(arriving, present, fields)


def _each_by_itself(arriving: CardsArrival, log: Sequence[ParcelReview]) -> list[ReviewId]:
    return [arriving._identifier(answer.at) for answer in log]


@st.composite
def comings(draw: st.DrawFn) -> tuple[list[ParcelNote], list[ParcelNote]]:
    """What comes in, and what comes after it: the same, others, or the same with other cards."""
    first = draw(parcels)
    match draw(st.sampled_from(["same", "others", "cards"])):
        case "same":
            return first, first
        case "others":
            return first, draw(parcels)
        case _:
            dealt = [draw(cards | plain_cards) for _ in first]
            pairs = zip(first, dealt, strict=True)
            return first, [
                note._replace(cards=(card._replace(slot=int(note.kind == "cloze")),))
                for note, card in pairs
            ]


@settings(max_examples=200, deadline=None)
@given(comings(), st.sampled_from("abz"), arrangements)
def test_the_short_ways_lead_where_the_long_one_does(
    coming: tuple[list[ParcelNote], list[ParcelNote]], edited: str, arrangement: Arrangement
) -> None:
    short = brought_in(*coming, edited, arrangement)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kgstudy.services.arriving.cards._is_plain", lambda _: False)
        patched.setattr("kgstudy.services.arriving.cards._has_all", lambda *_: False)
        patched.setattr("kgstudy.services.arriving.notes._is_untouched", _has_no_card)
        patched.setattr(CardsArrival, "_identifiers", _each_by_itself)
        assert short == brought_in(*coming, edited, arrangement)
