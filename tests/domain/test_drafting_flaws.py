"""What a critical reader objects to, rule by rule; a good card of the kind stands beside each."""

from collections.abc import Mapping

import pytest

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import Draft, Fact, FactKind
from kgstudy.domain.drafting.flaws import flaws
from kgstudy.domain.lesson import Span


def _basic(front: str, back: str) -> Mapping[str, str]:
    return {"front": front, "back": back}


def _codes(kind: str, fields: Mapping[str, str]) -> set[str]:
    return {flaw.code for flaw in flaws(kind, fields, "en")}


_GOOD = _basic("On what date did Norway join the Baltic League?", "4 May 1931")


def test_a_good_card_has_none() -> None:
    assert flaws("basic", _GOOD, "en") == ()


@pytest.mark.parametrize(
    ("code", "front", "back"),
    [
        (
            "long-answer",
            "Why did Norway leave the Baltic League?",
            "because it wanted to be free to trade with all the lands of the south",
        ),
        ("gives-answer", "In which year was the 1931 treaty of Norway signed?", "1931"),
        ("gives-answer", "What did the Baltic League found in Norway?", "the League"),
        ("undecided", "Who won?", "Norway"),
        ("unclear", "In which year did it join the Baltic League?", "1931"),
        ("unclear", "Who signed this famous treaty with Norway?", "Peru"),
        ("unclear", "In which year did the king sign a treaty?", "1931"),
        ("yes-no", "Did Norway join the Baltic League in 1931?", "Yes"),
        (
            "long-list",
            "Which lands joined the Baltic League in 1931?",
            "Norway, Sweden, Denmark and Iceland",
        ),
        ("undated", "How many embassies has Norway in the south?", "20"),
        ("shifting", "How many members does the Baltic League currently have?", "42"),
    ],
)
def test_flaws_are_found(code: str, front: str, back: str) -> None:
    assert code in _codes("basic", _basic(front, back))
    assert code in _codes("typed", {"question": front, "answer": back})


@pytest.mark.parametrize(
    ("code", "front", "back"),
    [
        ("gives-answer", "Who was the brother of Charles I and James II?", "Charles II"),
        ("gives-answer", "On what date in 1931 did Norway join the League?", "4 May 1931"),
        ("unclear", "In which year did Norway lose its king?", "1931"),
        ("unclear", "Which country was the first to print stamps?", "Norway"),
        ("unclear", "Who signed the treaty that his brother had broken?", "Harald III"),
        ("undecided", "What does BTO stand for?", "Baltic Trade Organization"),
        ("undated", "How many embassies had Norway in the year 1931?", "20"),
        ("long-list", "Which lands founded the Baltic League?", "Norway, Sweden and Denmark"),
        ("yes-no", "Name the first city of the Baltic League.", "Riga"),
    ],
)
def test_what_only_looks_like_a_flaw_is_none(code: str, front: str, back: str) -> None:
    grave = {flaw.code for flaw in flaws("basic", _basic(front, back), "en") if flaw.grave}
    assert code not in grave


def test_an_answer_that_the_question_says_is_grave() -> None:
    found = flaws("basic", _basic("What did the Red Star League found?", "Red Star"), "en")
    assert [flaw.code for flaw in found if flaw.grave] == ["gives-answer"]


def test_several_gaps_of_one_card_are_parted_by_the_cure() -> None:
    text = "{{c1::Norway}}, {{c1::Peru}} and {{c1::Chile}} met in Riga in 1931."
    found = next(flaw for flaw in flaws("cloze", {"text": text}, "en") if flaw.code == "several")
    assert found.cure
    assert found.cure.fields["text"] == (
        "{{c1::Norway}}, {{c2::Peru}} and {{c3::Chile}} met in Riga in 1931."
    )
    assert "several" not in _codes("cloze", found.cure.fields)


def test_a_long_list_in_a_gap_gets_a_gap_for_each_item() -> None:
    text = "In 1931 {{c1::Norway, Peru, Chile and Spain::who}} met in Riga."
    found = next(flaw for flaw in flaws("cloze", {"text": text}, "en") if flaw.code == "long-list")
    assert found.cure
    assert found.cure.fields["text"] == (
        "In 1931 {{c1::Norway}}, {{c2::Peru}}, {{c3::Chile}} and {{c4::Spain}} met in Riga."
    )


