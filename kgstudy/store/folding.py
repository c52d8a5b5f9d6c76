"""What the indexes hold of a note: its fields as they are seen, folded for search and sorting."""

import json

from kgstudy.domain.markup import fold, plain, sorted_as

LINE = 120
"""Letters of a line: enough to sort by, and little enough for an index."""


def folded(fields: str) -> str:
    """The searchable text of a note's `fields` column (a JSON object of HTML by name)."""
    return "\n".join(fold(plain(html)) for html in json.loads(fields).values() if html)


def line(fields: str) -> str:
    """The first field of a note's `fields` column as sorting compares it, cut off somewhere."""
    shown = (plain(html) for html in json.loads(fields).values() if html)
    return sorted_as(next((text for text in shown if text), "")[:LINE])
