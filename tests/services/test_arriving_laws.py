"""Of any parcel the plan says what comes, and undo takes it back."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.changes import Touched
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelNote,
)
from kgstudy.services import importing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import notes, reviews
from kgstudy.store.collection import Collection
from tests.builders import collection, note
from tests.services.odd_parcels import (
    DAY,
    NOON,
    NOW,
    ONE,
    STANDING,
    TWO,
    answer,
    everything,
)

drawn_cards = st.builds(
    ParcelCard,
    st.integers(-1, 2),
    st.sampled_from(["1", "2"]),
    st.integers(0, 9),
    st.one_of(st.none(), st.just(STANDING), st.just(replace(STANDING, due=NOON + 9 * DAY))),
    st.lists(
        st.sampled_from([NOW - 9 * DAY, NOW - 5 * DAY, NOW - DAY, NOW + 9 * DAY]),
        unique=True,
    ).map(lambda instants: tuple(map(answer, sorted(instants)))),
    st.booleans(),
    st.booleans(),
    st.integers(0, 9),
)
texts = st.sampled_from(["", "x", "y", '<img src="m.png">', "{{c1::a}} {{c2::b}}", "{{c3::c}}"])
FIELDS = {
    "basic": ("front", "back", "note"),
    "both-ways": ("front", "back", "note"),
    "cloze": ("text", "note"),
    TEMPLATED: ("Word", "Meaning"),
    "riddle": (),
}


def drawn_note(name: str, kind: str, words: list[str]) -> ParcelNote:
    return note(name, kind, dict(zip(FIELDS[kind], words, strict=False)), deck="1")


native = st.builds(
    drawn_note,
    st.sampled_from("abcd"),
    st.sampled_from(sorted(FIELDS)),
    st.lists(texts, min_size=3, max_size=3),
)


@st.composite
def drawn_notes(draw: st.DrawFn) -> ParcelNote:
    made = draw(native)
    dealt = draw(st.one_of(st.none(), st.lists(drawn_cards, max_size=3).map(tuple)))
    tags = draw(st.lists(st.sampled_from(["x", "two words", ""]), max_size=2).map(tuple))
    note_type = draw(st.sampled_from(["one", "two", "gone"])) if made.kind == TEMPLATED else None
    changed = draw(st.sampled_from([None, 1000, 2000]))
    return made._replace(note_type=note_type, cards=dealt, tags=tags, changed=changed)


@st.composite
def drawn_parcels(draw: st.DrawFn) -> Parcel:
    names = draw(st.lists(st.sampled_from(["A", "A::B", "::A", ""]), min_size=2, max_size=2))
    content = draw(st.sampled_from([None, b"one", b"two"]))
    openers = {} if content is None else {"m.png": lambda: BytesIO(content)}
    return Parcel(
        (ParcelDeck("1", names[0]), ParcelDeck("2", names[1])),
        (),
        tuple(draw(st.lists(drawn_notes(), max_size=5))),
        openers,
        note_types=(ONE, TWO),
    )


arrangements = st.builds(
    Arrangement,
    st.sampled_from(["", "Mine", "::"]),
    st.booleans(),
    st.sampled_from([(), ("mine",), ("two words",)]),
)


@given(st.lists(st.tuples(drawn_parcels(), arrangements), min_size=1, max_size=3), st.booleans())
def test_a_plan_says_what_comes_and_undo_takes_it_back(
    tmp_path_factory: pytest.TempPathFactory,
    coming: list[tuple[Parcel, Arrangement]],
    edited: bool,
) -> None:
    with collection(folder=tmp_path_factory.mktemp("collection")) as opened:
        for each, arrangement in coming:
            before = everything(opened)
            plan = importing.plan(opened, each, arrangement)
            assert everything(opened) == before
            report = importing.bring_in(opened, each, arrangement)
            told = (report.notes, report.cards, report.reviews, report.media)
            assert (plan.notes, plan.cards, plan.reviews, plan.media) == told
            assert (plan.conflicts, plan.problems) == (report.conflicts, report.problems)
            assert sum((deck.notes for deck in plan.decks), Counter()) == plan.notes
            assert safekeeping.check(opened).problems == ()
            undone_and_done_again(opened, before)
            again = importing.bring_in(opened, each, arrangement)
            assert (again.cards, again.reviews, again.media) == (0, 0, 0)
            assert again.notes.keys() <= {"same", "rejected"}
            if edited and notes.find(opened, guid="1/a"):
                _scribble(opened)
        assert all(len({r.id for r in log}) == len(log) for _, log in reviews.by_card(opened))


def undone_and_done_again(opened: Collection, before: dict[str, list[str]]) -> None:
    after = everything(opened)
    if after != before:
        opened.undo()
        assert everything(opened) == before
        opened.redo()
        assert everything(opened) == after


def _scribble(opened: Collection) -> None:
    found = notes.find(opened, guid="1/a")
    assert found is not None
    name = next(iter(found.fields))
    with opened.act("edit-note", Touched.NOTES):
        notes.save(opened, found._replace(fields={**found.fields, name: "scribbled"}))
