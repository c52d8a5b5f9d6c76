"""Decks as people write them: a lesson with its cards in it, one text each (see decks/README.md).

Cards of hashcards are read as they are.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import media
from kgstudy.domain.parcel import Opener, Parcel, Problem
from kgstudy.domain.progress import Progress, one_of, unheard
from kgstudy.formats.kgdeck.files import TEXT_SUFFIXES, ZIP_SUFFIX, Files, files_at, is_zip
from kgstudy.formats.kgdeck.plainly import losses
from kgstudy.formats.kgdeck.reading import Document, document
from kgstudy.formats.kgdeck.saving import write

__all__ = ["NAME", "SUFFIXES", "losses", "read", "recognises", "write"]

NAME = "lesson deck"
SUFFIXES = (*TEXT_SUFFIXES, ZIP_SUFFIX)

_MOST_PROBLEMS = 10_000
_LOOKED_AT = 1 << 16
"""Bytes by which a text without a telling name is recognised."""
_KEY = re.compile(r"^([A-Z]):", re.MULTILINE)
_CLOZE = re.compile(r"^C:[^\[\n]*\[", re.MULTILINE)


def recognises(path: Path) -> bool:
    """Whether it is a folder or zip with a text of ours, or a text with cards in it."""
    if path.suffix.lower() in SUFFIXES and path.is_file():
        return True
    if path.is_dir() or is_zip(path):
        try:
            return bool(files_at(path).texts)
        except UserError:
            return False
    with path.open("rb") as file:
        text = file.read(_LOOKED_AT).decode("utf-8", "replace")
    return "\0" not in text and looks_like_cards(text)


def looks_like_cards(text: str) -> bool:
    """Whether there are keys in it that together make a card."""
    keys = set(_KEY.findall(text))
    both = ("Q" in keys and keys & set("ATO")) or keys >= set("FB")
    return bool(both or _CLOZE.search(text))


def read(path: Path, progress: Progress = unheard) -> Parcel:
    """Reads the text, or each text of the folder or zip, as a deck."""
    files = files_at(path)
    documents = tuple(_documents(files, progress))
    shown = [_media(files, document) for document in documents]
    return Parcel(
        decks=tuple(document.deck for document in documents),
        lessons=tuple(document.lesson for document in documents if document.lesson),
        notes=tuple(note for document in documents for note in document.notes),
        media={name: opener for found, _ in shown for name, opener in found.items()},
        problems=_told(
            problem
            for document, (_, missing) in zip(documents, shown, strict=True)
            for problem in sorted((*document.problems, *missing), key=_line)
        ),
    )


def _told(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    """As many of them as anybody reads, and how many more there are."""
    first = tuple(islice(problems, _MOST_PROBLEMS))
    if more := sum(1 for _ in problems):
        why = f"There are {more:,} further problems of this sort."
        return (*first, Problem(Place(first[-1].place.file), why))
    return first


def _documents(files: Files, progress: Progress) -> Iterator[Document]:
    """The texts one after the other; raises UserError where two are the same deck."""
    taken: dict[str, str] = {}
    for done, name in enumerate(files.texts):
        place = files.place(name)
        told = one_of(progress, done, len(files.texts))
        read = document(files.read(name), Path(name).stem, place, told)
        if read.deck.guid in taken:
            raise UserError(
                "Its id, {id}, is that of {other} too: give one of them another id.",
                place=Place(place),
                id=read.deck.guid,
                other=taken[read.deck.guid],
            )
        taken[read.deck.guid] = place
        yield read
    progress(1.0)


def _media(files: Files, document: Document) -> tuple[dict[str, Opener], list[Problem]]:
    """The files that the cards show, and what is to be said of those that are not there."""
    found: dict[str, Opener] = {}
    missing = []
    for note, line in zip(document.notes, document.lines, strict=True):
        for file in media("\n".join(note.fields.values())):
            openers = {name: files.opener(name) for name in (file, unquote(file))}
            there = [(name, opener) for name, opener in openers.items() if opener]
            found.update(there[:1])
            if not there:
                why = f"There is no file “{file}” beside the deck: put it there, or take it out."
                missing.append(Problem(Place(document.file, line), why, lost=False))
    return found, missing


def _line(problem: Problem) -> int:
    return problem.place.line or 0
