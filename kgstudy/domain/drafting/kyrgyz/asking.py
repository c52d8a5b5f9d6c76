"""Questions in Kyrgyz: the question word stands in the place of what is asked for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgstudy.domain.drafting.acronyms import Acronym
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.kyrgyz.clauses import Clause, capital, replaced, tidy
from kgstudy.domain.drafting.kyrgyz.dates import Date
from kgstudy.domain.drafting.kyrgyz.deeds import object_of
from kgstudy.domain.drafting.kyrgyz.names import Name, Word, is_role, place_stem, words
from kgstudy.domain.drafting.kyrgyz.numbers import Number
from kgstudy.domain.drafting.kyrgyz.reading import Reading
from kgstudy.domain.drafting.kyrgyz.standing import standing
from kgstudy.domain.drafting.kyrgyz.statements import Statement
from kgstudy.domain.drafting.kyrgyz.suffixes import case_of, is_surely_finite, locative
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_LONGEST = 24
_LONG = 15


def questions(reading: Reading) -> list[Question]:
    if reading.text.rstrip().endswith("?"):
        return []
    found: dict[str, Question] = {}
    for question in _questions(reading):
        found.setdefault(question.text, question)
    return list(found.values())


def _questions(reading: Reading) -> Iterator[Question]:
    yield from (_stands_for(reading, each) for each in reading.acronyms)
    yield from filter(None, (_stated(reading, each) for each in reading.statements))
    yield from filter(None, (_when(reading, each) for each in reading.dates))
    yield from filter(None, (_how_many(reading, each) for each in reading.numbers))
    yield from filter(None, (_who_or_where(reading, each) for each in reading.names))
    yield from filter(None, (acted_on(reading, each) for each in reading.clauses))


def _put(
    reading: Reading,
    said: str,
    answer: str,
    asked: Span,
    form: str,
    trust: float,
    also: tuple[str, ...] = (),
) -> Question | None:
    """A question of the words `said`, if they are clear alone and do not tell the answer."""
    count = len(said.split())
    if not 2 <= count <= _LONGEST or answer.lower() in said.lower():
        return None
    stands = standing(reading.sentence, said)
    if stands is None or not answer or said.count("(") != said.count(")"):
        return None
    if answer.lower() in stands.led().lower():
        return None
    also = tuple(word for word in also if word and word != answer)
    trust = round(trust * stands.trust * (0.85 if count > _LONG else 1.0), 3)
    return Question(stands.led() + "?", answer, (reading.place(asked),), form, trust, also)


def _stands_for(reading: Reading, each: Acronym) -> Question:
    return Question(
        f"{each.acronym} кандайча чечмеленет?",
        each.full,
        (reading.place(each.long),),
        "stands for",
        0.88,
        reverse=f"{each.full} кыскача кандай аталат?",
        reversed=each.acronym,
    )


def _stated(reading: Reading, each: Statement) -> Question | None:
    question = _put(reading, each.question, each.answer, each.asked, each.form, each.trust)
    if question is None or not each.term or not each.reverse:
        return question
    return replace(question, reverse=capital(each.reverse) + "?", reversed=each.term)


def _when(reading: Reading, date: Date) -> Question | None:
    clause = reading.clause_of(date.phrase)
    if clause is None or not clause.is_whole or not date.ask or _in_brackets(clause, date.phrase):
        return None
    if any(other is not date and clause.span.holds(other.phrase) for other in reading.dates):
        return None
    said = _in_place(reading, clause, date.phrase, date.ask)
    phrase = tidy(reading.text[date.phrase.start : date.phrase.end])
    question = _put(reading, said, date.value, date.phrase, "when", 0.86, (phrase,))
    event = happened(reading, date)
    if question is None or not event or date.kind != "day" or len(event.split()) > 12:
        return question
    return replace(question, reverse=f"{date.value} эмне болгон?", reversed=event)


def _in_brackets(clause: Clause, span: Span) -> bool:
    before = clause.text[clause.span.start : span.start]
    return before.count("(") > before.count(")")


def _in_place(reading: Reading, clause: Clause, phrase: Span, ask: str) -> str:
    """The clause with the question word; at its head, after the name that is its subject."""
    if clause.text[clause.span.start : phrase.start].strip():
        return replaced(clause, phrase, ask)
    subject = next((name for name in reading.names if name.span.start >= phrase.end), None)
    between = clause.text[phrase.end : subject.span.start] if subject else ""
    if subject is None or subject.case or between.strip(" ,") or subject.quoted:
        return replaced(clause, phrase, ask)
    end = subject.span.end
    after = next(iter(words(clause.text, end)), None)
    if after is not None and _OWNED.search(after.text):
        return replaced(clause, phrase, ask)  # "Кокон хандыгы" is one name
    if after is None or not after.text[0].isalpha() or clause.text[after.start - 1] != " ":
        return replaced(clause, phrase, ask)
    moved = f"{clause.text[subject.span.start : end]} {ask}"
    return replaced(clause, Span(phrase.start, end), moved)


_OWNED = re.compile(r"(?<![дт])[ыиуү](?:н(?:[аеоө]|[дт][аеоө]|[аеоө]н)?)?$")
"""What a name owns, in any case: "Кокон хандыгы", "Анжиян көтөрүлүшүнө"."""


def happened(reading: Reading, date: Date) -> str:
    """What a clause says of its only date; empty where that is not clear."""
    clause = reading.clause_of(date.phrase)
    if clause is None or not clause.is_whole or not date.ask:
        return ""
    after = clause.text[date.phrase.end : clause.span.end]
    if re.match(r"\s(?:бери|тартып|баштап|чейин)\b", after):
        return ""  # what lasts is no event
    said = replaced(clause, date.phrase, "")
    stands = standing(reading.sentence, said)
    if stands is None or stands.context or len(said.split()) < 2:
        return ""
    return capital(stands.text)


def _how_many(reading: Reading, number: Number) -> Question | None:
    clause = reading.clause_of(number.span)
    if clause is None or _in_brackets(clause, number.span):
        return None
    lead = clause.text[clause.span.start : number.phrase.start]
    if re.search(r"[^\s,;]\s[—–-]\s$", lead) and not re.search(r"[,;]", lead):
        return _how_much(reading, number, clause, lead)
    if not clause.is_whole:
        return None
    said = replaced(clause, number.phrase, number.ask)
    also = (reading.text[number.span.start : number.span.end],)
    return _put(reading, said, number.answer, number.span, "how many", 0.8, also)


def _how_much(reading: Reading, number: Number, clause: Clause, lead: str) -> Question | None:
    """ "Дарыянын узундугу — 807 км"."""
    rest = tidy(clause.text[number.phrase.end : clause.span.end])
    if len(rest.split()) > 3 or "," in rest:
        return None
    label = tidy(re.sub(r"\s[—–-]\s$", "", lead))
    answer = tidy(clause.text[number.phrase.start : clause.span.end])
    also = (reading.text[number.span.start : number.span.end],)
    return _put(reading, f"{label} канча", answer, number.span, "how much", 0.84, also)


def acted_on(reading: Reading, clause: Clause) -> Question | None:
    """ "1986-жылы Айтматов эмнени уюштурган"."""
    place = object_of(reading, clause)
    if place is None:
        return None
    said = replaced(clause, place, "эмнени")
    answer = tidy(reading.text[place.start : place.end])
    return _put(reading, said, answer, place, "deed", 0.7)


_WHO = {
    "": "ким",
    "genitive": "кимдин",
    "dative": "кимге",
    "accusative": "кимди",
    "ablative": "кимден",
}
_IS = {"болгон", "болуп", "болду", "эсептелет", "саналат", "шайланган", "дайындалган"}


def _who_or_where(reading: Reading, name: Name) -> Question | None:
    clause = reading.clause_of(name.span)
    if clause is None or not clause.is_whole or _in_brackets(clause, name.span):
        return None
    if is_joined(reading, name):
        return None
    if name.kind is FactKind.PERSON:
        return _who(reading, name, clause)
    if name.quoted:
        return _which_work(reading, name, clause)
    if name.kind is FactKind.PLACE:
        return _where(reading, name, clause)
    return _which_group(reading, name, clause) if name.kind is FactKind.ORGANISATION else None


def is_joined(reading: Reading, name: Name) -> bool:
    """Whether another name stands beside it in a list."""
    tokens = [word for word in reading.tokens if word.text not in {"«", "»", '"'}]
    before = [word for word in tokens if word.end <= name.span.start]
    after = [word for word in tokens if word.start >= name.span.end]
    closing = len(before) > 1 and before[-1].text in _JOINS and _is_name_near(before[-2])
    opening = len(after) > 1 and after[0].text in _JOINS and _is_name_near(after[1])
    return closing or opening


_JOINS = {"жана", "менен", ",", "же"}


def _is_name_near(word: Word) -> bool:
    return word.is_capital or word.text in {"»", "«", ")"}


def _who(reading: Reading, name: Name, clause: Clause) -> Question | None:
    ask = _WHO.get(name.case)
    beside = reading.text[: name.span.start].rstrip()[-1:] + reading.text[name.span.end :][:1]
    after = next(iter(words(reading.text, name.span.end)), None)
    if ask is None or beside == ",," or _is_in_participle(name, after, clause):
        return None
    if _KIN.search(reading.text[clause.span.start : name.span.start]):
        return None  # "атасы ким ишмер болгон" would be no sentence
    keeps_role = name.case != "" or (after is not None and after.text in _IS)
    start = name.span.start if keeps_role else _role_start(reading, name, clause)
    said = replaced(clause, Span(start, name.span.end), ask)
    trust = 0.82 if name.case in {"", "genitive"} else 0.7
    return _put(reading, said, name.value, name.span, "who", trust)


_KIN = re.compile(r"(?:ата|апа|эне|аял|жубай|ага|ини|аке|уул|кыз)(?:с?[ыиуү])\s$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w{2,}[гк][аеоө]н")


def _is_in_participle(name: Name, after: Word | None, clause: Clause) -> bool:
    """Whether the name is not the clause's subject: "Юдахин түзгөн сөздүк …"."""
    if name.case or after is None or not _PARTICIPLE.fullmatch(after.text):
        return False
    return bool(re.match(r"\s\w|\s«", clause.text[after.end : clause.span.end]))


