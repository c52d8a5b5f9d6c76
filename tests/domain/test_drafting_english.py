"""What the English grammar finds in sentences, and what it asks; all of them made up."""

from dataclasses import replace

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.english import ENGLISH
from kgstudy.domain.drafting.grammar import Question, Sentence
from kgstudy.domain.lesson import Span


def _sentence(
    text: str,
    before: str = "",
    years: tuple[int, ...] = (),
    names: str = "",
    topic: str = "",
    persons: str = "",
) -> Sentence:
    return Sentence(
        text,
        Span(100, 100 + len(text)),
        before=before,
        years=years,
        names=frozenset(names.split()),
        topic=topic,
        persons=frozenset(persons.split()),
    )


def _values(sentence: Sentence, kind: FactKind) -> list[str]:
    return [fact.value for fact in ENGLISH.facts(sentence) if fact.kind is kind]


def _asked(sentence: Sentence) -> dict[str, Question]:
    asked = ENGLISH.questions(sentence, ENGLISH.facts(sentence))
    return {question.text: question for question in asked}


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
    found = ENGLISH.facts(_sentence(text, years=years))
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
    assert not _values(_sentence(text), FactKind.DATE)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Over 300 villages were flooded.", ["300"]),
        ("It has 4.4 million inhabitants.", ["4.4 million"]),
        ("It fell by 12 percent and 7%.", ["12 percent", "7%"]),
        ("It cost $3,500 then.", ["$3,500"]),
        ("The 46th session lasted twelve days.", ["46th", "twelve"]),
        ("It opened on June 3, 1702.", []),
    ],
)
def test_numbers_are_found(text: str, values: list[str]) -> None:
    assert _values(_sentence(text), FactKind.NUMBER) == values


@pytest.mark.parametrize(
    ("text", "kind", "values"),
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
def test_names_are_found(text: str, kind: FactKind, values: list[str]) -> None:
    assert _values(_sentence(text), kind) == values


def test_a_name_at_the_beginning_is_known_by_the_lesson() -> None:
    text = "Lorn joined the league."
    assert not _values(_sentence(text), FactKind.NAME)
    assert _values(_sentence(text, names="Lorn"), FactKind.NAME) == ["Lorn"]
    assert _values(_sentence(text, names="Lorn", persons="Lorn"), FactKind.PERSON) == ["Lorn"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Leaves hold a green dye called chlorophyll.", ["chlorophyll"]),
        ("The wind is known as the bora in winter.", ["bora"]),
        ("The town was named after a saint.", []),
        ("The king called for help.", []),
        ("She was named president.", []),
    ],
)
def test_what_a_thing_is_called_is_found(text: str, values: list[str]) -> None:
    assert _values(_sentence(text), FactKind.NAME) == values


def test_lists_hold_their_items() -> None:
    text = "The council signed treaties with France, Spain and Portugal."
    sentence = _sentence(text)
    assert _values(sentence, FactKind.LIST) == ["France, Spain and Portugal"]
    assert _values(sentence, FactKind.PLACE) == ["France", "Spain", "Portugal"]


@pytest.mark.parametrize(
    "text",
    [
        "Sailors fear storms, fog and the heat of the south.",
        "It is a hole through which water, sand and stones escape.",
    ],
)
def test_a_verb_is_no_part_of_an_item(text: str) -> None:
    assert not any(
        "fear" in found or "escape" in found for found in _values(_sentence(text), FactKind.LIST)
    )


def test_what_a_name_ends_is_no_item() -> None:
    text = "Harriet Moss, who was born in Riga, discovered silver and iron together with him."
    assert _values(_sentence(text, names="Harriet Moss"), FactKind.LIST) == []


