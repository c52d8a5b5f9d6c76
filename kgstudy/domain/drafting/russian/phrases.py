"""Phrases of a Russian sentence by which it states something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.clauses import head, tidy, uncapitalised, without_opener
from kgstudy.domain.drafting.russian.names import names
from kgstudy.domain.drafting.russian.words import Word, cases, gender, listed
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

DASHES = {"—", "–", "-", "−"}


_LONGEST_TERM = 7


LONGEST_ANSWER = 32


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


def said_in(text: str, tokens: Sequence[Word]) -> str:
    return tidy(text[tokens[0].start : tokens[-1].end]) if tokens else ""


def span_of(tokens: Sequence[Word]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def within_question(text: str, tokens: Sequence[Word]) -> str:
    """Words as they stand within a question."""
    return uncapitalised(without_opener(said_in(text, tokens)), frozenset())


def without_brackets(tokens: Sequence[Word]) -> list[Word]:
    depth, found = 0, []
    for word in tokens:
        depth += word.text == "("
        if depth <= 0:
            found.append(word)
        depth -= word.text == ")"
    return found


def is_plural(phrase: Sequence[Word]) -> bool:
    noun = head(phrase)
    return noun is not None and gender(noun) == "plur"


def is_label(phrase: Sequence[Word], longest: int = _LONGEST_TERM) -> bool:
    """Whether words could be what is spoken of: a short noun phrase in the nominative."""
    if not 0 < len(phrase) <= longest or head(phrase) is None:
        return False
    return not any(
        word.is_verb or word.text in {",", ";", ":"} or word.is_figure for word in phrase
    )


def without_kind(phrase: Sequence[Word]) -> list[Word]:
    """ "г. Бишкек" as "Бишкек"."""
    short = len(phrase) > 2 and phrase[0].small in {"г", "с", "р", "оз", "пос", "пик"}
    return list(phrase[2:]) if short and phrase[1].text == "." else list(phrase)


def until_comma(tokens: Sequence[Word]) -> list[Word]:
    """Words without what is only said of them besides: "Каракол, основанный в 1869 году"."""
    comma = next((at for at, word in enumerate(tokens) if word.text == ","), len(tokens))
    after = tokens[comma + 1] if comma + 1 < len(tokens) else None
    besides = after is None or after.likely("PRTF") or after.may("Anph")
    return list(tokens[:comma]) if besides else list(tokens)


def first_part(tokens: Sequence[Word]) -> list[Word]:
    """Words up to a semicolon, or to a dash with words like those before."""
    end = next((at for at, word in enumerate(tokens) if word.text in {";"} | DASHES), len(tokens))
    if end < len(tokens) and tokens[end].text in DASHES:
        commas = [at for at in range(end) if tokens[at].text == ","]
        end = commas[-1] if commas else end
    return list(tokens[:end])


def is_name(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is one name and nothing else."""
    found = names(phrase, frozenset(word.text for word in phrase if word.is_capital))
    inner = [word for word in phrase if word.text not in {"«", "»", '"'}]
    return len(found) == 1 and found[0].last - found[0].first == len(inner)


_UNIQUE = {
    *("столица", "центр", "основатель", "основоположник", "автор", "создатель", "глава", "символ"),
    *("единственный", "первый", "последний", "крупный", "самый", "глубокий", "высокий", "длинный"),
    *("наибольший", "наименьший", "президент", "родина", "главный", "древний", "лидер"),
}


_SUPERLATIVE = re.compile(r"(?:ейш|айш)(?:ий|ая|ее|ие|его|ей|ую|им|их|ем|ими)$")


def is_unique(phrase: Sequence[Word]) -> bool:
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


_QUALITIES = listed(
    "цель задача причина площадь длина высота глубина ширина население численность роль значение "
    "функция состав структура итог результат особенность позиция условие последствие принцип "
    "занятие масса повод скорость температура вес объём возраст продолжительность вариант признак "
    "характер вклад путь способ метод средство черта направление требование предпосылка этап "
    "основа смысл суть мнение сущность содержание форма плотность протяжённость доля"
)


def is_relation(phrase: Sequence[Word]) -> bool:
    noun = head(phrase)
    return noun is not None and noun.normal in _QUALITIES


def what_is(text: str, phrase: Sequence[Word]) -> str:
    """ "какова площадь страны", by the gender of what is asked for."""
    noun = head(phrase)
    kind = gender(noun) if noun else None
    ask = {"femn": "какова", "neut": "каково", "plur": "каковы"}.get(kind or "", "каков")
    return f"{ask} {within_question(text, phrase)}"


def is_instrumental(phrase: Sequence[Word]) -> bool:
    """Whether a phrase stands in the instrumental, and so is what something is called."""
    for word in phrase:
        found = cases(word)
        if "ablt" not in found:
            return False
        if word.may("NOUN", "ablt"):
            return True
    return False
