"""SuperMemo: its XML, that of smconv for Palm, and its text of questions and answers.

The text looks much like a deck of hashcards.  It is taken for SuperMemo's where all of it is blocks
of `Q:` lines followed by `A:` lines with an empty line after each block, and besides there is what
hashcards does not have (learning data `I: REP=…`, wrong answers `a1:`, a question or an answer of
several `Q:` or `A:` lines), or the name does not say that it is Markdown.
"""

from pathlib import Path

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats import xml
from kgstudy.formats.archive import telling
from kgstudy.formats.assembly import Assembly, beside
from kgstudy.formats.encoding import decoded
from kgstudy.formats.supermemo import collections, questions

__all__ = ["NAME", "SUFFIXES", "read", "recognises"]

NAME = "SuperMemo"
SUFFIXES = (".xml", ".txt")

_ROOTS = (collections.COLLECTION, collections.PALM)
_MARKDOWN = (".md", ".markdown")
_LOOKED_AT = 1 << 16


def recognises(path: Path) -> bool:
    """Whether it is XML of one of the two kinds, or such a text."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(_LOOKED_AT)
    if xml.root_of(beginning) in _ROOTS:
        return True
    if b"\0\0" in beginning:
        return False
    markdown = path.suffix.lower() in _MARKDOWN
    whole = len(beginning) < _LOOKED_AT
    return questions.looks_like_it(decoded(beginning)[0], markdown, whole)


def read(path: Path, progress: Progress = unheard) -> Parcel:
    assembly = Assembly("supermemo")
    with telling(path):
        root = xml.root(path)
        if root in _ROOTS:
            collections.read(path, root, assembly, progress)
        else:
            questions.read(path, assembly, progress)
    return assembly.parcel(beside(path.parent), str(path))
