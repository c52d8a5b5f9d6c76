"""Anki's template language: fields, filters, and sections shown where a field has content.

    template = (text | comment | replacement | section)*
    replacement = "{{" (filter ":")* field "}}"
    section = "{{" ("#" | "^") field "}}" template "{{/" field "}}"

What does not fit this is shown as a readable mark, and the rest as it is.  A template becomes a
flat list of steps, so that neither parsing nor rendering knows how deep its sections lie.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, slots=True)
class Text:
    html: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """`filters` in the order in which they apply."""

    field: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The steps from the next one to before `end` are taken where `key` has content, or has not."""

    key: str
    filled: bool
    end: int


Step = Text | Replacement | Section

_BEGIN = re.compile(r"\{\{|<!--")
_ALTERNATIVE = "{{=<% %>=}}"
_MOST_FILTERS = 10
_MOST_STEPS = 50_000
"""A template that asks for more is none; what follows is left out."""


def parse(source: str) -> tuple[Step, ...]:
    """The steps of a template, in time that grows with its length alone."""
    usual, changed, other = source.partition(_ALTERNATIVE)
    if changed:
        source = usual + other.replace("<%", "{{").replace("%>", "}}")
    steps = _Steps()
    for kind, content in _tokens(source):
        steps.take(kind, content)
        if len(steps.done) > _MOST_STEPS:
            break
    return steps.finished()


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """Pairs of "text", "tag" or "broken" and what it says; comments are left out."""
    at = begun = 0
    while found := _BEGIN.search(source, at):
        comment = found[0] == "<!--"
        end = source.find("-->" if comment else "}}", found.end())
        if end < 0 and comment:
            yield "text", source[begun:]
            return
        if end < 0:
            yield "text", source[begun : found.start()]
            yield "broken", source[found.start() :]
            return
        start = found.start() if comment else source.rfind("{{", found.start(), end)
        at = end + (3 if comment else 2)
        tripled = not comment and source[start - 1 : start] == "{" and source[at : at + 1] == "}"
        yield "text", source[begun : start - tripled]
        if not comment:
            yield "tag", source[start + 2 : end].strip()
        at = begun = at + tripled
    yield "text", source[begun:]


@dataclass(slots=True)
class _Steps:
    """A template while it is being read."""

    done: list[Step] = field(default_factory=list)
    open: list[tuple[int, str, bool]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def take(self, kind: str, content: str) -> None:
        if kind != "tag":
            self._say(content if kind == "text" else escape(content, quote=False))
            return
        sign, rest = content[:1], content[1:].strip()
        if sign in ("#", "^"):
            self.open.append((len(self.done), rest, sign == "#"))
            self.names[rest] += 1
            self._say(fault(f"{content} is not closed"), always=True)
        elif sign == "/":
            self._close(rest)
        elif sign != "!":
            *filters, name = (part.strip() for part in content.split(":"))
            self.done.append(Replacement(name, tuple(filter(None, filters[-_MOST_FILTERS:][::-1]))))

    def finished(self) -> tuple[Step, ...]:
        return tuple(self.done)

    def _say(self, html: str, *, always: bool = False) -> None:
        if html or always:
            self.done.append(Text(html))

    def _close(self, name: str) -> None:
        """Ends the section; those within it that are still open remain marks."""
        if not self.names[name]:
            self._say(fault(f"/{name} closes nothing"))
            return
        while True:
            at, opened, filled = self.open.pop()
            self.names[opened] -= 1
            if opened == name:
                self.done[at] = Section(name, filled, len(self.done))
                return


def fault(words: str) -> str:
    """What is seen in the place of something wrong in a template."""
    return f"{{{escape(words, quote=False)}}}"
