"""Where cards stand, and what was answered, out of Anki's collections."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import ParcelCard, ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.formats.anki.readers import cards
from kgstudy.formats.anki.readers.options import STOCK
from tests.formats.anki_collections import (
    ANSWERED,
    CREATED,
    DAY,
    DECK,
    Json,
    Sample,
    answer,
    card,
    deck,
    only_card,
    preset,
    read,
    whys,
)

MINUTE = 60_000
NEW, LEARNING, REVIEWING, RELEARNING = Phase
AGAIN, HARD, GOOD, EASY = Rating
TODAY = CREATED + 20 * DAY + 3600


def midday(day: int) -> int:
    return (CREATED + day * DAY + 8 * 3600) * 1000


def arrived(
    tmp_path: Path, *answers: Json, created: object = CREATED, **columns: object
) -> ParcelCard:
    sample = Sample(cards=[card(**columns)], answers=list(answers), created=created)
    return only_card(read(tmp_path, sample))


REVIEW = {"type": 2, "queue": 2, "due": 30, "ivl": 9, "factor": 2350, "reps": 4, "lapses": 1}


def test_a_review_card_is_due_in_the_middle_of_its_day(tmp_path: Path) -> None:
    data = json.dumps({"s": 12.5, "d": 6.25, "lrt": TODAY, "pos": 3, "dr": 0.9})
    found = arrived(tmp_path, **REVIEW, data=data)
    expected = Standing(
        REVIEWING, midday(30), Days(9), 0, Memory(12.5, 6.25), 2.35, 4, 1, TODAY * 1000
    )
    assert found.standing == expected
    assert found.position == 3
    assert found.log == ()


@pytest.mark.parametrize(
    ("columns", "phase", "due", "interval"),
    [
        ({"type": 1, "queue": 1, "due": TODAY}, LEARNING, TODAY * 1000, Seconds(0)),
        ({"type": 1, "queue": 3, "due": 21, "left": 1}, LEARNING, midday(21), Days(1)),
        ({"type": 3, "queue": 1, "due": TODAY}, RELEARNING, TODAY * 1000, Seconds(0)),
        ({"type": 3, "queue": 3, "due": 21}, RELEARNING, midday(21), Days(1)),
        ({"type": 2, "queue": 1, "due": TODAY, "odue": 25}, RELEARNING, TODAY * 1000, Seconds(0)),
        ({"type": 0, "queue": 1, "due": TODAY}, LEARNING, TODAY * 1000, Seconds(0)),
        ({"type": 0, "queue": 2, "due": 30, "ivl": 4}, REVIEWING, midday(30), Days(4)),
        ({"type": 9, "queue": 2, "due": 30, "ivl": 4}, REVIEWING, midday(30), Days(4)),
        ({"type": 2, "queue": 2, "due": 30, "ivl": -60}, REVIEWING, midday(30), Days(1)),
        ({"type": 2, "queue": 2, "due": -3, "ivl": 10**9}, REVIEWING, midday(-3), Days(36_500)),
        ({"type": 1, "queue": -1, "due": TODAY}, LEARNING, TODAY * 1000, Seconds(0)),
        ({"type": 2, "queue": -3, "due": 30, "ivl": 4}, REVIEWING, midday(30), Days(4)),
        ({"type": 2, "queue": 4, "due": 30, "ivl": 4}, REVIEWING, midday(30), Days(4)),
    ],
)
def test_a_card_stands_where_type_and_queue_say(
    tmp_path: Path, columns: Json, phase: Phase, due: int, interval: Interval
) -> None:
    found = arrived(tmp_path, **columns).standing
    assert found is not None
    assert (found.phase, found.due, found.interval) == (phase, due, interval)


@pytest.mark.parametrize(
    "columns",
    [{}, {"queue": -1}, {"queue": 2}, {"type": -5}, {"type": 7}, {"queue": 4}, {"factor": 2500}],
)
def test_a_card_that_was_never_asked_is_new(tmp_path: Path, columns: Json) -> None:
    assert arrived(tmp_path, **columns).standing is None


@pytest.mark.parametrize(
    ("columns", "position"),
    [({"due": 7}, 7), ({"due": -4}, 0), ({"due": 10**15}, 10**9), ({"due": 3, "odue": 8}, 3)],
)
def test_a_new_card_stands_at_its_place(tmp_path: Path, columns: Json, position: int) -> None:
    assert arrived(tmp_path, **columns).position == position


@pytest.mark.parametrize(("due", "odue", "home"), [(-100_000, 30, 30), (30, 0, 30)])
def test_a_card_that_was_lent_is_due_as_at_home(
    tmp_path: Path, due: int, odue: int, home: int
) -> None:
    sample = Sample(
        cards=[card(**{**REVIEW, "due": due, "odue": odue, "odid": DECK, "did": 2009})],
        decks=[deck(), deck(2009, "Lent", dyn=1)],
    )
    found = only_card(read(tmp_path, sample))
    assert found.deck == f"anki-{DECK}"
    assert found.standing is not None
    assert found.standing.due == midday(home)


@pytest.mark.parametrize(
    ("queue", "suspended", "buried"),
    [(-1, True, False), (-2, False, True), (-3, False, True), (2, False, False)],
)
@pytest.mark.parametrize("flags", [0, 3, 7, 8 + 2])
def test_marks_are_kept(
    tmp_path: Path, queue: int, suspended: bool, buried: bool, flags: int
) -> None:
    found = arrived(tmp_path, **{**REVIEW, "queue": queue, "flags": flags})
    assert (found.suspended, found.buried, found.flag) == (suspended, buried, flags & 7)


@pytest.mark.parametrize(
    ("type_", "left", "step"),
    [(1, 3003, 0), (1, 1002, 1), (1, 1, 2), (1, 2009, 0), (1, -5, 3), (3, 2, 0), (3, 1001, 1)],
)
def test_a_step_is_told_by_how_many_are_left(
    tmp_path: Path, type_: int, left: int, step: int
) -> None:
    steps = preset(1, "Default", new={"delays": [1, 10, 60]}, lapse={"delays": [10, 20]})
    sample = Sample(cards=[card(type=type_, queue=1, due=TODAY, left=left)], presets=[steps])
    found = only_card(read(tmp_path, sample)).standing
    assert found is not None
    assert found.step == step


@pytest.mark.parametrize(
    ("data", "memory", "last"),
    [
        ("{}", None, None),
        ('{"s":2.5,"d":3}', Memory(2.5, 3.0), None),
        ('{"s":1e9,"d":99}', Memory(36500.0, 10.0), None),
        ('{"s":-1,"d":3}', None, None),
        ('{"s":NaN,"d":3}', None, None),
        ('{"s":Infinity,"d":3}', None, None),
        ('{"s":"2","d":3}', None, None),
        ('{"d":3}', None, None),
        (f'{{"lrt":{TODAY}}}', None, TODAY * 1000),
        ('{"lrt":5}', None, None),
        ('{"lrt":1' + "0" * 400 + "}", None, None),
        ("[" * 5000, None, None),
        ("[1,2]", None, None),
        ("not json", None, None),
        ("x" * 20_000, None, None),
    ],
)
def test_what_fsrs_wrote_is_believed_where_it_makes_sense(
    tmp_path: Path, data: str, memory: Memory | None, last: int | None
) -> None:
    found = arrived(tmp_path, **REVIEW, data=data).standing
    assert found is not None
    assert (found.memory, found.last) == (memory, last)


@pytest.mark.parametrize(
    ("factor", "ease"), [(2500, 2.5), (0, None), (-7, None), (100, 1.3), (10**12, 9.99)]
)
def test_an_ease_is_kept_within_reason(tmp_path: Path, factor: int, ease: float | None) -> None:
    found = arrived(tmp_path, **{**REVIEW, "factor": factor}).standing
    assert found is not None
    assert found.ease == ease


@pytest.mark.parametrize(
    "columns",
    [{"due": 10**14}, {"due": -(10**7)}, {"created": -(10**12)}, {"created": None}],
)
def test_a_schedule_without_sense_makes_a_card_new(tmp_path: Path, columns: Json) -> None:
    its = {**REVIEW, "due": 1, **columns}
    created = its.pop("created", CREATED)
    parcel = read(tmp_path, Sample(cards=[card(**its)], created=created))
    assert only_card(parcel).standing is None
    assert whys(parcel) == ["Cards whose schedule makes no sense are new again: 1."]


def test_a_day_without_sense_is_replaced_by_last_answer_and_interval(tmp_path: Path) -> None:
    data = json.dumps({"s": 9, "d": 5, "lrt": TODAY})
    found = arrived(tmp_path, **{**REVIEW, "due": 10**12, "data": data}).standing
    assert found is not None
    assert (found.due, found.interval) == ((TODAY + 9 * DAY) * 1000, Days(9))


def log(tmp_path: Path, *answers: Json, **columns: object) -> tuple[ParcelReview, ...]:
    """The log of a review card; the answers lie an hour apart, unless they say otherwise."""
    dated = [answer(**{"id": ANSWERED + 60 * MINUTE * at, **row}) for at, row in enumerate(answers)]
    return arrived(tmp_path, *dated, **(columns or REVIEW)).log


def told(review: ParcelReview) -> tuple[object, ...]:
    return review.rating, review.phase, review.then, review.interval, review.step


def test_the_way_of_a_card_is_told(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        {"ease": 1, "ivl": -60},
        {"ease": 3, "ivl": -600},
        {"ease": 2, "ivl": -600},
        {"ease": 3, "ivl": 4},
        {"ease": 4, "ivl": 9, "type": 1, "time": 61_000},
        {"ease": 1, "ivl": -600, "type": 1},
        {"ease": 3, "ivl": 5, "type": 2},
        {"ease": 3, "ivl": 8, "type": 3, "factor": 2500},
    )
    assert [told(review) for review in found] == [
        (AGAIN, NEW, LEARNING, Seconds(60), 0),
        (GOOD, LEARNING, LEARNING, Seconds(600), 1),
        (HARD, LEARNING, LEARNING, Seconds(600), 1),
        (GOOD, LEARNING, REVIEWING, Days(4), 0),
        (EASY, REVIEWING, REVIEWING, Days(9), 0),
        (AGAIN, REVIEWING, RELEARNING, Seconds(600), 0),
        (GOOD, RELEARNING, REVIEWING, Days(5), 0),
        (GOOD, REVIEWING, REVIEWING, Days(8), 0),
    ]
    assert [review.at for review in found] == [ANSWERED + 60 * MINUTE * at for at in range(8)]
    assert [review.taken for review in found][3:6] == [4000, 61_000, 4000]


def test_a_first_answer_good_leads_to_the_second_step(tmp_path: Path) -> None:
    [found] = log(tmp_path, {"ease": 3, "ivl": -600})
    assert (found.phase, found.then, found.step) == (NEW, LEARNING, 1)


def test_a_step_of_days_is_no_graduation(tmp_path: Path) -> None:
    first, second, lapse, again = log(
        tmp_path,
        {"ease": 3, "ivl": 2},
        {"ease": 3, "ivl": 4},
        {"ease": 1, "ivl": 1, "type": 1},
        {"ease": 3, "ivl": 3, "type": 2},
    )
    assert told(first) == (GOOD, NEW, LEARNING, Days(2), 1)
    assert told(second) == (GOOD, LEARNING, REVIEWING, Days(4), 0)
    assert told(lapse) == (AGAIN, REVIEWING, RELEARNING, Days(1), 0)
    assert told(again) == (GOOD, RELEARNING, REVIEWING, Days(3), 0)


def test_a_log_that_begins_later_begins_with_no_new_card(tmp_path: Path) -> None:
    [found] = log(tmp_path, {"ease": 3, "ivl": 20, "type": 1})
    assert told(found) == (GOOD, REVIEWING, REVIEWING, Days(20), 0)


def test_by_hand_is_told_from_answered(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        {"ease": 3, "ivl": 4},
        {"ease": 0, "ivl": 7, "type": 4, "factor": 2500},
        {"ease": 0, "ivl": 0, "type": 4, "factor": 2500},
        {"ease": 0, "ivl": 12, "type": 5, "factor": 500},
        {"ease": 0, "ivl": 0, "type": 4, "factor": 0},
        {"ease": 3, "ivl": -600},
    )
    assert [told(review) for review in found] == [
        (GOOD, NEW, REVIEWING, Days(4), 0),
        (None, REVIEWING, REVIEWING, Days(7), 0),
        (None, REVIEWING, REVIEWING, Days(0), 0),
        (None, REVIEWING, REVIEWING, Days(12), 0),
        (None, REVIEWING, NEW, Days(0), 0),
        (GOOD, NEW, LEARNING, Seconds(600), 1),
    ]


def test_forgetting_that_nobody_wrote_down_is_concluded(tmp_path: Path) -> None:
    """Before 2021 Anki logged nothing when a card was made to forget."""
    first, second, between, third = log(
        tmp_path, {"ease": 3, "ivl": 4}, {"ease": 3, "ivl": 9, "type": 1}, {"ease": 3, "ivl": -600}
    )
    assert (first.phase, second.phase, third.phase) == (NEW, REVIEWING, NEW)
    assert told(between) == (None, REVIEWING, NEW, Days(0), 0)
    assert between.at == third.at - 1


def test_practice_changes_nothing(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        {"ease": 3, "ivl": 4},
        {"ease": 1, "ivl": 0, "type": 3, "factor": 0, "time": 5},
        {"ease": 3, "ivl": 9, "type": 1},
    )
    assert [review.practice for review in found] == [False, True, False]
    assert (found[1].rating, found[1].phase, found[1].then) == (AGAIN, REVIEWING, REVIEWING)
    assert told(found[2]) == (GOOD, REVIEWING, REVIEWING, Days(9), 0)


def test_practice_between_two_steps_of_days_is_seen_through(tmp_path: Path) -> None:
    first, _, second = log(
        tmp_path,
        {"ease": 3, "ivl": 2},
        {"ease": 3, "ivl": 0, "type": 3, "factor": 0},
        {"ease": 3, "ivl": 4},
    )
    assert (first.then, second.phase) == (LEARNING, LEARNING)


def test_a_last_answer_leads_to_the_step_that_the_card_is_on(tmp_path: Path) -> None:
    now = ANSWERED // 1000 + 700
    columns = {"type": 1, "queue": 1, "due": now, "left": 2}
    [found] = log(tmp_path, {"ease": 3, "ivl": -600}, **columns)
    assert found.step == 0
    standing = arrived(tmp_path, answer(ivl=-600), **columns).standing
    assert standing is not None
    assert (standing.step, standing.last, standing.interval) == (0, ANSWERED, Seconds(700))


def test_answers_that_cannot_be_are_counted(tmp_path: Path) -> None:
    answers = [
        answer(id=1_600_000_000),
        answer(id=-5),
        answer(id=10**17),
        answer(id=ANSWERED + 1, cid=99),
        answer(id=ANSWERED + 2, ease=7),
        answer(id=ANSWERED + 3, ivl="long"),
        answer(id=ANSWERED + 4, time=-9),
        answer(id=ANSWERED + 5, ivl=10**15, time=10**15),
    ]
    parcel = read(tmp_path, Sample(cards=[card(**REVIEW)], answers=answers))
    found = only_card(parcel).log
    assert [(review.at - ANSWERED, review.taken) for review in found] == [(4, 0), (5, 0)]
    assert found[1].interval == Days(36_500)
    assert set(whys(parcel)) == {
        "Answers that belong to no card were left out: 1.",
        "Answers without a date that can be were left out: 3.",
        "Damaged answers were left out: 2.",
    }


numbers = st.one_of(st.integers(-5, 5), st.integers(-(2**53), 2**53), st.just(TODAY))


@given(
    st.lists(numbers, min_size=12, max_size=12),
    st.one_of(st.none(), st.binary(max_size=60)),
    numbers,
)
def test_no_row_is_too_strange(row: list[int], data: bytes | None, created: int) -> None:
    made = cards.CardRow._make((1, 2, 3, *row, data))
    phase = cards.phase(made)
    assert 0 <= cards.position(made, phase) <= 10**9
    if phase is not NEW:
        standing = cards.standing(made, phase, (), STOCK, cards.Calendar(created))
        assert standing is None or (0 < standing.due < 7_300_000_000_000 and standing.step >= 0)


@pytest.mark.parametrize("version", [11, 18])
@pytest.mark.parametrize("hour", [0, 4, 23])
@pytest.mark.parametrize("west", [-360, 0, 480])
def test_days_are_dates_where_the_collection_was_made(
    tmp_path: Path, version: int, hour: int, west: int
) -> None:
    """Newer collections are made at any hour: their day 0 is the date of that instant there."""
    midnight = CREATED - 4 * 3600 + west * 60
    sample = Sample(
        cards=[card(**REVIEW)],
        version=version,
        created=midnight + hour * 3600,
        conf={"creationOffset": west},
    )
    found = only_card(read(tmp_path, sample)).standing
    assert found is not None
    assert found.due == (midnight + 30 * DAY + 12 * 3600) * 1000


@pytest.mark.parametrize("told", [None, "west", 10**9, [5]])
def test_a_zone_that_cannot_be_is_not_believed(tmp_path: Path, told: object) -> None:
    sample = Sample(cards=[card(**REVIEW)], conf={"creationOffset": told})
    found = only_card(read(tmp_path, sample)).standing
    assert found is not None
    assert found.due == midday(30)
