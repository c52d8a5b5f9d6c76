"""Shapes drawn over a picture: read from the text of a note, and written back into it.

What was not touched is written as it was read, to the letter; of a shape that was touched, only
the traits that are others now.  See `card_types.occlusion` for the form.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple, get_args

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.card_types.occlusion import PART, Kind, Point, Shape, placed
from kgstudy.domain.gaps import PICTURE

_GAP = re.compile(
    r"\{\{c(?P<numbers>[0-9]{1,4}(?:,[0-9]{1,4})*)::"
    rf"(?P<words>{PICTURE}(?:(?!\{{\{{c[0-9]|\}}\}}).)*)\}}\}}",
    re.DOTALL,
)
_BRACES = re.compile(r"(?<=\{)(?=\{)|(?<=\})(?=\})")
"""Between two of them, which would begin a gap or end one."""
_DIGITS = 4
"""Behind the point; Anki writes as many."""
_SEPARATOR = "<br>"
_LETTERS = 0.05
"""How high the letters of a new label are, in shares of the picture's height."""
_ASIDE = 0.02
"""How far a copy lies from what it was made of."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A shape that the cards `numbers` ask for; a label is asked for by none.

    `stays` says that it hides something on all other cards too.  `source` is the gap as it was
    read, and `after` the text up to the next one.
    """

    shape: Shape
    numbers: tuple[int, ...]
    stays: bool
    source: str
    after: str = ""

    @property
    def is_label(self) -> bool:
        return self.shape.kind == "text"


