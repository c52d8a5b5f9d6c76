"""What was begun and not added, as it is kept between two starts of the program."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from kgstudy.domain.note_type import NoteType
from kgstudy.services.editing import Kind


@dataclass(frozen=True, slots=True)
class Begun:
    """`kind` is its key; `sticky` names by kind the fields that keep their words."""

    kind: str = "basic"
    deck: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    sticky: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def key_of(kind: Kind) -> str:
    return kind.guid if isinstance(kind, NoteType) else kind


def packed(begun: Begun) -> str:
    return json.dumps(asdict(begun), ensure_ascii=False)


def unpacked(written: str) -> Begun:
    """What was packed; the first day's where somebody else wrote it."""
    try:
        found = json.loads(written)
        return Begun(
            str(found["kind"]),
            str(found["deck"]),
            {str(name): str(html) for name, html in found["fields"].items()},
            tuple(map(str, found["tags"])),
            {str(kind): tuple(map(str, names)) for kind, names in found["sticky"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Begun()
