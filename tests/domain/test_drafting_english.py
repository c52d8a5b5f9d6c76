"""What the English grammar finds in sentences, and what it hides of them; all are made up."""

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.english.grammar import ENGLISH
from kgstudy.domain.drafting.grammar import Sentence
from tests.sentences import sentence, values


@pytest.mark.parametrize(
    ("text", "years", "value", "order"),
    [
        ("It opened on June 3, 1702.", (), "3 June 1702", (1702, 6, 3)),
        ("It opened on the 3rd of June 1702.", (), "3 June 1702", (1702, 6, 3)),
        ("It opened on 1702-06-03.", (), "3 June 1702", (1702, 6, 3)),
        ("It opened in March 1955.", (), "March 1955", (1955, 3)),
        ("It opened in 1822.", (), "1822", (1822,)),
        ("It opened in late 1822.", (), "late 1822", (1822,)),
        ("It opened in the fall of 1907.", (), "fall of 1907", (1907, 10)),
        ("It opened in the early 1870s.", (), "the early 1870s", (1870,)),
        ("It opened in the 19th century.", (), "the 19th century", (1800,)),
        ("It reigned from 1811–1890 there.", (), "1811–1890", (1811,)),
        ("It fell in 44 BC to them.", (), "44 BC", (-44,)),
        ("It opened on July 9.", (1702,), "9 July 1702", (1702, 7, 9)),
        ("It opened on 9 July.", (1650, 1702), "9 July 1702", (1702, 7, 9)),
        ("It opened on July 9.", (), "July 9", ()),
    ],
)
def test_dates_are_found(
    text: str, years: tuple[int, ...], value: str, order: tuple[int, ...]
) -> None:
    found = ENGLISH.facts(sentence(text, years=years))
    dates = [(fact.value, fact.order) for fact in found if fact.kind is FactKind.DATE]
    assert dates == [(value, order)]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is 1500 metres long.",
        "About 2000 people came to see it.",
        "It was bought for 1,936 crowns.",
        "Chapter 12.1905 of the code was kept.",
    ],
)
def test_numbers_are_no_years(text: str) -> None:
    assert not values(ENGLISH, sentence(text), FactKind.DATE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Over 300 villages were flooded.", ["300"]),
        ("It has 4.4 million inhabitants.", ["4.4 million"]),
        ("It fell by 12 percent and 7%.", ["12 percent", "7%"]),
        ("It cost $3,500 then.", ["$3,500"]),
        ("The 46th session lasted twelve days.", ["46th", "twelve"]),
        ("It opened on June 3, 1702.", []),
    ],
)
def test_numbers_are_found(text: str, expected: list[str]) -> None:
    assert values(ENGLISH, sentence(text), FactKind.NUMBER) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The President of Norway Henry Cole came.", FactKind.PERSON, ["Henry Cole"]),
        ("It was opened by M. S. Ohm himself.", FactKind.PERSON, ["M. S. Ohm"]),
        ("They crowned King Harald III there.", FactKind.PERSON, ["Harald III"]),
        ("Then Peru left the Silver Union.", FactKind.ORGANISATION, ["Silver Union"]),
        ("Then Peru left the Silver Union.", FactKind.PLACE, ["Peru"]),
        ("It lies in New Zealand now.", FactKind.PLACE, ["New Zealand"]),
        ("They read “Partnership for Rain” often.", FactKind.NAME, ["Partnership for Rain"]),
        ("They read the Partnership for Rain plan.", FactKind.NAME, ["Partnership for Rain"]),
        ("The English navy sank.", FactKind.NAME, []),
        ("Cars were built here.", FactKind.NAME, []),
        ("On Monday the Mole came in May.", FactKind.NAME, ["Mole"]),
        ("He taught at the University of New Zealand.", FactKind.PLACE, []),
        ("She won the Mole Prize in Botanics.", FactKind.NAME, ["Mole Prize in Botanics"]),
        ("She worked in Physics.", FactKind.PLACE, []),
        ("Then Harald the Elder came.", FactKind.NAME, ["Harald the Elder"]),
    ],
)
def test_names_are_found(text: str, kind: FactKind, expected: list[str]) -> None:
    assert values(ENGLISH, sentence(text), kind) == expected


