"""What comes in again, changed there or here, or with other kinds of notes."""

from collections import Counter
from dataclasses import replace

from kgstudy.domain.card import Reviewing
from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelLesson,
    ParcelPreset,
    Standing,
)
from kgstudy.domain.review import Days, Phase
from kgstudy.services import exporting, importing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import lessons
from tests.builders import DECK, LESSON, basic, collection, parcel
from tests.services.odd_parcels import (
    DAY,
    NOON,
    ONE,
    TWO,
    arriving,
    edit,
    fields,
    only,
    templated,
)


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
