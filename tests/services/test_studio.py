"""From a text to cards: what is accepted, put away, edited and taken back, and what is covered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Draft, Drafting, FactKind, Proposal
from kgstudy.domain.drafting.holding import holds, words
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
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
from kgstudy.services.studio import Coverage, Studio
from kgstudy.services.study import Study
from kgstudy.store import cards, decks, notes
from kgstudy.store import lessons as stored
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, collection, deck_of, note
from tests.drafted import drafting, fact, gapped
from tests.fake_clock import FakeClock
from tests.store.test_journal import contents

WORDS = ("Naryn", "Syr Darya", "Tian Shan", "1,067 km")
DRAFTING = drafting(RIVERS, *WORDS)
NARYN, MOUTH, SOURCE, LENGTH = DRAFTING.proposals


class Desk:
    """A collection with one lesson on the desk."""

    def __init__(self, opened: Collection, text: str = RIVERS, title: str = "Rivers") -> None:
        self.opened = opened
        self.lesson, self.change = studio.bring(opened, LessonText(title, text))

    def studio(self, drafting: Drafting = DRAFTING) -> Studio:
        return studio.studio(self.opened, self.lesson, drafting)

    def states(self, drafting: Drafting = DRAFTING) -> list[State]:
        return [item.state for item in self.studio(drafting).items]

    def coverage(self, drafting: Drafting = DRAFTING) -> list[Coverage]:
        return [coverage for _, coverage in self.studio(drafting).facts]

    def accept(self, *proposals: Proposal) -> Change:
        pairs = [(proposal, proposal.best) for proposal in proposals]
        return studio.accept(self.opened, self.lesson, pairs)

    def answers(self) -> list[str]:
        """The answers of the deck's cards in the order in which new ones come."""
        rows = listing.find_cards(self.opened, "")
        ordered = sorted(rows, key=lambda row: cards.position(self.opened, row.card.id))
        return [row.answer for row in ordered]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with collection() as opened:
        yield Desk(opened)


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


def test_what_is_accepted_is_a_card_of_its_words(desk: Desk) -> None:
    change = desk.accept(MOUTH)
    assert change.act == "accept-draft"
    assert desk.states() == [State.OPEN, State.ACCEPTED, State.OPEN, State.OPEN]
    (row,) = listing.find_cards(desk.opened, "deck:Rivers")
    assert row.answer == "Syr Darya"
    assert row.source is not None
    assert (row.source.lesson, row.source.quote) == ("Rivers", "Syr Darya")
    item = desk.studio().items[1]
    assert item.note_id is not None
    assert item.draft == MOUTH.best


def test_new_cards_come_in_the_order_of_the_text_whatever_the_order_of_accepting(
    desk: Desk,
) -> None:
    with collection() as opened:
        deck_of(opened, 2)
        desk = Desk(opened, title="Of my own")
        desk.accept(LENGTH)
        desk.accept(NARYN)
        desk.accept(SOURCE, MOUTH)
        assert desk.answers()[2:] == ["Naryn", "Syr Darya", "Tian Shan", "1,067 km"]
        assert safekeeping.check(opened).problems == ()


def test_an_order_of_the_persons_own_stays(desk: Desk) -> None:
    desk.accept(NARYN, LENGTH)
    first, last = (row.card.id for row in listing.find_cards(desk.opened, ""))
    with desk.opened.act("rearrange"):
        cards.place(desk.opened, [(last, 0), (first, 1)])
    desk.accept(MOUTH)
    assert desk.answers() == ["Syr Darya", "1,067 km", "Naryn"]


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_each_new_card_goes_before_the_first_whose_words_come_later(chance: Random) -> None:
    years = [str(1900 + number) for number in range(9)]
    text = " ".join(f"In {year} it rained." for year in years)
    drafts = {year: gapped(text, year) for year in years}
    left, expected = chance.sample(years, len(years)), list[str]()
    with collection() as opened:
        desk = Desk(opened, text)
        while left:
            batch, left = left[:3], left[3:]
            for year in sorted(batch):
                later = (at for at, other in enumerate(expected) if other > year)
                expected.insert(next(later, len(expected)), year)
            desk.accept(*(drafts[year] for year in batch))
            assert desk.answers() == expected
            chance.shuffle(expected)
            by_answer = {row.answer: row.card.id for row in listing.find_cards(opened, "")}
            with opened.act("rearrange"):
                cards.place(opened, ((by_answer[year], n) for n, year in enumerate(expected)))


