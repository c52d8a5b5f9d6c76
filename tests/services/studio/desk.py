"""A lesson on the desk, with a draft for each of some of its words."""

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Drafting, Proposal
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.services import (
    listing,
    studio,
)
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage, Studio
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import RIVERS
from tests.drafted import drafting

WORDS = ("Naryn", "Syr Darya", "Tian Shan", "1,067 km")
DRAFTING = drafting(RIVERS, *WORDS)
NARYN, MOUTH, SOURCE, LENGTH = DRAFTING.proposals


class Desk:
    """A collection with one lesson on the desk."""

    def __init__(self, opened: Collection, text: str = RIVERS, title: str = "Rivers") -> None:
        self.opened = opened
        self.lesson, self.change = studio.bring(opened, LessonText(title, text))

    def studio(self, drafting: Drafting = DRAFTING) -> Studio:
        return studio.studio(self.opened, self.lesson, drafting)

    def states(self, drafting: Drafting = DRAFTING) -> list[State]:
        return [item.state for item in self.studio(drafting).items]

    def coverage(self, drafting: Drafting = DRAFTING) -> list[Coverage]:
        return [coverage for _, coverage in self.studio(drafting).facts]

    def accept(self, *proposals: Proposal) -> Change:
        pairs = [(proposal, proposal.best) for proposal in proposals]
        return studio.accept(self.opened, self.lesson, pairs)

    def answers(self) -> list[str]:
        """The answers of the deck's cards in the order in which new ones come."""
        rows = listing.find_cards(self.opened, "")
        ordered = sorted(rows, key=lambda row: cards.position(self.opened, row.card.id))
        return [row.answer for row in ordered]


def seen(opened: Collection) -> list[tuple[str, ...]]:
    rows = listing.find_cards(opened, "")
    return sorted((r.guid, r.deck, r.kind, r.question, r.answer, str(r.source)) for r in rows)


def shifted(span: Span) -> Span:
    return Span(span.start + 7, span.end + 7)
