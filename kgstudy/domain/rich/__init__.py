"""A field as a person edits it: lines of words that are bold, coloured, linked, in lists.

Reading keeps whatever it does not know: tags around words as they are written, and what is not made
of lines, such as a table, as one piece.
"""

from kgstudy.domain.rich.lines import BREAK, MARKS, PLAIN, Block, Line, Run, Style
from kgstudy.domain.rich.reading import read, read_items
from kgstudy.domain.rich.writing import write, write_items

__all__ = [
    "BREAK",
    "MARKS",
    "PLAIN",
    "Block",
    "Line",
    "Run",
    "Style",
    "read",
    "read_items",
    "write",
    "write_items",
]
