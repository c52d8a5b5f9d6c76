"""From a text to proposals: which kinds, which come first, which are left out and why."""

import pytest

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import Draft, Drafting, Fact, FactKind, Proposal
from kgstudy.domain.drafting.choices import Distractors
from kgstudy.domain.drafting.choosing import draft_words
from kgstudy.domain.drafting.drafts import from_gap
from kgstudy.domain.drafting.english.grammar import ENGLISH
from kgstudy.domain.drafting.grammar import Gapped, Sentence
from kgstudy.domain.drafting.proposing import draft
from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.gaps import gaps, parse
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import plain

_LESSON = """## The Baltic League

Norway joined the Baltic League on 4 May 1931. Peru left the Silver Union on 9 July 1932. \
Iceland founded the Polar Society on 1 March 1934. Chile opened the Copper Bank on 6 June 1937. \
Over 300 villages were flooded in Lorn in 1938. Harriet Moss discovered a comet in 1939.
"""


def _asking(made: Drafting, words: str) -> Proposal:
    """The proposal that asks for these words alone."""
    return next(
        each
        for each in made.proposals
        if [_LESSON[ask.start : ask.end] for ask in each.asks] == [words]
    )


def _draft(proposal: Proposal, kind: str) -> Draft:
    return next(each for each in proposal.drafts if each.kind == kind)


def test_a_date_is_asked_in_every_fitting_kind() -> None:
    made = draft(_LESSON, "en")
    proposal = _asking(made, "4 May 1931")
    assert proposal.facts == (FactKind.DATE,)
    kinds = {each.kind for each in proposal.drafts}
    assert kinds == {"basic", "typed", "choice", "both-ways", "cloze"}
    assert proposal.best.kind == "typed"
    assert proposal.best.is_good
    assert proposal.best.fields == {
        "question": "On what date did Norway join the Baltic League?",
        "answer": "4 May 1931",
    }
    assert _draft(proposal, "both-ways").fields == {
        "front": "Norway joined the Baltic League",
        "back": "4 May 1931",
    }
    text = "Norway joined the Baltic League on {{c1::4 May 1931::date}}."
    assert _draft(proposal, "cloze").fields == {"text": text}


def test_wrong_answers_are_near_in_time_and_of_other_sentences() -> None:
    choice = _draft(_asking(draft(_LESSON, "en"), "9 July 1932"), "choice")
    wrong = choice.fields["wrong"].split("\n")
    assert sorted(wrong) == ["1 March 1934", "4 May 1931", "6 June 1937"]
    assert CARD_TYPES["choice"].problem(choice.fields) is None


def test_no_wrong_answer_is_true_too() -> None:
    made = draft(_LESSON, "en")
    for proposal in (*made.proposals, *(each.proposal for each in made.rejected)):
        for each in proposal.drafts:
            if each.kind == "choice":
                assert all(line not in proposal.quote for line in each.fields["wrong"].split("\n"))


def test_events_of_a_section_are_put_in_order() -> None:
    made = draft(_LESSON, "en")
    ordering = next(each for each in made.proposals if each.best.kind == "ordering")
    assert ordering.best.fields["items"].split("\n") == [
        "Norway joined the Baltic League",
        "Peru left the Silver Union",
        "Iceland founded the Polar Society",
        "Chile opened the Copper Bank",
        "Over 300 villages were flooded in Lorn",
    ]
    assert len(ordering.asks) == 5


def test_events_of_one_year_are_no_row() -> None:
    text = (
        "Norway joined the Baltic League in 1931. Peru left the Silver Union on 9 July 1931. "
        "Iceland founded the Polar Society in 1934."
    )
    assert all(each.best.kind != "ordering" for each in draft(text, "en").proposals)


def test_no_wrong_answer_stands_in_the_same_sentence() -> None:
    text = (
        "Norway joined the Baltic League in 1931, and it left the Baltic League in 1933. "
        "Peru left the Silver Union in 1942. Iceland founded the Polar Society in 1944. "
        "Chile opened the Copper Bank in 1947."
    )
    made = draft(text, "en")
    choices = [x for each in made.proposals for x in each.drafts if x.kind == "choice"]
    joined = next(x for x in choices if "join" in x.fields["question"] and x.form == "when")
    assert joined.fields["wrong"].split("\n") == ["1942", "1944", "1947"]


def test_events_far_from_each_other_are_no_row() -> None:
    filler = "Nothing else is told of that time by anybody. " * 30
    text = filler.join(
        [
            "Norway joined the Baltic League in 1931. ",
            "Peru left the Silver Union in 1932. ",
            "Iceland founded the Polar Society in 1934. ",
        ]
    )
    assert all(each.best.kind != "ordering" for each in draft(text, "en").proposals)


def test_an_acronym_goes_both_ways() -> None:
    text = "The Baltic Trade Organization (BTO) was founded by Harriet Moss in Riga in 1925."
    made = draft(text, "en")
    both = next(
        each
        for proposal in made.proposals
        for each in proposal.drafts
        if each.kind == "both-ways" and each.form == "acronym"
    )
    assert both.fields == {"front": "BTO", "back": "Baltic Trade Organization"}


