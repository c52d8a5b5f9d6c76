"""A new version of a lesson beside the old one: what became of its cards, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kgstudy.domain.differences import Run, differences
from kgstudy.gui.theme import Look
from kgstudy.gui.wording import say, several
from kgstudy.services.revising import Fate, Refound, Revision


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that reads otherwise or is gone, with the cards that were made from it.

    `new` is empty where it is gone.
    """

    fate: Fate
    old: str
    new: str
    cards: tuple[Refound, ...]


def pairs(revision: Revision) -> tuple[Pair, ...]:
    """The sentences whose cards want a look, in the order of the old text."""
    found: dict[tuple[Fate, str, str], list[Refound]] = {}
    for card in revision.found:
        if card.fate.wants_look:
            found.setdefault((card.fate, card.old_sentence, card.new_sentence), []).append(card)
    return tuple(Pair(*key, tuple(cards)) for key, cards in found.items())


def counts_words(revision: Revision) -> str:
    """Such as `Of its cards 80 stand as before, 3 moved with their sentence, 2 want a look.`"""
    fates = Counter(card.fate for card in revision.found)
    if not fates:
        return say("The lesson has no cards yet; the new text takes the old one’s place.")
    parts = (
        (fates[Fate.EXACT], say("%n stand as before", fates[Fate.EXACT])),
        (fates[Fate.MOVED], say("%n moved with their sentence", fates[Fate.MOVED])),
        (fates[Fate.CHANGED], say("%n stand in a changed sentence", fates[Fate.CHANGED])),
        (fates[Fate.GONE], say("%n lost their sentence", fates[Fate.GONE])),
    )
    told = " · ".join(words for count, words in parts if count)
    cards = several(len(revision.found), "1 card", "%n cards")
    return f"{cards}: {told}"


def promise(revision: Revision) -> str:
    """What taking it would mean."""
    wanting = sum(card.fate.wants_look for card in revision.found)
    if not wanting:
        return say("No card is touched: every sentence that has one says what it said.")
    return several(
        wanting,
        "The card below will want a look; its schedule stays, and one undo takes all of it back.",
        "The %n cards below will want a look; their schedules stay, and one undo takes all of it"
        " back.",
    )


def marked(look: Look, before: str, after: str) -> tuple[str, str]:
    """Both versions as HTML, with what differs struck out in the one and underlined in the other.

    Where one of them is empty nothing is marked.
    """
    if not before or not after:
        return escape(before), escape(after)
    old, new = differences(before, after)
    return (
        _html(old, look.color("recall-1").name(), "line-through"),
        _html(new, look.color("recall-4").name(), "underline"),
    )


def _html(runs: Sequence[Run], ground: str, line: str) -> str:
    style = f"background-color: {ground}; text-decoration: {line}"
    return "".join(
        f'<span style="{style}">{escape(run.text)}</span>' if run.differs else escape(run.text)
        for run in runs
    )