def test_every_act_is_one_undo_away(desk: Desk) -> None:
    other = replace(MOUTH.best, fields={"text": "It flows into the {{c1::Syr Darya::river}}"})
    acts: list[Callable[[], Change]] = [
        lambda: desk.accept(*DRAFTING.proposals[:2]),
        lambda: studio.reject(desk.opened, desk.lesson, SOURCE),
        lambda: studio.revise(desk.opened, desk.lesson, MOUTH, other),
        lambda: studio.revise(desk.opened, desk.lesson, LENGTH, LENGTH.drafts[1]),
        lambda: studio.reopen(desk.opened, desk.lesson, SOURCE),
        lambda: studio.reopen(desk.opened, desk.lesson, NARYN),
        lambda: studio.reject(desk.opened, desk.lesson, MOUTH),
        lambda: studio.add(desk.opened, desk.lesson, MOUTH, other),
        lambda: studio.discard(desk.opened, desk.lesson),
    ]
    states, names = [contents(desk.opened)], []
    for act in acts:
        names.append(act().act)
        states.append(contents(desk.opened))
    assert names == [
        *("accept-drafts", "reject-draft", "revise-card", "revise-draft", "reopen-draft"),
        *("reopen-draft", "reject-draft", "add-draft", "discard-lesson"),
    ]
    for state in reversed(states[:-1]):
        desk.opened.undo()
        assert contents(desk.opened) == state
    for state in states[1:]:
        desk.opened.redo()
        assert contents(desk.opened) == state


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


def test_a_deleted_card_is_an_open_draft_again(desk: Desk) -> None:
    desk.accept(NARYN)
    made = desk.studio().items[0].note_id
    assert made is not None
    with desk.opened.act("delete-note"):
        notes.delete(desk.opened, [made])
    assert desk.states()[0] is State.OPEN
    assert safekeeping.check(desk.opened).problems == ()
    desk.opened.undo()
    assert desk.states()[0] is State.ACCEPTED


def test_reopened_the_card_goes_and_its_words_stay(desk: Desk) -> None:
    desk.accept(NARYN)
    mine = replace(NARYN.best, fields={"text": "{{c1::The Naryn}} is long."})
    studio.revise(desk.opened, desk.lesson, NARYN, mine)
    studio.reopen(desk.opened, desk.lesson, NARYN)
    item = desk.studio().items[0]
    assert (item.state, item.note_id) == (State.OPEN, None)
    assert item.draft == mine
    assert contents(desk.opened)["note"] == []


def test_a_card_that_was_answered_is_not_taken_back() -> None:
    with collection() as opened:
        desk = Desk(opened)
        desk.accept(NARYN)
        Study(opened).answer(Rating.GOOD, 1000)
        before = contents(opened)
        for act in (studio.reopen, studio.reject):
            with pytest.raises(UserError, match="answers already"):
                act(opened, desk.lesson, NARYN)
        assert contents(opened) == before


def test_what_was_rejected_can_be_accepted_after_all(desk: Desk) -> None:
    studio.reject(desk.opened, desk.lesson, NARYN)
    assert desk.states()[0] is State.REJECTED
    desk.accept(NARYN, NARYN)
    assert desk.states()[0] is State.ACCEPTED
    assert len(contents(desk.opened)["note"]) == 1
    desk.accept(NARYN)
    assert len(contents(desk.opened)["note"]) == 1


def test_an_accepted_card_is_changed_with_its_schedule_kept() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        desk = Desk(opened)
        desk.accept(NARYN)
        Study(opened).answer(Rating.EASY, 1000)
        (before,) = listing.find_cards(opened, "")
        studio.revise(opened, desk.lesson, NARYN, NARYN.drafts[1])
        (after,) = listing.find_cards(opened, "")
        assert (after.kind, after.answer) == ("basic", "Naryn")
        assert after.card == replace(before.card, slot=0)
        assert after.source == before.source
        assert safekeeping.check(opened).problems == ()


def test_more_gaps_are_more_cards_and_fewer_are_fewer(desk: Desk) -> None:
    desk.accept(NARYN)
    two = Draft("cloze", {"text": "{{c1::Naryn}}, of {{c2::Kyrgyzstan}}"}, "cloze", 1)
    studio.revise(desk.opened, desk.lesson, NARYN, two)
    assert desk.answers() == ["Naryn", "Kyrgyzstan"]
    assert all(row.source for row in listing.find_cards(desk.opened, ""))
    one = Draft("cloze", {"text": "Naryn, of {{c2::Kyrgyzstan}}"}, "cloze", 1)
    studio.revise(desk.opened, desk.lesson, NARYN, one)
    assert desk.answers() == ["Kyrgyzstan"]
    assert safekeeping.check(desk.opened).problems == ()


@pytest.mark.parametrize("accepted", [False, True])
def test_fields_that_make_no_card_change_nothing(desk: Desk, accepted: bool) -> None:
    if accepted:
        desk.accept(NARYN)
    before = contents(desk.opened)
    bad = Draft("cloze", {"text": "no gap"}, "cloze", 1)
    with pytest.raises(UserError, match="no gap"):
        studio.revise(desk.opened, desk.lesson, NARYN, bad)
    with pytest.raises(UserError, match="no gap"):
        studio.accept(desk.opened, desk.lesson, [(MOUTH, MOUTH.best), (SOURCE, bad)])
    assert contents(desk.opened) == before


