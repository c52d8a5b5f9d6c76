"""The lessons that drafting is measured on, with the facts that a person marked in them."""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.lesson import Span
from kgstudy.formats import kgdeck, texts
from kgstudy.host.assets import shipped_decks

DATA = Path(__file__).parent / "drafting_data"
_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """An askable fact: its words in the text, and what an answer may say for them."""

    kind: FactKind
    span: Span
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A lesson with its marks; `numbers` are all that a card of it may hold.

    `held_back` is one that nobody looked at while the rules were made.
    """

    name: str
    title: str
    language: str
    text: str
    numbers: frozenset[str]
    marks: tuple[Mark, ...]
    held_back: bool = False


def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (DATA / "marks").glob("*.toml")))


def gold(name: str) -> Gold | None:
    """None where the lesson is of the corpus, and the corpus is not here."""
    table = tomllib.loads((DATA / "marks" / f"{name}.toml").read_text("utf-8"))
    found = _text(table)
    if found is None:
        return None
    title, text = found
    numbers = _listed(table) or numbers_of(f"{title}\n{text}")
    found_marks, held_back = marks(table["facts"], text), table.get("held_back", False)
    return Gold(name, title, table["language"], text, numbers, found_marks, held_back)


def numbers_of(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def marks(facts: Sequence[Mapping[str, Any]], text: str) -> tuple[Mark, ...]:
    """Finds the words of each mark, every one after the one before it."""
    return tuple(_placed(facts, text))


def _placed(facts: Sequence[Mapping[str, Any]], text: str) -> Iterator[Mark]:
    at = 0
    for fact in facts:
        kind = next(key for key in fact if key in set(FactKind))
        words = fact[kind]
        span = _find(text, words, at, fact.get("nth", 1))
        at = span.end
        yield Mark(FactKind(kind), span, (fact.get("answer", words), words, *fact.get("also", ())))


def _find(text: str, words: str, at: int, nth: int) -> Span:
    """The words where a word begins, and no number goes on after them."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split()))
    if words[-1].isdigit():
        pattern += r"(?!\d)"
    found = list(re.compile(pattern).finditer(text, at))
    if len(found) < nth:
        raise LookupError(f"“{words}” is not in the text after {text[max(0, at - 30) : at]!r}")
    return Span(*found[nth - 1].span())


def _text(table: Mapping[str, Any]) -> tuple[str, str] | None:
    """The lesson's title and text, as they come into the program."""
    if "deck" in table:
        lesson = kgdeck.read(shipped_decks() / table["deck"]).lessons[0]
        return lesson.title, lesson.text
    path = DATA / "lessons" / table["ours"] if "ours" in table else _corpus() / table["corpus"]
    if not path.is_file():
        return None
    read = texts.read(path)
    return read.title, read.text


def _corpus() -> Path:
    return Path(os.environ.get("KGSTUDY_CORPUS", _CORPUS))


def _listed(table: Mapping[str, Any]) -> frozenset[str]:
    """The numbers that the corpus lists for this lesson."""
    manifest = _corpus() / "lessons" / "manifest.json"
    if "corpus" not in table or not manifest.is_file():
        return frozenset()
    files = json.loads(manifest.read_text("utf-8"))["files"]
    name = Path(table["corpus"]).name
    return frozenset(number for each in files if each["file"] == name for number in each["numbers"])
