"""What a question or a gap is about, where its words alone do not tell: the topic or the title."""

import re
from itertools import pairwise

from kgstudy.domain.drafting.english.tokens import Token, tokens
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    DO,
    FINITE,
    JOINING,
    ORDINARY,
    PREPOSITIONS,
    RELATIVES,
    listed,
)
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.wording import says_nothing

_LONGEST, _SHORT = 7, 4
_YEAR = re.compile(r"\d{4}")
_GENERIC = listed(
    "lesson chapter unit topic lecture notes document untitled text part section page"
)
_UNIQUE = listed(
    "world earth sun moon sea sky ocean land ground air past future present beginning end time day "
    "year century north south east west king queen crown throne people public poor rich others law "
    "government country state church army navy war economy environment surface middle centre "
    "center top bottom same first last"
)
"""Nouns that "the" stands before though nothing was told of them."""


def about(sentence: Sentence, text: str, named: bool, answer: str = "") -> str:
    """What to put before a text; empty where it is tied to the lesson by a name or a word.

    A text with "the campaign" is not, unless it says which one.
    """
    told = f"{text} {answer}"
    alone = named or _YEAR.search(text)
    if sentence.topic:
        return "" if alone or sentence.topic in told else sentence.topic
    title = "" if says_nothing(sentence.title, _GENERIC) else sentence.title
    if not title or len(title.split()) > _LONGEST or _is_shared(title, told):
        return ""
    pointing = len(title.split()) <= _SHORT and points_elsewhere(text)
    return title if pointing or not alone else ""


def _is_shared(title: str, told: str) -> bool:
    """Whether a word of the title is told, and a longer one not only pointed to: "the canal"."""
    words = tokens(told)
    wanted = {word.low for word in tokens(title) if word.low not in ORDINARY}
    pointed = {word.low for before, word in pairwise(words) if before.low == "the"}
    said = {word.low for word in words} - (pointed if len(wanted) > 1 else set())
    return not wanted.isdisjoint(said)


def points_elsewhere(told: str) -> bool:
    """Whether "the" stands before a noun that nothing in the text makes known."""
    words = tokens(told)
    return any(word.low == "the" and _is_bare(words, at + 1) for at, word in enumerate(words[:-1]))


def _is_bare(words: list[Token], at: int) -> bool:
    noun = words[at]
    if noun.is_capital or not noun.is_word or noun.low in _UNIQUE | ORDINARY:
        return False
    introduced = any(
        word.low == noun.low and before.low in ("a", "an") for before, word in pairwise(words[:at])
    )
    after = words[at + 1] if at + 1 < len(words) else None
    doing = at >= 2 and words[at - 2].low in DO
    return not introduced and (after is None or _ends_group(after, doing))


def _ends_group(after: Token, doing: bool) -> bool:
    """Whether the word behind a noun, a verb where "did" stands before, tells not which it is."""
    if not after.is_word or after.low in FINITE | JOINING or after.low.endswith("ly"):
        return True
    if after.low in RELATIVES or after.low == "of":
        return False
    form = FORMS.get(after.low)
    wanted = "base" if doing else "past"
    return after.low in PREPOSITIONS or (form is not None and wanted in form.parts)
