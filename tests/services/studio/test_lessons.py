"""Lessons come, go out, are discarded and come back, with what was decided of their drafts."""

from dataclasses import replace
from pathlib import Path

import pytest

from kgstudy.domain.drafting import Draft
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.formats import kgdeck
from kgstudy.services import (
    deck_tree,
    exporting,
    importing,
    lessons,
    listing,
    new_decks,
    revising,
    safekeeping,
    studio,
)
from kgstudy.services import decks as deck_services
from kgstudy.services.groundwork import State
from kgstudy.store import cards, decks
from kgstudy.store import lessons as stored
from tests.builders import RIVERS, collection
from tests.contents import contents
from tests.drafted import gapped
from tests.services.studio.desk import DRAFTING, LENGTH, MOUTH, NARYN, SOURCE, Desk, seen, shifted


def test_a_lesson_comes_with_an_empty_deck_of_its_name(desk: Desk) -> None:
    (deck,) = deck_services.overview(desk.opened)
    assert (deck.name, deck.cards, deck.new) == ("Rivers", 0, 0)
    (summary,) = lessons.shelf(desk.opened)
    assert (summary.title, summary.cards, summary.begun) == ("Rivers", 0, 0)
    assert desk.change.act == "bring-lesson"
    lesson = stored.get(desk.opened, desk.lesson)
    assert lesson.guid == decks.get(desk.opened, lesson.deck_id).guid
    assert lesson.guid.startswith("rivers-")


def test_a_second_lesson_of_the_name_has_a_deck_and_a_guid_of_its_own(desk: Desk) -> None:
    Desk(desk.opened)
    names = [deck.name for deck in deck_services.overview(desk.opened)]
    assert names == ["Rivers", "Rivers 2"]
    first, second = stored.every(desk.opened)
    assert second.guid == f"{first.guid}-2"


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("## On *rivers*\n\nThey flow.", "", "On *rivers*"),
        ("They flow. All of them.", "", "They flow. All of them."),
        ("They flow.", "Water::Rivers\n", "Water: Rivers"),
        ("They flow.", "A file named in no letters: \udcff\x01", "A file named in no letters"),
        ("They flow.", "\udcff", "They flow."),
        ("x " * 99, "", f"{('x ' * 40).strip()}…"),
    ],
)
def test_a_lesson_finds_its_name(text: str, title: str, name: str) -> None:
    with collection() as opened:
        Desk(opened, text, title)
        assert [deck.name for deck in deck_services.overview(opened)] == [name]


@pytest.mark.parametrize("text", ["", " \n ", "## A heading\n"])
def test_a_text_without_a_sentence_is_no_lesson(text: str) -> None:
    with collection() as opened:
        with pytest.raises(UserError, match="nothing to read"):
            studio.bring(opened, LessonText("Empty", text))
        assert contents(opened)["deck"] == []


def test_a_half_finished_lesson_is_there_again_after_a_restart(tmp_path: Path) -> None:
    mine = Draft("basic", {"front": "Where?", "back": "In the <b>Tian Shan</b>"}, "own", 1.0)
    with collection(folder=tmp_path) as opened:
        desk = Desk(opened)
        desk.accept(NARYN)
        studio.reject(opened, desk.lesson, MOUTH)
        studio.revise(opened, desk.lesson, SOURCE, mine)
        before = desk.studio()
    with collection(folder=tmp_path, seed=2) as opened:
        assert studio.studio(opened, desk.lesson, DRAFTING) == before
        assert [item.draft for item in before.items][2] == mine


def test_a_discarded_lesson_leaves_the_cards_that_lie_in_its_deck(desk: Desk) -> None:
    desk.accept(NARYN)
    studio.discard(desk.opened, desk.lesson)
    assert stored.every(desk.opened) == ()
    (row,) = listing.find_cards(desk.opened, "deck:Rivers")
    assert row.source is None


def test_a_discarded_lesson_without_cards_takes_its_deck_along(desk: Desk) -> None:
    studio.reject(desk.opened, desk.lesson, NARYN)
    studio.discard(desk.opened, desk.lesson)
    left = contents(desk.opened)
    assert (left["deck"], left["lesson"], left["draft"]) == ([], [], [])


