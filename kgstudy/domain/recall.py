"""How well a card is recalled on a day."""

from kgstudy.domain import fsrs
from kgstudy.domain.card import CardState, Reviewing, Studied
from kgstudy.domain.clock import StudyDay


def recall(state: CardState, parameters: fsrs.Parameters, day: StudyDay) -> float | None:
    """Predicted probability of recall on `day`; None for a card never answered."""
    if not isinstance(state, Studied):
        return None
    least = 0 if isinstance(state, Reviewing) else 1  # on its steps, not yet known
    elapsed = max(least, day - state.day)
    return fsrs.retrievability(elapsed, state.memory.stability, parameters)
