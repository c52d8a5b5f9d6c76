"""What a Russian sentence says that something is, or is called."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.russian.clauses import head, is_named, uncapitalised
from kgstudy.domain.drafting.russian.names import in_case, is_acronym, names, nominative
from kgstudy.domain.drafting.russian.phrases import (
    DASHES,
    LONGEST_ANSWER,
    Statement,
    first_part,
    is_instrumental,
    is_label,
    is_name,
    is_plural,
    is_relation,
    is_unique,
    said_in,
    span_of,
    until_comma,
    what_is,
    within_question,
    without_brackets,
    without_kind,
)
from kgstudy.domain.drafting.russian.words import Word, agree, gender, words
from kgstudy.domain.drafting.values import FactKind


def by_dash(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "X — это Y", "X — Y", "Столица страны — Бишкек"."""
    dash = _dash(text, tokens)
    if not dash:
        return
    left = without_brackets(tokens[:dash])
    right = list(tokens[dash + 1 :])
    told = bool(right) and right[0].small in {"это", "есть"}
    right = first_part(right[told:])
    if not is_label(left) or not right or len(right) > LONGEST_ANSWER:
        return
    if head(right) is None or right[0].likely("PREP") or any(w.is_figure for w in right[:2]):
        return
    if not _agree(left, right):
        return
    named = without_kind(until_comma(right))
    if is_named(left[0]) or left[0].text == "«":
        yield from _of_name(text, left, right)
    elif is_name(named):
        yield _named(text, left, named)
    elif not told and is_unique(left) and len(named) <= 3:
        yield _unique(text, left, named)
    elif not told and len(left) > 1 and len(named) == 1:
        yield _relation(text, left, named)
    elif told or _is_term(left):
        yield _term(text, left, right, 0.9 if told else 0.78)
    else:
        yield _relation(text, left, right)


