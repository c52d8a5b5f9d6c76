"""Numbers and times in words, for the terminal and the command line."""

from kgstudy.domain.changes import Change
from kgstudy.domain.clock import Calendar, date_of
from kgstudy.services.decks import NextDue


def several(count: int, one: str, many: str = "") -> str:
    """`1 card`, `1,200 cards`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def moment(calendar: Calendar, at: int) -> str:
    """The instant `at` as one says it: `18:20`, `tomorrow 04:00`, `Friday 04:00`, `3 May`."""
    then = calendar.clock.wall(at)
    ahead = (then.date() - calendar.clock.wall(calendar.clock.now_ms()).date()).days
    if ahead <= 0:
        return f"{then:%H:%M}"
    if ahead == 1:
        return f"tomorrow {then:%H:%M}"
    if ahead < 7:
        return f"{then:%A %H:%M}"
    year = f" {then.year}" if then.year != date_of(calendar.today()).year else ""
    return f"{then.day} {then:%B}{year}"


def coming(calendar: Calendar, following: NextDue | None) -> str:
    """What comes when nothing is due now."""
    if following is None:
        return "Nothing is due, and nothing is planned."
    when, then = moment(calendar, following.at), several(following.cards, "card")
    return f"Nothing due until {when}; {then} then."


def act_name(change: Change) -> str:
    """An act as one names it: `answer-card` is `answer card`."""
    return change.act.replace("-", " ")