class Box(NamedTuple):
    """Its sides in shares of the picture."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes in their order, the last one on top; `before` is the text before the first."""

    before: str
    masks: tuple[Mask, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The cards that come of it."""
        return frozenset(number for mask in self.masks for number in mask.numbers if number)

    @property
    def hides_all(self) -> bool:
        """Whether any shape hides something on the cards of others; true where there is none."""
        masks = [mask for mask in self.masks if not mask.is_label]
        return not masks or any(mask.stays for mask in masks)


def read(html: str) -> Drawing:
    before, masks, end = "", list[Mask](), 0
    for gap in _GAP.finditer(html):
        mask = _read(gap[0])
        if mask is None:
            continue
        before = _follow(before, masks, html[end : gap.start()])
        masks.append(mask)
        end = gap.end()
    before = _follow(before, masks, html[end:])
    return Drawing(before, tuple(masks))


def written(drawing: Drawing) -> str:
    masks = (_written(mask) + mask.after for mask in drawing.masks)
    return drawing.before + "".join(masks)


def seen(drawing: Drawing, number: int) -> tuple[Shape, ...]:
    """What `occlusion.shapes` reads from the text: all that the card `number` shows."""
    told = (
        (mask.shape, not mask.is_label and number in mask.numbers, mask.stays)
        for mask in drawing.masks
    )
    return tuple(
        replace(shape, asked=asked, covers=not asked and stays and shape.kind != "text")
        for shape, asked, stays in told
        if asked or stays or shape.kind == "text"
    )


def bounds(shape: Shape) -> Box:
    """The room that it takes, were it not turned."""
    if shape.kind == "polygon" and shape.points:
        across, down = zip(*shape.points, strict=True)
        return Box(min(across), min(down), max(across), max(down))
    return Box(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)


def boxed(shape: Shape, box: Box) -> Shape:
    """The shape, made to fill `box`."""
    left, top = _rounded(box.left), _rounded(box.top)
    width, height = _rounded(box.right - box.left), _rounded(box.bottom - box.top)
    if shape.kind == "ellipse":  # told by its radii
        width, height = 2 * _rounded(width / 2), 2 * _rounded(height / 2)
    if shape.kind != "polygon":
        return replace(shape, left=left, top=top, width=width, height=height)
    was = bounds(shape)
    across = width / (was.right - was.left) if was.right > was.left else 1.0
    down = height / (was.bottom - was.top) if was.bottom > was.top else 1.0
    return polygon(
        ((left + (x - was.left) * across, top + (y - was.top) * down) for x, y in shape.points),
        shape,
    )


def polygon(points: Iterable[tuple[float, float]], like: Shape | None = None) -> Shape:
    """A polygon with these corners, in all else as the other one."""
    corners = tuple((_rounded(x), _rounded(y)) for x, y in points)
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return replace(like or Shape("polygon", 0, 0), points=corners, left=left, top=top)


def cornered(shape: Shape, at: int, x: float, y: float) -> Shape:
    """The polygon with another place for one of its corners."""
    points = [(x, y) if n == at else point for n, point in enumerate(shape.points)]
    return polygon(points, shape)


def added(drawing: Drawing, shape: Shape, number: int, *, stays: bool) -> Drawing:
    """With one more shape, on top of the others."""
    return _with(drawing, Mask(shape, (number,), stays, _bare(shape.kind)))


def labelled(drawing: Drawing, at: Point, words: str) -> Drawing:
    """With words on the picture that every card shows, their upper left corner there."""
    blank = _read(f"{{{{c0::{PICTURE}text:text=:scale=1:fs={_number(_LETTERS)}}}}}")
    assert blank is not None
    left, top = map(_rounded, at)
    shape = replace(blank.shape, left=left, top=top, text=words)
    return _with(drawing, replace(blank, shape=shape))


def reworded(drawing: Drawing, at: int, words: str) -> Drawing:
    """With other words for a label; without any it goes."""
    if not words:
        return without(drawing, {at})
    return _each(
        drawing, {at}, lambda _, mask: replace(mask, shape=replace(mask.shape, text=words))
    )


def reshaped(drawing: Drawing, shapes: Mapping[int, Shape]) -> Drawing:
    """With other shapes in those places."""
    return _each(drawing, shapes, lambda at, mask: replace(mask, shape=shapes[at]))


def shifted(drawing: Drawing, chosen: AbstractSet[int], right: float, down: float) -> Drawing:
    """The chosen shapes moved together, and kept within the picture if they were."""
    every = [bounds(drawing.masks[at].shape) for at in chosen]
    if not every:
        return drawing
    right = _within(right, min(box.left for box in every), max(box.right for box in every))
    down = _within(down, min(box.top for box in every), max(box.bottom for box in every))
    return _each(
        drawing, chosen, lambda _, mask: replace(mask, shape=_moved(mask.shape, right, down))
    )


def without(drawing: Drawing, chosen: AbstractSet[int]) -> Drawing:
    """The chosen shapes are gone; words that stood between shapes stay."""
    before, kept = drawing.before, list[Mask]()
    for at, mask in enumerate(drawing.masks):
        if at not in chosen:
            kept.append(mask)
        elif not is_blank(mask.after):
            before = _follow(before, kept, mask.after)
    return Drawing(before, tuple(kept))


def copied(
    drawing: Drawing, chosen: AbstractSet[int], taken: AbstractSet[int] = frozenset()
) -> Drawing:
    """With a copy of each chosen shape a little aside; those of one card are one card again."""
    fresh: dict[int, int] = {}
    for at in sorted(chosen):
        mask = drawing.masks[at]
        for number in mask.numbers:
            if number and number not in fresh:
                fresh[number] = next_number(drawing, taken | set(fresh.values()))
        numbers = tuple(fresh.get(number, number) for number in mask.numbers)
        box = bounds(mask.shape)
        shape = _moved(mask.shape, _aside(box.right), _aside(box.bottom))
        drawing = _with(drawing, replace(mask, numbers=numbers, shape=shape, after=""))
    return drawing


def grouped(drawing: Drawing, chosen: AbstractSet[int]) -> Drawing:
    """One card asks for all the chosen shapes: the first of theirs."""
    masks = [drawing.masks[at] for at in chosen if not drawing.masks[at].is_label]
    first = min((number for mask in masks for number in mask.numbers if number), default=None)
    if first is None:
        return drawing
    return _each(
        drawing,
        chosen,
        lambda _, mask: mask if mask.is_label else replace(mask, numbers=(first,)),
    )


def ungrouped(
    drawing: Drawing, chosen: AbstractSet[int], taken: AbstractSet[int] = frozenset()
) -> Drawing:
    """Each chosen shape gets a card of its own; the first of those that share one keeps it."""
    every = list(drawing.masks)
    for at in sorted(chosen):
        mask = every[at]
        before = [each for n, each in enumerate(every) if n != at and (n < at or n not in chosen)]
        shared = {number for each in before for number in each.numbers}
        if not mask.is_label and shared & set(mask.numbers):
            number = next_number(Drawing(drawing.before, tuple(every)), taken)
            every[at] = replace(mask, numbers=(number,))
    return Drawing(drawing.before, tuple(every))


def hiding(drawing: Drawing, *, everything: bool) -> Drawing:
    """Each card hides all shapes, or only what it asks for."""
    return _each(
        drawing,
        range(len(drawing.masks)),
        lambda _, mask: mask if mask.is_label else replace(mask, stays=everything),
    )


def next_number(drawing: Drawing, taken: AbstractSet[int] = frozenset()) -> int:
    """After all numbers that are there or `taken`, so that no new shape has an old one's card."""
    return max(drawing.numbers | taken, default=0) + 1


def _read(source: str) -> Mask | None:
    gap = _GAP.fullmatch(source)
    kind, traits, _ = _parts(source)
    if gap is None or kind not in get_args(Kind):
        return None
    told = dict(part.partition("=")[::2] for part in traits)
    numbers = tuple(map(int, gap["numbers"].split(",")))
    return Mask(placed(kind, told), numbers, told.get("oi") == "1", source)


def _bare(kind: Kind) -> str:
    """A new shape as it is before anything is told of it."""
    return f"{{{{c0::{PICTURE}{kind}}}}}"


def _follow(before: str, masks: list[Mask], text: str) -> str:
    """Puts `text` behind the last shape; where there is none, tells what stands before all now."""
    if not masks:
        return before + text
    masks[-1] = replace(masks[-1], after=masks[-1].after + text)
    return before


def _parts(source: str) -> tuple[str, list[str], str]:
    """The kind, the traits and the hint of a gap, the latter with the mark before it."""
    words = source[source.index(PICTURE) + len(PICTURE) : -2]
    shape, mark, hint = words.partition("::")
    kind, *traits = PART.split(shape)
    return kind, traits, mark + hint


def _written(mask: Mask) -> str:
    was = _read(mask.source)
    assert was is not None
    if (was.shape, was.numbers, was.stays) == (mask.shape, mask.numbers, mask.stays):
        return mask.source
    had = _told(was)
    changed = {name: value for name, value in _told(mask).items() if had[name] != value}
    if was.source == _bare(mask.shape.kind):
        changed = _told(mask)
    kind, traits, hint = _parts(mask.source)
    told = ":".join((kind, *_traits(traits, changed)))
    numbers = ",".join(map(str, mask.numbers))
    return f"{{{{c{numbers}::{PICTURE}{told}{hint}}}}}"


def _traits(traits: Iterable[str], changed: Mapping[str, str]) -> Iterator[str]:
    """All traits with those that are changed in their places; one without a value is left out."""
    there = set[str]()
    for trait in traits:
        name = trait.partition("=")[0]
        there.add(name)
        if name not in changed:
            yield trait
        elif changed[name]:
            yield f"{name}={changed[name]}"
    yield from (f"{name}={value}" for name, value in changed.items() if name not in there and value)


def _told(mask: Mask) -> dict[str, str]:
    shape = mask.shape
    told = {"left": _number(shape.left), "top": _number(shape.top)}
    match shape.kind:
        case "rect":
            told |= {"width": _number(shape.width), "height": _number(shape.height)}
        case "ellipse":
            told |= {"rx": _number(shape.width / 2), "ry": _number(shape.height / 2)}
        case "polygon":
            corners = (f"{_number(x)},{_number(y)}" for x, y in shape.points)
            told |= {"points": " ".join(corners)}
        case "text":
            return told | {"text": _escaped(shape.text)}
    return told | {"oi": "1" if mask.stays else ""}


def _escaped(words: str) -> str:
    """Words as a trait: without what would end it, or the gap."""
    line = _BRACES.sub(" ", " ".join(words.replace("\\", "").split()))
    told = escape(line, quote=False).replace(":", "\\:")
    return f"{told} " if told.endswith(":") else told  # two in a row would begin a hint


def _number(value: float) -> str:
    """As Anki writes it, without a zero before the point."""
    whole, _, rest = f"{abs(value):.{_DIGITS}f}".partition(".")
    rest = rest.rstrip("0")
    digits = f"{whole.lstrip('0')}.{rest}" if rest else whole
    return f"-{digits}" if value < 0 and digits != "0" else digits


def _rounded(value: float) -> float:
    return round(value, _DIGITS)


def _moved(shape: Shape, right: float, down: float) -> Shape:
    if shape.kind == "polygon" and shape.points:
        return polygon(((x + right, y + down) for x, y in shape.points), shape)
    return replace(shape, left=_rounded(shape.left + right), top=_rounded(shape.top + down))


def _aside(end: float) -> float:
    """Forward, or back where there is no room."""
    return _ASIDE if end + _ASIDE <= 1 else -_ASIDE


def _within(step: float, first: float, last: float) -> float:
    return min(max(step, min(-first, 0.0)), max(1.0 - last, 0.0))


def _with(drawing: Drawing, mask: Mask) -> Drawing:
    masks = drawing.masks
    if masks and _SEPARATOR not in masks[-1].after:
        masks = (*masks[:-1], replace(masks[-1], after=masks[-1].after + _SEPARATOR))
    return Drawing(drawing.before, (*masks, replace(mask, after=_SEPARATOR)))


def _each(drawing: Drawing, chosen: Iterable[int], change: Callable[[int, Mask], Mask]) -> Drawing:
    masks, wanted = drawing.masks, set(chosen)
    every = (change(at, mask) if at in wanted else mask for at, mask in enumerate(masks))
    return Drawing(drawing.before, tuple(every))