def _agree(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether one noun can be what the other is: not many a one, nor somebody a thing."""
    one, other = head(left), head(right)
    if one is None or other is None or is_named(one) or is_named(other):
        return True
    if gender(one) == "plur" and gender(other) not in {"plur", None}:
        return False
    return not one.likely("anim") or other.likely("anim") or "anim" not in one.forms[0].tags


def _dash(text: str, tokens: Sequence[Word]) -> int:
    """Where the dash stands that joins a subject to what it is; 0 if there is none."""
    for at, word in enumerate(tokens[:-1]):
        if word.is_verb:
            return 0
        spaced = text[word.start - 1 : word.start] == " " == text[word.end : word.end + 1]
        if word.text in DASHES and at and spaced:
            return at
    return 0


def _is_term(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is a noun with its adjectives, and no "cause of" another thing."""
    last = phrase[-1]
    adjectives = last.is_noun and all(word.is_adjective for word in phrase[:-1])
    return len(phrase) <= 3 and (adjectives or head(phrase) is last) and not is_relation(phrase)


def _term(text: str, left: Sequence[Word], right: Sequence[Word], trust: float) -> Statement:
    term, meaning = within_question(text, left), said_in(text, right)
    reverse = ""
    if _heads_a_definition(right):
        reverse = f"как называ{'ются' if is_plural(right) else 'ется'} {meaning}"
    value = said_in(text, left)
    return Statement(
        FactKind.TERM,
        span_of(left),
        value,
        f"что такое {term}",
        meaning,
        "what is",
        trust,
        reverse,
        value,
    )


def _heads_a_definition(right: Sequence[Word]) -> bool:
    return not is_named(right[0]) and 3 <= len(right) <= 25


def _of_name(text: str, left: Sequence[Word], right: Sequence[Word]) -> Iterator[Statement]:
    """What a name is the name of."""
    found = names(left, frozenset({left[0].text}))
    kind = found[0].kind if found else FactKind.NAME
    name, meaning = said_in(text, left), said_in(text, right)
    if is_unique(right) and len(right) <= 14:
        ask = "кто" if kind is FactKind.PERSON else "как называется"
        yield Statement(kind, span_of(left), name, f"{ask} {meaning}", name, "which", 0.82, "", "")
    if kind is FactKind.PERSON:
        noun = head(left)
        ask = "кто такая" if noun and gender(noun) == "femn" else "кто такой"
    else:
        ask = "что такое"
    trust = 0.8 if kind is FactKind.PERSON or is_acronym(left[0]) else 0.56
    yield Statement(
        FactKind.OTHER, span_of(right), meaning, f"{ask} {name}", meaning, "what is", trust
    )


def _named(text: str, left: Sequence[Word], right: Sequence[Word]) -> Statement:
    """ "Столица Кыргызстана — Бишкек"."""
    found = names(right, frozenset(word.text for word in right))[0]
    name = right[found.first : found.last]
    ask = "кто" if found.kind is FactKind.PERSON else "как называется"
    label = within_question(text, left)
    return Statement(
        found.kind,
        span_of(name),
        nominative(name),
        f"{ask} {label}",
        nominative(name),
        "which",
        0.85,
        "",
        "",
    )


def _unique(text: str, left: Sequence[Word], right: Sequence[Word]) -> Statement:
    """ "Самый крупный сосуд — аорта"."""
    name = said_in(text, right)
    question = f"как называется {within_question(text, left)}"
    return Statement(FactKind.TERM, span_of(right), name, question, name, "which", 0.8)


def _relation(text: str, left: Sequence[Word], right: Sequence[Word]) -> Statement:
    """ "Опора самодержавия — дворянство"."""
    meaning = said_in(text, right)
    if is_relation(left):
        question, trust = what_is(text, left), 0.78
    else:
        role = uncapitalised(in_case(left, "ablt"), frozenset())
        question, trust = f"что является {role}", 0.68
    return Statement(FactKind.OTHER, span_of(right), meaning, question, meaning, "what is", trust)


_WAS = {"назывался", "называлась", "называлось", "назывались"}
_CALLED = {
    "называется",
    "называются",
    "называют",
    "назвали",
    "называли",
    "именуется",
    "именуют",
} | _WAS


def by_name(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Процесс … называется фотосинтезом", "Фотосинтезом называют процесс …"."""
    at = next((at for at, word in enumerate(tokens) if word.small in _CALLED), 0)
    verbs = [word for word in tokens[:at] if word.is_verb]
    if not at or at + 1 >= len(tokens):
        return
    left, right = without_brackets(tokens[:at]), without_brackets(first_part(tokens[at + 1 :]))
    if right and right[0].small == "также":
        return
    left = left[:-1] if left and left[-1].small in {"также", "ещё"} else left
    term, meaning = (right, left) if not is_instrumental(left) else (left, right)
    if left and left[-1].may("Anph"):
        return
    plural = tokens[at].small in {"называются"}
    if not 0 < len(term) <= 4 or len(meaning) < 2 or (verbs and not _relative(left)):
        return
    if term is right and head(meaning) is None and head(meaning, "accs") is None:
        return
    name = in_case(term, "nomn") if is_instrumental(term) else said_in(text, term).strip('«»"')
    thing = within_question(text, meaning)
    thing = thing if head(meaning) else _in_nominative(text, meaning)
    called = f"как называ{'ются' if plural else 'ется'} {thing}"
    if tokens[at].small in _WAS:
        called = f"как {tokens[at].small} {thing}"
    if term is left and not _stands_in_nominative(thing):
        said, question = said_in(text, meaning), f"что называют {within_question(text, term)}"
        yield Statement(FactKind.TERM, span_of(term), name, question, said, "what is", 0.84)
    else:
        yield Statement(FactKind.TERM, span_of(term), name, called, name, "called", 0.88)


def _stands_in_nominative(said: str) -> bool:
    phrase = words(said)
    noun = next((at for at, word in enumerate(phrase) if word.is_noun), len(phrase) - 1)
    return "nomn" in agree(phrase[: noun + 1])


def _in_nominative(text: str, phrase: Sequence[Word]) -> str:
    return uncapitalised(nominative(phrase), frozenset()) if phrase else ""


def _relative(tokens: Sequence[Word]) -> bool:
    return any(word.text == "," for word in tokens)
