"""Cards as Anki's note types make them: templates, their filters and their style."""

import re

from kgstudy.domain.note_type import NoteType

_SCRIPT = re.compile(r"""<script\b|<[a-z][^<>]*?\son[a-z]+\s*=""", re.IGNORECASE)


def scripts(note_type: NoteType) -> int:
    """How many of its templates would run a script somewhere else."""
    return sum(
        bool(_SCRIPT.search(template.question) or _SCRIPT.search(template.answer))
        for template in note_type.templates
    )
