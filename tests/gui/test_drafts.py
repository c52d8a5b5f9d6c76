"""The way through the drafts, and what is said of each kind of them."""

import pytest
from PySide6.QtWidgets import QApplication

from kgstudy.domain.drafting import Draft, FactKind, Proposal
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson import Span
from kgstudy.gui.models import draft_fields, drafts
from kgstudy.gui.models.words import whole_words, words_between
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_face import draft_document, settled_document
from kgstudy.services.groundwork import Item, State

GAPS = Draft("cloze", {"text": "The {{c1::Naryn::river}} &amp; the {{c2::Chüy}}."}, "cloze", 0.7)
CHOICE = Draft("choice", {"question": "Which?", "right": "Naryn", "wrong": "Chüy\nTalas"}, "", 0.7)
ORDER = Draft("ordering", {"question": "In order.", "items": "one\ntwo"}, "order", 0.7)
TYPED = Draft("typed", {"question": "How long?", "answer": "5 km", "also": "5000 m"}, "", 0.7)
STRANGE = Draft("template", {"Front": "<b>Q</b>", "Back": "A"}, "own", 1.0)


def item(draft: Draft, state: State = State.OPEN, at: int = 0, *others: Draft) -> Item:
    span = Span(at, at + 10)
    key = f"{at} {draft.kind}"
    made = Proposal(key, span, "", (Span(at, at + 3),), (FactKind.DATE,), (draft, *others))
    return Item(made, state, draft)


@pytest.mark.parametrize(
    ("draft", "seen"),
    [
        (GAPS, ["[ river ]", "& the", "Naryn · Chüy"]),
        (CHOICE, ["Which?", "● Naryn", "○ Talas"]),
        (ORDER, ["In order.", "one → two"]),
        (TYPED, ["How long?", "5 km", "also right: 5000 m"]),
        (STRANGE, ["Q", "A"]),
    ],
)
def test_each_kind_shows_what_it_asks_and_answers(
    look: Look, draft: Draft, seen: list[str]
) -> None:
    words = draft_document(look, draft, 400, flaws=True).toPlainText()
    for each in seen:
        assert each in words


def test_markup_of_a_field_is_words_at_most(look: Look) -> None:
    sly = Draft(
        "basic", {"front": '<img src="file:///etc/passwd">x', "back": "<a href=x>y</a>"}, "", 1
    )
    html = draft_document(look, sly, 400, flaws=True).toHtml()
    assert "passwd" not in html
    assert "href" not in html


def test_a_decided_one_is_told_in_one_paragraph(look: Look) -> None:
    words = settled_document(look, item(GAPS, State.ACCEPTED), 400).toPlainText()
    assert words.startswith("The […] & the […].")
    assert words.endswith("Naryn · Chüy")
    assert "\n" not in words


def test_the_next_open_one_is_looked_for_from_here_and_then_from_the_top() -> None:
    items = [item(GAPS), item(GAPS, State.ACCEPTED), item(GAPS, State.REJECTED)]
    assert drafts.next_open(items, -1) == 0
    assert drafts.next_open(items, 0) == 0
    assert drafts.next_open(items, 1) == 0
    assert drafts.next_open(items[1:], 0) is None
    assert drafts.next_open([], -1) is None


def test_words_lead_to_the_draft_that_asks_for_them() -> None:
    items = [item(GAPS, at=0), item(CHOICE, State.REJECTED, 20), item(ORDER, at=20)]
    assert drafts.at_words(items, Span(0, 10)) == 0
    assert drafts.at_words(items, Span(20, 30)) == 2
    assert drafts.at_words(items, Span(50, 60)) is None


def test_what_has_changed_is_found_and_what_follows_one_that_is_gone() -> None:
    before = [item(GAPS, at=0), item(CHOICE, at=20), item(ORDER, at=40)]
    decided = [before[0], item(CHOICE, State.ACCEPTED, 20), before[2]]
    assert drafts.first_changed(before, decided) == "20 choice"
    assert drafts.first_changed(before, before) is None
    assert drafts.first_changed(before, [before[0], before[2]]) == "40 ordering"
    assert drafts.first_changed(before, before[:2]) == "20 choice"
    assert drafts.first_changed([before[0]], before) == "20 choice"


def test_wordings_and_kinds_go_round() -> None:
    other = Draft("cloze", {"text": "Another {{c1::one}}."}, "cloze", 0.6)
    shown = item(GAPS, State.OPEN, 0, other, TYPED)
    assert drafts.other_wording(shown) == other
    assert drafts.other_kind(shown) == TYPED
    assert drafts.other_wording(item(GAPS)) is None
    assert drafts.other_kind(item(GAPS)) is None


def test_an_edited_one_leads_back_to_the_drafts() -> None:
    edited = Draft("cloze", {"text": "My {{c1::own}}."}, "edited", 1.0)
    shown = Item(item(GAPS, State.OPEN, 0, TYPED).proposal, State.OPEN, edited)
    assert drafts.other_wording(shown) == GAPS
    assert drafts.other_kind(shown) == TYPED


def test_a_card_of_a_template_is_not_edited_here() -> None:
    assert "edit" in drafts.offered(item(GAPS, State.ACCEPTED))
    assert "edit" not in drafts.offered(item(STRANGE, State.ACCEPTED))


def test_it_is_told_to_a_voice(qapp: QApplication) -> None:
    told = drafts.spoken(item(TYPED))
    assert told == "Typed answer · date, good\nHow long?\n5 km"


@pytest.mark.parametrize("draft", [GAPS, CHOICE, ORDER, TYPED])
def test_what_is_edited_comes_back_the_same(draft: Draft) -> None:
    for field in draft_fields.fields_of(draft.kind):
        html = draft.fields.get(field.name, "")
        text = draft_fields.as_text(draft.kind, field, html)
        assert draft_fields.as_html(draft.kind, field, text) == html


def test_gaps_that_are_not_closed_are_told() -> None:
    field = draft_fields.fields_of("cloze")[0]
    with pytest.raises(UserError, match="not closed"):
        draft_fields.as_html("cloze", field, "In [1974")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2, 3, "The"),
        (3, 9, "Naryn"),
        (0, 30, "The Naryn’s dam (of 5 %), then"),
        (16, 23, "of 5 %"),
        (9, 10, None),
    ],
)
def test_whole_words_are_taken(start: int, end: int, words: str | None) -> None:
    text = "The Naryn’s dam (of 5 %), then."
    found = whole_words(text, start, end)
    assert (None if found is None else text[found.start : found.end]) == words


def test_words_are_gone_through_without_their_marks() -> None:
    text = "“The dam” – 5 %, then."
    found = [text[word.start : word.end] for word in words_between(text, Span(0, len(text)))]
    assert found == ["The", "dam", "5", "then"]
