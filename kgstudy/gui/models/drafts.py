"""The way through the drafts of a lesson, and what is said of each of them."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import Draft, Fact, FactKind
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import plain
from kgstudy.gui import wording
from kgstudy.services.groundwork import Item, State
from kgstudy.services.studio import Coverage, Studio

_FACTS: Final = {
    FactKind.DATE: "date",
    FactKind.NUMBER: "number",
    FactKind.PERSON: "person",
    FactKind.PLACE: "place",
    FactKind.ORGANISATION: "organisation",
    FactKind.NAME: "name",
    FactKind.TERM: "definition",
    FactKind.LIST: "list",
    FactKind.CAUSE: "cause",
    FactKind.PURPOSE: "purpose",
    FactKind.FIRST: "first of its kind",
    FactKind.EVENT: "event",
    FactKind.OTHER: "words",
}


_OFFERED: Final = {
    State.OPEN: ("accept", "edit", "reject", "wording", "kind"),
    State.ACCEPTED: ("edit", "reopen"),
    State.REJECTED: ("reopen",),
}

DECISIONS: Final = {
    "Enter": "accept",
    "E": "edit",
    "X": "reject",
    "W": "wording",
    "K": "kind",
    "U": "reopen",
    "Backspace": "reopen",
}
"""By key, what is done with the draft in hand."""


def offered(item: Item) -> frozenset[str]:
    """What can be done with it; a card of a template has no fields that could be edited here."""
    possible = frozenset(_OFFERED[item.state])
    return possible if item.draft.kind in CARD_TYPES else possible - {"edit"}


def heading(item: Item) -> str:
    """The kind of card and what it asks for, such as `Typed answer · date`."""
    made_by = CARD_TYPES.get(item.draft.kind)
    kind = wording.say(made_by.name if made_by else "Card of a template")
    asked = dict.fromkeys(wording.say(_FACTS[fact]) for fact in item.proposal.facts)
    return " · ".join((kind, ", ".join(asked))) if asked else kind


def verdict(item: Item) -> str:
    """What a critical reader would say of it."""
    if item.state is State.ACCEPTED:
        return wording.say("has a card")
    if item.state is State.REJECTED:
        return wording.say("rejected")
    return wording.say("good" if item.draft.is_good else "look again")


def is_only_unsure(draft: Draft) -> bool:
    """Whether nothing speaks against it but that its rule is not sure of the sentence."""
    return not draft.is_good and not any(flaw.grave for flaw in draft.flaws)


def question(draft: Draft) -> str:
    """The first question of it, as plain text."""
    return _sides(draft)[0]


def answer(draft: Draft) -> str:
    return _sides(draft)[1]


def _sides(draft: Draft) -> tuple[str, str]:
    """Question and answer as they are seen; unfinished fields make what they can."""
    made_by = CARD_TYPES.get(draft.kind)
    if made_by is None or made_by.problem(draft.fields) is not None:
        shown = [words for field in draft.fields.values() if (words := plain(field))]
        return (shown[0] if shown else "", " · ".join(shown[1:]))
    slots = made_by.slots(draft.fields)
    asked = slots if draft.kind == "cloze" else slots[:1]
    answers = dict.fromkeys(made_by.answer_text(draft.fields, slot) for slot in asked)
    return made_by.question_text(draft.fields, slots[0]), " · ".join(answers)


def spoken(item: Item) -> str:
    """All of it, for a voice."""
    asked, answered = _sides(item.draft)
    flaws = (flaw.why for flaw in item.draft.flaws)
    return "\n".join((f"{heading(item)}, {verdict(item)}", asked, answered, *flaws))


def other_wording(item: Item) -> Draft | None:
    """The next of its drafts of the same kind, after the last the first again."""
    same = [draft for draft in item.proposal.drafts if draft.kind == item.draft.kind]
    return _next(same, item.draft)


def other_kind(item: Item) -> Draft | None:
    """The best of its drafts of the next kind."""
    best: dict[str, Draft] = {}
    for draft in item.proposal.drafts:
        best.setdefault(draft.kind, draft)
    now = best.setdefault(item.draft.kind, item.draft)
    return _next(list(best.values()), now)


def _next(drafts: Sequence[Draft], now: Draft) -> Draft | None:
    shown = [dict(draft.fields) for draft in drafts]
    at = shown.index(dict(now.fields)) if dict(now.fields) in shown else -1
    following = drafts[(at + 1) % len(drafts)] if drafts else None
    return None if following is None or following.fields == now.fields else following


def number_of(items: Sequence[Item], key: str | None) -> int | None:
    """Where the proposal `key` stands among the items."""
    return next((n for n, item in enumerate(items) if item.proposal.key == key), None)


def next_open(items: Sequence[Item], after: int) -> int | None:
    """The next item that is not decided, from the one after `after`; then from the top."""
    places = chain(range(after + 1, len(items)), range(min(after + 1, len(items))))
    return next((n for n in places if items[n].state is State.OPEN), None)


def at_words(items: Sequence[Item], words: Span) -> int | None:
    """The item that asks for the words, else one of their sentence; an open one comes first."""
    here = [n for n, item in enumerate(items) if item.proposal.span.touches(words)]
    asking = [n for n in here if any(ask.touches(words) for ask in items[n].proposal.asks)]
    found = asking or here
    undecided = (n for n in found if items[n].state is State.OPEN)
    return next(undecided, found[0] if found else None)


def first_changed(before: Sequence[Item], after: Sequence[Item]) -> str | None:
    """The key of the first item that is not as it was, that is new, or that follows one gone."""
    known = {item.proposal.key: item for item in before}
    changed = (item for item in after if known.get(item.proposal.key) != item)
    if (found := next(changed, None)) is not None:
        return found.proposal.key
    if len(before) > len(after) > 0:
        pairs = zip(before, after, strict=False)
        parted = (n for n, (old, new) in enumerate(pairs) if old.proposal.key != new.proposal.key)
        return after[next(parted, len(after) - 1)].proposal.key
    return None


def good_ones(items: Sequence[Item]) -> list[Item]:
    """Those that may be accepted unread."""
    return [item for item in items if item.state is State.OPEN and item.draft.is_good]


def next_without(studio: Studio, after: int) -> Fact | None:
    """The first fact with neither card nor draft after this place, then from the top."""
    bare = [fact for fact, coverage in studio.facts if coverage is Coverage.NONE]
    later = (fact for fact in bare if fact.span.start > after)
    return next(later, bare[0] if bare else None)
