"""Questions for dates in Russian."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import (
    SHORTEST,
    capital,
    in_brackets,
    is_plain,
    put,
    with_subject,
)
from kgstudy.domain.drafting.russian.clauses import (
    Clause,
    head,
    starts_subordinate,
    statement,
    tidy,
    verb_first,
)
from kgstudy.domain.drafting.russian.dates import Date
from kgstudy.domain.drafting.russian.phrases import DASHES
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.standing import standing
from kgstudy.domain.drafting.russian.words import Word, gender
from kgstudy.domain.lesson import Span


def _others(reading: Reading, date: Date, clause: Clause) -> list[Date]:
    return [
        other
        for other in reading.dates
        if other is not date and clause.span.start <= other.phrase.start < clause.span.end
    ]


def when(reading: Reading, date: Date) -> Question | None:
    """ "Когда …" with the clause without its date."""
    clause = reading.clause_of(date.phrase)
    ask = date.question
    if clause is None or ask is None or not is_plain(clause) or in_brackets(clause, date.phrase):
        return None
    if (
        _others(reading, date, clause)
        or _is_subordinate_to(clause, date)
        or _names_thing(clause, date)
    ):
        return None
    rest = statement(clause, _with_comma(clause, date))
    said = with_subject(reading, clause, rest)
    if said is None or len(said.split()) < SHORTEST:
        return None
    event = _alone(reading, said)
    said = f"{ask[0].lower()}{ask[1:]} {verb_first(said)}"
    question = put(reading, said, date.value, date.phrase, "when", 0.88, _also(reading, date))
    if question is None or not event or date.kind != "day" or len(event.split()) > 12:
        return question
    return replace(question, reverse=f"Что произошло {date.value}?", reversed=event)


def _with_comma(clause: Clause, date: Date) -> tuple[Span, ...]:
    """The date at the head, and the comma that ends what only tells of it: "…, во время войны,"."""
    commas = [word for word in clause.words if word.text == ","]
    opens = date.phrase.start == clause.span.start and len(commas) > 1
    if opens and not clause.text[date.phrase.end : commas[0].start].strip():
        return date.phrase, Span(commas[1].start, commas[1].end)
    return (date.phrase,)


def happened(reading: Reading, date: Date, clause: Clause) -> str:
    """What a clause says of its date; empty where that is not clear."""
    said = with_subject(reading, clause, statement(clause, (date.phrase,)))
    return _alone(reading, said) if said else ""


def _alone(reading: Reading, said: str) -> str:
    """What happened, said so that it is understood alone; empty if it is not."""
    stands = standing(reading.sentence, said)
    return "" if stands is None or stands.context else capital(stands.text)


def _also(reading: Reading, date: Date) -> tuple[str, ...]:
    """Other right answers: the words of the text, the year with its noun."""
    phrase = " ".join(reading.text[date.phrase.start : date.phrase.end].split())
    said = [phrase[0].lower() + phrase[1:]]
    if date.kind == "year" and not date.has_part:
        said.append(f"{date.value} год")
    return tuple(word for word in said if word != date.value)


def _is_subordinate_to(clause: Clause, date: Date) -> bool:
    """Whether the date tells of a part of the clause only, as in ", принятая в 1993 году,"."""
    inside = False
    for place, word in enumerate(clause.words):
        if word.start >= date.phrase.start:
            break
        if word.text == "," and place + 1 < len(clause.words):
            inside = _goes_under(clause.words[place + 1 : place + 3])
    before = [word for word in clause.words if word.end <= date.phrase.start]
    return inside or any(word.likely("PRTF") for word in before[-2:])


def _goes_under(following: Sequence[Word]) -> bool:
    """Whether what comes after a comma is told of a noun, or of the rest of the clause."""
    first = following[0]
    if first.likely("PRTF") or first.likely("GRND") or first.small in {"чьё", "чья", "чей", "чьи"}:
        return True
    relative = any(word.may("Anph") and not word.likely("NPRO", "3per") for word in following)
    return relative or (starts_subordinate(first) and first.small not in _SIMPLE)


_SIMPLE = {"и", "а", "но", "или"}


def _names_thing(clause: Clause, date: Date) -> bool:
    """Whether a date without a preposition belongs to the noun before it, as in "акт 5 мая"."""
    if date.preposition or date.kind == "season":
        return False
    before = [word for word in clause.words if word.end <= date.phrase.start]
    verbs = [clause.words[at] for at in clause.verbs]
    if not before or any(verb.start < date.phrase.start for verb in verbs):
        return bool(before) and before[-1].small in {"от", "до"}
    return before[-1].is_noun and not before[-1].is_capital


def dated(reading: Reading, date: Date) -> Question | None:
    """ "Май 1904 года — осада крепости", "Начало войны — январь 1904 года"."""
    tokens = reading.tokens
    dash = next((at for at, word in enumerate(tokens) if word.text in DASHES and at), 0)
    if not dash or date.preposition or any(word.is_verb for word in tokens):
        return None
    left, right = tokens[:dash], tokens[dash + 1 :]
    inner = [word for word in left if date.phrase.start <= word.start < date.phrase.end]
    if len(inner) == len(left):
        thing = _until(right, {*DASHES, "=", ";", "("})
    elif date.phrase.start >= tokens[dash].end and not dash >= 8:
        following = [word for word in right if word.start < date.phrase.start]
        thing = [] if following else list(left)
    else:
        return None
    if head(thing) is None or len(thing) > 14 or any(word.is_figure for word in thing):
        return None
    said = tidy(reading.text[thing[0].start : thing[-1].end])
    said = statement(Clause(said, Span(0, len(said)), (), reading.sentence.names))
    ask = f"{_happened(head(thing) or thing[0])} {said}"
    question = put(reading, ask, date.value, date.phrase, "when", 0.76, _also(reading, date))
    return question and replace(question, reversed=capital(said), reverse="Что произошло тогда?")


_PROCESS = re.compile(r"(?:ние|тие|ция|ка|да|ча|ва|ст|за|рт|ёт|зд|зыв|ход)$")
_LASTING = {"договор", "мир", "пакт", "соглашение", "указ", "манифест", "начало", "конец", "закон"}
_MET = {"конференция", "съезд", "заседание", "выборы", "форум", "встреча", "совещание"}
_ENDINGS = {"masc": "ся", "femn": "ась", "neut": "ось", "plur": "ись"}


def named_with_date(reading: Reading, date: Date) -> Question | None:
    """ "Русско-японская война 1904–1905 годов", "Брусиловский прорыв (июль 1916 года) …"."""
    tokens = reading.tokens
    left = [word for word in tokens if word.end <= date.phrase.start]
    rest = [word for word in tokens if word.start >= date.phrase.end]
    bracketed = bool(left) and left[-1].text == "("
    left = left[: len(left) - bracketed]
    if not 1 < len(left) <= 6 or date.preposition or (rest and not bracketed):
        return None
    noun = head(left)
    verbless = not any(word.is_verb or word.text in {",", ":", *DASHES} for word in left)
    if noun is None or not verbless or not left[0].is_adjective or noun.likely("anim"):
        return None
    said = tidy(reading.text[left[0].start : left[-1].end])
    said = statement(Clause(said, Span(0, len(said)), (), reading.sentence.names))
    was = {"masc": "был", "femn": "была", "neut": "было"}.get(gender(noun) or "", "были")
    ask = f"когда {was} {said}"
    return put(reading, ask, date.value, date.phrase, "when", 0.7, _also(reading, date))


def _happened(noun: Word) -> str:
    """ "когда произошла", as far as that can be said of the noun."""
    kind = gender(noun) or "masc"
    if noun.normal in _MET:
        return f"когда состоял{_ENDINGS[kind]}"
    if noun.normal in _LASTING or not _PROCESS.search(noun.normal):
        return f"к какому времени {'относятся' if kind == 'plur' else 'относится'}"
    ending = {"masc": "произошёл", "femn": "произошла", "neut": "произошло"}
    return f"когда {ending.get(kind, 'произошли')}"


def _until(tokens: Sequence[Word], marks: set[str]) -> list[Word]:
    end = next((at for at, word in enumerate(tokens) if word.text in marks), len(tokens))
    return list(tokens[:end])
