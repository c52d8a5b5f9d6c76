"""Cards as they are written, and the fields of the notes they make."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.markdown import from_markdown, to_markdown
from kgstudy.domain.naming import slug
from kgstudy.domain.parcel import ParcelNote
from kgstudy.formats.kgdeck import cloze
from kgstudy.formats.kgdeck.blocks import CardBlock, Part
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.syntax import BROKEN_BY_LINES, STARTERS, guarded, unguarded

_BELONGING = {"Q": "QATXOSN", "F": "FBSN", "C": "CSN"}
"""The keys of a card, by the one it begins with."""
_ONLY_ONE = "ABSN"

_KINDS = {
    frozenset("QA"): "basic",
    frozenset("QAX"): "choice",
    frozenset("QT"): "typed",
    frozenset("QO"): "ordering",
    frozenset("FB"): "both-ways",
    frozenset("C"): "cloze",
}
_INCOMPLETE = {
    frozenset("Q"): "The question has no answer: add a line A:, T: or O:.",
    frozenset("QX"): "There are only wrong answers: add the right one as a line A:.",
    frozenset("F"): "The front has no back: add a line B:.",
}

_FROM_ROOT = re.compile(r"(!\[[^\]\n]*\]\()@/")
"""How hashcards writes a file beside the deck."""


class Content(NamedTuple):
    """What a card says; `source` is the part that tells where in the lesson it comes from."""

    kind: str
    fields: Mapping[str, str]
    source: Part | None


def content(card: CardBlock) -> Content:
    """Raises Fault where the card makes no note."""
    kind = _kind(card)
    parts: dict[str, list[str]] = defaultdict(list)
    for part in card.parts:
        if part.key != "S":
            parts[part.key].append(_html(part))
    fields = _fields(kind, parts)
    if problem := CARD_TYPES[kind].problem(fields):
        raise Fault(card.line, problem)
    return Content(kind, fields, next((part for part in card.parts if part.key == "S"), None))


def _html(part: Part) -> str:
    text = _FROM_ROOT.sub(r"\1", unguarded(part.text))
    html = cloze.from_text(text, part.line) if part.key == "C" else from_markdown(text)
    if part.key != "N" and is_blank(html):
        raise Fault(part.line, f"There is nothing after {part.key}: write it there.")
    return html


def _kind(card: CardBlock) -> str:
    first = card.parts[0]
    if first.key not in STARTERS:
        why = f"{first.key}: belongs to no card: a card begins with Q:, F: or C:."
        raise Fault(first.line, why)
    seen: set[str] = set()
    for part in card.parts:
        if part.key not in _BELONGING[first.key]:
            why = f"{part.key}: does not go with {first.key}: take it out, or begin a card for it."
            raise Fault(part.line, why)
        if part.key in seen and part.key in _ONLY_ONE:
            raise Fault(part.line, f"There is a second {part.key}: in this card: keep one.")
        seen.add(part.key)
    keys = frozenset(seen - set("SN"))
    if keys in _INCOMPLETE:
        raise Fault(card.line, _INCOMPLETE[keys])
    if keys not in _KINDS:
        answers = " and ".join(f"{key}:" for key in sorted(keys - {"Q"}))
        raise Fault(card.line, f"{answers} are answers of different kinds: keep one kind.")
    return _KINDS[keys]


def _fields(kind: str, parts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    match kind:
        case "basic":
            fields = {"front": parts["Q"][0], "back": parts["A"][0]}
        case "both-ways":
            fields = {"front": parts["F"][0], "back": parts["B"][0]}
        case "typed":
            answer, *also = parts["T"]
            fields = {"question": parts["Q"][0], "answer": answer, "also": "\n".join(also)}
        case "choice":
            question, right, wrong = parts["Q"][0], parts["A"][0], "\n".join(parts["X"])
            fields = {"question": question, "right": right, "wrong": wrong}
        case "ordering":
            fields = {"question": parts["Q"][0], "items": "\n".join(parts["O"])}
        case _:
            fields = {"text": parts["C"][0]}
    note = next(iter(parts["N"]), "")
    return {**fields, "note": "" if is_blank(note) else note}


def derived_id(card: CardBlock) -> str:
    """The id of a card that has none: it stays as long as question and answer do."""
    told = [f"{part.key}:{' '.join(part.text.split())}" for part in card.parts]
    asked = "\n".join(line for line in told if line[0] not in "SN")
    words = slug(" ".join(re.findall(r"[^\W_]+", card.parts[0].text)[:6]))
    digest = hashlib.sha256(asked.encode()).hexdigest()[:8]
    return f"{words}-{digest}" if words else digest


def written(note: ParcelNote, source: str | None, mark: str) -> str:
    """The note as a card; `source` is what stands after `S:`, if that is there at all."""
    parts = [(key, _shown(key, html)) for key, html in _parts(note.kind, note.fields)]
    if source is not None:
        parts.append(("S", source))
    if not is_blank(note.fields.get("note", "")):
        parts.append(("N", _shown("N", note.fields["note"])))
    return "\n".join(f"{key}: {text}".rstrip(" ") for key, text in parts) + f" {mark}"


def _shown(key: str, html: str) -> str:
    return guarded(cloze.to_text(html) if key == "C" else to_markdown(html, BROKEN_BY_LINES))


def _parts(kind: str, fields: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    match kind:
        case "basic":
            return (("Q", fields["front"]), ("A", fields["back"]))
        case "both-ways":
            return (("F", fields["front"]), ("B", fields["back"]))
        case "typed":
            also = _items("T", fields.get("also", ""))
            return (("Q", fields["question"]), ("T", fields["answer"]), *also)
        case "choice":
            wrong = _items("X", fields["wrong"])
            return (("Q", fields["question"]), ("A", fields["right"]), *wrong)
        case "ordering":
            return (("Q", fields["question"]), *_items("O", fields["items"]))
    return (("C", fields["text"]),)


def _items(key: str, html: str) -> Iterator[tuple[str, str]]:
    return ((key, item) for item in html.split("\n") if not is_blank(item))
