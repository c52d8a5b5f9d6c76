"""Shows the cards of a collection as the window would."""

import time
from itertools import islice
from pathlib import Path

from kgstudy.domain.card_types import card_type
from kgstudy.gui.faces import safe_html
from kgstudy.host.clock import SystemClock
from kgstudy.opening import open_collection
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection

_MOST = 1200
"""Cards; one hostile template makes them all alike."""
_ENOUGH = 15.0
"""Seconds for all of them; those that are left are not shown."""
_LONGEST = 5.0
"""Seconds that one card may take, on a machine that is busy."""


def show(folder: Path) -> int:
    with open_collection(folder, "", read_only=True, clock=SystemClock()) as collection:
        return show_all(collection)


def show_all(collection: Collection) -> int:
    """0 where each face could be made, and in time."""
    slowest, end = 0.0, time.monotonic() + _ENOUGH
    for card, _ in islice(cards.every(collection), _MOST):
        begun = time.monotonic()
        if begun > end:
            break
        note = notes.get(collection, card.note_id)
        face = card_type(note).face(note.fields, card.slot)
        for html in (face.question, face.answer, face.note):
            assert "<script" not in safe_html(html, face.style)
        slowest = max(slowest, time.monotonic() - begun)
    return 0 if slowest < _LONGEST else 3
