"""What a Russian sentence states of something: what it is, what it is made of, why, what for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.clauses import (
    head,
    is_named,
    tidy,
    uncapitalised,
    without_opener,
)
from kgstudy.domain.drafting.russian.names import in_case, is_acronym, names, nominative
from kgstudy.domain.drafting.russian.words import Word, agree, cases, gender, listed, words
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

DASHES = {"—", "–", "-", "−"}
_LONGEST_TERM = 7
_LONGEST_ANSWER = 32


@dataclass(frozen=True, slots=True)
class Statement:
    """A question without its capital and its mark, and the answer; `asked` are the answer's words.

    `term` is what the pair has on its other side where it can be turned round.  A `bare` one is
    understood only with what the section speaks of.
    """

    kind: FactKind
    asked: Span
    value: str
    question: str
    answer: str
    form: str
    trust: float
    reverse: str = ""
    term: str = ""
    bare: bool = False


def statements(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    yield from _by_dash(text, tokens)
    yield from _by_name(text, tokens)
    yield from _by_colon(text, tokens)
    yield from _by_parts(text, tokens)
    yield from _by_role(text, tokens)
    yield from _by_brackets(text, tokens)


def _said(text: str, tokens: Sequence[Word]) -> str:
    return tidy(text[tokens[0].start : tokens[-1].end]) if tokens else ""


def _span(tokens: Sequence[Word]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def _plain(text: str, tokens: Sequence[Word]) -> str:
    """Words as they stand within a question."""
    return uncapitalised(without_opener(_said(text, tokens)), frozenset())


def _without_brackets(tokens: Sequence[Word]) -> list[Word]:
    depth, found = 0, []
    for word in tokens:
        depth += word.text == "("
        if depth <= 0:
            found.append(word)
        depth -= word.text == ")"
    return found


def _is_plural(phrase: Sequence[Word]) -> bool:
    noun = head(phrase)
    return noun is not None and gender(noun) == "plur"


def _is_label(phrase: Sequence[Word], longest: int = _LONGEST_TERM) -> bool:
    """Whether words could be what is spoken of: a short noun phrase in the nominative."""
    if not 0 < len(phrase) <= longest or head(phrase) is None:
        return False
    return not any(
        word.is_verb or word.text in {",", ";", ":"} or word.is_figure for word in phrase
    )


def _by_dash(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "X — это Y", "X — Y", "Столица страны — Бишкек"."""
    dash = _dash(text, tokens)
    if not dash:
        return
    left = _without_brackets(tokens[:dash])
    right = list(tokens[dash + 1 :])
    told = bool(right) and right[0].small in {"это", "есть"}
    right = _first_part(right[told:])
    if not _is_label(left) or not right or len(right) > _LONGEST_ANSWER:
        return
    if head(right) is None or right[0].likely("PREP") or any(w.is_figure for w in right[:2]):
        return
    if not _agree(left, right):
        return
    named = _without_kind(_until_comma(right))
    if is_named(left[0]) or left[0].text == "«":
        yield from _of_name(text, left, right)
    elif _is_name(named):
        yield _named(text, left, named)
    elif not told and _is_unique(left) and len(named) <= 3:
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


def _without_kind(phrase: Sequence[Word]) -> list[Word]:
    """ "г. Бишкек" as "Бишкек"."""
    short = len(phrase) > 2 and phrase[0].small in {"г", "с", "р", "оз", "пос", "пик"}
    return list(phrase[2:]) if short and phrase[1].text == "." else list(phrase)


def _until_comma(tokens: Sequence[Word]) -> list[Word]:
    """Words without what is only said of them besides: "Каракол, основанный в 1869 году"."""
    comma = next((at for at, word in enumerate(tokens) if word.text == ","), len(tokens))
    after = tokens[comma + 1] if comma + 1 < len(tokens) else None
    besides = after is None or after.likely("PRTF") or after.may("Anph")
    return list(tokens[:comma]) if besides else list(tokens)


def _dash(text: str, tokens: Sequence[Word]) -> int:
    """Where the dash stands that joins a subject to what it is; 0 if there is none."""
    for at, word in enumerate(tokens[:-1]):
        if word.is_verb:
            return 0
        spaced = text[word.start - 1 : word.start] == " " == text[word.end : word.end + 1]
        if word.text in DASHES and at and spaced:
            return at
    return 0


def _first_part(tokens: Sequence[Word]) -> list[Word]:
    """Words up to a semicolon, or to a dash with words like those before."""
    end = next((at for at, word in enumerate(tokens) if word.text in {";"} | DASHES), len(tokens))
    if end < len(tokens) and tokens[end].text in DASHES:
        commas = [at for at in range(end) if tokens[at].text == ","]
        end = commas[-1] if commas else end
    return list(tokens[:end])