def test_a_list_has_a_gap_for_each_item() -> None:
    text = "In 1931 the council signed treaties with France, Spain and Portugal in Riga."
    clozes = [
        each.fields["text"]
        for proposal in draft(text, "en").proposals
        for each in proposal.drafts
        if each.kind == "cloze"
    ]
    gaps = "{{c1::France}}, {{c2::Spain}} and {{c3::Portugal}}"
    assert f"In 1931 the council signed treaties with {gaps} in Riga." in clozes


def test_the_best_of_a_sentence_come_first() -> None:
    made = draft(_LESSON, "en")
    first = [each for each in made.proposals if each.quote.startswith("Norway")]
    assert first[0].best.score == max(each.best.score for each in first)
    assert [each.span.start for each in made.proposals] == sorted(
        each.span.start for each in made.proposals
    )


def test_what_was_asked_is_not_asked_again() -> None:
    twice = "Norway joined the Baltic League on 4 May 1931.\n\nOther words stand here.\n\n" * 2
    made = draft(twice, "en")
    dates = [each for each in made.proposals if each.best.form == "when"]
    assert len(dates) == 1
    assert any("asks for the same" in each.why for each in made.rejected)


def test_what_is_left_out_says_why() -> None:
    made = draft("He was born in Riga in 1867. It was sold there in 1890.", "en")
    assert not made.proposals
    assert made.rejected
    assert all(each.why for each in made.rejected)


def test_what_the_lesson_is_about_is_no_fact_without_a_card() -> None:
    text = "In 1931 Norway joined the league. In 1932 Norway left it. In 1933 Norway came back."
    made = draft(text, "en")
    assert "Norway" not in [fact.text for fact in made.facts]
    assert [fact.text for fact in made.facts if fact.kind is FactKind.DATE] == [
        "1931",
        "1932",
        "1933",
    ]


def test_dates_and_numbers_are_found_where_the_language_has_no_grammar() -> None:
    text = "Noregur gekk í bandalagið 1931, og þar bjuggu 300 manns um vorið."
    kinds = {fact.kind for fact in draft(text, "is").facts}
    assert {FactKind.DATE, FactKind.NUMBER} <= kinds


def test_chosen_words_become_a_gap_and_a_question_where_one_fits() -> None:
    start = _LESSON.index("1938")
    made = draft_words(_LESSON, "en", Span(start, start + 4))
    assert {"cloze", "typed"} <= {each.kind for each in made.drafts}
    verb = _LESSON.index("flooded")
    other = draft_words(_LESSON, "en", Span(verb, verb + 7))
    assert [each.fields for each in other.drafts] == [
        {"text": "Over 300 villages were {{c1::flooded}} in Lorn in 1938."}
    ]


@pytest.mark.parametrize(
    ("language", "text", "chosen"),
    [
        ("en", "## The League\n\nNorway joined the league.", "League\n\nNorway"),
        ("ru", "## Союз\n\nСтолица Киргизии — Бишкек.", "Союз\n\nСтолица"),
        ("ky", "## Уюм\n\nКыргызстан уюмга кирген.", "Уюм\n\nКыргызстан"),
    ],
)
def test_chosen_words_may_begin_before_a_sentence(language: str, text: str, chosen: str) -> None:
    start = text.index(chosen)
    made = draft_words(text, language, Span(start, start + len(chosen)))
    assert made.quote == text[start:]
    (gap,) = (each.fields["text"] for each in made.drafts if each.kind == "cloze")
    assert f"{{{{c1::{' '.join(chosen.split())}}}}}" in " ".join(gap.split())


def test_chosen_words_have_the_key_of_their_proposal() -> None:
    proposal = _asking(draft(_LESSON, "en"), "1939")
    start = _LESSON.index("1939")
    assert draft_words(_LESSON, "en", Span(start, start + 4)).key == proposal.key


def test_a_name_with_two_blanks_is_no_wrong_answer_to_itself() -> None:
    names = ["Peru", "New York", "New  York", "Chile", "Oslo"]
    told = [
        Told(Sentence(name, span), (Fact(FactKind.PLACE, span, span, name, name),), 0)
        for at, name in enumerate(names)
        for span in [Span(20 * at, 20 * at + len(name))]
    ]
    (fact,) = told[1].facts
    assert Distractors(told).wrong(fact, "Where?", ("New York",)) == ("Peru", "Chile", "Oslo")


def test_a_gap_keeps_its_colon_before_the_hint() -> None:
    fact = Fact(FactKind.DATE, Span(3, 8), Span(0, 20), "1931:", "1931:")
    made = from_gap(Gapped("In 1931: the league.", Span(3, 8)), fact, ENGLISH.wording)
    (gap,) = gaps(parse(made.fields["text"]))
    assert (plain("".join(map(str, gap.parts))), gap.hint) == ("1931:", "when")
