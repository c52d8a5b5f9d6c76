"""What was done, decided or came to be: "Что запустил …?", "Что решило сделать …?"."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import SHORTEST, is_plain, put
from kgstudy.domain.drafting.russian.clauses import (
    Clause,
    agrees,
    head,
    is_named,
    statement,
)
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.words import Word, inflected, listed
from kgstudy.domain.lesson import Span

_LONGEST = 7
_DECIDING = listed(
    "решить начать хотеть стремиться попытаться пытаться обещать отказаться планировать стать "
    "согласиться намереваться потребовать предложить постановить мечтать надеяться"
)
_VAGUE = listed(
    "иметь представлять составлять играть принимать принять сыграть занимать занять оказать "
    "оказывать нести вести провести получить получать включать включить сделать делать насчитывать"
)
"""Verbs that say nothing without what they act upon."""
_OF_NOUNS = {"о", "об", "обо", "против", "между"}
_EMPTY = listed(
    "участие роль место внимание часть значение влияние путь время дорога год день месяц неделя "
    "конец начало человек число вид"
)


def deeds(reading: Reading) -> Iterator[Question]:
    for clause in reading.clauses:
        if is_plain(clause) and len(clause.verbs) == 1:
            for ask in (_to_do, _object, _new_subject):
                if question := ask(reading, clause):
                    yield question
                    break


def _object(reading: Reading, clause: Clause) -> Question | None:
    """A thing that stands in the accusative right behind the verb, whose subject is before it."""
    at = clause.verbs[0]
    verb = clause.words[at]
    if not verb.likely("VERB", "tran") or verb.normal in _VAGUE or not _doer(reading, clause):
        return None
    end = _group_end(clause, at + 1, "accs")
    if end < len(clause.words) and clause.words[end].small in _OF_NOUNS:
        end = len(clause.words)  # "указ о начале строительства"
    if not _ends(clause, end) or end == at + 1:
        return None
    phrase = clause.words[at + 1 : end]
    if not _is_thing(phrase, "accs") or _is_counted(reading, phrase):
        return None
    return _asked(reading, clause, phrase, 0.7)


def _doer(reading: Reading, clause: Clause) -> Word | None:
    """The noun before the verb that is its subject, behind dates and what has a preposition."""
    verb = clause.words[clause.verbs[0]]
    dates = [date.phrase for date in reading.dates]
    before = [
        word
        for word in clause.words[: clause.verbs[0]]
        if not any(phrase.start <= word.start < phrase.end for phrase in dates)
    ]
    starts = range(len(before)) if before and before[0].likely("PREP") else range(len(before[:1]))
    nouns = (head(before[start:]) for start in starts)
    found = (noun for noun in nouns if noun is not None and agrees(verb, noun))
    return next((noun for noun in found if noun.likely("nomn") or is_named(noun)), None)


def _asked(
    reading: Reading, clause: Clause, phrase: Sequence[Word], trust: float
) -> Question | None:
    at = clause.verbs[0]
    verb, span = clause.words[at], Span(phrase[0].start, phrase[-1].end)
    first = at - (at > 1 and clause.words[at - 1].likely("ADVB"))
    rest = statement(clause, (span, Span(clause.words[first].start, verb.end)))
    count = len(rest.split())
    if clause.words[at - 1].small in {"не", "ни"}:
        return None
    answer = " ".join(reading.text[span.start : span.end].split())
    trust -= 0.1 * (len(phrase) > _LONGEST) + 0.12 * (count < SHORTEST)
    did = " ".join(word.small for word in clause.words[first : at + 1])
    return put(reading, f"что {did} {rest}", answer, span, "deed", trust)


def _group_end(clause: Clause, start: int, case: str) -> int:
    """Behind the noun in this case that begins at `start`, and the genitives that it governs."""
    at, seen = start, False
    while at < len(clause.words):
        word = clause.words[at]
        fits = word.may(case) if not seen else word.likely("gent")
        named = seen and word.is_capital and word.may("gent")
        if not word.is_word or word.is_verb or word.likely("PREP") or not (fits or named):
            break
        seen = seen or word.may("NOUN", case)
        at += 1
    return at if seen else start


def _ends(clause: Clause, end: int) -> bool:
    """Whether what follows the group is none of it: no list, no clause that tells which one."""
    if end >= len(clause.words):
        return True
    word = clause.words[end]
    return word.is_word and word.small not in {"и", "или", "как", "а"} and not word.may("PRTF")


def _is_thing(phrase: Sequence[Word], case: str) -> bool:
    """Whether the group says something, and is neither a person nor a name alone."""
    noun = next((word for word in phrase if word.may("NOUN", case)), None)
    if noun is None or noun.likely("anim") or noun.normal in _EMPTY or is_named(phrase[0]):
        return False
    return not phrase[0].may("NPRO") and not phrase[0].likely("Apro")


def _is_counted(reading: Reading, phrase: Sequence[Word]) -> bool:
    place = Span(phrase[0].start, phrase[-1].end)
    told = [each.span for each in reading.numbers] + [each.phrase for each in reading.dates]
    return any(span.touches(place) for span in told)


def _to_do(reading: Reading, clause: Clause) -> Question | None:
    """ "решило проложить дорогу": what somebody decided or began to do."""
    at = clause.verbs[0]
    verb = clause.words[at]
    behind = clause.words[at + 1 :]
    doer = _doer(reading, clause)
    if verb.normal not in _DECIDING or doer is None or len(behind) < SHORTEST:
        return None
    if not behind[0].likely("INFN") or any(word.text == "," for word in behind):
        return None
    span = Span(behind[0].start, behind[-1].end)
    lead = statement(clause, (span, Span(verb.start, verb.end)))
    if len(lead.split()) < 1:
        return None
    answer = " ".join(reading.text[span.start : span.end].split())
    trust = 0.74 if len(behind) <= _LONGEST else 0.6
    do = "делать" if behind[0].likely("impf") else "сделать"
    return put(reading, f"что {verb.small} {do} {lead}", answer, span, "to do", trust)


def _new_subject(reading: Reading, clause: Clause) -> Question | None:
    """ "В Самарканде появилась первая мастерская": what the sentence tells last is its news."""
    at = clause.verbs[0]
    verb = clause.words[at]
    end = _group_end(clause, at + 1, "nomn")
    if verb.likely("tran") or not at or end != len(clause.words) or end == at + 1:
        return None
    phrase = clause.words[at + 1 : end]
    noun = head(phrase)
    if noun is None or not _is_thing(phrase, "nomn") or not agrees(verb, noun):
        return None
    if _is_counted(reading, phrase) or any(_may_be_subject(w, verb) for w in clause.words[:at]):
        return None
    neuter = _neuter(verb)
    span = Span(phrase[0].start, phrase[-1].end)
    lead = statement(clause, (span, Span(verb.start, verb.end))).removeprefix("так ")
    if neuter is None or len(lead.split()) < SHORTEST:
        return None
    answer = " ".join(reading.text[span.start : span.end].split())
    return put(reading, f"что {neuter} {lead}", answer, span, "what", 0.68)


def _may_be_subject(word: Word, verb: Word) -> bool:
    return word.likely("NOUN", "nomn") and agrees(verb, word)


def _neuter(verb: Word) -> str | None:
    """The verb as it stands with "что"."""
    tags = verb.forms[0].tags
    if "neut" in tags or not tags & {"past", "PRTS"}:
        return verb.small if "neut" in tags else None
    if "plur" in tags:
        return None
    like = tags & {"VERB", "PRTS", "masc", "femn"}
    return inflected(verb.small, {"neut", "sing"}, like)
