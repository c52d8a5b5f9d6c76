"""Questions for names in Russian: who, which, where."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import (
    SHORTEST,
    arranged,
    in_brackets,
    index,
    is_inner,
    is_plain,
    put,
    without_date,
)
from kgstudy.domain.drafting.russian.clauses import (
    Clause,
    agrees,
    head,
    starts_subordinate,
    statement,
    tidy,
)
from kgstudy.domain.drafting.russian.names import NAMING_NOUNS, Name, nominative
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.words import Word, gender, inflected, listed, words
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span


def _who(reading: Reading, name: Name) -> Question | None:
    """ "Кто …" where a person, or "Что …" where a thing with a role, is the subject."""
    person = name.kind is FactKind.PERSON
    span = name.span(reading.tokens)
    clause = reading.clause_of(span)
    if clause is None or not is_plain(clause) or not (person or _has_role(clause)):
        return None
    first, last = _with_role(reading, name) if person else (name.first, name.last)
    other = _second(reading, name) if person else None
    last = other.last if other else last
    phrase = reading.tokens[first:last]
    verb = _verb_of(clause, phrase[0], phrase[-1])
    if verb is None or _is_joined(reading.tokens, first, last):
        return None
    if not _is_subject(reading, name, verb, with_another=other is not None):
        return None
    clause = _without_relative(clause, phrase[-1].end)
    said, when = without_date(statement(clause, (Span(phrase[0].start, phrase[-1].end),)))
    said = f"{_verb_to_front(said, verb)} {when}".rstrip()
    rest = _masculine(said) if person else said
    if rest is None or len(rest.split()) < 3 or any(dash in rest for dash in (" — ", " – ")):
        return None
    answer = _name_value(reading, name)
    if other:
        answer += f" и {nominative(reading.tokens[other.first : other.last])}"
    question = put(reading, f"{'кто' if person else 'что'} {rest}", answer, span, "who", 0.84)
    if question is None or other is None:
        return question
    return replace(question, asks=(*question.asks, reading.place(other.span(reading.tokens))))


def _is_subject(reading: Reading, name: Name, verb: Word, *, with_another: bool) -> bool:
    noun = head(reading.tokens[name.first : name.last])
    if noun is None or not noun.likely("nomn") or _is_of_another(reading.tokens, name):
        return False
    return agrees(verb, noun) or with_another


def _is_of_another(tokens: Sequence[Word], name: Name) -> bool:
    """Whether a name tells whose somebody is: "дочь купца Орлова", "жена Орлова"."""
    before = tokens[name.first - 1] if name.first else None
    if before is None or not before.likely("NOUN", "anim"):
        return False
    kin = before.normal in _KIN and name.last - name.first == 1
    return not before.may("nomn") or (kin and tokens[name.first].may("gent"))


_KIN = listed("жена дочь сестра мать вдова внучка подруга ученица племянница невеста бабушка тётка")


def _second(reading: Reading, name: Name) -> Name | None:
    """The second of two persons who did a thing together."""
    following = reading.tokens[name.last : name.last + 1]
    if not following or following[0].small != "и":
        return None
    nexts = (each for each in reading.names if each.first == name.last + 1)
    return next((each for each in nexts if each.kind is FactKind.PERSON), None)


def _without_relative(clause: Clause, end: int) -> Clause:
    """A clause without what is told, at its end, of the person who is asked for."""
    after = [word for word in clause.words if word.start >= end][:2]
    if len(after) < 2 or after[0].text != "," or not starts_subordinate(after[1]):
        return clause
    kept = tuple(word for word in clause.words if word.start < end)
    return replace(clause, span=Span(clause.span.start, end), words=kept)


_ROLE_VERBS = {"являться", "стать", "быть", "становиться", "считаться"}


def _has_role(clause: Clause) -> bool:
    """Whether a clause tells that something is the first or the greatest."""
    verb = clause.words[clause.verbs[0]]
    told = verb.normal in _ROLE_VERBS
    return told and any(
        form.normal in {"первый", "самый", "единственный", "крупный", "столица", "главный"}
        for word in clause.words
        for form in word.forms[:1]
    )


def _with_role(reading: Reading, name: Name) -> tuple[int, int]:
    """A person with the role before the name: "президент страны Аскар Акаев"."""
    first = name.first
    tokens = reading.tokens
    at = first - 1
    while at >= 0 and at > first - 6 and (tokens[at].is_adjective or tokens[at].may("NOUN")):
        if tokens[at].may("NOUN", "nomn") and tokens[at].likely("anim"):
            first = at
            break
        if not tokens[at].may("gent") and not tokens[at].may("nomn"):
            break
        at -= 1
    while first and (
        tokens[first - 1].small in {"его", "её", "ее", "их"}
        or (tokens[first - 1].is_adjective and tokens[first - 1].may("nomn"))
    ):
        first -= 1
    return first, name.last


def _verb_of(clause: Clause, first: Word, last: Word) -> Word | None:
    """The verb whose subject the words are: right after them, or right before at the end."""
    begin, end = index(clause, first), index(clause, last)
    if begin < 0 or end < 0:
        return None
    lead = clause.words[:begin]
    after = end + 1
    while after < len(clause.words) and clause.words[after].small in _BETWEEN:
        after += 1
    if after < len(clause.words) and clause.words[after].is_verb and _is_circumstance(lead):
        return clause.words[after]
    if begin and clause.words[begin - 1].is_verb and len(clause.verbs) == 1:
        return clause.words[begin - 1]
    return None


_BETWEEN = {"не", "впервые", "официально", "также", "уже", "тогда", "в", "1"}


def _is_circumstance(lead: Sequence[Word]) -> bool:
    """Whether words before a subject only tell when and where."""
    return not lead or (
        not any(word.is_verb or word.text in {"—", "–", ":"} for word in lead)
        and (
            lead[0].likely("PREP")
            or lead[0].is_figure
            or not any(w.is_noun for w in lead)
            or lead[0].may("ablt")
        )
    )


def _is_joined(tokens: Sequence[Word], first: int, last: int) -> bool:
    """Whether another subject stands beside: "Маркс и Энгельс"."""
    joins = {"и", "или", ",", "с"}
    after = last < len(tokens) and tokens[last].small in joins
    return after or (first > 0 and tokens[first - 1].small in joins)


def _verb_to_front(rest: str, verb: Word) -> str:
    """ "первым президентом стал" as "стал первым президентом"."""
    tokens = words(rest)
    at = next((place for place, word in enumerate(tokens) if word.text == verb.text), -1)
    if at <= 0 or any(word.is_verb for word in tokens[:at]) or tokens[at - 1].small == "не":
        return rest
    if tokens[at - 1].text == "," or at > 8:
        return rest
    first = at - 1 if tokens[at - 1].small in {"впервые", "первым", "первой"} else at
    start, end = tokens[first].start, tokens[at].end
    return tidy(f"{rest[start:end]} {rest[:start]} {rest[end:]}")


def is_joined(tokens: Sequence[Word], name: Name) -> bool:
    """Whether a name stands beside others in a row."""
    begin = name.first - name.quoted
    if begin and tokens[begin - 1].text == "," and tokens[begin - 2].is_noun:
        apposed = name.last < len(tokens) and tokens[name.last].text == ","
        if apposed and name.kind is FactKind.PERSON:
            return False
    end = name.last + name.quoted
    closing = begin > 1 and tokens[begin - 1].small in _JOINS and _is_near(tokens[begin - 2])
    opening = end + 1 < len(tokens) and tokens[end].small in _JOINS and _is_near(tokens[end + 1])
    return closing or opening


_JOINS = {"и", "или", ","}


def _is_near(word: Word) -> bool:
    """Whether a word could be of another name in the row."""
    return word.is_capital or word.text in {"«", "»", ")"}


def _masculine(rest: str) -> str | None:
    """The words after "кто", whose verbs in the past are masculine whoever is meant."""
    pieces, at = [], 0
    for word in words(rest):
        tags = word.forms[0].tags if word.forms and word.is_verb else frozenset()
        if not tags & {"femn", "plur"} or not ("past" in tags or "PRTS" in tags):
            continue
        wanted = {"masc", "sing"}
        changed = inflected(word.text, wanted, tags & {"VERB", "PRTS", "femn", "plur"})
        if changed is None:
            return None
        pieces += [rest[at : word.start], changed]
        at = word.end
    return "".join([*pieces, rest[at:]])


_WHICH = {
    "nomn": ("какой", "какая", "какое", "какие"),
    "gent": ("какого", "какой", "какого", "каких"),
    "datv": ("какому", "какой", "какому", "каким"),
    "accs": ("какой", "какую", "какое", "какие"),
    "ablt": ("каким", "какой", "каким", "какими"),
    "loct": ("каком", "какой", "каком", "каких"),
}


_CASE_OF = {
    **dict.fromkeys(("в", "во", "на"), ("loct", "accs")),
    **dict.fromkeys(("из", "от", "до", "у", "около", "возле", "для"), ("gent",)),
    **dict.fromkeys(("к", "ко"), ("datv",)),
    **dict.fromkeys(("под", "над", "перед", "между", "с", "за"), ("ablt",)),
    **dict.fromkeys(("о", "об", "при"), ("loct",)),
}


def _which(reading: Reading, name: Name) -> Question | None:
    """ "В каком селе …", "Какой роман …": the noun before a name asks for it."""
    tokens = reading.tokens
    clause = reading.clause_of(name.span(tokens))
    if name.noun is None or clause is None or not is_plain(clause) or name.kind is FactKind.PERSON:
        return None
    noun, first = tokens[name.noun], name.noun
    if first and tokens[first - 1].likely("PREP"):
        first -= 1
        case = _noun_case(noun, tokens[first])
    else:
        case = _role_of(clause, noun) if _is_argument(clause, noun) else None
    span = Span(tokens[first].start, tokens[name.last - 1 + name.quoted].end)
    if (
        case is None
        or not _is_apposition(reading, name, case)
        or not _is_free(reading, name, first)
    ):
        return None
    rest = statement(clause, (span,))
    if is_inner(clause, span) or in_brackets(clause, span) or len(rest.split()) < SHORTEST:
        return None
    kind = gender(noun, case) or "masc"
    ask = _WHICH[case][("masc", "femn", "neut", "plur").index(kind)]
    lead = f"{tokens[first].small} {ask}" if first < name.noun else ask
    said = f"{lead} {noun.small} {arranged(rest)}"
    return put(reading, said, _name_value(reading, name), name.span(tokens), "which", 0.8)


def _is_free(reading: Reading, name: Name, first: int) -> bool:
    """Whether neither another name nor a list goes on after the name."""
    last = name.last + name.quoted
    goes_on = last < len(reading.tokens) and reading.tokens[last].is_capital
    return not goes_on and not _is_joined(reading.tokens, first, last)


def _name_value(reading: Reading, name: Name) -> str:
    phrase = reading.tokens[name.first : name.last]
    if name.quoted:
        return tidy(reading.text[phrase[0].start : phrase[-1].end])
    return nominative(phrase)


def _is_argument(clause: Clause, noun: Word) -> bool:
    """Whether a noun without a preposition hangs on the verb next to it and on nothing else."""
    at = index(clause, noun)
    return at == 0 or clause.words[at - 1].is_verb


def _noun_case(noun: Word, preposition: Word) -> str | None:
    allowed = _CASE_OF.get(preposition.small, ())
    return next((case for case in allowed if noun.may("NOUN", case)), None)


def _role_of(clause: Clause, noun: Word) -> str | None:
    """Whether a noun is the subject or the object of its clause."""
    verb = clause.words[clause.verbs[0]]
    others = [
        word
        for word in clause.words
        if word is not noun
        and word.start != noun.start
        and (word.is_noun or word.is_capital)
        and word.likely("nomn")
        and agrees(verb, word)
    ]
    if noun.may("NOUN", "accs") and others:
        return "accs"
    return "nomn" if noun.may("NOUN", "nomn") and not others and agrees(verb, noun) else None


def _is_apposition(reading: Reading, name: Name, case: str) -> bool:
    """Whether the name is what the noun is called, and not whose it is."""
    if name.quoted:
        return True
    noun = reading.tokens[name.noun or 0]
    known = noun.normal in NAMING_NOUNS
    first = reading.tokens[name.first]
    return known and (not first.forms or first.likely("nomn") or first.may("nomn", "Fixd"))


def _where(reading: Reading, name: Name) -> Question | None:
    """ "Где …" where a place stands after "в" or "на"."""
    tokens = reading.tokens
    first = name.noun if name.noun is not None and name.noun == name.first - 1 else name.first
    clause = reading.clause_of(name.span(tokens))
    if name.kind is not FactKind.PLACE or clause is None or not is_plain(clause) or not first:
        return None
    preposition, place = tokens[first - 1], tokens[first]
    if preposition.small not in {"в", "во", "на"} or not place.may("loct") or place.may("accs"):
        return None
    phrase = Span(preposition.start, tokens[name.last - 1].end)
    rest = statement(clause, (phrase,))
    if is_inner(clause, phrase) or not _ends_place(tokens, first, name.last):
        return None
    if len(rest.split()) < 3:
        return None
    answer = " ".join(reading.text[phrase.start : phrase.end].split())
    answer = answer[0].lower() + answer[1:]
    said, also = f"где {arranged(rest)}", (_name_value(reading, name),)
    return put(reading, said, answer, name.span(tokens), "where", 0.66, also)


def _ends_place(tokens: Sequence[Word], first: int, last: int) -> bool:
    """Whether a place goes no further than its name, and belongs to the whole clause."""
    if _is_joined(tokens, first - 1, last):
        return False
    after = tokens[last] if last < len(tokens) else None
    if after is None or after.text in {",", ".", ";"} or first == 1:
        return True
    return after.is_verb or after.likely("PREP")


OF_NAMES: tuple[Callable[[Reading, Name], Question | None], ...] = (_who, _which, _where)
