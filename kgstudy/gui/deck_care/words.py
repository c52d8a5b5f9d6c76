"""What is said before decks are deleted or merged: all of it, and what brings it back."""

from collections.abc import Iterator

from kgstudy.gui.wording import say, several
from kgstudy.services import trash
from kgstudy.services.deck_tree import Holdings


def path(name: str) -> str:
    """A deck's whole name as one reads it."""
    return name.replace("::", " › ")


def before_deleting(held: Holdings) -> str:
    """Where everything in a deck goes."""
    return " ".join(_where_it_goes(held))


def before_merging(leaf: str, into: str) -> str:
    words = say(
        "The cards and lessons of “{deck}”, and the decks below it, go into “{into}” and are "
        "studied by the options there. No schedule changes."
    )
    return words.format(deck=leaf, into=path(into))


def _where_it_goes(held: Holdings) -> Iterator[str]:
    if held.decks:
        yield several(held.decks, "With the deck below it.", "With the %n decks below it.")
    if held.cards > held.shared:
        notes = several(held.notes, "%n note", "%n notes")
        cards = several(held.cards, "%n card", "%n cards")
        words = say("{notes} ({cards}) go to the trash, and can be brought back for {days} days.")
        yield words.format(notes=notes, cards=cards, days=trash.KEPT_DAYS)
    if held.shared:
        yield several(
            held.shared,
            "%n card is deleted whose note has cards in other decks: only Undo brings it back.",
            "%n cards are deleted whose notes have cards in other decks: only Undo brings them "
            "back.",
        )
    if held.lessons:
        named = ", ".join(f"“{title}”" for title in held.lessons[:3])
        more = " …" if len(held.lessons) > 3 else ""
        yield say("The lesson goes too, and comes back by Undo alone: {named}.").format(
            named=named + more
        )
