"""Cards of one note kept apart, since one that was just seen answers the next."""

from collections import defaultdict, deque
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import count

from kgstudy.domain.ids import CardId, NoteId

GAP = 10
"""Other cards that come between two of one note, where there are so many."""


def apart(cards: Sequence[tuple[CardId, NoteId]], gap: int = GAP) -> list[CardId]:
    """The cards in their order, but one whose note was just asked waits for `gap` others.

    Where nothing else is left, the note comes that was asked the longest ago.
    """
    waiting: defaultdict[NoteId, deque[tuple[int, CardId]]] = defaultdict(deque)
    for place, (card, note) in enumerate(cards):
        waiting[note].append((place, card))
    ready = [(queue[0][0], note) for note, queue in waiting.items()]
    heapify(ready)
    resting: deque[tuple[int, NoteId]] = deque()
    spaced: list[CardId] = []
    for turn in count():
        while resting and resting[0][0] <= turn:
            _, note = resting.popleft()
            heappush(ready, (waiting[note][0][0], note))
        if not ready and not resting:
            return spaced
        note = heappop(ready)[1] if ready else resting.popleft()[1]
        spaced.append(waiting[note].popleft()[1])
        if waiting[note]:
            resting.append((turn + gap + 1, note))
    raise AssertionError