def _is_name(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is one name and nothing else."""
    found = names(phrase, frozenset(word.text for word in phrase if word.is_capital))
    inner = [word for word in phrase if word.text not in {"«", "»", '"'}]
    return len(found) == 1 and found[0].last - found[0].first == len(inner)


def _is_term(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is a noun with its adjectives, and no "cause of" another thing."""
    return len(phrase) <= 3 and head(phrase) is phrase[-1] and not _is_relation(phrase)


def _term(text: str, left: Sequence[Word], right: Sequence[Word], trust: float) -> Statement:
    term, meaning = _plain(text, left), _said(text, right)
    reverse = ""
    if _heads_a_definition(right):
        reverse = f"как называ{'ются' if _is_plural(right) else 'ется'} {meaning}"
    value = _said(text, left)
    return Statement(
        FactKind.TERM,
        _span(left),
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


_UNIQUE = {
    *("столица", "центр", "основатель", "основоположник", "автор", "создатель", "глава", "символ"),
    *("единственный", "первый", "последний", "крупный", "самый", "глубокий", "высокий", "длинный"),
    *("наибольший", "наименьший", "президент", "родина", "главный", "древний", "лидер"),
}
_SUPERLATIVE = re.compile(r"(?:ейш|айш)(?:ий|ая|ее|ие|его|ей|ую|им|их|ем|ими)$")


def _is_unique(phrase: Sequence[Word]) -> bool:
    """Whether only one thing can be meant: a capital, the first, the largest."""
    first = phrase[0]
    if first.small in {"один", "одна", "одно"}:
        return False
    if any(_SUPERLATIVE.search(word.small) for word in phrase[:3]):
        return True
    normals = {word.normal for word in phrase[:3] if word.forms}
    if "самый" in normals:
        return True
    unique = normals & (_UNIQUE - {"крупный", "глубокий", "высокий", "длинный", "древний"})
    return bool(unique) and any(word.is_capital for word in phrase[1:])


def _of_name(text: str, left: Sequence[Word], right: Sequence[Word]) -> Iterator[Statement]:
    """What a name is the name of."""
    found = names(left, frozenset({left[0].text}))
    kind = found[0].kind if found else FactKind.NAME
    name, meaning = _said(text, left), _said(text, right)
    if _is_unique(right) and len(right) <= 14:
        ask = "кто" if kind is FactKind.PERSON else "как называется"
        yield Statement(kind, _span(left), name, f"{ask} {meaning}", name, "which", 0.82, "", "")
    if kind is FactKind.PERSON:
        noun = head(left)
        ask = "кто такая" if noun and gender(noun) == "femn" else "кто такой"
    else:
        ask = "что такое"
    trust = 0.8 if kind is FactKind.PERSON or is_acronym(left[0]) else 0.56
    yield Statement(
        FactKind.OTHER, _span(right), meaning, f"{ask} {name}", meaning, "what is", trust
    )


def _named(text: str, left: Sequence[Word], right: Sequence[Word]) -> Statement:
    """ "Столица Кыргызстана — Бишкек"."""
    found = names(right, frozenset(word.text for word in right))[0]
    name = right[found.first : found.last]
    ask = "кто" if found.kind is FactKind.PERSON else "как называется"
    label = _plain(text, left)
    return Statement(
        found.kind,
        _span(name),
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
    name = _said(text, right)
    question = f"как называется {_plain(text, left)}"
    return Statement(FactKind.TERM, _span(right), name, question, name, "which", 0.8)


_QUALITIES = listed(
    "цель задача причина площадь длина высота глубина ширина население численность роль значение "
    "функция состав структура итог результат особенность позиция условие последствие принцип "
    "занятие масса повод скорость температура вес объём возраст продолжительность вариант признак "
    "характер вклад путь способ метод средство черта направление требование предпосылка этап "
    "основа смысл суть мнение сущность содержание форма плотность протяжённость доля"
)


def _is_relation(phrase: Sequence[Word]) -> bool:
    noun = head(phrase)
    return noun is not None and noun.normal in _QUALITIES


def what_is(text: str, phrase: Sequence[Word]) -> str:
    """ "какова площадь страны", by the gender of what is asked for."""
    noun = head(phrase)
    kind = gender(noun) if noun else None
    ask = {"femn": "какова", "neut": "каково", "plur": "каковы"}.get(kind or "", "каков")
    return f"{ask} {_plain(text, phrase)}"


def _relation(text: str, left: Sequence[Word], right: Sequence[Word]) -> Statement:
    """ "Опора самодержавия — дворянство"."""
    meaning = _said(text, right)
    if _is_relation(left):
        question, trust = what_is(text, left), 0.78
    else:
        role = uncapitalised(in_case(left, "ablt"), frozenset())
        question, trust = f"что является {role}", 0.68
    return Statement(FactKind.OTHER, _span(right), meaning, question, meaning, "what is", trust)


_CALLED = {"называется", "называются", "называют", "назвали", "называли", "именуется", "именуют"}


def _by_name(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Процесс … называется фотосинтезом", "Фотосинтезом называют процесс …"."""
    at = next((at for at, word in enumerate(tokens) if word.small in _CALLED), 0)
    verbs = [word for word in tokens[:at] if word.is_verb]
    if not at or at + 1 >= len(tokens):
        return
    left, right = _without_brackets(tokens[:at]), _without_brackets(_first_part(tokens[at + 1 :]))
    if right and right[0].small == "также":
        return
    term, meaning = (right, left) if not _is_instrumental(left) else (left, right)
    if left and left[-1].may("Anph"):
        return
    plural = tokens[at].small in {"называются"}
    if not 0 < len(term) <= 4 or len(meaning) < 2 or (verbs and not _relative(left)):
        return
    if term is right and head(meaning) is None and head(meaning, "accs") is None:
        return
    name = in_case(term, "nomn") if _is_instrumental(term) else _said(text, term).strip('«»"')
    thing = _plain(text, meaning)
    thing = thing if head(meaning) else _in_nominative(text, meaning)
    called = f"как называ{'ются' if plural else 'ется'} {thing}"
    if term is left and not _stands_in_nominative(thing):
        said, question = _said(text, meaning), f"что называют {_plain(text, term)}"
        yield Statement(FactKind.TERM, _span(term), name, question, said, "what is", 0.84)
    else:
        yield Statement(FactKind.TERM, _span(term), name, called, name, "called", 0.88)


def _stands_in_nominative(said: str) -> bool:
    phrase = words(said)
    noun = next((at for at, word in enumerate(phrase) if word.is_noun), len(phrase) - 1)
    return "nomn" in agree(phrase[: noun + 1])


def _in_nominative(text: str, phrase: Sequence[Word]) -> str:
    return uncapitalised(nominative(phrase), frozenset()) if phrase else ""


def _relative(tokens: Sequence[Word]) -> bool:
    return any(word.text == "," for word in tokens)


def _is_instrumental(phrase: Sequence[Word]) -> bool:
    """Whether a phrase stands in the instrumental, and so is what something is called."""
    for word in phrase:
        found = cases(word)
        if "ablt" not in found:
            return False
        if word.may("NOUN", "ablt"):
            return True
    return False


def _by_colon(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Позиция власти: единая Россия", "Причины войны: …, … и …"."""
    at = next((at for at, word in enumerate(tokens[:12]) if word.text == ":"), 0)
    left, right = _without_brackets(tokens[:at]), tokens[at + 1 :]
    if not at or not right or len(right) > _LONGEST_ANSWER or not _is_label(left, 8):
        return
    if not _is_relation(left) or any(word.text in DASHES for word in right):
        return
    meaning = _said(text, right)
    kind = FactKind.LIST if sum(word.text in ",;" for word in right) >= 2 else FactKind.OTHER
    trust = 0.78 if len(right) <= 12 else 0.62 if len(right) <= 20 else 0.5
    bare = not any(word.is_capital for word in left[1:])
    ask = what_is(text, left)
    yield Statement(kind, _span(right), meaning, ask, meaning, "label", trust, bare=bare)


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
            left, right = _without_brackets(tokens[:at]), _first_part(tokens[begin:])
            if preposition and tokens[at + 1].small not in {preposition, preposition + "о"}:
                continue
            if not _is_label(left, 8) or not 0 < len(right) <= 20:
                continue
            if any(each.is_verb for each in right) or right[0].is_figure or right[0].may("NUMR"):
                continue
            several = sum(each.text == "," for each in right) >= 2
            meaning = _said(text, tokens[begin - bool(preposition) : begin + len(right)])
            asked = question.format(verb=word.text, thing=_plain(text, left))
            kind = FactKind.LIST if several else FactKind.OTHER
            yield Statement(kind, _span(right), _said(text, right), asked, meaning, "parts", 0.76)
            return


def _by_role(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "Целью союза является сохранение мира"."""
    at = next((at for at, w in enumerate(tokens) if w.small in {"является", "являются"}), 0)
    left, right = tokens[:at], _first_part(tokens[at + 1 :])
    if not 1 <= at <= 7 or not right or len(right) > 24 or not _is_instrumental(left):
        return
    if any(word.text == "," for word in left) or head(right) is None or _is_name(right):
        return
    meaning = _said(text, right)
    question = f"что {tokens[at].text} {_plain(text, left)}"
    yield Statement(FactKind.OTHER, _span(right), meaning, question, meaning, "what is", 0.8)


def _by_brackets(text: str, tokens: Sequence[Word]) -> Iterator[Statement]:
    """ "НАТО (военный союз, …)"."""
    for at, word in enumerate(tokens[:-3]):
        if not is_acronym(word) or tokens[at + 1].text != "(":
            continue
        end = next((to for to in range(at + 2, len(tokens)) if tokens[to].text == ")"), 0)
        inner = tokens[at + 2 : end]
        if 2 <= len(inner) <= 20 and head(inner) is not None and not inner[0].is_figure:
            full = _spells(word.text, inner)
            meaning = _said(text, inner)
            ask = "как расшифровывается" if full else "что такое"
            trust = 0.9 if full else 0.82
            yield Statement(
                FactKind.TERM,
                _span([word]),
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
