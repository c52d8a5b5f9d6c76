"""Whether words of a Russian text are understood without the sentences around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.russian.clauses import (
    Clause,
    agrees,
    body,
    clauses,
    head,
    is_named,
    subject,
    uncapitalised,
    without_opener,
)
from kgstudy.domain.drafting.russian.names import in_case, names
from kgstudy.domain.drafting.russian.vocabulary import POINTING, PRONOUNS, ROLES
from kgstudy.domain.drafting.russian.words import Word, gender, listed, words
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import says_nothing

_AWAY = {"там", "здесь", "тогда", "туда", "сюда", "отсюда", "оттуда", "тут", "оба", "обе"}
_LATER = re.compile(
    r"\b(?:тот же|том же|той же|того же|тех же|следующ\w+|предыдущ\w+|прошл\w+ год\w*|ниже|выше"
    r"|вскоре|затем|потом)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\n.!?:]{2,60}")


@dataclass(frozen=True, slots=True)
class Standing:
    """Words as they are understood alone: said in full, or after `context`; `trust` as in a
    question."""

    text: str
    context: str = ""
    trust: float = 1.0

    def led(self, words: str) -> str:
        """The words with the context before them."""
        if not self.context:
            return words
        return f"{self.context[0].upper()}{self.context[1:]}: {words[0].lower()}{words[1:]}"


def standing(
    sentence: Sentence, text: str, *, general: bool = False, bare: bool = False
) -> Standing | None:
    """How `text`, words of the sentence, stands alone; None where nothing makes it clear.

    What is `general` asks for no one republic or river; what is `bare`, such as "its length",
    asks for that of one that is not told.
    """
    tokens = words(text)
    trust = 0.6 if _LATER.search(text) else 1.0
    every = list(_unclear(tokens))
    unclear = every[0] if every else None
    if len({word.small for word in every}) > 1:
        return None
    if unclear is None and general:
        return Standing(text, trust=trust)
    if unclear is None:
        return _with_topic(sentence, text, tokens, trust, bare)
    kinds = PRONOUNS.get(unclear.small)
    if kinds is None:
        away = unclear.small in _AWAY
        return _under_heading(sentence, text, 0.7 * trust) if away else None
    for name in _candidates(sentence, kinds):
        if name and name not in text and kinds & _kinds(name):
            return _said_out(text, unclear, name, trust)
    owner = _owner_before(sentence.before, kinds) if _is_owning(tokens, unclear) else ""
    return Standing(text, owner, 0.8 * trust) if owner and owner not in text else None


def _said_out(text: str, pronoun: Word, name: str, trust: float) -> Standing:
    """The words with the name for the pronoun, in its case where that is certain."""
    case = "nomn" if pronoun.small in _SUBJECTS else _CASES_AFTER.get(pronoun.small, "")
    if not case:
        return Standing(text, name, 0.8 * trust)
    said = text[: pronoun.start] + in_case(words(name), case) + text[pronoun.end :]
    said = said[0].upper() + said[1:] if text[0].isupper() else said
    return Standing(said, trust=0.92 * trust)


_CASES_AFTER = {
    "ему": "datv",
    "нему": "datv",
    "ним": "ablt",
    "ними": "ablt",
    "нею": "ablt",
    "нём": "loct",
    "нем": "loct",
    "него": "gent",
}
_SUBJECTS = {"он", "она", "оно", "они"}


def _unclear(tokens: list[Word]) -> Iterator[Word]:
    """The words that mean something told elsewhere."""
    for place, word in enumerate(tokens):
        before = _before_comma(tokens[:place])
        kinds = PRONOUNS.get(word.small)
        if kinds and not any(_may_mean(noun, kinds) for noun in before):
            yield word
        comma = place + 1 < len(tokens) and tokens[place + 1].text == ","
        if comma and word.likely("ADJF", "Anum"):
            yield word  # "the first, …"
        pointing = word.small in POINTING and not _is_link(tokens, place)
        named = any(noun.is_noun and noun.is_capital for noun in tokens[1:place])
        if (pointing or word.small in _AWAY) and not named:
            yield word


def _is_link(tokens: list[Word], place: int) -> bool:
    """Whether "это" only joins what it stands between, and "тот" is told by what follows."""
    word = tokens[place]
    if word.small in {"такой", "такая", "такое"} and place:
        return tokens[place - 1].small in {"кто", "что"}
    if word.small == "это":
        return bool(place) and tokens[place - 1].text in {"—", "–", "-"}
    following = tokens[place + 1 : place + 4]
    return word.small in {"тот", "та", "те", "том", "того", "тех", "той", "то", "тем", "тому"} and (
        any(token.text == "," or token.small in {"числе", "есть", "время"} for token in following)
    )


def _before_comma(tokens: list[Word]) -> list[Word]:
    """The words up to the last comma: a pronoun does not mean the subject of its own clause."""
    commas = [at for at, word in enumerate(tokens) if word.text in {",", ";", ":"}]
    return tokens[: commas[-1]] if commas else []


_TIMES = {"месяц", "год", "день", "век", "час", "раз", "время", "неделя"}


def _may_mean(noun: Word, kinds: frozenset[str]) -> bool:
    """Whether a noun told before can be what a pronoun stands for."""
    told = (
        noun.is_noun
        and noun.normal not in _TIMES
        and (noun.likely("nomn") or noun.is_capital or "plur" in kinds)
    )
    return told and _kind(noun) in kinds


def _kind(noun: Word) -> str | None:
    case = next((tag for tag in _CASES if noun.forms and tag in noun.forms[0].tags), "nomn")
    return gender(noun, case)


_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def _kinds(name: str) -> set[str]:
    noun = head(words(name))
    kind = gender(noun) if noun else None
    return {kind} if kind else set()


def _candidates(sentence: Sentence, kinds: frozenset[str]) -> Iterator[str]:
    """What a pronoun of one of the genders may mean, the likeliest first; some may be empty."""
    yield subject_name(sentence.text)
    told = _told_before(sentence.before, kinds)
    yield told
    if not told and _has_subject(sentence.before, kinds):
        return
    heading = _label(sentence.heading)
    first = words(heading)[:1]
    if heading and sentence.topic in {heading, ""} and is_named(first[0]):
        yield heading
    elif heading and len(heading.split()) <= 3 and _tells(sentence.before, first[-1]):
        yield uncapitalised(heading, sentence.names)


def _has_subject(text: str, kinds: frozenset[str]) -> bool:
    """Whether a sentence speaks of something of one of the genders, sooner than a heading does."""
    found = clauses(text) if text else []
    phrase = _subject_words(found[0]) if found else []
    noun = head(phrase) if phrase else None
    return noun is not None and _kind(noun) in kinds


def _tells(text: str, noun: Word) -> bool:
    """Whether a text has the noun, as a subject or an object."""
    told = (word for word in words(text) if word.normal == noun.normal)
    return noun.is_noun and any(word.may("nomn") or word.may("accs") for word in told)


def _told_before(text: str, kinds: frozenset[str]) -> str:
    """The subject of a sentence, where it is a name or the only noun of its gender."""
    found = clauses(text) if text else []
    phrase = _subject_words(found[0]) if found else []
    phrase = [*takewhile(lambda word: not word.likely("PREP"), phrase)]
    noun = head(phrase) if phrase else None
    if noun is None or len(phrase) > 5:
        return _called_before(text)
    others = {noun.normal} | {
        word.normal for word in words(text) if _kind(word) in kinds and word.is_noun
    }
    said = text[phrase[0].start : phrase[-1].end]
    persons = [name for name in names(phrase) if name.kind is FactKind.PERSON]
    if len(persons) == 1 and _kinds(said) & kinds:
        span = persons[0].span(phrase)
        return text[span.start : span.end]
    if is_named(phrase[0]):
        return said
    defined = not found[0].verbs  # "X — Y" speaks of X
    sure = defined or len(others) == 1
    return uncapitalised(without_opener(said), frozenset()) if sure else ""


_CALLED = re.compile(r"(?P<term>[^,]{3,50}?)\s(?:называют|называется)\s")


def _called_before(text: str) -> str:
    """What a sentence such as "Испарением называют …" gives a name to; empty if nothing."""
    found = _CALLED.match(text)
    term = words(found["term"]) if found else []
    if not term or not all(word.may("ablt") for word in term):
        return ""
    return uncapitalised(in_case(term, "nomn"), frozenset())


def _label(heading: str) -> str:
    """A heading that is short enough to stand before a question."""
    found = _LABEL.fullmatch(heading.strip().rstrip(".:"))
    return found[0].strip() if found else ""


def subject_name(text: str) -> str:
    """The name that is the subject of a sentence with one clause; empty if none is for sure."""
    found = clauses(text) if text else []
    if not found:
        return ""
    phrase = _subject_words(found[0])
    if not phrase or not is_named(phrase[0]):
        return ""
    return text[phrase[0].start : phrase[-1].end]


def _subject_words(clause: Clause) -> list[Word]:
    tokens = list(clause.words)
    dash = next((at for at, word in enumerate(tokens) if word.text in {"—", "–"}), 0)
    if dash and not any(verb < dash for verb in clause.verbs):
        return tokens[:dash] if head(tokens[:dash]) else []
    place = subject(clause)
    return tokens[place[0] : place[1]] if place and len(clause.verbs) == 1 else []


def _owner_before(text: str, kinds: frozenset[str]) -> str:
    """The person who is the subject of a sentence, behind its date; empty if there is none."""
    found = clauses(text) if text else []
    phrase = _behind_adverbials(found[0]) if len(found) == 1 and len(found[0].verbs) == 1 else []
    persons = [name.span(phrase) for name in names(phrase) if name.kind is FactKind.PERSON]
    owner = text[persons[0].start : persons[0].end] if len(persons) == 1 else ""
    return owner if owner and _kinds(owner) & kinds else ""


def _is_owning(tokens: list[Word], pronoun: Word) -> bool:
    """Whether "его" stands before a noun in the nominative, and so tells whose it is."""
    at = next(place for place, word in enumerate(tokens) if word.start == pronoun.start)
    following = tokens[at + 1 : at + 2]
    owns = pronoun.small in {"его", "её", "ее"}
    return owns and bool(following) and following[0].likely("NOUN", "nomn")


def _behind_adverbials(clause: Clause) -> list[Word]:
    """The subject that stands behind a date or a place: "В 1891 году император …"."""
    at = clause.verbs[0]
    before = clause.words[:at]
    if not before or not (before[0].likely("PREP") or before[0].is_figure):
        return []
    for start in range(1, at):
        noun = head(before[start:])
        fits = noun is not None and (noun.likely("nomn") or is_named(noun))
        if noun is not None and fits and agrees(clause.words[at], noun):
            return list(before[start:])
    return []


def _with_topic(
    sentence: Sentence, text: str, tokens: list[Word], trust: float, bare: bool
) -> Standing | None:
    """Words that speak of "the republic" after the name that they mean."""
    role = next((word for at, word in enumerate(tokens) if _is_bare_role(tokens, at)), None)
    heading = _label(sentence.heading)
    if role is None and not bare and not lacks_subject(tokens):
        return Standing(text, titled(sentence, tokens), trust)
    told = (sentence.topic, heading, _label(sentence.title))
    if bare or role is None:
        context = heading
    else:
        context = next((name for name in told if name and _can_be(name, role)), "")
    if context and not _shares_name(context, text):
        return Standing(text, context, 0.8 * trust)
    return Standing(text, trust=(0.55 if bare else 0.75) * trust)


def titled(sentence: Sentence, tokens: list[Word]) -> str:
    """The lesson's title, where no name ties the words to the lesson, nor they say it all."""
    title = "" if says_nothing(sentence.title, _GENERIC) else _label(sentence.title)
    named = any(word.is_capital or word.text in {"«", "—", "–"} for word in tokens[1:])
    if not title or named or len(title.split()) > _LONGEST_TITLE or _says_all(title, tokens):
        return ""
    return title


