"""Cards as Anki's note types make them: templates, their filters and their style."""

import re

from kgstudy.domain.note_type import NoteType

_SCRIPT = re.compile(r"""<script\b|<[a-z][^<>]*?\son[a-z]+\s*=""", re.IGNORECASE)

_SET_UP = re.compile(
    r"<script>\s*(?:try\s*\{\s*)?anki\.imageOcclusion\.setup\(\)(?:(?!</script).){0,400}</script>",
    re.DOTALL,
)
"""What hides parts of a picture in Anki; here our own faces do."""


def scripts(note_type: NoteType) -> int:
    """How many of its templates would do something by a script elsewhere that is not done here."""
    return sum(
        _runs(template.question) or _runs(template.answer) for template in note_type.templates
    )


def _runs(html: str) -> bool:
    return bool(_SCRIPT.search(_SET_UP.sub("", html)))
