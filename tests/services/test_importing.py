"""A parcel comes in, comes in again, comes in changed; and schedules stay."""

import gc
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.review import Rating
from kgstudy.services import importing
from kgstudy.services.study import Study
from kgstudy.store import cards, decks, lessons, media, notes
from kgstudy.store.collection import Collection
from tests.builders import DECK, LESSON, RIVERS, basic, collection, note, parcel

CLOZE = {"text": "{{c1::Naryn}} flows into {{c2::Syr Darya}}", "note": ""}


def only_card(opened: Collection, guid: str) -> int:
    found = notes.find(opened, guid=f"{DECK}/{guid}")
    assert found is not None
    (card,) = cards.of_note(opened, found.id)
    return card.id


def test_new_notes_come_in_their_order_with_their_words() -> None:
    with collection() as opened:
        report = importing.bring_in(
            opened, parcel(basic("a", quote="The Naryn"), note("c", "cloze", CLOZE), basic("b"))
        )
        assert report.notes == Counter(new=3)
        assert (report.decks, report.cards) == (1, 4)
        places = [place for _, place in cards.every(opened)]
        assert places == sorted(places)
        lesson = lessons.find(opened, guid=LESSON)
        assert lesson is not None
        (anchor,) = lessons.anchors_in(opened, lesson.id)
        assert anchor.quote == "The Naryn"
        assert RIVERS[anchor.span.start : anchor.span.end] == anchor.quote
        assert anchor.after.startswith(" is the longest")


def test_the_same_again_changes_nothing() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", quote="The Naryn")))
        opened.forget_history()
        report = importing.bring_in(opened, parcel(basic("a", quote="The Naryn")))
        assert report.notes == Counter(same=1)
        assert report.cards == 0


def test_a_changed_note_keeps_its_schedule() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "Old?")))
        Study(opened).answer(Rating.EASY, 1000)
        before = next(cards.every(opened))[0]
        report = importing.bring_in(opened, parcel(basic("a", "New?")))
        assert report.notes == Counter(changed=1)
        ((after, _),) = cards.every(opened)
        assert after == before
        assert notes.get(opened, after.note_id).fields["front"] == "New?"


def test_a_gap_more_is_a_card_more_and_a_gap_less_a_card_less() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(note("c", "cloze", CLOZE)))
        longer = {"text": CLOZE["text"] + " in {{c3::Namangan}}", "note": ""}
        importing.bring_in(opened, parcel(note("c", "cloze", longer)))
        assert [card.slot for card, _ in cards.every(opened)] == [1, 2, 3]
        shorter = {"text": "{{c2::Syr Darya}}", "note": ""}
        importing.bring_in(opened, parcel(note("c", "cloze", shorter)))
        assert [card.slot for card, _ in cards.every(opened)] == [2]


def test_the_bad_note_stays_out_and_the_rest_comes_in() -> None:
    bad = note("bad", "basic", {"front": "", "back": "x", "note": ""})
    unknown = note("odd", "riddle", {})
    with collection() as opened:
        report = importing.bring_in(opened, parcel(basic("a"), bad, unknown))
        assert report.notes == Counter(new=1, rejected=2)
        assert [str(problem.place) for problem in report.problems] == [
            f"{DECK}/bad",
            f"{DECK}/odd",
        ]
        assert "riddle" in report.problems[1].why


def test_one_undo_takes_all_of_it_back() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", quote="The Naryn"), basic("b")))
        opened.undo()
        assert list(cards.every(opened)) == []
        assert decks.every(opened) == ()
        assert lessons.every(opened) == ()


def test_a_deck_of_the_same_name_takes_the_notes_in() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", deck="one"), deck="one"))
        importing.bring_in(opened, parcel(basic("b", deck="two"), deck="two"))
        assert len(decks.every(opened)) == 1


def test_a_deck_in_a_deck_brings_the_outer_one_along() -> None:
    arriving = parcel(basic("a"))
    (inner,) = arriving.decks
    with collection() as opened:
        nested = replace(arriving, decks=(replace(inner, name="Asia::Kyrgyzstan::Rivers"),))
        report = importing.bring_in(opened, nested)
        assert report.decks == 1
        names = [deck.name for deck in decks.every(opened)]
        assert names == ["Asia", "Asia::Kyrgyzstan", "Asia::Kyrgyzstan::Rivers"]
        importing.bring_in(opened, nested)
        assert [deck.name for deck in decks.every(opened)] == names


def test_media_come_along(tmp_path: Path) -> None:
    with_media = replace(parcel(basic("a")), media={"map.png": lambda: BytesIO(b"picture")})
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, with_media)
        assert media.read(opened, "map.png") == b"picture"
        assert media.read(opened, "none.png") is None
        assert media.missing(opened) == ()


def test_an_empty_parcel_is_nothing() -> None:
    with collection() as opened:
        importing.bring_in(opened, Parcel())
        assert opened.undo() is None


def test_the_collector_of_garbage_rests_beside_the_window() -> None:
    """It would look through all that was read at one go, and the window would stand still."""
    looking: list[bool] = []
    with collection() as opened:
        for step in (importing.plan, importing.bring_in):
            step(opened, parcel(basic("a")), progress=lambda _: looking.append(gc.isenabled()))
    assert looking
    assert not any(looking)
    assert gc.isenabled()
