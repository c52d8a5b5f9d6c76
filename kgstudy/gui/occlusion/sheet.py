"""What is drawn, what of it is chosen, and the way back and forth."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import Point, Shape
from kgstudy.domain.masks import Drawing

_MOST_STEPS = 500


class _State(NamedTuple):
    drawing: Drawing
    chosen: frozenset[int]


class Sheet(QObject):
    """Shapes are told by their places in the drawing, from 0."""

    changed = Signal()
    """The drawing, or what of it is chosen."""

    def __init__(self, html: str, taken: Collection[int], parent: QObject | None = None) -> None:
        """`taken` are numbers that no new shape may get, besides those in the text."""
        super().__init__(parent)
        self._now = _State(masks.read(html), frozenset())
        self._taken = self._now.drawing.numbers | frozenset(taken)
        self._past: list[_State] = []
        self._coming: list[_State] = []
        self._step = ""
        self._hides_all = self._now.drawing.hides_all

    @property
    def html(self) -> str:
        return masks.written(self._now.drawing)

    @property
    def drawing(self) -> Drawing:
        return self._now.drawing

    @property
    def chosen(self) -> frozenset[int]:
        return self._now.chosen

    @property
    def hides_all(self) -> bool:
        """Whether a card hides what the others ask for too."""
        return self.drawing.hides_all if self.drawing.masks else self._hides_all

    @property
    def card(self) -> int:
        """The number of the card that the first chosen shape belongs to, else the least; or 0."""
        chosen = [self.drawing.masks[at] for at in sorted(self.chosen)]
        every = (number for mask in chosen for number in mask.numbers if number)
        return next(every, min(self.drawing.numbers, default=0))

    def choose(self, chosen: Iterable[int]) -> None:
        self._step = ""
        wanted = frozenset(chosen)
        if wanted != self.chosen:
            self._now = _State(self.drawing, wanted)
            self.changed.emit()

    def choose_all(self) -> None:
        self.choose(range(len(self.drawing.masks)))

    def put(self, drawing: Drawing, chosen: AbstractSet[int] | None = None, step: str = "") -> None:
        """Steps of one name that follow one another are taken back together."""
        wanted = _State(drawing, self.chosen if chosen is None else frozenset(chosen))
        if drawing == self.drawing:
            return
        if not step or step != self._step:
            self._past = [*self._past[-_MOST_STEPS:], self._now]
        self._now, self._coming, self._step = wanted, [], step
        self.changed.emit()

    def add(self, shape: Shape) -> None:
        """A new shape is a new card."""
        number = masks.next_number(self.drawing, self._taken)
        made = masks.added(self.drawing, shape, number, stays=self.hides_all)
        self.put(made, {len(made.masks) - 1})

    def label(self, at: Point, words: str) -> None:
        """Words on the picture, if there are any."""
        if words:
            made = masks.labelled(self.drawing, at, words)
            self.put(made, {len(made.masks) - 1})

    def reword(self, at: int, words: str) -> None:
        self.put(masks.reworded(self.drawing, at, words), None if words else frozenset())

    def remove(self) -> None:
        self.put(masks.without(self.drawing, self.chosen), frozenset())

    def copy(self) -> None:
        first = len(self.drawing.masks)
        made = masks.copied(self.drawing, self.chosen, self._taken)
        self.put(made, set(range(first, len(made.masks))))

    def group(self) -> None:
        self.put(masks.grouped(self.drawing, self.chosen))

    def ungroup(self) -> None:
        self.put(masks.ungrouped(self.drawing, self.chosen, self._taken))

    def hide(self, *, everything: bool) -> None:
        self._hides_all = everything
        self.put(masks.hiding(self.drawing, everything=everything))
        self.changed.emit()

    def undo(self) -> None:
        self._go(self._past, self._coming)

    def redo(self) -> None:
        self._go(self._coming, self._past)

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._coming)

    def _go(self, source: list[_State], target: list[_State]) -> None:
        if source:
            target.append(self._now)
            self._now, self._step = source.pop(), ""
            self.changed.emit()
