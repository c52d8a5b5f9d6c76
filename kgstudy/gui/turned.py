"""Which branches of a tree the person has opened or closed, kept for the next start."""

from dataclasses import replace

from kgstudy.gui.choices import Choices

_MOST = 2000
"""Branches remembered; beyond them the oldest are forgotten."""


class Turned:
    """Of one tree, told from others by `name`: branches not as they are on the first day."""

    def __init__(self, choices: Choices, name: str) -> None:
        self._choices = choices
        self._name = name

    def has(self, key: str) -> bool:
        return f"{self._name}/{key}" in self._choices.value.turned

    def turn(self, key: str, *, turned: bool) -> None:
        """Keeps whether the branch is turned now; no act, and nothing that undo takes back."""
        whole, value = f"{self._name}/{key}", self._choices.value
        others = tuple(each for each in value.turned if each != whole)
        kept = (*others, whole)[-_MOST:] if turned else others
        self._choices.choose(replace(value, turned=kept))