def test_an_ordinal_within_an_end_in_view_is_no_occasion() -> None:
    text = "In order to mark the 10th anniversary of the pact, Norway opened a museum."
    assert not any("anniversary" in question for question in _asked(_sentence(text)))


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "Norway joined the Baltic League on 4 May 1931.",
            "On what date did Norway join the Baltic League?",
            "4 May 1931",
        ),
        (
            "Norway joined the Baltic League on 4 May 1931.",
            "Which organisation did Norway join on 4 May 1931?",
            "Baltic League",
        ),
        (
            "Norway joined the Baltic League on 4 May 1931.",
            "What happened on 4 May 1931?",
            "Norway joined the Baltic League",
        ),
        (
            "In the fall of 1907, Peru left the Silver Union.",
            "In which season and year did Peru leave the Silver Union?",
            "fall of 1907",
        ),
        (
            "Marie Sand discovered the comet in the early 1870s.",
            "When did Marie Sand discover the comet?",
            "the early 1870s",
        ),
        (
            "Marie Sand discovered the comet in the early 1870s.",
            "Who discovered the comet in the early 1870s?",
            "Marie Sand",
        ),
        (
            "The lighthouse was built by Henry Cole in 1822.",
            "By whom was the lighthouse built in 1822?",
            "Henry Cole",
        ),
        (
            "Over 300 villages were flooded in March 1955.",
            "How many villages were flooded in March 1955?",
            "over 300",
        ),
        (
            "The council had offices in 17 countries of the world.",
            "In how many countries of the world did the council have offices?",
            "17",
        ),
        (
            "The leaders of 11 villages met in Riga.",
            "The leaders of how many villages met in Riga?",
            "11",
        ),
        (
            "At the 12th congress of the Northern League, Iceland was elected chair.",
            "At which congress of the Northern League was Iceland elected chair?",
            "the 12th",
        ),
        (
            "The first to climb the peak were the USA and Chile.",
            "Which countries were the first to climb the peak?",
            "the USA and Chile",
        ),
        (
            "Mongolia was the first country in Asia to print stamps.",
            "Which country was the first country in Asia to print stamps?",
            "Mongolia",
        ),
        (
            "Iceland was once the third largest producer of salt in Europe.",
            "Which country was once the third largest producer of salt in Europe?",
            "Iceland",
        ),
        (
            "The Baltic Trade Organization (BTO) was founded in Riga in 1925.",
            "What does BTO stand for?",
            "Baltic Trade Organization",
        ),
        (
            "The Baltic Trade Organization (BTO) was founded in Riga in 1925.",
            "In which city was the Baltic Trade Organization founded in 1925?",
            "Riga",
        ),
        (
            "A fjord is a long narrow inlet between high cliffs.",
            "What is a fjord?",
            "a long narrow inlet between high cliffs",
        ),
        (
            "Harriet Moss (1811–1890), a teacher and painter, opened a school in 1840.",
            "In which year did Harriet Moss open a school?",
            "1840",
        ),
        (
            "Harriet Moss (1811–1890), a teacher and painter, opened a school in 1840.",
            "Who was Harriet Moss?",
            "a teacher and painter",
        ),
        (
            "The canal was closed because the river had dried up.",
            "Why was the canal closed?",
            "because the river had dried up",
        ),
        (
            "The goal of the Green Pact is to protect rivers.",
            "What is the goal of the Green Pact?",
            "to protect rivers",
        ),
        (
            "The council signed treaties with France, Spain and Portugal.",
            "With which three countries did the council sign treaties?",
            "France, Spain and Portugal",
        ),
        (
            "In 1920 Estonia signed a treaty and joined the Baltic League.",
            "In which year did Estonia join the Baltic League?",
            "1920",
        ),
        (
            "The library was founded on June 3, 1702, and on July 9 the first book was lent.",
            "On what date was the first book lent?",
            "9 July 1702",
        ),
        (
            "The dissolution of the Hansa League on 7 July 1669 ended an age.",
            "What was the date of the dissolution of the Hansa League?",
            "7 July 1669",
        ),
        (
            "The leaders met in Riga, then the capital of Livonia, on 7 July 1669.",
            "On what date did the leaders meet in Riga?",
            "7 July 1669",
        ),
        (
            "In 1931 Norway joined another great league — UNESCO, whose goal is peace.",
            "In which year did Norway join UNESCO?",
            "1931",
        ),
        (
            "The Silver Canal is 90 km long and has no locks.",
            "How long is the Silver Canal?",
            "90 km",
        ),
        ("The population of Peru is 9 million.", "What is the population of Peru?", "9 million"),
        (
            "A harbour is a gap in the coast through which the ships pass by day and at night.",
            "What is a harbour?",
            "a gap in the coast",
        ),
        (
            "The rows of a chessboard are called ranks.",
            "What are the rows of a chessboard called?",
            "ranks",
        ),
        (
            "Lake Silver is the deepest lake in the north.",
            "What is the deepest lake in the north?",
            "Lake Silver",
        ),
    ],
)
def test_questions_are_put(text: str, question: str, answer: str) -> None:
    asked = _asked(_sentence(text))
    assert question in asked
    assert asked[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "The treaty signed in 1802 ended the war.",
        "If the dam breaks, the valley will be flooded in 1990.",
        "Denmark did not join the league in 1931.",
        "He founded the Polar Society in 1901.",
        "This treaty was signed in 1802 by them.",
        "Only after the storm of 1802 did they leave the harbour.",
        "Did Denmark join the league in 1931?",
        "Denmark in the Baltic League.",
        "Peru made a pact and in 1957 was praised for it.",
    ],
)
def test_no_question_where_the_clause_is_not_certain(text: str) -> None:
    assert _asked(_sentence(text)) == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Norway praised a treaty that Peru had signed in 1802.", "1802"),
        ("Norway helped to build the canal in Egypt in 1859.", "Egypt"),
        ("Norway left the league after Peru had joined it in 1931.", "1931"),
        ("Norway won the great prize in Chemistry in 1931.", "Chemistry"),
        ("Norway proposed to the league a conference in Riga.", "Riga"),
    ],
)
def test_nothing_is_asked_of_another_verb_than_its_own(text: str, wrong: str) -> None:
    assert wrong not in [question.answer for question in _asked(_sentence(text)).values()]


