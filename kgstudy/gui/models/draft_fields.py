"""The fields of a draft as a person edits them: Markdown, and gaps in square brackets."""

from collections.abc import Mapping, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import Field, items
from kgstudy.domain.errors import UserError
from kgstudy.domain.markdown import from_markdown, to_markdown
from kgstudy.gui import wording
from kgstudy.gui.models.kind_words import field_name


def fields_of(kind: str) -> Sequence[Field]:
    """What can be edited of this kind of card, in order."""
    return CARD_TYPES[kind].fields


def as_text(kind: str, field: Field, html: str) -> str:
    if field.many:
        return "\n".join(to_markdown(item).replace("\n", "<br>") for item in items(html))
    if _has_gaps(kind, field):
        from kgstudy.formats.kgdeck import cloze  # noqa: PLC0415 - comes with every format

        return cloze.to_text(html)
    return to_markdown(html)


def as_html(kind: str, field: Field, text: str) -> str:
    """Raises UserError where the gaps are not closed."""
    if field.many:
        return "\n".join(from_markdown(line) for line in text.splitlines() if line.strip())
    if not _has_gaps(kind, field):
        return from_markdown(text)
    from kgstudy.formats.kgdeck import cloze  # noqa: PLC0415 - comes with every format
    from kgstudy.formats.kgdeck.fault import Fault  # noqa: PLC0415

    try:
        return cloze.from_text(text, 1)
    except Fault as fault:
        raise UserError(fault.why) from fault


def checked(kind: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    """The fields; raises UserError where they make no card."""
    if problem := CARD_TYPES[kind].problem(fields):
        raise UserError(problem)
    return fields


def name_of(kind: str, field: Field) -> str:
    """What the field is called where it is edited."""
    if _has_gaps(kind, field):
        return wording.say("Text, with [what is asked for | a hint] in brackets")
    return field_name(kind, field.name)


def _has_gaps(kind: str, field: Field) -> bool:
    return kind == "cloze" and field.name == "text"
