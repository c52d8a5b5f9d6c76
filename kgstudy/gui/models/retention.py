"""What a desired retention means for the one who studies."""

from kgstudy.domain import fsrs
from kgstudy.gui.wording import say

USUAL = 0.90
STEEP = 0.97
"""Beyond this the reviews multiply."""


def promise(retention: float) -> str:
    """`You will recall about 9 of 10 when asked.`"""
    whole = next((of for of in (10, 20, 100) if _is_whole(retention * of)), 100)
    words = say("You will recall about {right} of {of} when asked.")
    return words.format(right=round(retention * whole), of=whole)


def price(retention: float, parameters: fsrs.Parameters) -> str:
    """What it costs against the usual 90 %, as the memory model has it."""
    stretch = fsrs.interval(1.0, retention, parameters) / fsrs.interval(1.0, USUAL, parameters)
    if abs(retention - USUAL) < 0.005:
        return say("The usual balance of effort and memory.")
    longer = _times(stretch)
    if retention < USUAL:
        words = say("Intervals {longer} × as long as at 90 %: fewer reviews, more to learn anew.")
        return words.format(longer=longer)
    words = say("Intervals {longer} × as long as at 90 %, so about {more} × as many reviews.")
    return words.format(longer=longer, more=_times(1 / stretch))


def warning(retention: float) -> str:
    """Empty where there is nothing to warn of."""
    if retention <= STEEP + 0.001:
        return ""
    return say("Above 97 % the reviews grow steeply, and little is gained by them.")


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 0.001


def _times(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 0.15 else f"{ratio:.2f}"