@pytest.mark.parametrize(
    ("text", "before", "question"),
    [
        (
            "It joined the league in 1931.",
            "Norway lies in the north.",
            "In which year did Norway join the league?",
        ),
        (
            "She opened a school in 1840.",
            "Harriet Moss was a teacher.",
            "In which year did Harriet Moss open a school?",
        ),
        (
            "Her school was closed in 1851.",
            "Harriet Moss was a teacher.",
            "In which year was Harriet Moss's school closed?",
        ),
        (
            "They signed the pact in 1931.",
            "The leaders of 11 villages met in Riga.",
            "In which year did the leaders of 11 villages sign the pact?",
        ),
        (
            "This union was dissolved in 1907.",
            "Peru founded the Silver Union.",
            "In which year was the Silver Union dissolved?",
        ),
        (
            "Peru opened a bank there in 1907.",
            "The first bank was opened in Riga.",
            "In which year did Peru open a bank in Riga?",
        ),
    ],
)
def test_what_points_elsewhere_is_said_out(text: str, before: str, question: str) -> None:
    assert question in _asked(_sentence(text, before, names="Harriet Moss Norway Peru"))


def test_what_heads_a_lesson_is_said_for_it() -> None:
    sentence = _sentence("It was printed in 1702.", "The almanac tells of the weather.")
    question = "In which year was the almanac printed?"
    assert question in _asked(replace(sentence, title="The Almanac"))
    assert question not in _asked(replace(sentence, title="Weather"))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("It joined the league in 1931.", "Harriet Moss was a teacher."),
        ("She opened a school in 1840.", "Norway lies in the north."),
        ("This union was dissolved in 1907.", "The Silver Union fought the Baltic Union."),
        ("It was sold in 1907.", "It lay in the north."),
    ],
)
def test_what_is_not_certain_is_not_said_out(text: str, before: str) -> None:
    assert _asked(_sentence(text, before, names="Harriet Moss Norway")) == {}


def test_a_pronoun_within_the_sentence_is_that_of_its_clause_before() -> None:
    text = "In 1931 Norway joined the league, but it left the league on 9 May 1940."
    asked = _asked(_sentence(text, "Peru founded the league.", names="Norway Peru"))
    assert "On what date did Norway leave the league?" in asked
    assert not any("Peru" in question for question in asked)


def test_who_she_is_is_remembered_over_sentences() -> None:
    sentence = Sentence(
        "She died in 1890.",
        Span(0, 17),
        before="She taught there for years.",
        earlier=("Harriet Moss was a teacher.",),
        names=frozenset({"Harriet", "Moss"}),
    )
    assert "In which year did Harriet Moss die?" in _asked(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The 1931 Act of Union pleased many.",
        "As of 1931, Norway had a king.",
        "Over 30 of them left Norway.",
    ],
)
def test_what_tells_itself_is_no_gap(text: str) -> None:
    assert not {"1931", "30"} & _gapped_words(_sentence(text))


def test_a_gap_hides_a_day_with_its_year() -> None:
    sentence = _sentence("The bank of Riga was opened on July 9.", years=(1702,))
    date = next(fact for fact in ENGLISH.facts(sentence) if fact.kind is FactKind.DATE)
    gapped = ENGLISH.gapped(sentence, date)
    assert gapped
    assert gapped.text[gapped.gap.start : gapped.gap.end] == "9 July 1702"
    assert gapped.hint == "date"


def test_a_gap_keeps_the_letters_that_would_tell_it() -> None:
    sentence = _sentence("The Baltic Trade Organization (BTO) was founded in Riga in 1925.")
    gaps = {
        gapped.text[gapped.gap.start : gapped.gap.end]
        for fact in ENGLISH.facts(sentence)
        if (gapped := ENGLISH.gapped(sentence, fact))
    }
    assert gaps == {"Baltic Trade Organization (BTO)", "Riga", "1925"}


def test_what_the_lesson_is_about_is_no_gap() -> None:
    text = "In 1931 Norway joined the Baltic League."
    assert _gapped_words(_sentence(text, topic="Norway")) == {"1931", "Baltic League"}
    assert _gapped_words(_sentence(text)) == {"1931", "Norway", "Baltic League"}


def _gapped_words(sentence: Sentence) -> set[str]:
    facts = ENGLISH.facts(sentence)
    return {fact.text for fact in facts if ENGLISH.gapped(sentence, fact)}


def test_an_event_is_told_without_its_date() -> None:
    sentence = _sentence("On 4 May 1931, Norway also joined the Baltic League.")
    date = next(fact for fact in ENGLISH.facts(sentence) if fact.kind is FactKind.DATE)
    assert ENGLISH.event(sentence, date) == "Norway joined the Baltic League"


def test_a_figure_without_a_blank_before_it_stays_whole() -> None:
    found = _asked(_sentence("The union marked the1000th anniversary of the epic in 1995."))
    assert not [question for question in found if " 000th" in question]
    assert found["In which year was the 1000th anniversary of the epic?"].answer == "1995"
