"""The note type of pictures with hidden parts, as Anki has it: which fields of it hold what."""

import json
import re
from typing import NamedTuple

from kgstudy.domain.note_type import NoteType, Template

_CONTAINER = "image-occlusion-container"
_CLOZE = re.compile(r"\{\{cloze:([^{}:]+)\}\}")
_PLAIN = re.compile(r"\{\{([^{}:#/^]+)\}\}")


class Holders(NamedTuple):
    """The fields that hold the shapes and the picture; Anki names them in its user's language."""

    shapes: str
    picture: str


def holders(note_type: NoteType | None) -> Holders | None:
    """The fields of a note type for pictures with hidden parts; None where it is another one."""
    if note_type is None or not note_type.cloze or not note_type.templates:
        return None
    question = note_type.templates[0].question
    shapes = _CLOZE.search(question)
    picture = _PLAIN.search(question, max(question.find(_CONTAINER), 0))
    if _CONTAINER not in question or shapes is None or picture is None:
        return None
    found = Holders(shapes[1].strip(), picture[1].strip())
    return found if set(found) <= set(note_type.fields) else None


_ID = 1_735_689_599_999
"""In Anki; next to those of our own kinds, and never another one."""
_FIELDS = ("Occlusion", "Image", "Header", "Back Extra", "Comments")
_STOCK_KIND = 6
"""By which Anki knows a note type that it draws on."""
_QUESTION = """\
{{#Header}}<div>{{Header}}</div>{{/Header}}
<div style="display: none">{{cloze:Occlusion}}</div>
<div id="err"></div>
<div id="image-occlusion-container">{{Image}}<canvas id="image-occlusion-canvas"></canvas></div>
<script>
  try {
    anki.imageOcclusion.setup();
  } catch (error) {
    document.getElementById("err").textContent = `This Anki cannot hide the parts: ${error}`;
  }
</script>
"""
_ANSWER = f"""\
{_QUESTION}
<div><button id="toggle">Toggle Masks</button></div>
{{{{#Back Extra}}}}<div>{{{{Back Extra}}}}</div>{{{{/Back Extra}}}}
"""
_CSS = """\
.card { font-family: "Noto Sans", arial, sans-serif; font-size: 20px; line-height: 1.5;
  text-align: center; color: black; background-color: white; }
"""
STOCK = NoteType(
    f"anki-{_ID}-1b394f81192c",
    "Image Occlusion",
    True,
    _FIELDS,
    (Template("Image Occlusion", _QUESTION, _ANSWER),),
    _CSS,
    json.dumps(
        {
            "id": _ID,
            "originalStockKind": _STOCK_KIND,
            "flds": [
                {"name": name, "ord": at, "tag": at, "preventDeletion": name != "Comments"}
                for at, name in enumerate(_FIELDS)
            ],
        }
    ),
)
"""Made where a collection has none; its guid is what it has when it comes back out of Anki."""
