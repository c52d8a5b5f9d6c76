"""What the English grammar asks of deeds, causes, purposes, members and firsts; all made up."""

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.english.bearing import points_elsewhere
from kgstudy.domain.drafting.english.grammar import ENGLISH
from tests.sentences import asked, sentence, values


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "In 1702 Harald Berg abolished the salt tax.",
            "What did Harald Berg abolish in 1702?",
            "the salt tax",
        ),
        (
            "Harald Berg rejected the divine right of queens.",
            "What did Harald Berg reject?",
            "the divine right of queens",
        ),
        (
            "In 1850 Peru founded a school for orphans in Lima.",
            "What did Peru found in Lima in 1850?",
            "a school for orphans",
        ),
        (
            "In 1850 Peru abolished the old laws that had banned trade.",
            "What did Peru abolish in 1850?",
            "the old laws that had banned trade",
        ),
        (
            "In 1850 Peru abolished the old laws and returned the land.",
            "What did Peru abolish in 1850?",
            "the old laws",
        ),
        (
            "Norway firmly adheres to a policy of neutrality.",
            "What does Norway firmly adhere to?",
            "a policy of neutrality",
        ),
        (
            "The Silver Union led to the founding of a common bank.",
            "What did the Silver Union lead to?",
            "the founding of a common bank",
        ),
        (
            "Peru gave Norway an equal place in the union.",
            "What did Peru give Norway in the union?",
            "an equal place",
        ),
        (
            "Norway worked to modernise the army and navy.",
            "What did Norway work to modernise?",
            "the army and navy",
        ),
        (
            "The Silver Union is meant to protect, develop and share knowledge.",
            "What is the Silver Union meant to do?",
            "protect, develop and share knowledge",
        ),
        (
            "Harald Berg persuaded Peru to leave the union.",
            "What did Harald Berg persuade Peru to leave?",
            "the union",
        ),
        (
            "The Assembly decided on the plan unanimously, at its last session.",
            "How did the Assembly decide on the plan?",
            "unanimously",
        ),
        (
            "Peru was unanimously accepted as a member of the Silver Union.",
            "How was Peru accepted as a member of the Silver Union?",
            "unanimously",
        ),
        (
            "In 1850 Peru announced that slavery would end.",
            "What did Peru announce in 1850?",
            "that slavery would end",
        ),
    ],
)
def test_it_is_asked_what_was_done(text: str, question: str, answer: str) -> None:
    found = asked(ENGLISH, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "In 1702 Harald Berg took part in the war.",
        "In 1850 Peru opened its doors.",
        "Everybody rejected the old laws.",
        "Peru did not abolish the old laws.",
        "Harald Berg wrote about the war.",
        "In 1702 Harald Berg met the minister of trade.",
        "Harald Berg knew the woman that Peru feared.",
        "If Peru had abolished the old laws, Norway would have left.",
        "Some historians believe that Harald Berg built the mill.",
    ],
)
def test_no_deed_is_asked_for_where_nothing_is_acted_upon(text: str) -> None:
    forms = {question.form for question in asked(ENGLISH, sentence(text)).values()}
    assert forms.isdisjoint({"deed", "to-do", "that"})


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "Because the harbour froze in winter, Norway built a second port in 1880.",
            "Why did Norway build a second port in 1880?",
            "the harbour froze in winter",
        ),
        (
            "Since the harbour froze in winter, Norway built a second port in 1880.",
            "Why did Norway build a second port in 1880?",
            "the harbour froze in winter",
        ),
        (
            "Norway sold the mines because they were flooded.",
            "Why did Norway sell the mines?",
            "they were flooded",
        ),
        (
            "States create banks because they want to solve problems.",
            "Why do states create banks?",
            "they want to solve problems",
        ),
        (
            "Due to the war, Norway closed the port in 1880.",
            "Why did Norway close the port in 1880?",
            "due to the war",
        ),
        (
            "The harbour froze every winter, so Norway built a second port.",
            "Why did Norway build a second port?",
            "the harbour froze every winter",
        ),
        (
            "After the collapse of the Silver Union, Peru became a republic.",
            "After what did Peru become a republic?",
            "after the collapse of the Silver Union",
        ),
        (
            "The flood of 1880 destroyed the oldest bridge in Norway.",
            "What destroyed the oldest bridge in Norway?",
            "the flood of 1880",
        ),
        (
            "In order to feed the miners, Norway built a bakery in 1880.",
            "Why did Norway build a bakery in 1880?",
            "in order to feed the miners",
        ),
        (
            "In 1880 Norway founded an academy to train pilots.",
            "Why did Norway found an academy in 1880?",
            "to train pilots",
        ),
        (
            "One of the main tasks of the Silver Union is to protect trade.",
            "What is one of the main tasks of the Silver Union?",
            "to protect trade",
        ),
    ],
)
def test_it_is_asked_why(text: str, question: str, answer: str) -> None:
    found = asked(ENGLISH, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "Since 1880 Norway has traded with Peru.",
        "Since the harbour froze, Norway has built a second port.",
        "Because of that, Norway closed the port in 1880.",
        "In 1880 Norway won the right to fish near Peru.",
        "In 1880 Norway built a road to Lima.",
        "Because its harbour froze, 1880 became known as the hard year.",
    ],
)
def test_no_reason_is_asked_for_where_none_is_certain(text: str) -> None:
    found = asked(ENGLISH, sentence(text))
    assert not [each for each in found if each.startswith(("Why", "For what"))]


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "Norway trades with three large ports: Lima, Porto and Genoa.",
            "With which three large ports does Norway trade?",
            "Lima, Porto and Genoa",
        ),
        (
            "In 1702 the flood destroyed the northern towns of Lorn and Vale.",
            "Which two northern towns did the flood destroy in 1702?",
            "Lorn and Vale",
        ),
        (
            "The fleet sailed with two ships — the Mole and the Otter.",
            "With which two ships did the fleet sail?",
            "the Mole and the Otter",
        ),
        (
            "The metre was defined by Henry Cole and Mary Stone.",
            "By whom was the metre defined?",
            "Henry Cole and Mary Stone",
        ),
    ],
)
def test_it_is_asked_which_ones(text: str, question: str, answer: str) -> None:
    found = asked(ENGLISH, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


def test_examples_are_no_members() -> None:
    found = asked(ENGLISH, sentence("Norway trades with ports such as Lima, Porto and Genoa."))
    assert not [question for question in found.values() if question.form == "members"]


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "In 1702 Mount Berg produced the loudest eruption in history.",
            "What produced the loudest eruption in history in 1702?",
            "Mount Berg",
        ),
        (
            "In 1702 Peru became the first country to mint copper coins.",
            "Which country became the first country to mint copper coins in 1702?",
            "Peru",
        ),
        (
            "The first printed map was sold in Lima in 1702.",
            "What was sold in Lima in 1702?",
            "the first printed map",
        ),
    ],
)
def test_it_is_asked_who_or_what_was_first(text: str, question: str, answer: str) -> None:
    found = asked(ENGLISH, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


def test_a_verb_before_a_list_is_no_part_of_it() -> None:
    told = sentence("It does much to help culture, science and sport.")
    assert values(ENGLISH, told, FactKind.LIST) == ["culture, science and sport"]


def test_a_noun_alone_is_defined() -> None:
    found = asked(ENGLISH, sentence("Photosynthesis is a process that feeds plants."))
    assert found["What is photosynthesis?"].answer == "a process that feeds plants"


def test_a_calling_makes_a_name_a_person() -> None:
    told = sentence("The last to fall ill was Ado Malin, a hospital cook in Lima, in 1977.")
    assert "Who was Ado Malin?" in asked(ENGLISH, told)


def test_what_names_nothing_is_asked_under_the_title() -> None:
    told = sentence("The campaign was slow due to a lack of money.", title="The end of malaria")
    (question,) = (each for each in asked(ENGLISH, told).values() if each.form == "why")
    assert question.text == "The end of malaria: Why was the campaign slow?"


def test_the_noun_of_the_title_is_what_it_means() -> None:
    before = "Malaria was a fever of the marshes."
    told = sentence("It killed 40 people in 1850.", before=before, title="The end of malaria")
    assert "How many people did malaria kill in 1850?" in asked(ENGLISH, told)


def test_dates_that_and_joins_are_not_asked_apart() -> None:
    told = sentence("Peru was free of malaria by 1971 and Chile by 1975.")
    forms = {question.form for question in asked(ENGLISH, told).values()}
    assert "when" not in forms


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "Foreign troops were withdrawn from Peru in 1905.",
            "What was withdrawn from Peru in 1905?",
            "foreign troops",
        ),
        (
            "Fair trade is one of the main aims of the Silver Union.",
            "What is one of the main aims of the Silver Union?",
            "fair trade",
        ),
    ],
)
def test_a_thing_that_has_no_name_is_asked_for(text: str, question: str, answer: str) -> None:
    assert asked(ENGLISH, sentence(text))[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "Harald Berg was buried in Lima.",
        "Many of them were sold to Norway.",
        "The old king was buried in Lima.",
        "Peru is one of the main members of the Silver Union.",
    ],
)
def test_nobody_is_a_thing(text: str) -> None:
    assert not [each for each in asked(ENGLISH, sentence(text)).values() if each.form == "thing"]


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("When did the campaign begin", True),
        ("Who caught the disease naturally", True),
        ("Who led the campaign of 1905", False),
        ("Who saw a campaign and ended the campaign", False),
        ("Who sailed round the world", False),
        ("Who led the campaign that failed", False),
    ],
)
def test_a_noun_with_the_points_elsewhere_unless_it_is_told(text: str, pointing: bool) -> None:
    assert points_elsewhere(text) is pointing


