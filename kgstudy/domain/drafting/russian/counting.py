"""Questions for numbers and amounts in Russian."""

from collections.abc import Sequence

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import (
    arranged,
    in_brackets,
    is_inner,
    is_plain,
    put,
)
from kgstudy.domain.drafting.russian.clauses import head, statement, verb_first
from kgstudy.domain.drafting.russian.dates import Date
from kgstudy.domain.drafting.russian.numbers import Number, question_words, tail_end
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.statements import DASHES, what_is
from kgstudy.domain.drafting.russian.words import Word, inflected, words
from kgstudy.domain.lesson import Span


def how_many(reading: Reading, number: Number) -> Question | None:
    """ "Сколько …" with what is counted before the rest of the clause."""
    tokens = reading.tokens
    ask = question_words(tokens, number)
    clause = reading.clause_of(number.span)
    if ask is None or clause is None or in_brackets(clause, number.span):
        return None
    if not is_plain(clause) and tokens[0].small != "у":
        return None
    if number.about and tokens[number.about - 1].normal in _AMOUNT:
        return None
    begin = number.about
    if begin and tokens[begin - 1].likely("PREP"):
        begin -= 1
    last = tail_end(tokens, number.end)
    phrase = Span(tokens[begin].start, tokens[last - 1].end)
    tail = reading.text[tokens[number.end - 1].end : tokens[last - 1].end]
    if phrase.end > clause.span.end or is_inner(clause, phrase):
        return None
    rest = statement(clause, (phrase,))
    if len(rest.split()) < 1 or rest.startswith(("—", "-")):
        return None
    said = f"{ask}{tail} {arranged(rest)}"
    answer = _amount(reading, number)
    trust = 0.8 if begin == 0 or last == len(tokens) else 0.72
    trust *= 0.8 if len(rest.split()) > 3 and words(said)[-1].is_verb else 1.0
    return put(reading, said, answer, number.span, "how many", trust, (_figure(reading, number),))


def _amount(reading: Reading, number: Number) -> str:
    """The number with its "more than", in the nominative where it is one word."""
    if number.about == number.first and number.last - number.first == 1:
        word = reading.tokens[number.first].text.lower()
        return inflected(word, ("nomn",), ("NUMR",)) or word
    return reading.text[reading.tokens[number.about].start : number.span.end].lower()


def _figure(reading: Reading, number: Number) -> str:
    return reading.text[number.span.start : number.span.end]


def _verb_near(rest: str) -> str:
    """The rest of a clause after a question word: a verb at its end comes first."""
    tokens = words(rest)
    if len(tokens) > 1 and tokens[0].likely("PREP") and tokens[-1].is_verb:
        moved = verb_first(rest)
        return moved if moved != rest else rest
    return verb_first(rest)


_MORE = {"превышать", "превысить"}


_AMOUNT = {
    *("составлять", "составить", "равный", "равняться", "достигать", "достигнуть", "достичь"),
    *_MORE,
}


def how_much(reading: Reading, number: Number) -> Question | None:
    """ "Высота горы составляет 4000 м", "Площадь — 198 тыс. км²"."""
    clause = reading.clause_of(number.span)
    joint = number.about - 1
    if clause is None or joint < 1 or in_brackets(clause, number.span):
        return None
    tokens = reading.tokens
    verb = tokens[joint]
    start = next(at for at, each in enumerate(tokens) if each.start >= clause.span.start)
    left = [each for each in tokens[start:joint] if not _in_any(each, reading.dates)]
    end = number.end if number.is_measure else tail_end(tokens, number.end)
    if verb.text not in DASHES and verb.normal not in _AMOUNT:
        return None
    if not _is_quality(left) or (end < len(tokens) and tokens[end].is_word):
        return None
    answer = reading.text[tokens[number.about].start : tokens[end - 1].end]
    answer = f"более {answer}" if verb.normal in _MORE else answer
    ask = f"{what_is(reading.text, left)}{_when(reading, tokens[start].start, verb.start)}"
    return put(reading, ask, answer, number.span, "how much", 0.85, (_figure(reading, number),))


def _is_quality(left: Sequence[Word]) -> bool:
    """Whether words can be what has an amount: a short noun phrase in the nominative."""
    plain = not any(word.is_verb or word.text == "," for word in left)
    return 0 < len(left) <= 8 and plain and head(left) is not None


def _when(reading: Reading, start: int, end: int) -> str:
    """The date that stands between two places, after a blank; empty if there is none."""
    told = [date.phrase for date in reading.dates if start <= date.phrase.start < end]
    said = " ".join(reading.text[span.start : span.end].strip() for span in told)
    return f" {said[0].lower()}{said[1:]}" if said else ""


def _in_any(word: Word, dates: Sequence[Date]) -> bool:
    return any(date.phrase.start <= word.start < date.phrase.end for date in dates)
