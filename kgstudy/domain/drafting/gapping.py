"""What grammars share that hide words in the midst of a sentence."""

import re

from kgstudy.domain.lesson import Span


def said_out(said: str, full: str, gap: Span) -> tuple[str, Span]:
    """The words with their pronoun said out, as they are in `full`, and where the gap is then.

    They stay as they are where the pronoun was in the gap.
    """
    if full.endswith(said[gap.start :]):
        moved = len(full) - len(said)
        return full, Span(gap.start + moved, gap.end + moved)
    return (full, gap) if full.startswith(said[: gap.end]) else (said, gap)


def is_told(words: str, around: str) -> bool:
    """Whether the words of a gap stand in what is shown around it."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", around, re.IGNORECASE))
