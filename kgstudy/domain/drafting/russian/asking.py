"""How a question is put in Russian: the rest of a clause after its question word."""

import re
from dataclasses import replace

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.clauses import (
    Clause,
    agrees,
    head,
    statement,
    subject,
    verb_early,
)
from kgstudy.domain.drafting.russian.dates import dates
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.standing import lacks_subject, standing
from kgstudy.domain.drafting.russian.words import Word, words
from kgstudy.domain.lesson import Span

_LONGEST = 26


_LONG = 17


SHORTEST = 2


def put(
    reading: Reading,
    said: str,
    answer: str,
    asked: Span,
    form: str,
    trust: float,
    also: tuple[str, ...] = (),
    *,
    general: bool = False,
    bare: bool = False,
) -> Question | None:
    """A question of the words `said`, if they are clear alone and do not tell the answer."""
    count = len(said.split())
    if count > _LONGEST or answer.lower() in said.lower() or said.count("(") != said.count(")"):
        return None
    stands = standing(reading.sentence, said, general=general, bare=bare)
    if stands is None and (shorter := _WITH_IT.sub("", said)) != said:
        stands = standing(reading.sentence, shorter, general=general, bare=bare)
    if stands is None or not answer:
        return None
    also = tuple(word for word in also if word and word != answer)
    text = stands.led(capital(stands.text)) + "?"
    if answer.lower() in text.lower():
        return None
    trust = round(trust * stands.trust * (0.85 if count > _LONG else 1.0), 3)
    return Question(text, answer, (reading.place(asked),), form, trust, also)


_WITH_IT = re.compile(r"\s(?:на|с) (?:нём|нем|ней|них|ним|ними)(?=\s)")
"""What may be left out of a question rather than said out."""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_plain(clause: Clause) -> bool:
    """Whether a clause says what can be asked: it has a verb, no joint in its midst, no doubt."""
    return bool(clause.verbs) and not any(
        word.text in {";", ":", "?", "!"} or word.small in _UNREAL for word in clause.words
    )


_UNREAL = {"бы", "б", "если", "якобы", "будто"}
"""Words by which a clause tells what was not so, or what others say."""


def with_subject(reading: Reading, clause: Clause, said: str) -> str | None:
    """A clause with the subject of the one before it, where it has none of its own."""
    if not lacks_subject(words(said)) or clause is reading.clauses[0]:
        return said
    before = reading.clauses[reading.clauses.index(clause) - 1]
    place = subject(before)
    if place is None:
        return None
    phrase = before.words[place[0] : place[1]]
    noun, verb = head(phrase), clause.words[clause.verbs[0]]
    if noun is None or not agrees(verb, noun) or any(word.is_figure for word in phrase):
        return None
    lead = statement(replace(clause, span=Span(phrase[0].start, phrase[-1].end)))
    return f"{lead} {said}"


def in_brackets(clause: Clause, span: Span) -> bool:
    before = clause.text[clause.span.start : span.start]
    return before.count("(") > before.count(")")


def index(clause: Clause, word: Word) -> int:
    return next((at for at, each in enumerate(clause.words) if each.start == word.start), -1)


def is_inner(clause: Clause, phrase: Span) -> bool:
    """Whether the phrase hangs on a noun, or stands within a list or a clause within the clause."""
    before = [word for word in clause.words if word.end <= phrase.start]
    after = [word for word in clause.words if word.start >= phrase.end]
    if before and before[-1].text in {",", "и", "или", "(", "—", "–"} and len(before) > 2:
        return True
    if after and after[0].text == "," and len(after) > 1 and not after[1].likely("GRND"):
        return True
    return any(word.text == "," for word in before)


def arranged(rest: str) -> str:
    """The rest of a clause after a question word: a date at its head goes to its end."""
    lead, phrase = without_date(rest)
    return f"{verb_early(lead)} {phrase}".rstrip()


def without_date(rest: str) -> tuple[str, str]:
    """The words after a date at the head of a clause, and the date; empty if there is none."""
    date = next(iter(dates(rest)), None)
    if date is None or date.phrase.start > 0 or "," in rest:
        return rest, ""
    return rest[date.phrase.end :].strip(), rest[: date.phrase.end]
