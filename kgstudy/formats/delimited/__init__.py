"""Tables of text: Anki's own, with directives at their head, and those of spreadsheets and lists.

A text without directives is looked at as a person would: which delimiter its rows agree on, whether
the first names the columns, and what these are for (see `layout`).
"""

from pathlib import Path

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.delimited.layout import Column, Layout, Survey, survey, survey_text, swapped
from kgstudy.formats.delimited.likeness import recognises
from kgstudy.formats.delimited.media import with_media
from kgstudy.formats.delimited.notes import parcel
from kgstudy.formats.delimited.table import cleaned, open_text, pasted, taken_apart
from kgstudy.host.memory import uncollected

__all__ = [
    "NAME",
    "SUFFIXES",
    "Column",
    "Layout",
    "Survey",
    "from_text",
    "read",
    "recognises",
    "survey",
    "survey_text",
    "swapped",
]

NAME = "text or spreadsheet table"
SUFFIXES = (".txt", ".tsv", ".csv")


def read(path: Path, progress: Progress = unheard, layout: Layout | None = None) -> Parcel:
    """Reads the file by this layout, or by the one that it seems to have."""
    with uncollected():
        text, encoded = open_text(path, layout)
        table = taken_apart(cleaned(text), encoded, str(path), layout, progress)
        return with_media(parcel(table, path.stem, progress), path)


def from_text(text: str, name: str, layout: Layout | None = None) -> Parcel:
    """The same for a text that was pasted; `name` is its deck's where it tells none."""
    return parcel(taken_apart(pasted(text), "utf-8", name, layout), name)
