"""Anki's packages and collections: notes with their templates, schedules, answers and media."""

from kgstudy.formats.anki.reading import read, recognises

__all__ = ["NAME", "SUFFIXES", "read", "recognises"]

NAME = "Anki"
SUFFIXES = (".apkg", ".colpkg", ".anki2", ".anki21", ".anki21b")
