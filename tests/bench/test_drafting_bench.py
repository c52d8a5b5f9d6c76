"""The arithmetic of the bench: what covers a fact, which drafts are judged, what is wrong."""

import pytest

from kgstudy.domain.drafting import Draft, Drafting, FactKind, Proposal
from kgstudy.domain.lesson import Span, locate
from tests.bench import drafting_gold
from tests.bench.drafting_gold import Gold, marks, names
from tests.bench.drafting_measures import (
    Card,
    Tally,
    card,
    covers,
    holds,
    is_verdict,
    measure,
    strange_numbers,
    twins,
)

TEXT = "The Naryn is 807 km long. In 1975 a plant was built on it, in 1976 a second one."
MARKS = marks([{"place": "Naryn"}, {"number": "807 km", "also": ["807"]}, {"date": "1976"}], TEXT)
NUMBERS = frozenset({"807", "1975", "1976"})
GOLD = Gold("rivers", "Rivers", "en", TEXT, NUMBERS, MARKS)


def asked(words: str, question: str, answer: str) -> Proposal:
    place = locate(TEXT, words)
    assert place is not None
    start = 0 if place.start < 26 else 26
    made = Draft("basic", {"front": question, "back": answer}, "what", 0.8)
    quote = Span(start, len(TEXT))
    return Proposal(words, quote, TEXT[start:], (place,), (FactKind.OTHER,), (made,))


LENGTH = asked("807", "How long is the Naryn?", "807 km")
FIRST = asked("1975", "When was the first plant built?", "1975")
RIVER = asked("plant", "What was built?", "A plant")
SECOND = asked("1976", "When was the second plant built?", "1976")


def test_marks_are_found_one_after_the_other() -> None:
    twice = "20 embassies in 2002, and 20 abroad, 20 more"
    first, second = marks([{"number": "20"}, {"number": "20", "nth": 2}], twice)
    assert (first.span, second.span) == (Span(0, 2), Span(37, 39))


def test_a_mark_that_is_not_there_is_told() -> None:
    with pytest.raises(LookupError, match="1977"):
        marks([{"date": "1977"}], TEXT)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("28 March 1992", "March 28"),
        ("Юрий Гагарин", "Юрием Гагариным"),
        ("Кыргызстан", "Кыргызстанда"),
        ("the UN and UNESCO", "UN"),
        ("More than 40", "40"),
        ("China / Russia / Germany", "China, Russia, and Germany"),
    ],
)
def test_an_answer_holds_the_words_in_another_form(answer: str, words: str) -> None:
    assert holds(answer, words)


@pytest.mark.parametrize(
    ("answer", "words"),
    [("1992", "28 March 1992"), ("2002", "20"), ("Turkey", "Tajikistan"), ("UNESCO", "UN")],
)
def test_an_answer_that_says_less_or_another_thing_does_not(answer: str, words: str) -> None:
    assert not holds(answer, words)


def test_a_fact_is_covered_where_it_is_asked_for_and_answered() -> None:
    _, length, second = MARKS
    assert covers(LENGTH, length)
    assert covers(SECOND, second)
    assert not covers(FIRST, second)
    assert not covers(asked("1975", "When was the second plant built?", "1976"), second)
    assert not covers(asked("807", "Which river is 807 km long?", "The Naryn"), length)


def test_the_first_two_of_a_sentence_count_apart() -> None:
    found = measure(GOLD, Drafting("en", (), (LENGTH, FIRST, RIVER, SECOND)), {})
    assert found.facts == {
        FactKind.PLACE: Tally(1, 0, 0),
        FactKind.NUMBER: Tally(1, 1, 1),
        FactKind.DATE: Tally(1, 1, 0),
    }
    assert (found.drafts, found.top) == (4, 3)
    assert found.missed == MARKS[:1]


def test_what_is_not_judged_is_not_counted_as_accepted() -> None:
    judged = {
        card(LENGTH.best).key: "accept",
        card(FIRST.best).key: "edit alone",
        card(SECOND.best).key: "accept",
    }
    found = measure(GOLD, Drafting("en", (), (LENGTH, FIRST, RIVER, SECOND)), judged)
    assert found.verdicts == {"accept": 1, "edit": 1, "reject": 0}
    assert found.codes["alone"] == 1
    assert found.good == {"accept": 1, "edit": 1, "reject": 0}
    assert [shown for shown, _ in found.unjudged] == [card(RIVER.best)]


def test_another_wording_is_another_draft() -> None:
    assert Card("basic", "a", "b").key != Card("basic", "a", "c").key
    assert Card("choice", "a", "b", ("c",)).key != Card("choice", "a", "b", ("d",)).key


def test_twins_have_one_answer_and_nearly_one_question() -> None:
    one = Card("typed", "When was the first plant on the Naryn built?", "1975")
    other = Card("cloze", "When was the first plant on the Naryn river built?", "in 1975")
    assert twins([one, Card("typed", one.question, "1975"), other]) == 1
    assert twins([one, Card("typed", "How many are there?", "1975")]) == 0


def test_a_number_that_the_lesson_does_not_hold_is_strange() -> None:
    assert strange_numbers(Card("basic", "When, 1975 or 1976?", "807"), NUMBERS) == frozenset()
    assert strange_numbers(Card("choice", "When?", "1975", ("1974",)), NUMBERS) == {"1974"}


@pytest.mark.parametrize(
    ("said", "known"),
    [("accept", True), ("edit alone", True), ("reject", False), ("accept form", False)],
)
def test_a_verdict_that_is_no_acceptance_names_one_criterion(said: str, known: bool) -> None:
    assert is_verdict(said) is known


def test_the_marks_of_every_lesson_that_is_here_are_found() -> None:
    found = [drafting_gold.gold(name) for name in names()]
    assert sum(lesson is not None for lesson in found) >= 3
    assert all(lesson.marks for lesson in found if lesson)