_LONGEST_TITLE = 5
_GENERIC = listed("урок глава тема лекция конспект параграф документ текст часть раздел билет")


def _says_all(title: str, tokens: list[Word]) -> bool:
    told = {word.normal for word in tokens}
    wanted = {word.normal for word in words(title) if word.is_noun or word.is_adjective}
    return bool(wanted) and wanted <= told


def _can_be(name: str, role: Word) -> bool:
    """Whether a name can be what a role speaks of: a person, a place, or the same noun told."""
    tokens = words(name)
    if any(word.normal == role.normal for word in tokens):
        return True
    noun = head(tokens)
    if noun is None or not is_named(noun):
        return False
    return (
        noun.likely("anim")
        if role.likely("anim")
        else noun.likely("Geox") and role.normal in _LANDS
    )


_LANDS = {"республика", "страна", "государство", "территория", "население", "столица"}


def _shares_name(context: str, text: str) -> bool:
    """Whether the words name already what the context would."""
    named = [word for word in words(context) if word.normal not in ROLES and len(word.text) > 3]
    stems = [word.small[:5] for word in named]
    return any(stem in text.lower() for stem in stems)


def _is_bare_role(tokens: list[Word], at: int) -> bool:
    word = tokens[at]
    if not word.likely("NOUN", "sing") or word.normal not in ROLES or word.is_capital:
        return False
    if at and (tokens[at - 1].is_adjective or tokens[at - 1].small in _ANY):
        return False
    if at + 1 == len(tokens):
        return True
    after = tokens[at + 1]
    return not (after.is_capital or after.text in '«"' or (after.may("gent") and after.is_noun))


_ANY = {"какой", "какая", "какое", "какие", "какую", "каком", "какого", "каким", "это", "любой"}


def lacks_subject(tokens: list[Word]) -> bool:
    """Whether a verb tells the gender of a subject that is not told."""
    verb = next((word for word in tokens if word.is_verb), None)
    if verb is None or not verb.forms[0].tags & {"masc", "femn"} or "PRED" in verb.forms[0].tags:
        return False
    kind = next(iter(verb.forms[0].tags & {"masc", "femn"}))
    return not any(
        form.has("nomn", kind) or form.has("UNKN") or form.has("nomn", "GNdr")
        for word in tokens
        if word is not verb
        and (word.is_noun or word.is_capital or word.may("NUMR") or word.may("NPRO"))
        for form in word.forms
    )


def _under_heading(sentence: Sentence, text: str, trust: float) -> Standing | None:
    context = _label(sentence.heading)
    named = any(word.is_capital for word in words(context)[1:]) or (
        bool(context) and is_named(words(context)[0])
    )
    return Standing(text, context, trust) if named else None


def content(text: str) -> str:
    span = body(text)
    return text[span.start : span.end]
