"""What the keys of a query mean, in a few words each."""

from collections.abc import Callable, Mapping

from kgstudy.gui.wording import say
from kgstudy.services.naming import Unknown


def hint(begun: str) -> str:
    """Of a completion that is a key or a property; nothing for a name."""
    return _hints().get(begun.strip('"').removesuffix(":"), "")


def unknown_name(unknown: Unknown) -> str:
    """That nothing has the name, and which may be meant."""
    called = _UNKNOWN[unknown.key]().format(name=unknown.name)
    if not unknown.like:
        return called
    names = say(" or ").join(f"“{name}”" for name in unknown.like)
    return f"{called} {say('Is {names} meant?').format(names=names)}"


_UNKNOWN: Mapping[str, Callable[[], str]] = {
    "tag": lambda: say("There is no tag called “{name}”."),
    "lesson": lambda: say("There is no lesson called “{name}”."),
    "note": lambda: say("There is no note type called “{name}”."),
    "card": lambda: say("There is no template called “{name}”."),
    "preset": lambda: say("There are no options called “{name}”."),
}


def _hints() -> dict[str, str]:
    return {
        "deck": say("in a deck or below it"),
        "tag": say("with a tag or one below it"),
        "is": say("new, due, suspended …"),
        "flag": say("with a flag"),
        "has": say("with a picture, a sound, a source …"),
        "prop": say("a number compared, as prop:ivl>10"),
        "added": say("added within so many days"),
        "edited": say("changed within so many days"),
        "rated": say("answered within so many days"),
        "introduced": say("first answered within so many days"),
        "resched": say("put off by hand within so many days"),
        "note": say("of a note type"),
        "card": say("by its number or its template"),
        "preset": say("studied by these options"),
        "lesson": say("from a lesson"),
        "source": say("from words of a lesson"),
        "field": say("what a field shows, as field:front:dog"),
        "w": say("whole words"),
        "nc": say("words, as without it"),
        "re": say("a regular expression"),
        "nid": say("the ids of notes"),
        "cid": say("the ids of cards"),
        "did": say("the ids of decks"),
        "mid": say("the ids of note types"),
        "dupe": say("a note type and its first field"),
        "ivl": say("days from one answer to the next"),
        "due": say("days until it is due"),
        "reps": say("how often it was answered"),
        "lapses": say("how often it was forgotten"),
        "stability": say("days until recall falls to 90 %"),
        "difficulty": say("from 1 to 10"),
        "recall": say("how surely it is recalled today, as recall<0.8"),
        "position": say("its place among the new cards"),
    }
