"""Whether a text is prose, and no program, table of values or other format in letters."""

import re

_OTHER = re.compile(
    r"\s*(?:<[?!a-z]|\{\s*[\"}\n]|\[\s*[\[{\"\d]|#!|%!|\\documentclass|BEGIN:[A-Z]|diff --git"
    r"|\{\\rtf|(?:from [\w.]+ )?import [\w.]+\s*$)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[{}]\s*$|[)=].*;\s*$|^\s*(?:def|class|return|if|for|while|import|public|private|static|const|let|var)\b"
    r".*[:;{)]\s*$|^\s*[\w.\-]+\s*[=:]\s*\S+$|^\s*//",
)
_MOST_CODE = 0.4
_LEAST_LETTERS = 0.6
_LEAST_WORDS = 5
_ENOUGH = 200
"""Characters of a line that tell whether it is one of a program."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


def is_prose(text: str) -> bool:
    """Whether a person could read it aloud; `text` may be just the beginning."""
    if _OTHER.match(text) or len(_CONTROLS.findall(text)) > max(2, len(text) // 200):
        return False
    said = [line for line in text.splitlines() if line.strip()]
    signs = sum(not char.isspace() for char in text)
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST_LETTERS * signs or len(_WORD.findall(text)) < _LEAST_WORDS:
        return False
    coded = sum(bool(_CODE.search(line[:_ENOUGH])) for line in said)
    return coded <= _MOST_CODE * len(said)
