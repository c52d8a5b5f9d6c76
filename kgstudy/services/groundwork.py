"""What follows from a lesson's drafting before anybody decides: found once, beside the window."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kgstudy.domain.drafting import Draft, Drafting, Proposal
from kgstudy.domain.ids import NoteId
from kgstudy.services.asking import Facts


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal as the person left it.

    `draft` is what is shown of it: the best one, another that was chosen, one that was edited, or
    the card that it became, whose note is `note_id`.
    """

    proposal: Proposal
    state: State
    draft: Draft
    note_id: NoteId | None = None


class Groundwork:
    """A book has ten thousand drafts, and after every decision all but one are as they were."""

    def __init__(self, drafting: Drafting) -> None:
        self.drafting = drafting
        self.facts = Facts(drafting.facts)
        self.proposals = {proposal.key: proposal for proposal in drafting.proposals}
        self.open = {
            key: Item(proposal, State.OPEN, proposal.best)
            for key, proposal in self.proposals.items()
        }
        """By key, each proposal as it is while nothing is decided of it."""
        self._asked = {
            key: self.facts.asked(proposal.asks) for key, proposal in self.proposals.items()
        }
        self._askers = Counter(at for asked in self._asked.values() for at in asked)

    def asked(self, proposal: Proposal) -> Collection[int]:
        """The numbers of the facts that it asks for."""
        if self.proposals.get(proposal.key) is proposal:
            return self._asked[proposal.key]
        return self.facts.asked(proposal.asks)

    def asked_without(self, closed: Iterable[str]) -> set[int]:
        """The numbers of the facts that the proposals ask for, without those with these keys."""
        fewer = Counter(at for key in closed for at in self._asked[key])
        return self._askers.keys() - {at for at, n in fewer.items() if n == self._askers[at]}


NOTHING: Final = Groundwork(Drafting("", (), ()))
