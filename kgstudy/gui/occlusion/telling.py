"""What is drawn, in words for who does not see it."""

from collections.abc import Set as AbstractSet

from kgstudy.domain.masks import Drawing, Mask
from kgstudy.gui.wording import say, several


def told(drawing: Drawing, chosen: AbstractSet[int]) -> str:
    """Such as `Shape 2 of 5: ellipse, card 2`."""
    count = len(drawing.masks)
    if not chosen:
        return several(count, "Picture with 1 shape", "Picture with %n shapes")
    if len(chosen) > 1:
        return several(len(chosen), "1 shape chosen", "%n shapes chosen")
    at = next(iter(chosen))
    words = say("Shape {number} of {count}").format(number=at + 1, count=count)
    return f"{words}: {_named(drawing.masks[at])}"


def _named(mask: Mask) -> str:
    if mask.is_label:
        return say("label “{words}”").format(words=mask.shape.text)
    names = {"rect": say("rectangle"), "ellipse": say("ellipse"), "polygon": say("polygon")}
    cards = ", ".join(map(str, mask.numbers))
    return say("{shape}, card {number}").format(shape=names[mask.shape.kind], number=cards)
