"""What a Russian sentence states of something: what it is, what it is made of, what it leads to."""

import re
from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.russian.clauses import head
from kgstudy.domain.drafting.russian.definitions import by_dash, by_name
from kgstudy.domain.drafting.russian.names import is_acronym
from kgstudy.domain.drafting.russian.phrases import (
    DASHES,
    LONGEST_ANSWER,
    Statement,
    first_part,
    is_instrumental,
    is_label,
    is_name,
    is_relation,
    said_in,
    span_of,
    what_is,
    within_question,
    without_brackets,
)
from kgstudy.domain.drafting.russian.words import Word
from kgstudy.domain.drafting.values import FactKind


def statements(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    yield from by_dash(text, tokens)
    yield from by_name(text, tokens)
    yield from _by_colon(text, tokens)
    yield from _by_parts(text, tokens)
    yield from _by_role(text, tokens)
    yield from _by_brackets(text, tokens)


def _by_colon(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Позиция власти: единая Россия", "Причины войны: …, … и …"."""
    at = next((at for at, word in enumerate(tokens[:12]) if word.text == ":"), 0)
    left, right = without_brackets(tokens[:at]), tokens[at + 1 :]
    if not at or not right or len(right) > LONGEST_ANSWER or not is_label(left, 8):
        return
    if not is_relation(left) or any(word.text in DASHES for word in right):
        return
    meaning = said_in(text, right)
    kind = FactKind.LIST if sum(word.text in ",;" for word in right) >= 2 else FactKind.OTHER
    trust = 0.78 if len(right) <= 12 else 0.62 if len(right) <= 20 else 0.5
    bare = not any(word.is_capital for word in left[1:])
    ask = what_is(text, left)
    yield Statement(kind, span_of(right), meaning, ask, meaning, "label", trust, bare=bare)


_PARTS = (
    (re.compile(r"при(?:вел[аои]?|водил[аои]?|водит|водят)$"), "к", "к чему {verb} {thing}"),
    (re.compile(r"состо(?:ит|ят|ял\w?)$"), "из", "из чего {verb} {thing}"),
    (
        re.compile(r"(?:раз|под)?дел(?:ится|ятся|ят)$|подраздел\w+ся$"),
        "на",
        "на что {verb} {thing}",
    ),
    (re.compile(r"включа(?:ет|ют|л\w?)$"), "", "что {verb} {thing}"),
    (re.compile(r"относ(?:ится|ятся)$"), "к", "к чему {verb} {thing}"),
)


def _by_parts(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "X состоит из …", "X делится на …", "X включает …"."""
    for at, word in enumerate(tokens[:-2]):
        for form, preposition, question in _PARTS:
            if not at or not form.match(word.small):
                continue
            begin = at + 1 + bool(preposition) + (tokens[at + 2].small == "себя") * 2
            left, right = without_brackets(tokens[:at]), first_part(tokens[begin:])
            if preposition and tokens[at + 1].small not in {preposition, preposition + "о"}:
                continue
            if not is_label(left, 8) or not 0 < len(right) <= 20:
                continue
            if any(each.is_verb for each in right) or right[0].is_figure or right[0].may("NUMR"):
                continue
            several = sum(each.text == "," for each in right) >= 2
            meaning = said_in(text, tokens[begin - bool(preposition) : begin + len(right)])
            asked = question.format(verb=word.text, thing=within_question(text, left))
            kind = FactKind.LIST if several else FactKind.OTHER
            yield Statement(
                kind, span_of(right), said_in(text, right), asked, meaning, "parts", 0.76
            )
            return


def _by_role(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Целью союза является сохранение мира"."""
    at = next((at for at, w in enumerate(tokens) if w.small in {"является", "являются"}), 0)
    left, right = tokens[:at], first_part(tokens[at + 1 :])
    if not 1 <= at <= 7 or not right or len(right) > 24 or not is_instrumental(left):
        return
    if any(word.text == "," for word in left) or head(right) is None or is_name(right):
        return
    meaning = said_in(text, right)
    question = f"что {tokens[at].text} {within_question(text, left)}"
    yield Statement(FactKind.OTHER, span_of(right), meaning, question, meaning, "what is", 0.8)


def _by_brackets(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "НАТО (военный союз, …)"."""
    for at, word in enumerate(tokens[:-3]):
        if not is_acronym(word) or tokens[at + 1].text != "(":
            continue
        end = next((to for to in range(at + 2, len(tokens)) if tokens[to].text == ")"), 0)
        inner = tokens[at + 2 : end]
        if 2 <= len(inner) <= 20 and head(inner) is not None and not inner[0].is_figure:
            full = _spells(word.text, inner)
            meaning = said_in(text, inner)
            ask = "как расшифровывается" if full else "что такое"
            trust = 0.9 if full else 0.82
            yield Statement(
                FactKind.TERM,
                span_of([word]),
                word.text,
                f"{ask} {word.text}",
                meaning,
                "stands for" if full else "what is",
                trust,
                "",
                word.text,
            )


def _spells(acronym: str, words: Sequence[Word]) -> bool:
    initials = [word.text[0].upper() for word in words if word.is_word and len(word.text) > 2]
    return "".join(initials) == acronym.upper()
