"""hashcards, a folder of Markdown with one file a deck (https://github.com/eudoxia0/hashcards).

A single file, and a folder without folders in it, are decks of ours as they are: `kgdeck` reads
them.  What differs is read here: files in folders within the folder, several files of one deck,
paths from the root, and the schedules in hashcards.db.
"""

from kgstudy.formats.hashcards.reading import read, recognises
from kgstudy.formats.hashcards.writing import losses, write

__all__ = ["NAME", "SUFFIXES", "losses", "read", "recognises", "write"]

NAME = "hashcards Markdown"
SUFFIXES = (".md",)
"""Of the files in the folder."""
