"""Anki's packages and collections: notes with their templates, schedules, answers and media."""

from kgstudy.formats.anki.reading import read, recognises
from kgstudy.formats.anki.writing import write

__all__ = ["NAME", "SUFFIXES", "read", "recognises", "write"]

NAME = "Anki"
SUFFIXES = (".apkg", ".colpkg", ".anki2", ".anki21", ".anki21b")
