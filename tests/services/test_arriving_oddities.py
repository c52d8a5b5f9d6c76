"""Parcels as no reader should make them, and what meets badly with what is here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from kgstudy.domain.card import Card, New, Reviewing
from kgstudy.domain.changes import Touched
from kgstudy.domain.deck import Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.memory import Memory
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelLesson,
    ParcelNote,
    ParcelPreset,
    ParcelReview,
    Standing,
)
from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.services import consignment, exporting, importing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import cards, decks, lessons, media, notes, reviews
from kgstudy.store.collection import Collection
from kgstudy.store.tables import USER_TABLES
from tests.builders import DECK, LESSON, basic, collection, note, parcel
from tests.fake_clock import FakeClock

DAY = 86_400_000
NOW = FakeClock().now_ms()
THREE_DAYS = Days(3)
NOON = NOW + 3 * 3_600_000

TWO = NoteType(
    "two",
    "Two",
    cloze=False,
    fields=("Word", "Meaning"),
    templates=(Template("There", "{{Word}}", "{{Meaning}}"),
               Template("Back", "{{Meaning}}", "{{Word}}")),
)  # fmt: skip
ONE = replace(TWO, guid="one", templates=TWO.templates[:1])


def arriving(*dealt: ParcelCard) -> Parcel:
    return parcel(basic("a")._replace(cards=dealt))


def templated(note_type: NoteType, slots: int, **fields: str) -> Parcel:
    dealt = tuple(ParcelCard(slot, DECK, slot) for slot in range(slots))
    coming = ParcelNote(f"{DECK}/a", DECK, TEMPLATED, fields, (), None, note_type.guid, dealt)
    return Parcel((ParcelDeck(DECK, "Rivers"),), (), (coming,), note_types=(note_type,))


def answer(at: int, interval: Interval = THREE_DAYS, taken: int = 5, step: int = 0) -> ParcelReview:
    phase = Phase.REVIEWING
    return ParcelReview(at, Rating.GOOD, phase, phase, interval, taken, step)


def only(opened: Collection) -> Card:
    ((card, _),) = cards.every(opened)
    return card


def fields(opened: Collection) -> dict[str, str]:
    found = notes.find(opened, guid=f"{DECK}/a")
    assert found is not None
    return dict(found.fields)


def edit(opened: Collection, **changed: str) -> None:
    found = notes.find(opened, guid=f"{DECK}/a")
    assert found is not None
    with opened.act("edit-note", Touched.NOTES):
        notes.save(opened, found._replace(fields={**found.fields, **changed}))


def everything(opened: Collection) -> dict[str, list[str]]:
    return {
        table: sorted(map(repr, opened.connection.execute(f"SELECT * FROM {table}")))
        for table in USER_TABLES
    }


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "media").rglob("*") if path.is_file()]


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


STANDING = Standing(Phase.REVIEWING, NOON, Days(3))


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


def test_words_are_found_anew_when_the_lesson_changes() -> None:
    with collection() as opened:
        importing.bring_in(
            opened, parcel(basic("a", quote="The Naryn"), basic("b", quote="The Chüy"))
        )
        changed = parcel(basic("c"))
        text = "Few words.\n\nHere is The Naryn.\n"
        changed = replace(changed, lessons=(replace(changed.lessons[0], text=text),))
        importing.bring_in(opened, changed)
        lesson = lessons.find(opened, guid=LESSON)
        assert lesson is not None
        (anchor,) = lessons.anchors_in(opened, lesson.id)
        assert text[anchor.span.start : anchor.span.end] == "The Naryn"
        assert safekeeping.check(opened).problems == ()


def test_cards_of_removed_templates_go() -> None:
    with collection() as opened:
        importing.bring_in(opened, templated(TWO, 2, Word="суу", Meaning="water"))
        report = importing.bring_in(opened, templated(ONE, 1, Word="суу", Meaning="water"))
        assert report.notes == Counter(changed=1)
        assert only(opened).slot == 0


def test_a_renamed_field_keeps_what_was_written_in_it() -> None:
    renamed = replace(TWO, guid="renamed", fields=("Term", "Meaning"))
    with collection() as opened:
        importing.bring_in(opened, templated(TWO, 2, Word="суу", Meaning="water"))
        edit(opened, Word="mine")
        coming = templated(renamed, 2, Term="суу", Meaning="river")
        assert importing.bring_in(opened, coming).conflicts == ()
        assert fields(opened) == {"Term": "mine", "Meaning": "river"}


def test_another_kind_keeps_what_was_written_here() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a")))
        edit(opened, back="mine")
        coming = templated(TWO, 2, Word="Question a", Meaning="theirs")
        (conflict,) = importing.bring_in(opened, coming).conflicts
        assert (conflict.field, conflict.mine, conflict.theirs) == ("Meaning", "mine", "theirs")
        assert fields(opened)["Meaning"] == "mine"
        taking = Arrangement(theirs=frozenset({(conflict.guid, "Meaning")}))
        edit(opened, Meaning="mine once more")
        later = templated(TWO, 2, Word="Question a", Meaning="theirs once more")
        importing.bring_in(opened, later, taking)
        assert fields(opened)["Meaning"] == "theirs once more"


def test_what_was_merged_is_newer_than_the_file() -> None:
    def dated(front: str, at: int) -> Parcel:
        return parcel(basic("a", front)._replace(changed=at))

    with collection() as opened:
        importing.bring_in(opened, dated("One?", 1000))
        edit(opened, back="mine")
        importing.bring_in(opened, dated("Two?", 2000))
        (going,) = exporting.gather(opened).notes
        assert going.changed == opened.clock.now_ms()


def test_a_schedule_that_went_on_elsewhere_is_followed_without_answers() -> None:
    first = Standing(Phase.REVIEWING, NOON + 4 * DAY, Days(20))
    later = Standing(Phase.REVIEWING, NOON + 44 * DAY, Days(45))
    with collection() as opened:
        for standing in (first, later, first):
            importing.bring_in(opened, arriving(ParcelCard(0, DECK, 0, standing)))
        state = only(opened).state
        assert isinstance(state, Reviewing)
        assert state.due_day == opened.calendar.today() + 44
        assert safekeeping.check(opened).problems == ()


class Broken(RawIOBase):
    """Fails after the first bytes."""

    def __init__(self, error: Exception) -> None:
        self._error: Exception | None = None
        self._next = error

    @override
    def read(self, size: int = -1, /) -> bytes:
        if self._error:
            raise self._error
        self._error = self._next
        return b"x" * 1000


def raising(error: Exception) -> Callable[[], BinaryIO]:
    def fail() -> BinaryIO:
        raise error

    return fail


@pytest.mark.parametrize(
    "error", [OSError(5, "no such luck"), UserError("It is damaged."), EOFError("cut")], ids=repr
)
@pytest.mark.parametrize("halfway", [True, False])
def test_media_that_cannot_be_read_stay_out(
    tmp_path: Path, error: Exception, halfway: bool
) -> None:
    opener = (lambda: cast("BinaryIO", Broken(error))) if halfway else raising(error)
    coming = replace(
        parcel(basic("a")), media={"bad.png": opener, "good.png": lambda: BytesIO(b"good")}
    )
    with collection(folder=tmp_path) as opened:
        report = importing.bring_in(opened, coming)
        assert (report.notes["new"], report.media) == (1, 1)
        ((place, lost),) = [(str(problem.place), problem.lost) for problem in report.problems]
        assert (place, lost) == ("bad.png", False)
        assert media.read(opened, "good.png") == b"good"
        assert len(files(tmp_path)) == 1
        assert safekeeping.check(opened).problems == ()


def picture(name: str, content: bytes, guid: str) -> Parcel:
    coming = parcel(basic(guid, f'<img src="{name}">'))
    return replace(coming, media={name: lambda: BytesIO(content)})


def test_no_name_ever_comes_to_stand_for_other_content(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, picture("map.png", b"one", "a"))
        importing.bring_in(opened, picture("map.png", b"two", "b"))
        (taken,) = {row[0] for row in opened.connection.execute("SELECT name FROM media")} - {
            "map.png"
        }
        with collection(folder=tmp_path / "other") as other:
            importing.bring_in(other, picture(taken, b"three", "c"))
            importing.bring_in(other, picture("map.png", b"one", "a"))
            importing.bring_in(other, picture("map.png", b"two", "b"))
            assert media.read(other, taken) == b"three"
            names = [row[0] for row in other.connection.execute("SELECT name FROM media")]
            found = {media.read(other, name) for name in names}
            assert (len(names), found) == (3, {b"one", b"two", b"three"})


def test_names_that_differ_by_case_or_form_are_different(tmp_path: Path) -> None:
    names = ("Map.png", "map.png", "\u00e9.png", "e\u0301.png")
    openers = {name: (lambda name=name: BytesIO(name.encode())) for name in names}
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, replace(parcel(basic("a")), media=openers))
        assert [media.read(opened, name) for name in names] == [name.encode() for name in names]


def test_where_a_later_parcel_fails_no_file_is_left(tmp_path: Path) -> None:
    good = picture("map.png", b"one", "a")
    bad = parcel(basic("b", deck="nowhere"))
    with collection(folder=tmp_path) as opened:
        with pytest.raises(KeyError):
            consignment.bring_in_all(opened, [good, bad], Arrangement(), lambda _part: None)
        assert files(tmp_path) == []
        assert opened.undo() is None


def test_a_whole_deck_leaves_with_all_its_lessons() -> None:
    coming = parcel(basic("a", quote="The Naryn"), basic("b"))
    more = ParcelLesson("unread", DECK, "Unread", "en", "Nobody asks about this.")
    coming = replace(coming, lessons=(*coming.lessons, more))
    with collection() as opened:
        importing.bring_in(opened, coming)
        for query, wanted in (("", 2), ("deck:Rivers", 2), ('"Question b"', 0)):
            assert len(exporting.gather(opened, query).lessons) == wanted


def test_the_decks_that_a_deck_lies_in_leave_with_it() -> None:
    outer = ParcelDeck("outer", "Asia", "All of it", "Slow")
    coming = Parcel(
        (outer, ParcelDeck(DECK, "Asia::Rivers"), ParcelDeck("else", "Europe")),
        (),
        (basic("a"),),
        presets=(ParcelPreset("Slow", Options(new_per_day=1)),),
    )
    with collection() as opened:
        importing.bring_in(opened, coming)
        going = exporting.gather(opened)
        assert outer in going.decks
        assert [deck.name for deck in going.decks] == ["Asia", "Asia::Rivers"]


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
            _undone_and_done_again(opened, before)
            again = importing.bring_in(opened, each, arrangement)
            assert (again.cards, again.reviews, again.media) == (0, 0, 0)
            assert again.notes.keys() <= {"same", "rejected"}
            if edited and notes.find(opened, guid="1/a"):
                _scribble(opened)
        assert all(len({r.id for r in log}) == len(log) for _, log in reviews.by_card(opened))


def _undone_and_done_again(opened: Collection, before: dict[str, list[str]]) -> None:
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