@pytest.mark.parametrize("form", ["lesson.md", "rivers.kgdeck", "folder"])
def test_it_goes_out_as_a_lesson_deck_and_comes_in_the_same(form: str, tmp_path: Path) -> None:
    with collection() as opened:
        desk = Desk(opened, title="Rivers of “Kyrgyzstan”")
        for each in (LENGTH, MOUTH, NARYN, SOURCE):
            desk.accept(each)
        studio.revise(opened, desk.lesson, MOUTH, MOUTH.drafts[1])
        order = desk.answers()
        out = exporting.gather(opened, schedules=False)
        kgdeck.write(out, tmp_path / form)
        before = seen(opened)
    again = kgdeck.read(tmp_path / form)
    assert [lesson.text for lesson in again.lessons] == [RIVERS]
    with collection() as opened:
        importing.bring_in(opened, again)
        assert seen(opened) == before
        rows = {row.card.id: row.answer for row in listing.find_cards(opened, "")}
        places = {cards.position(opened, card): answer for card, answer in rows.items()}
        assert [answer for _, answer in sorted(places.items())] == order
        (lesson,) = stored.every(opened)
        found = studio.studio(opened, lesson.id, DRAFTING)
        assert [item.state for item in found.items] == [State.ACCEPTED] * 4


def test_what_was_accepted_of_a_wrapped_text_is_so_after_a_journey(tmp_path: Path) -> None:
    text = (
        "In 1992 the embassy\nof Turkey was opened in\nBishkek.\n\n## Later\n\nIn 1998 it moved.\n"
    )
    with collection() as opened:
        lesson, _ = studio.bring(opened, LessonText("Embassies", text))
        drafting = studio.drafting_of(stored.get(opened, lesson))
        pairs = [(each, each.best) for each in drafting.proposals]
        assert pairs
        studio.accept(opened, lesson, pairs)
        kgdeck.write(exporting.gather(opened, schedules=False), tmp_path / "lesson.md")
    with collection() as opened:
        importing.bring_in(opened, kgdeck.read(tmp_path / "lesson.md"))
        (again,) = stored.every(opened)
        found = studio.studio(opened, again.id, studio.drafting_of(again))
        assert {item.state for item in found.items} == {State.ACCEPTED}


def test_what_was_accepted_is_so_in_whatever_deck_the_lesson_comes_to_lie(
    desk: Desk, tmp_path: Path
) -> None:
    desk.accept(NARYN, MOUTH)
    kgdeck.write(exporting.gather(desk.opened, schedules=False), tmp_path / "rivers.md")
    with collection() as other:
        new_decks.create(other, "Rivers")
        importing.bring_in(other, kgdeck.read(tmp_path / "rivers.md"))
        (lesson,) = stored.every(other)
        assert decks.get(other, lesson.deck_id).guid != lesson.guid
        found = studio.studio(other, lesson.id, DRAFTING).items
        assert [item.state for item in found] == [State.ACCEPTED] * 2 + [State.OPEN] * 2
        studio.accept(other, lesson.id, [(item.proposal, item.draft) for item in found])
        assert len(contents(other)["note"]) == 4


def test_words_that_moved_since_the_draft_was_made_are_found(desk: Desk) -> None:
    late = replace(NARYN, span=shifted(NARYN.span), asks=tuple(map(shifted, NARYN.asks)))
    desk.accept(late)
    (row,) = listing.find_cards(desk.opened, "")
    assert row.source is not None
    assert row.source.quote == "Naryn"
    for act in (studio.reject, studio.reopen):
        late = replace(MOUTH, span=shifted(MOUTH.span), asks=tuple(map(shifted, MOUTH.asks)))
        act(desk.opened, desk.lesson, late)
    studio.revise(desk.opened, desk.lesson, replace(late, key="mine"), late.drafts[1])
    assert safekeeping.check(desk.opened).problems == ()
    gone = gapped("The Volga is no river of ours.", "Volga")
    with pytest.raises(UserError, match="does not say this"):
        desk.accept(gone)


def test_a_decision_whose_words_are_not_in_the_lesson_is_found_by_a_check(desk: Desk) -> None:
    studio.reject(desk.opened, desk.lesson, NARYN)
    with desk.opened.act("break"):
        desk.opened.connection.execute("UPDATE lesson SET text = 'x' || text")
    assert safekeeping.check(desk.opened).problems == (
        "drafts of lessons that have lost their words: 1",
    )


def test_with_its_deck_a_lesson_goes_and_all_that_was_decided_and_comes_back(desk: Desk) -> None:
    desk.accept(NARYN)
    studio.reject(desk.opened, desk.lesson, MOUTH)
    new = LessonText("", RIVERS.replace("longest", "greatest"))
    revising.take(desk.opened, revising.compare(desk.opened, desk.lesson, new))
    before = contents(desk.opened)
    assert before["look"]
    deck_tree.delete(desk.opened, stored.get(desk.opened, desk.lesson).deck_id)
    after = contents(desk.opened)
    for table in ("lesson", "draft", "look", "anchor", "card", "note"):
        assert after[table] == []
    desk.opened.undo()
    assert contents(desk.opened) == before
