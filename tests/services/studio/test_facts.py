"""Which facts of a lesson have a card, a draft or neither."""

from dataclasses import replace

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.holding import holds, words
from kgstudy.services import (
    studio,
)
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage
from kgstudy.store import lessons as stored
from tests.builders import RIVERS, collection, deck_of, note
from tests.drafted import fact
from tests.services.studio.desk import DRAFTING, LENGTH, MOUTH, NARYN, SOURCE, Desk


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
