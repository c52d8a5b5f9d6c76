"""The lists that the Russian grammar finds; all sentences are made up."""

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.proposing import draft
from kgstudy.domain.drafting.russian.grammar import RUSSIAN
from kgstudy.domain.gaps import gaps, parse, shown
from tests.sentences import sentence, values


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Они привезли картофель, сладкую кукурузу, томаты и какао.", "картофель", "какао"),
        ("Работали агентства Европы, Японии и Канады.", "Европы", "Канады"),
    ],
)
def test_a_list_in_a_sentence_is_found_with_its_items(text: str, first: str, last: str) -> None:
    (listing,) = values(RUSSIAN, sentence(text), FactKind.LIST)
    assert (listing.split(",")[0], listing.split()[-1]) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["Он видел город и реку.", "Он открыл остров, вернулся и умер.", "В лесу, в поле и дома."],
)
def test_what_is_no_row_of_nouns_is_no_list(text: str) -> None:
    assert values(RUSSIAN, sentence(text), FactKind.LIST) == []


def test_two_names_are_a_list() -> None:
    told = sentence("Договор подписали Дания и Норвегия.")
    assert values(RUSSIAN, told, FactKind.LIST) == ["Дания и Норвегия"]


def test_each_item_behind_a_colon_has_a_gap() -> None:
    text = "Состав нового союза: крупные города, сёла, порты и крепости (30 домов)."
    hidden = [
        shown(gap.parts)
        for proposal in draft(text, "ru").proposals
        for each in proposal.drafts
        if each.kind == "cloze" and len(proposal.asks) > 1
        for gap in gaps(parse(each.fields["text"]))
    ]
    assert hidden == ["крупные города", "сёла", "порты", "крепости"]