def test_a_card_made_from_selected_words_stands_among_the_others(desk: Desk) -> None:
    mine = gapped(RIVERS, "longest")
    studio.revise(desk.opened, desk.lesson, mine, mine.drafts[1])
    items = desk.studio().items
    assert [item.proposal for item in items][:3] == [NARYN, mine, MOUTH]
    assert items[1].draft == mine.drafts[1]
    studio.reject(desk.opened, desk.lesson, mine)
    assert desk.states()[1] is State.REJECTED
    studio.accept(desk.opened, desk.lesson, [(mine, mine.best)])
    assert desk.states()[1] is State.ACCEPTED


def test_a_fact_has_a_card_a_draft_or_neither(desk: Desk) -> None:
    facts = replace(DRAFTING, facts=(*DRAFTING.facts[:3], fact(RIVERS, "1,067")))
    drafts = replace(facts, proposals=(NARYN, MOUTH, SOURCE))
    desk.accept(NARYN)
    studio.reject(desk.opened, desk.lesson, SOURCE)
    card, draft, none = Coverage.CARD, Coverage.DRAFT, Coverage.NONE
    assert desk.coverage(drafts) == [card, draft, none, none]
    assert [desk.studio(drafts).counts[each] for each in Coverage] == [1, 1, 2]


def test_cards_that_were_not_made_here_cover_facts_too() -> None:
    paragraph = "The Chüy rises in the Tian Shan. It is 1,067 km long."
    with collection() as opened:
        fields = {"front": "How long is the Chüy?", "back": "Some km: 1,067", "note": ""}
        tied = note("length", "basic", fields, paragraph)
        loose = note("source", "basic", fields | {"back": "In the Tian Shan"})
        deck_of(opened, [tied, loose])
        (lesson,) = stored.every(opened)
        found = studio.studio(opened, lesson.id, DRAFTING)
        draft = Coverage.DRAFT
        assert [each for _, each in found.facts] == [draft, draft, draft, Coverage.CARD]


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
        before = _told(opened)
    again = kgdeck.read(tmp_path / form)
    assert [lesson.text for lesson in again.lessons] == [RIVERS]
    with collection() as opened:
        importing.bring_in(opened, again)
        assert _told(opened) == before
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


def _told(opened: Collection) -> list[tuple[str, ...]]:
    rows = listing.find_cards(opened, "")
    return sorted((r.guid, r.deck, r.kind, r.question, r.answer, str(r.source)) for r in rows)


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


def shifted(span: Span) -> Span:
    return Span(span.start + 7, span.end + 7)


def test_a_draft_that_a_card_from_elsewhere_asks_already_is_told_so() -> None:
    with collection() as opened:
        fields = {"front": "How long is the Chüy?", "back": "1,067 km", "note": ""}
        deck_of(opened, [note("length", "basic", fields, "It is 1,067 km long.")])
        (lesson,) = stored.every(opened)
        shown = studio.studio(opened, lesson.id, DRAFTING).items
        assert [[flaw.code for flaw in item.draft.flaws] for item in shown] == [
            *([], [], []),
            [studio.HAS_CARD],
        ]
        assert not shown[3].draft.is_good
        assert "How long is the Chüy?" in shown[3].draft.flaws[0].why
        studio.accept(opened, lesson.id, [(shown[3].proposal, shown[3].draft)])
        (*_, item) = studio.studio(opened, lesson.id, DRAFTING).items
        assert (item.state, item.draft) == (State.ACCEPTED, LENGTH.best)


def test_a_year_is_not_asked_for_by_a_fuller_date() -> None:
    text = "On 31 August 1991 it was free. Much happened in 1991."
    full, year = (fact(text, words, FactKind.DATE) for words in ("31 August 1991", "in 1991"))
    answer = words("31.8.1991"), words("31 August 1991"), words("1991")
    assert [holds(each, full) for each in answer] == [False, True, False]
    assert [holds(each, replace(year, text="1991", value="1991")) for each in answer] == [
        *(False, False),
        True,
    ]


@pytest.mark.parametrize(
    ("answer", "told", "held"),
    [
        ("the town of Karakol", "Karakol", True),
        ("Турция", "Турцией", True),
        ("Түркиянын элчилиги", "Түркия", True),
        ("China and Russia", "Germany", False),
        ("1992", "1991", False),
        ("", "Karakol", False),
    ],
)
def test_an_answer_holds_a_fact_in_whatever_form(answer: str, told: str, held: bool) -> None:
    assert holds(words(answer), fact(f"{told}.", told)) is held


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