@pytest.mark.parametrize(
    ("text", "cured"),
    [
        (
            "The union is of {{c1::Guinea-Bissau, Guinea, Mali and Togo::who}}.",
            "The union is of {{c1::Guinea-Bissau}}, {{c2::Guinea}}, {{c3::Mali}} and {{c4::Togo}}.",
        ),
        (
            "{{c1::Mali}} is in the union of {{c2::Mali, Chad, Niger &amp; Co. and Togo}}.",
            "{{c1::Mali}} is in the union of {{c2::Mali}}, {{c3::Chad}}, {{c4::Niger &amp; Co.}} "
            "and {{c5::Togo}}.",
        ),
    ],
)
def test_the_cure_of_a_long_list_leaves_all_else_as_it_is(text: str, cured: str) -> None:
    cures = [flaw.cure for flaw in flaws("cloze", {"text": text}, "en") if flaw.code == "long-list"]
    assert [cure and cure.fields for cure in cures] == [{"text": cured}]


def test_a_long_answer_is_cut_where_that_is_enough() -> None:
    fields = _basic(
        "Who founded the Polar Society of Norway?",
        "Harriet Moss, a teacher who had come from the far south",
    )
    found = next(flaw for flaw in flaws("basic", fields, "en") if flaw.code == "long-answer")
    assert found.cure
    assert found.cure.fields == {**fields, "back": "Harriet Moss"}
    assert found.cure.words == "Write “Harriet Moss”"


def test_two_cards_alike_are_named() -> None:
    other = Draft("basic", _basic("When did Norway join the Baltic League?", "4 May 1931"), "", 1)
    found = flaws("basic", _GOOD, "en", others=[("Card 7", other)])
    assert [flaw.code for flaw in found] == ["alike"]
    assert "Card 7" in found[0].why


def test_one_question_with_two_answers_is_undecided() -> None:
    other = Draft("basic", {**_GOOD, "back": "9 July 1702"}, "", 1)
    found = flaws("basic", _GOOD, "en", others=[("Card 7", other)])
    assert [flaw.code for flaw in found] == ["undecided"]


def test_values_of_one_year_are_told_but_are_not_grave() -> None:
    fact = Fact(FactKind.DATE, Span(0, 4), Span(0, 9), "in 1931", "9 May 1931", (1931, 5, 9))
    found = flaws("basic", _GOOD, "en", facts=[fact])
    assert [(flaw.code, flaw.grave) for flaw in found] == [("look-alike", False)]
    assert "9 May 1931" in found[0].why


@pytest.mark.parametrize("told", ["4 May 1931", "May 4, 1931", "on 4 May 1931"])
def test_a_date_does_not_look_like_itself(told: str) -> None:
    itself = Fact(FactKind.DATE, Span(0, 4), Span(0, 9), told, "4 May 1931", (1931, 5, 4))
    fields = {**_GOOD, "back": told}
    assert flaws("basic", fields, "en", facts=[itself]) == ()
    year = Fact(FactKind.DATE, Span(20, 24), Span(15, 30), "1931", "1931", (1931,))
    (found,) = flaws("basic", fields, "en", facts=[itself, year])
    assert "“1931” elsewhere" in found.why


def test_the_gravest_come_first() -> None:
    found = flaws("basic", _basic("How many embassies has it?", "20 or 30"), "en")
    assert [flaw.grave for flaw in found] == sorted((f.grave for f in found), reverse=True)


@pytest.mark.parametrize("kind", sorted(CARD_TYPES))
def test_a_note_that_makes_no_card_has_another_problem(kind: str) -> None:
    assert flaws(kind, {}, "en") == ()


def test_other_languages_have_their_own_words() -> None:
    assert "unclear" in {
        flaw.code
        for flaw in flaws("basic", _basic("В каком году он стал президентом?", "1991"), "ru")
    }


@pytest.mark.parametrize(
    ("front", "back"),
    [
        (
            r"What does \(\frac{d}{dx} \left( x^2 + 3x + 5 \right)\) equal?",
            r"\(2x + 3\)",
        ),
        (r"\(\int x\,dx = ?\)", r"\(\frac{x^2}{2} + C\)"),
        (
            "What is the formula for the roots of a quadratic equation?",
            r"\[x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}\]",
        ),
        (
            "Which rivers of Norway meet at the town of Peru?",
            "Glomma, from the north<br>Drama, from the west<br>Otra, from far away",
        ),
        ("Who wrote this poem?<br>There was a king in Norway<br>who had a daughter fair", "Peru"),
    ],
)
def test_formulas_and_lines_are_not_taken_for_words_in_a_row(front: str, back: str) -> None:
    assert _codes("basic", _basic(front, back)) == set()


def test_a_long_list_in_lines_is_one_too() -> None:
    codes = _codes("basic", _basic("Which rivers flow through Norway?", "A<br>B<br>C<br>D"))
    assert "long-list" in codes


def test_a_gap_in_a_formula_is_judged_by_nobody() -> None:
    text = r"The law of Euler says \({{c1::e^{i\pi} + 1 + 2 + 3 + 4 + 5 + 6 + 7}} = 0\) for all"
    assert _codes("cloze", {"text": text}) == set()
