"""What may stand before a colon: one line a key, and how each reads what comes after it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.properties import BY_WORD, Comparison
from kgstudy.domain.query.tree import (
    Alike,
    Compared,
    Content,
    Event,
    Exactly,
    Flagged,
    FromLesson,
    Has,
    InDeck,
    InField,
    InPreset,
    Is,
    Lately,
    Numbered,
    OfNoteType,
    OfTemplate,
    Quoting,
    Regular,
    Span,
    State,
    Tagged,
    TaggedLike,
    Term,
    Thing,
    Untagged,
    WholeWords,
    WithId,
    Words,
)

FLAGS = ("none", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
OTHER_STATES: Mapping[str, State] = {
    "learning": State.LEARNING,
    "buried-manually": State.BURIED,
}
"""Nothing but a person buries a card for good; siblings only wait for their turn."""

LONGEST = 1000
"""Characters of a pattern."""
MOST_DAYS = 36_500
_LARGEST_ID = 2**63 - 1
_NUMBER = re.compile(r"([+-]?[0-9]{1,15}(?:[.,][0-9]{1,30})?)(%?)")


@dataclass(frozen=True, slots=True)
class Value:
    """What follows a key: as it is written, with its place, and the place of the whole term."""

    key: str
    raw: str
    place: Span
    span: Span

    def glob(self) -> globs.Glob:
        return pattern_of(self.given(), self.place)

    def pattern(self) -> str:
        """A regular expression that Python can read, and that comes to an end."""
        pattern = self.given().replace('\\"', '"')
        regular.check(pattern, self.place)
        return pattern

    def chosen(self, words: Iterable[str], others: Iterable[str] = ()) -> str:
        """One of `words`, or of `others` that are not told of."""
        word = self.given().lower()
        if word in words or word in others:
            return word
        raise self.wrong(
            "The query knows no “{key}:{value}”, only {known}.",
            known=_listed([f"{self.key}:{each}" for each in words]),
        )

    def whole_number(self, least: int = 0, most: int = _LARGEST_ID) -> int:
        text = self.given()
        if re.fullmatch(r"[0-9]{1,19}", text) and least <= int(text) <= most:
            return int(text)
        raise self.wrong(
            "After “{key}:” comes a whole number from {least}, not “{value}”.", least=least
        )

    def wrong(self, sentence: str, **facts: object) -> QueryError:
        return QueryError(sentence, self.place, key=self.key, value=self.raw, **facts)

    def given(self) -> str:
        """What is written, of which there must be something."""
        if not self.raw.strip():
            raise QueryError(
                "In the query, “{key}:” needs a word right after it.", self.span, key=self.key
            )
        return self.raw.strip()

    def parts(self, sign: str, most: int) -> list["Value"]:
        """Its parts between the signs, at most so many."""
        made, at = [], self.place.start
        for raw in self.given().split(sign, most - 1):
            made.append(Value(self.key, raw, Span(at, at + len(raw)), self.span))
            at += len(raw) + 1
        return made


def pattern_of(raw: str, place: Span) -> globs.Glob:
    """The pattern that is written there."""
    if len(raw) > LONGEST:
        raise QueryError("This is too long to be looked for.", place)
    return globs.read(raw)


def field(name: globs.Glob, value: Value) -> Term:
    """What a key is that is none of ours: the name of a field."""
    kind, colon, rest = value.raw.partition(":")
    inner = Value(kind, rest, Span(value.place.end - len(rest), value.place.end), value.span)
    match kind.lower() if colon else "":
        case "re":
            return InField(name, Regular(inner.pattern()), span=value.span)
        case "w":
            return InField(name, WholeWords(inner.glob()), span=value.span)
        case "nc":
            return InField(name, Words(inner.glob()), span=value.span)
        case _:
            return InField(
                name, Exactly(pattern_of(value.raw.strip(), value.place)), span=value.span
            )


def compared(value: Value) -> Term:
    """Such as `ivl>=10`."""
    found = re.fullmatch(r"\s*([a-z]+)\s*(<=|>=|!=|<|>|=)?\s*(.*)", value.given().lower())
    if not found or found[1] not in BY_WORD:
        raise value.wrong(
            "After “{key}:” comes a property, a sign and a number, such as “ivl>=10”; the "
            "properties are {known}.",
            known=_listed(list(BY_WORD)),
        )
    if not found[2]:
        raise value.wrong("After “{value}” comes one of the signs = != < > <= >= and a number.")
    number = _NUMBER.fullmatch(found[3])
    if not number:
        raise value.wrong("After “{sign}” comes a number, such as 3, 0.9 or 90%.", sign=found[2])
    scale = 100 if number[2] else 1
    size = float(number[1].replace(",", ".")) / scale
    return Compared(BY_WORD[found[1]], Comparison(found[2]), size, span=value.span)


def _field(value: Value) -> Term:
    """Such as `field:note:dog`, for a name that is also a key."""
    found = re.fullmatch(r"((?:[^\\:]|\\.)+):(.*)", value.raw, re.DOTALL)
    if not found:
        raise value.wrong("After “{key}:” come the name of a field, a colon and what it shows.")
    start = value.place.end - len(found[2])
    shown = Value(value.key, found[2], Span(start, value.place.end), value.span)
    return field(globs.read(found[1].strip()), shown)


def _tagged(value: Value) -> Term:
    if value.raw.strip().lower() == "none":
        return Untagged(span=value.span)
    if value.raw.lower().startswith("re:"):
        rest = Value("tag:re", value.raw[3:], value.place, value.span)
        return TaggedLike(rest.pattern(), span=value.span)
    return Tagged(value.glob(), span=value.span)


def _state(value: Value) -> Term:
    word = value.chosen(list(State), OTHER_STATES)
    return Is(OTHER_STATES.get(word) or State(word), span=value.span)


def _flagged(value: Value) -> Term:
    word = value.chosen(list(map(str, range(len(FLAGS)))), FLAGS)
    return Flagged(FLAGS.index(word) if word in FLAGS else int(word), span=value.span)


def _has(value: Value) -> Term:
    return Has(Content(value.chosen(list(Content))), span=value.span)


def _lately(event: Event) -> Callable[[Value], Term]:
    return lambda value: Lately(event, value.whole_number(1, MOST_DAYS), span=value.span)


def _rated(value: Value) -> Term:
    days, *rating = value.parts(":", 2)
    graded = rating[0].whole_number(1, 4) if rating else None
    return Lately(Event.RATED, days.whole_number(1, MOST_DAYS), graded, span=value.span)


def _card(value: Value) -> Term:
    if value.raw.strip().isascii() and value.raw.strip().isdigit():
        return Numbered(value.whole_number(1), span=value.span)
    return OfTemplate(value.glob(), span=value.span)


def _ids(thing: Thing) -> Callable[[Value], Term]:
    def read(value: Value) -> Term:
        ids = tuple(part.whole_number() for part in value.parts(",", 30_000))
        return WithId(thing, ids, span=value.span)

    return read


def _alike(value: Value) -> Term:
    note_type, *text = value.parts(",", 2)
    if not text:
        raise value.wrong("After “{key}:” come a note type, a comma and a text.")
    return Alike(
        globs.letters(note_type.glob()).lower(), globs.letters(text[0].glob()), span=value.span
    )


KEYS: Mapping[str, Callable[[Value], Term]] = {
    "deck": lambda value: InDeck(value.glob(), span=value.span),
    "tag": _tagged,
    "is": _state,
    "flag": _flagged,
    "has": _has,
    "prop": compared,
    "added": _lately(Event.ADDED),
    "edited": _lately(Event.EDITED),
    "rated": _rated,
    "introduced": _lately(Event.INTRODUCED),
    "resched": _lately(Event.RESCHEDULED),
    "note": lambda value: OfNoteType(value.glob(), span=value.span),
    "card": _card,
    "preset": lambda value: InPreset(value.glob(), span=value.span),
    "lesson": lambda value: FromLesson(value.glob(), span=value.span),
    "source": lambda value: Quoting(value.glob(), span=value.span),
    "w": lambda value: WholeWords(value.glob(), span=value.span),
    "nc": lambda value: Words(value.glob(), span=value.span),
    "field": _field,
    "re": lambda value: Regular(value.pattern(), span=value.span),
    "nid": _ids(Thing.NOTE),
    "cid": _ids(Thing.CARD),
    "did": _ids(Thing.DECK),
    "mid": _ids(Thing.NOTE_TYPE),
    "dupe": _alike,
}


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
