"""Where cards are answered: one line a class of faces."""

from collections.abc import Mapping
from typing import Any

from kgstudy.domain.card_types.base import Face, WholeFace
from kgstudy.domain.card_types.choice import ChoiceFace
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.card_types.ordering import OrderingFace
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.answers.occlusion import OcclusionAnswer
from kgstudy.gui.answers.ordering import OrderingAnswer
from kgstudy.gui.answers.show import FillGaps, ShowAnswer
from kgstudy.gui.answers.typed import TypedAnswer

ANSWERS: Mapping[type[Face], type[AnswerWidget[Any]]] = {
    Face: ShowAnswer,
    WholeFace: FillGaps,
    TypedFace: TypedAnswer,
    ChoiceFace: ChoiceAnswer,
    OrderingFace: OrderingAnswer,
    OcclusionFace: OcclusionAnswer,
}
"""Answer widgets by the class of what they show."""
