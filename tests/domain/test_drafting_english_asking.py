"""What the English grammar asks of sentences; all of them made up."""

from dataclasses import replace

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.english.grammar import ENGLISH
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.lesson import Span
from tests.sentences import asked, sentence


def test_an_ordinal_within_an_end_in_view_is_no_occasion() -> None:
    text = "In order to mark the 10th anniversary of the pact, Norway opened a museum."
    assert not any("anniversary" in question for question in asked(ENGLISH, sentence(text)))


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
            "the river had dried up",
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
    found = asked(ENGLISH, sentence(text))
    assert question in found
    assert found[question].answer == answer


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
    assert asked(ENGLISH, sentence(text)) == {}


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
    assert wrong not in [question.answer for question in asked(ENGLISH, sentence(text)).values()]


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
    assert question in asked(ENGLISH, sentence(text, before, names="Harriet Moss Norway Peru"))


def test_what_heads_a_lesson_is_said_for_it() -> None:
    told = sentence("It was printed in 1702.", "The almanac tells of the weather.")
    question = "In which year was the almanac printed?"
    assert question in asked(ENGLISH, replace(told, title="The Almanac"))
    assert question not in asked(ENGLISH, replace(told, title="Weather"))


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
    assert asked(ENGLISH, sentence(text, before, names="Harriet Moss Norway")) == {}


def test_a_pronoun_within_the_sentence_is_that_of_its_clause_before() -> None:
    text = "In 1931 Norway joined the league, but it left the league on 9 May 1940."
    found = asked(ENGLISH, sentence(text, "Peru founded the league.", names="Norway Peru"))
    assert "On what date did Norway leave the league?" in found
    assert not any("Peru" in question for question in found)


def test_who_she_is_is_remembered_over_sentences() -> None:
    told = Sentence(
        "She died in 1890.",
        Span(0, 17),
        before="She taught there for years.",
        earlier=("Harriet Moss was a teacher.",),
        names=frozenset({"Harriet", "Moss"}),
    )
    assert "In which year did Harriet Moss die?" in asked(ENGLISH, told)


def test_an_event_is_told_without_its_date() -> None:
    told = sentence("On 4 May 1931, Norway also joined the Baltic League.")
    date = next(fact for fact in ENGLISH.facts(told) if fact.kind is FactKind.DATE)
    assert ENGLISH.event(told, date) == "Norway joined the Baltic League"


def test_a_figure_without_a_blank_before_it_stays_whole() -> None:
    found = asked(ENGLISH, sentence("The union marked the1000th anniversary of the epic in 1995."))
    assert not [question for question in found if " 000th" in question]
    assert found["In which year was the 1000th anniversary of the epic?"].answer == "1995"
