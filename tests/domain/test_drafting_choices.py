"""Wrong answers to choose from are of the lesson, and none of them may be true as well."""

from kgstudy.domain.drafting.choices import Distractors
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span


def _told(at: int, kind: FactKind, value: str, year: int) -> Told:
    sentence = Span(at, at + 90)
    name = Fact(kind, Span(at, at + 5), sentence, value, value)
    date = Fact(FactKind.DATE, Span(at + 50, at + 54), sentence, str(year), str(year), (year,))
    return Told(Sentence("x" * 90, sentence), (name, date), 0)


def _wrong(kind: FactKind, values: list[tuple[str, int]], question: str) -> set[str]:
    told = [_told(100 * at, kind, value, year) for at, (value, year) in enumerate(values)]
    right = told[0].facts[0]
    return set(Distractors(told).wrong(right, question, (right.value,)))


def test_what_happened_in_the_year_of_the_question_is_no_wrong_answer() -> None:
    unions = [("Silver Union", 1907), ("Polar League", 1907), ("Rain Fund", 1911)]
    more = [("Baltic Bank", 1920), ("Snow Club", 1931)]
    found = _wrong(FactKind.ORGANISATION, unions + more, "Which union did Peru join in 1907?")
    assert found == {"Rain Fund", "Baltic Bank", "Snow Club"}


def test_the_right_answer_in_another_form_is_no_wrong_answer() -> None:
    persons = [("Юрий Гагарин", 1961), ("Гагарина", 1962), ("Лайка", 1957)]
    more = [("Нил Армстронг", 1969), ("Алексей Леонов", 1965)]
    assert "Гагарина" not in _wrong(FactKind.PERSON, persons + more, "Кто облетел Землю?")


def test_letters_and_what_they_stand_for_are_one_answer() -> None:
    unions = [("Polar League", 1907), ("Silver Rain Union", 1911), ("SRU", 1912)]
    more = [("Baltic Bank", 1920), ("Snow Club", 1931)]
    found = _wrong(FactKind.ORGANISATION, unions + more, "Which union was the first?")
    assert len(found & {"Silver Rain Union", "SRU"}) == 1
