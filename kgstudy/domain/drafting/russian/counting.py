"""Questions for numbers and amounts in Russian."""

from collections.abc import Sequence
from dataclasses import replace

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import (
    arranged,
    in_brackets,
    is_inner,
    is_plain,
    put,
)
from kgstudy.domain.drafting.russian.clauses import Clause, head, statement
from kgstudy.domain.drafting.russian.dates import Date
from kgstudy.domain.drafting.russian.numbers import Number, question_words, tail_end
from kgstudy.domain.drafting.russian.phrases import DASHES, what_is
from kgstudy.domain.drafting.russian.reading import Reading
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
    if any(word.small in {"назад", "спустя"} for word in tokens[number.end : number.end + 2]):
        return None
    begin = number.about - bool(number.about and tokens[number.about - 1].likely("PREP"))
    last = _phrase_end(reading, number, clause)
    phrase = Span(tokens[begin].start, tokens[last - 1].end)
    tail = reading.text[tokens[number.end - 1].end : tokens[last - 1].end]
    if begin and tokens[begin - 1].small in {"лишь", "только", "всего"}:
        phrase = Span(tokens[begin - 1].start, phrase.end)
    clause = _without_examples(clause, phrase.end)
    rest = statement(clause, (phrase,))
    if (
        phrase.end > clause.span.end
        or is_inner(clause, phrase)
        or not rest
        or _is_predicate(clause, phrase)
    ):
        return None
    said = f"{ask}{tail} {arranged(rest)}"
    trust = 0.8 if begin == 0 or last == len(tokens) else 0.72
    trust *= 0.8 if len(rest.split()) > 3 and words(said)[-1].is_verb else 1.0
    answer, also = _amount(reading, number), (_figure(reading, number),)
    return put(reading, said, answer, number.span, "how many", trust, also)


def _is_predicate(clause: Clause, phrase: Span) -> bool:
    """Whether a dash says that the phrase is what something else is."""
    after = next((word for word in clause.words if word.start >= phrase.end), None)
    return after is not None and after.text in DASHES


def _phrase_end(reading: Reading, number: Number, clause: Clause) -> int:
    """Where ends what goes with what is counted: genitives, and at the end of a clause a place."""
    tokens = reading.tokens
    last = tail_end(tokens, number.end)
    end = next((at for at, word in enumerate(tokens) if word.start >= clause.span.end), len(tokens))
    rest = tokens[last:end]
    alone = not any(word.is_verb or word.text in {",", "("} for word in rest)
    after_verb = any(clause.words[at].start < number.span.start for at in clause.verbs)
    if rest and after_verb and alone and rest[0].likely("PREP"):
        return last if any(_in_any(word, reading.dates) for word in rest) else end
    return last


def _without_examples(clause: Clause, end: int) -> Clause:
    """A clause without what comes after a comma only to explain what is counted."""
    after = [word for word in clause.words if word.start >= end][:3]
    if len(after) < 2 or after[0].text != ",":
        return clause
    explains = (
        after[1].likely("GRND")
        or after[1].likely("PRTF")
        or after[1].may("Anph")
        or after[1].small in _EXPLAINING
    )
    if not explains:
        return clause
    kept = tuple(word for word in clause.words if word.start < end)
    return replace(clause, span=Span(clause.span.start, end), words=kept)


_EXPLAINING = {"в", "например", "включая", "из", "среди", "особенно"}


def which_ones(reading: Reading, number: Number) -> Question | None:
    """ "Какие виды сосудов различают" where a colon and the list come after the number."""
    clause = reading.clause_of(number.span)
    listed = reading.listing
    if clause is None or listed is None or number.end == number.last or not clause.verbs:
        return None
    tokens = reading.tokens
    begin, last = number.about, tail_end(tokens, number.end)
    if begin and tokens[begin - 1].likely("PREP"):
        return None
    counted = [inflected(word.text, ("nomn", "plur")) for word in tokens[number.last : number.end]]
    rest = statement(clause, (Span(tokens[begin].start, tokens[last - 1].end),))
    if not all(counted) or not rest or in_brackets(clause, number.span):
        return None
    tail = reading.text[tokens[number.end - 1].end : tokens[last - 1].end]
    said = f"какие {' '.join(filter(None, counted))}{tail} {arranged(rest)}"
    answer = reading.text[listed.start : listed.end]
    return put(reading, said, answer, listed, "which ones", 0.82)


def _amount(reading: Reading, number: Number) -> str:
    """The number with its "more than", in the nominative where it is one word."""
    if number.about == number.first and number.last - number.first == 1:
        word = reading.tokens[number.first].text.lower()
        return inflected(word, ("nomn",), ("NUMR",)) or word
    return reading.text[reading.tokens[number.about].start : number.span.end].lower()


def _figure(reading: Reading, number: Number) -> str:
    return reading.text[number.span.start : number.span.end]


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
    start = max([start, *(at + 1 for at in range(joint) if tokens[at].text == ",")])
    left = [each for each in tokens[start:joint] if not _in_any(each, reading.dates)]
    end = number.end if number.is_measure else tail_end(tokens, number.end)
    if verb.text not in DASHES and verb.normal not in _AMOUNT:
        return None
    if not _is_quality(left) or (end < len(tokens) and tokens[end].is_word):
        return None
    answer = reading.text[tokens[number.about].start : tokens[end - 1].end]
    answer = f"более {answer}" if verb.normal in _MORE else answer
    ask = f"{what_is(reading.text, left)}{_when(reading, tokens[start].start, verb.start)}"
    bare = all(word.is_adjective for word in left[:-1]) and head(left) is left[-1]
    also = (_figure(reading, number),)
    return put(reading, ask, answer, number.span, "how much", 0.85, also, bare=bare)


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
