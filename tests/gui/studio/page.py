"""A lesson with four facts and three drafts, and what a person sees of it in the studio."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kgstudy.domain.drafting import (
    Cure,
    Draft,
    Drafting,
    Fact,
    FactKind,
    Flaw,
    Proposal,
    Rejected,
)
from kgstudy.domain.drafting.proposing import keyed
from kgstudy.domain.lesson import Span
from kgstudy.gui.models import drafts
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import decks
from kgstudy.services.groundwork import Item, State
from kgstudy.services.studio import Coverage
from kgstudy.store.collection import Collection
from tests.gui.keyboard import focused, press

TEXT = """\
## The river

The Naryn dam was closed in 1974. The lake was full in 1988. It gives light to towns.

A second dam followed in 2010. Toktogul was a singer 🎶 of songs. Nobody knows what comes next.
"""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
VAGUE = Flaw(
    "vague",
    "The question does not say which lake.",
    Cure("Write “Lake Toktogul”", {"question": "When was Lake Toktogul full?", "answer": "1988"}),
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def fact(words: str, sentence: str, kind: FactKind = FactKind.DATE) -> Fact:
    return Fact(kind, span(words), span(sentence), words, words)


def proposal(of: Fact, *made: Draft) -> Proposal:
    quote = TEXT[of.sentence.start : of.sentence.end]
    given = Proposal("", of.sentence, quote, (of.span,), (of.kind,), made)
    return next(keyed(TEXT, [given]))


def typed(question: str, answer: str, score: float, *found: Flaw) -> Draft:
    return Draft("typed", {"question": question, "answer": answer}, "when", score, (), found)


CLOSED = fact("1974", "The Naryn dam was closed in 1974.")
FULL = fact("1988", "The lake was full in 1988.")
SECOND = fact("2010", "A second dam followed in 2010.")
SINGER = fact("Toktogul", "Toktogul was a singer 🎶 of songs.", FactKind.PERSON)

DRAFTING = Drafting(
    "en",
    (CLOSED, FULL, SECOND, SINGER),
    (
        proposal(
            CLOSED,
            Draft(
                "typed", {"question": "In what year was it closed?", "answer": "1974"}, "when", 0.9
            ),
            Draft("typed", {"question": "When was it closed?", "answer": "1974"}, "when", 0.8),
            Draft("cloze", {"text": "It was closed in {{c1::1974::year}}."}, "cloze", 0.7),
        ),
        proposal(
            FULL,
            typed("When was the lake full?", "1988", 0.9, VAGUE),
        ),
        proposal(SECOND, Draft("cloze", {"text": "It followed in {{c1::2010}}."}, "cloze", 0.7)),
    ),
    (
        Rejected(
            proposal(SINGER, Draft("cloze", {"text": "{{c1::Toktogul}} sang."}, "cloze", 0.2)),
            "Nobody would know who is meant.",
        ),
    ),
)


def page_of(window: Window) -> StudioPage:
    page = window.page
    assert isinstance(page, StudioPage)
    return page


def states(page: StudioPage) -> list[State]:
    return [item.state for item in page._desk.items]


def current(page: StudioPage) -> Item:
    item = page._view.item
    assert item is not None
    return item


def question(page: StudioPage) -> str:
    return drafts.question(current(page).draft)


def coverage(page: StudioPage) -> list[Coverage]:
    assert page._desk.studio is not None
    return [covered for _, covered in page._desk.studio.facts]


def marked(page: StudioPage) -> str:
    words = page._view.text.words
    return "" if words is None else page._desk.words(words)


def cards(collection: Collection) -> int:
    return sum(deck.new for deck in decks.overview(collection))


def write(text: str) -> None:
    """In place of what stands in the field that has the keyboard."""
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), text)
