"""Makes the page of one study session."""

from collections.abc import Sequence

from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.desk import Desk
from kgstudy.gui.media.card_sounds import CardSounds
from kgstudy.gui.pages.study import StudyPage
from kgstudy.services import decks
from kgstudy.services.sitting import Plan
from kgstudy.services.study import Study


def study_page(
    desk: Desk, deck: DeckId | None, cards: Sequence[CardId], plan: Plan | None
) -> StudyPage:
    """Over a deck, all decks, only these cards, or a plan."""
    return StudyPage(
        desk.look,
        desk.feed,
        Study(desk.collection, deck, cards=cards, plan=plan),
        desk.choices.value.grade_buttons,
        calendar=desk.collection.calendar,
        media=desk.media,
        others=lambda: _waiting(desk),
        sounds=CardSounds(desk.player, lambda: desk.choices.value.autoplay),
        seconds=desk.seconds,
    )


def _waiting(desk: Desk) -> int:
    tops = decks.top_level(decks.overview(desk.collection))
    return sum(deck.new + deck.due for deck in tops)