def _role_start(reading: Reading, name: Name, clause: Clause) -> int:
    """Where the role before a person begins: "кыргыз жазуучусу Чыңгыз Айтматов"."""
    before = [
        word
        for word in reading.tokens
        if word.end <= name.span.start and word.start >= clause.span.start
    ]
    if not before or not is_role(before[-1].text):
        return name.span.start
    start = before[-1].start
    owned = bool(re.search(r"(?:с[ыиуү]|т[ыи])$", before[-1].text))
    for word in reversed(before[:-1]):
        owner = owned and case_of(word.text)[0] == "genitive"
        if not owner and not _DESCRIBES.fullmatch(word.text.lower()):
            break
        start = word.start
    return start


_DESCRIBES = re.compile(
    r"кыргыз|орус|казак|өзбек|тажик|немис|француз|англис|грек|кытай|биринчи|улуу|атактуу"
    r"|белгилүү|көрүнүктүү|залкар|башкы|мурдагы|.{3,}(?:лык|лик|дык|дик|тук|түк|лук|лүк)"
)


def _which_work(reading: Reading, name: Name, clause: Clause) -> Question | None:
    """ "«Жамийла» повестин" as "кайсы повестин"."""
    place = Span(name.span.start - 1, name.span.end + 1)
    after = next(iter(words(reading.text, place.end)), None)
    if after is None or not after.is_word or after.is_capital or after.end > clause.span.end:
        return None
    ask = "эмне" if after.text in {"деген", "деп"} else "кайсы"
    if is_surely_finite(after.text) and ask == "кайсы":
        ask = "эмнени"
    said = replaced(clause, place, ask)
    return _put(reading, said, name.value, name.span, "which", 0.76)


