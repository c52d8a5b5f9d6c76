"""How well a card is recalled on a day."""

from kgstudy.domain import fsrs
from kgstudy.domain.card import CardState, Reviewing, Studied
from kgstudy.domain.clock import StudyDay


def recall(state: CardState, parameters: fsrs.Parameters, day: StudyDay) -> float | None:
    """Predicted probability of recall on `day`; None for a card never answered."""
    if not isinstance(state, Studied):
        return None
    elapsed = elapsed_days(state.day, day, on_steps=not isinstance(state, Reviewing))
    return fsrs.retrievability(elapsed, state.memory.stability, parameters)


def elapsed_days(since: StudyDay, day: StudyDay, *, on_steps: bool) -> int:
    """The days after which recall is predicted; a card on its steps is not known even today."""
    return max(int(on_steps), day - since)
