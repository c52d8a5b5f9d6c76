"""Where cards are answered: one line a kind."""

from collections.abc import Mapping
from typing import Any

from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.answers.ordering import OrderingAnswer
from kgstudy.gui.answers.show import FillGaps, ShowAnswer
from kgstudy.gui.answers.typed import TypedAnswer

ANSWERS: Mapping[str, type[AnswerWidget[Any]]] = {
    "basic": ShowAnswer,
    "both-ways": ShowAnswer,
    "cloze": FillGaps,
    "typed": TypedAnswer,
    "choice": ChoiceAnswer,
    "ordering": OrderingAnswer,
}
"""Answer widgets by the kind of the card."""