def test_a_name_at_the_beginning_is_known_by_the_lesson() -> None:
    text = "Lorn joined the league."
    assert not values(ENGLISH, sentence(text), FactKind.NAME)
    assert values(ENGLISH, sentence(text, names="Lorn"), FactKind.NAME) == ["Lorn"]
    assert values(ENGLISH, sentence(text, names="Lorn", persons="Lorn"), FactKind.PERSON) == [
        "Lorn"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leaves hold a green dye called chlorophyll.", ["chlorophyll"]),
        ("The wind is known as the bora in winter.", ["bora"]),
        ("The town was named after a saint.", []),
        ("The king called for help.", []),
        ("She was named president.", []),
    ],
)
def test_what_a_thing_is_called_is_found(text: str, expected: list[str]) -> None:
    assert values(ENGLISH, sentence(text), FactKind.NAME) == expected


def test_lists_hold_their_items() -> None:
    text = "The council signed treaties with France, Spain and Portugal."
    told = sentence(text)
    assert values(ENGLISH, told, FactKind.LIST) == ["France, Spain and Portugal"]
    assert values(ENGLISH, told, FactKind.PLACE) == ["France", "Spain", "Portugal"]


@pytest.mark.parametrize(
    "text",
    [
        "Sailors fear storms, fog and the heat of the south.",
        "It is a hole through which water, sand and stones escape.",
    ],
)
def test_a_verb_is_no_part_of_an_item(text: str) -> None:
    assert not any(
        "fear" in found or "escape" in found
        for found in values(ENGLISH, sentence(text), FactKind.LIST)
    )


def test_what_a_name_ends_is_no_item() -> None:
    text = "Harriet Moss, who was born in Riga, discovered silver and iron together with him."
    assert values(ENGLISH, sentence(text, names="Harriet Moss"), FactKind.LIST) == []


@pytest.mark.parametrize(
    "text",
    [
        "The 1931 Act of Union pleased many.",
        "As of 1931, Norway had a king.",
        "Over 30 of them left Norway.",
    ],
)
def test_what_tells_itself_is_no_gap(text: str) -> None:
    assert not {"1931", "30"} & _gapped_words(sentence(text))


def test_a_gap_hides_a_day_with_its_year() -> None:
    told = sentence("The bank of Riga was opened on July 9.", years=(1702,))
    date = next(fact for fact in ENGLISH.facts(told) if fact.kind is FactKind.DATE)
    gapped = ENGLISH.gapped(told, date)
    assert gapped
    assert gapped.text[gapped.gap.start : gapped.gap.end] == "9 July 1702"
    assert gapped.hint == "date"


def test_a_gap_keeps_the_letters_that_would_tell_it() -> None:
    told = sentence("The Baltic Trade Organization (BTO) was founded in Riga in 1925.")
    gaps = {
        gapped.text[gapped.gap.start : gapped.gap.end]
        for fact in ENGLISH.facts(told)
        if (gapped := ENGLISH.gapped(told, fact))
    }
    assert gaps == {"Baltic Trade Organization (BTO)", "Riga", "1925"}


def test_what_the_lesson_is_about_is_no_gap() -> None:
    text = "In 1931 Norway joined the Baltic League."
    assert _gapped_words(sentence(text, topic="Norway")) == {"1931", "Baltic League"}
    assert _gapped_words(sentence(text)) == {"1931", "Norway", "Baltic League"}


def _gapped_words(told: Sentence) -> set[str]:
    facts = ENGLISH.facts(told)
    return {fact.text for fact in facts if ENGLISH.gapped(told, fact)}


def test_it_that_only_opens_a_sentence_means_nothing_told_before() -> None:
    text = "It was impossible to cut the rail, road and canal links that Norway had built."
    assert {"rail", "road"} <= {
        fact.text for fact in ENGLISH.facts(sentence(text)) if fact.kind is FactKind.OTHER
    }
    listing = next(f for f in ENGLISH.facts(sentence(text)) if f.kind is FactKind.LIST)
    gapped = ENGLISH.gapped(sentence(text), listing)
    assert gapped is not None
    assert gapped.trust > 0.4