@pytest.mark.parametrize("title", ["lesson", "Chapter 3", "notes_on_malaria", "Malaria.docx", ""])
def test_a_title_that_says_nothing_is_not_put_before_a_question(title: str) -> None:
    told = sentence("The campaign was slow due to a lack of money.", title=title)
    assert "Why was the campaign slow?" in asked(ENGLISH, told)


@pytest.mark.parametrize(
    ("text", "title", "question"),
    [
        (
            "The first ship to pass through the canal was the Mole, in 1905.",
            "The Corinth Canal",
            "What was the first ship to pass through the Corinth Canal?",
        ),
        (
            "In 1905 Peru bought the canal.",
            "The Corinth Canal",
            "In which year did Peru buy the Corinth Canal?",
        ),
        ("In 1905 Peru bought the canal.", "How to dig", "In which year did Peru buy the canal?"),
        (
            "In 1905 Peru signed the Molo–Berg Treaty.",
            "",
            "In which year did Peru sign the Molo–Berg Treaty?",
        ),
        (
            "Between 1904 and 1913 Peru dug three canals.",
            "",
            "Between which years did Peru dig three canals?",
        ),
    ],
)
def test_the_title_says_which_one_is_meant(text: str, title: str, question: str) -> None:
    found = asked(ENGLISH, sentence(text, title=title))
    assert any(each.endswith(question) for each in found), list(found)


@pytest.mark.parametrize(
    "text",
    [
        "Peru drinks more tea than Norway.",
        "In 1850 Peru bought several ships from Norway.",
    ],
)
def test_how_much_there_is_of_something_is_no_deed(text: str) -> None:
    assert not [each for each in asked(ENGLISH, sentence(text)).values() if each.form == "deed"]


def test_a_cause_is_no_part_of_what_was_done() -> None:
    found = asked(ENGLISH, sentence("Peru bought ships from Norway because it had no wood."))
    assert found["What did Peru buy from Norway?"].answer == "ships"
