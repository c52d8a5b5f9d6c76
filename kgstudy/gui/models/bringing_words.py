"""What the page that brings lessons says of them."""

from collections.abc import Sequence

from kgstudy.gui.models.lesson_arrivals import Kinds, LessonArrival
from kgstudy.gui.wording import say, several


def lead(arrivals: Sequence[LessonArrival], *, new_version: bool) -> str:
    """What to do on the page."""
    if new_version:
        return say("Paste the new text, open a file, or drop one on this window.")
    if arrivals:
        return say("Correct what was not recognised; you can shorten the text as well.")
    return say(
        "Paste a text, open a file, or drop one on this window: kgstudy finds what could be asked"
        " in it, and drafts cards for you to choose from."
    )


def kinds(known: Kinds) -> str:
    """Which files can be read."""
    return say("Reads: {kinds}").format(kinds=", ".join(known.names))


def can_go(arrivals: Sequence[LessonArrival]) -> bool:
    """Whether there is anything that the button could act upon."""
    if len(arrivals) == 1:
        return not arrivals[0].is_empty and not arrivals[0].refusal
    return any(arrival.is_new for arrival in arrivals)


def act(arrivals: Sequence[LessonArrival], shown: LessonArrival, *, new_version: bool) -> str:
    """What the button does now."""
    if new_version:
        return say("Compare")
    if len(arrivals) > 1:
        count = sum(arrival.is_new for arrival in arrivals)
        if not count:
            return say("Nothing to bring in")
        return several(count, "Bring in 1 lesson", "Bring in %n lessons")
    like = None if shown.anew else shown.like
    if like is None:
        return say("Draft cards")
    return say("Open the lesson") if like.same else say("Compare the versions")


def stays(arrival: LessonArrival, *, among_others: bool) -> str:
    """What becomes of a lesson that is like the one that is here, unless it is another one."""
    if among_others:
        return say("Leave it out")
    same = arrival.like is not None and arrival.like.same
    return say("Leave it as it is") if same else say("A new version of it")
