"""What the text index holds of a note: its fields as they are seen, folded for search."""

import json

from kgstudy.domain.markup import fold, plain


def folded(fields: str) -> str:
    """The searchable text of a note's `fields` column (a JSON object of HTML by name)."""
    return "\n".join(fold(plain(html)) for html in json.loads(fields).values() if html)
