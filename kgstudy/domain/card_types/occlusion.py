"""Pictures with hidden parts, as Anki writes them into the gaps of a cloze.

    gap = "image-occlusion:" kind (":" name "=" value)*
    kind = "rect" | "ellipse" | "polygon" | "text"

Places and lengths are fractions of the picture's width and height.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal, get_args

from kgstudy.domain import gaps
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.markup import media, pieces, plain

Kind = Literal["rect", "ellipse", "polygon", "text"]
Point = tuple[float, float]

_MOST_SHAPES = 500
_MOST_POINTS = 1_000
PART = re.compile(r"(?<!\\):")
"""What parts the traits of a shape; within one it is escaped."""
_NUMBER = re.compile(r"-?[0-9]{0,6}\.?[0-9]{0,12}")
_FULL_TURN = 10_000
_MASKS = ("Question Mask", "Answer Mask")
_NUMBERED_MASK = re.compile(r"-([0-9]{1,4})-Q\.")
_IMAGE = "Image"
_IDLE = frozenset({"button", "script"})
_HOLLOW = re.compile(r"<(div|span|canvas)\b[^<>]*>\s*</\1>")
"""What was made to be filled by a script."""
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A mask, or a label (`text`) that is always seen.

    `asked` says that it hides what the card asks for, `covers` that it hides something else on both
    sides.  It is turned by `angle` degrees round its upper left corner; `size` is a label's height.
    """

    kind: Kind
    left: float
    top: float
    width: float = 0.0
    height: float = 0.0
    points: tuple[Point, ...] = ()
    angle: float = 0.0
    text: str = ""
    size: float = 0.0
    asked: bool = False
    covers: bool = False


@dataclass(frozen=True, slots=True)
class OcclusionFace(Face):
    """The picture `image` between question and answer, covered by shapes.

    `masks` are pictures of masks instead, laid over the image on the question and on the answer.
    """

    image: str
    shapes: tuple[Shape, ...] = ()
    masks: tuple[str, str] | None = None


def shapes(html: str, gap: int) -> tuple[Shape, ...]:
    """The shapes that are seen where the card `gap` is asked for."""
    found = (_shape(each, gap) for each in gaps.gaps(gaps.parse(html)))
    return tuple(shape for shape, _ in zip(filter(None, found), range(_MOST_SHAPES), strict=False))


def masks(fields: Mapping[str, str]) -> OcclusionFace | None:
    """The pictures of a note made by the add-on Image Occlusion Enhanced, if it is one."""
    names = [next(iter(media(fields.get(name, ""))), "") for name in (_IMAGE, *_MASKS)]
    if not all(names):
        return None
    return OcclusionFace("", "", "", names[0], masks=(names[1], names[2]))


def part(face: OcclusionFace, slot: int, picture: str) -> str:
    """Which part is asked for, such as `Part 2 of A map`; that add-on numbers masks by name."""
    if face.masks is None:
        return f"Part {slot} of {picture}"
    numbered = _NUMBERED_MASK.search(face.masks[0])
    return f"Part {numbered[1]} of {picture}" if numbered else picture


def without_images(html: str, images: AbstractSet[str]) -> str:
    """`html` without the pictures of those names, and without what does nothing here."""
    kept: list[str] = []
    within = False
    for piece in pieces(html):
        if piece.kind == "tag" and piece.name in _IDLE:
            within = not piece.raw.startswith("</")
        elif not within and not (piece.name == "img" and not images.isdisjoint(media(piece.raw))):
            kept.append(piece.raw)
    left = "".join(kept)
    for _ in range(_DEEPEST):
        left = _HOLLOW.sub("", left)
    return left.strip()


def _shape(gap: gaps.Gap, slot: int) -> Shape | None:
    words = gaps.shown(gap.parts)
    if not words.startswith(gaps.PICTURE):
        return None
    kind, *parts = PART.split(words[len(gaps.PICTURE) :])
    traits = dict(part.partition("=")[::2] for part in parts)
    if kind not in get_args(Kind):
        return None
    asked = slot in gap.numbers and kind != "text"
    covers = not asked and kind != "text" and traits.get("oi") == "1"
    if not (asked or covers or kind == "text"):
        return None
    return replace(placed(kind, traits), asked=asked, covers=covers)


def placed(kind: str, traits: Mapping[str, str]) -> Shape:
    """The shape where its traits say; `kind` is one of those that there are."""
    number = {name: _fraction(value) for name, value in traits.items()}
    left, top = number.get("left", 0.0), number.get("top", 0.0)
    points = tuple(_points(traits)) if kind == "polygon" else ()
    radii = kind == "ellipse"
    return Shape(
        next(each for each in get_args(Kind) if each == kind),
        left,
        top,
        2 * number.get("rx", 0.0) if radii else number.get("width", 0.0),
        2 * number.get("ry", 0.0) if radii else number.get("height", 0.0),
        points,
        number.get("angle", 0.0) / _FULL_TURN * 360,
        plain(traits.get("text", "").replace("\\:", ":")),
        (number.get("fs") or 0.05) * (number.get("scale") or 1.0),
    )


def _points(traits: Mapping[str, str]) -> Iterator[Point]:
    """The corners, moved so that the leftmost and the uppermost lie at `left` and `top`."""
    pairs = (each.partition(",")[::2] for each in traits.get("points", "").split()[:_MOST_POINTS])
    corners = [(_fraction(x), _fraction(y)) for x, y in pairs]
    if not corners:
        return
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right = _fraction(traits["left"]) - left if "left" in traits else 0.0
    down = _fraction(traits["top"]) - top if "top" in traits else 0.0
    yield from ((x + right, y + down) for x, y in corners)


def _fraction(written: str) -> float:
    """The number; 0 where it is none, and no further than one could want."""
    found = _NUMBER.fullmatch(written.strip())
    if not found or not any(sign.isdigit() for sign in found[0]):
        return 0.0
    return min(max(-100_000.0, float(found[0])), 100_000.0)