def _where(reading: Reading, name: Name, clause: Clause) -> Question | None:
    """ "Бишкекте" as "кайда", "Шекер айылында" as "кайсы айылда"."""
    if name.noun:
        final = name.value.rpartition(" ")[2]
        last = reading.text[name.span.start : name.span.end].rpartition(" ")[2]
        if name.case != "locative":
            return None
        ask = f"кайсы {last if _is_owned(reading, name) else locative(place_stem(final))}"
        said = _before_verb(clause, name.span, ask)
        answer = name.value
        return _put(reading, said, answer, name.span, "which", 0.78)
    ask = {"locative": "кайда", "dative": "кайда", "ablative": "кайдан"}.get(name.case, "")
    if not ask:
        return None
    said = _before_verb(clause, name.span, ask)
    text = reading.text[name.span.start : name.span.end]
    trust = 0.68 if name.case == "locative" else 0.58
    return _put(reading, said, name.value, name.span, "where", trust, (text,))


def _is_owned(reading: Reading, name: Name) -> bool:
    """Whether the place is told to be another's: "Талас облусунун Шекер айылында"."""
    before = [word.text for word in reading.tokens if word.end <= name.span.start]
    return bool(before) and case_of(before[-1])[0] == "genitive"


_LIGHT = re.compile(r"(?:бол|кой|ал|кыл|эт|бер|чык|кел|кал|өт|жүр|тур|сал|ач)\w{2,6}")


def _before_verb(clause: Clause, place: Span, ask: str) -> str:
    """The clause with the question word before its verb, where that is one word."""
    if clause.text[clause.span.start : place.start].strip():
        return replaced(clause, place, ask)
    rest = words(clause.text[: clause.span.end], place.end)
    alone = len(rest) > 1 and all(word.is_word for word in rest) and not _LIGHT.match(rest[-1].text)
    if not alone:
        return replaced(clause, place, ask)
    middle = clause.text[place.end : rest[-1].start].strip()
    return replaced(clause, Span(place.start, rest[-1].start), f"{middle} {ask}")


def _which_group(reading: Reading, name: Name, clause: Clause) -> Question | None:
    """ "БУУга мүчө болгон" as "кайсы уюмга мүчө болгон"."""
    after = next(iter(words(reading.text, name.span.end)), None)
    joins = after is not None and re.match(r"мүчө|кирген|кирди|кошул", after.text)
    if name.case != "dative" or not joins:
        return None
    said = replaced(clause, name.span, "кайсы уюмга")
    return _put(reading, said, name.value, name.span, "which", 0.76)
