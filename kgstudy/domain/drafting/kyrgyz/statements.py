"""What a Kyrgyz sentence states of something: what it is, what it is made of, why, what for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgstudy.domain.drafting.kyrgyz.clauses import body, tidy, without_opener
from kgstudy.domain.drafting.kyrgyz.names import names, of_place, words
from kgstudy.domain.drafting.kyrgyz.suffixes import case_of, is_finite
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_LONGEST_TERM = 7
_LONGEST_ANSWER = 30


@dataclass(frozen=True, slots=True)
class Statement:
    """A question without its mark, and the answer; `asked` are the answer's words.

    `term` is what the pair has on its other side where it can be turned round.
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


def statements(text: str, known: frozenset[str]) -> Iterator[Statement]:
    span = body(text)
    yield from _by_dash(text, span, known)
    yield from _called(text, span)
    yield from _made_of(text, span)
    yield from _because(text, span)
    yield from _in_order(text, span)
    yield from _by_colon(text, span)


def _count(text: str) -> int:
    return len(text.split())


def _said(text: str, span: Span) -> str:
    return tidy(text[span.start : span.end])


_DASH = re.compile(r"\s[—–-]\s(?:бул\s)?")
_UNIQUE = re.compile(
    r"\b(?:борбору|эң|биринчи|алгачкы|жалгыз|негиздөөчүсү|автору|президенти|атасы|туу чокусу)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:болгон|болду|турат|кирет|жашайт|берет|алган|келген|деген)\b")


def _by_dash(text: str, span: Span, known: frozenset[str]) -> Iterator[Statement]:
    """ "X — бул Y", "Кыргызстандын борбору — Бишкек", "Бишкек — Кыргызстандын борбору"."""
    dash = _DASH.search(text, span.start, span.end)
    if not dash:
        return
    left = Span(span.start, dash.start())
    right = Span(dash.end(), _first_part(text, dash.end(), span.end))
    term, meaning = without_opener(_said(text, left)), _said(text, right)
    if not _is_told_by_dash(term, meaning):
        return
    if _is_name(term, known):
        yield from _of_name(text, left, right, known)
    elif _is_name(meaning, known):
        yield _named(term, meaning, right)
    elif dash[0].endswith("бул ") or _is_term(term):
        trust = 0.88 if dash[0].endswith("бул ") else 0.78
        yield _defined(term, meaning, left, trust)
    elif not case_of(term.split()[-1])[0]:
        ask = "кайсы" if _UNIQUE.search(term) else "эмне"
        ask = "кайсылар" if re.search(r"[лдт][аеоө]ры$", term) else ask
        yield Statement(FactKind.OTHER, right, meaning, f"{term} {ask}", meaning, "what is", 0.7)


def _is_told_by_dash(term: str, meaning: str) -> bool:
    """Whether the one could be what the other is, and is no clause of its own."""
    if not 0 < _count(term) <= _LONGEST_TERM or not meaning or _count(meaning) > _LONGEST_ANSWER:
        return False
    if re.search(r"\d", meaning) and is_finite(meaning.rsplit(maxsplit=1)[-1]):
        return False
    return not (re.search(r"\d|[,:]", term) or meaning[0].isdecimal() or _VERB.search(term))


def _named(term: str, name: str, at: Span) -> Statement:
    """Who or which the term is."""
    kind = names(name, words(name), frozenset(name.split()))[0].kind
    ask = "ким" if kind is FactKind.PERSON else "кайсы"
    owned = re.search(r"[нтд][ыиуү]н\b|[дт][аеоө]г[ыиуү]\b", term) or re.search(
        "[А-ЯЁӨҮҢ]", term[1:]
    )
    return Statement(kind, at, name, f"{term} {ask}", name, "which", 0.84 if owned else 0.55)


def _defined(term: str, meaning: str, at: Span, trust: float) -> Statement:
    return Statement(
        FactKind.TERM,
        at,
        term,
        f"{term} деген эмне",
        meaning,
        "what is",
        trust,
        reverse=f"{meaning} эмне деп аталат",
        term=term,
    )


def _first_part(text: str, start: int, end: int) -> int:
    """Where what is told of the subject ends: before a semicolon, or what has a dash of its own."""
    semicolon = text.find(";", start, end)
    end = semicolon if semicolon >= 0 else end
    colon = text.find(": ", start, end)
    end = colon if colon >= 0 else end
    second = _DASH.search(text, start, end)
    comma = text.rfind(",", start, second.start()) if second else -1
    return comma if comma > 0 else end


def _is_name(said: str, known: frozenset[str]) -> bool:
    """Whether words are one name and nothing else."""
    inner = said.strip('«»"')
    if of_place(inner.rpartition(" ")[2]):
        inner = inner.rpartition(" ")[0]
    found = names(inner, words(inner), known | frozenset(inner.split()[:1]))
    return len(found) == 1 and found[0].span == Span(0, len(inner)) and _looks_named(said, known)


def _looks_named(said: str, known: frozenset[str]) -> bool:
    first = said.strip('«»"').split()[0]
    found = names(said, words(said), known)
    return said[0] in '«"' or first in known or _count(said) > 1 or bool(found)


def _is_term(term: str) -> bool:
    """One word, or a noun with an adjective, and not "the cause of" something."""
    return _count(term) <= 2 and not re.search(r"(?:[нтд][ыиуү]н)\s", term)


def _of_name(text: str, left: Span, right: Span, known: frozenset[str]) -> Iterator[Statement]:
    name, meaning = _said(text, left), _said(text, right)
    inner = name.strip('«»"')
    found = names(inner, words(inner), known | frozenset(inner.split()[:1]))
    kind = found[0].kind if found else FactKind.NAME
    person = kind is FactKind.PERSON
    if _UNIQUE.search(meaning) and _count(meaning) <= 9 and "," not in meaning:
        ask = "ким" if person else "кайсы"
        yield Statement(kind, left, name, f"{meaning} {ask}", name, "which", 0.8)
    ask = "деген ким" if person else "деген эмне"
    trust = 0.8 if person else 0.56 if kind is FactKind.PLACE else 0.7
    yield Statement(FactKind.OTHER, right, meaning, f"{name} {ask}", meaning, "what is", trust)


_IS_CALLED = re.compile(r"\s(?:деп\s(?:аталат|аташат|аталган|айтылат|айтышат|айтабыз|атайбыз))$")
_CALL = re.compile(
    r"^(?P<term>[^,]{2,40}?)\sдеп\s(?P<meaning>.{8,}?)\s(?:айтылат|айтышат|айтабыз|аталат|аташат|түшүнөбүз|түшүнүлөт)$"
)


def _called(text: str, span: Span) -> Iterator[Statement]:
    """ "Y X деп аталат", "X деп Y айтылат"."""
    said = text[span.start : span.end]
    if found := _CALL.match(said):
        term = Span(span.start, span.start + found.end("term"))
        if _count(found["term"]) <= 4:
            yield Statement(
                FactKind.TERM,
                term,
                _said(text, term),
                f"{found['term']} деген эмне",
                _nominative(tidy(found["meaning"])),
                "what is",
                0.86,
                term=_said(text, term),
            )
        return
    named = re.search(r"[,;]|\b(?:аны|аларды|муну)\b", said)
    if (found := _IS_CALLED.search(said)) and not named:
        start = _term_start(said, found.start())
        if start < 4:
            return
        term = Span(span.start + start, span.start + found.start())
        name = _said(text, term).strip('«»"')
        question = tidy(f"{said[:start]} эмне{found[0]}")
        yield Statement(FactKind.TERM, term, name, without_opener(question), name, "called", 0.84)


def _nominative(said: str) -> str:
    """A phrase whose last word may stand in the accusative, without that."""
    before, blank, last = said.rpartition(" ")
    case, stem = case_of(last)
    if re.search(r"с[ыиуү]н$", last):
        case, stem = "accusative", last[:-1]
    return f"{before}{blank}{stem}" if case == "accusative" else said


def _term_start(said: str, end: int) -> int:
    """Where the term before "деп" begins: its quotation mark, or the last word."""
    if said[end - 1] in '»"':
        return max(said.rfind("«", 0, end), said.rfind('"', 0, end - 1))
    return said.rfind(" ", 0, end) + 1


_PARTS = re.compile(
    r"^(?P<thing>[^,]{3,60}?)\s(?P<items>[^ ,]+(?:\s[^ ,]+){0,2},.{3,}?\s(?:жана|менен)\s\S+?)"
    r"(?P<end>[дт][аеоө]н\s(?:турат|куралат|түзүлөт)|[гк][аеоө]\sбөлүнөт)$"
)
_ENTER = re.compile(
    r"^(?P<thing>.{3,60}?(?:курамына|составына|катарына))\s(?P<items>.+,.+?\s(?:жана|менен)\s.+?)\s(?P<verb>кирет|кирген|киришет)$"
)


def _made_of(text: str, span: Span) -> Iterator[Statement]:
    """ "X a, b жана cдан турат", "X курамына a, b жана c кирет"."""
    said = text[span.start : span.end]
    if found := _PARTS.match(said):
        items = Span(span.start + found.start("items"), span.end)
        ask = "эмнелерден" if found["end"].split()[0].endswith("н") else "эмнелерге"
        question = f"{found['thing']} {ask} {found['end'].split()[1]}"
        answer = f"{found['items']}{found['end'].split()[0]}"
    elif found := _ENTER.match(said):
        items = Span(span.start + found.start("items"), span.start + found.end("items"))
        ask = "кайсылар" if found["items"][0].isupper() else "эмнелер"
        question, answer = f"{found['thing']} {ask} {found['verb']}", found["items"]
    else:
        return
    if _count(answer) <= 16 and not re.search(r"\d", found["thing"]):
        value = _said(text, items)
        yield Statement(FactKind.LIST, items, value, question, tidy(answer), "parts", 0.76)


_BECAUSE = re.compile(r",\s(?P<reason>(?:анткени|себеби)\s.+)$")
_SINCE = re.compile(r"^(?P<reason>[^,]{8,120}?(?:[гк][аеоө]нд[ыиуү]кт[аеоө]н))\s?,?\s")
_OWING = re.compile(
    r"^(?P<reason>(?P<cause>[^,]{6,90}?[нтд][ыиуү]н)\s(?P<link>натыйжасында|айынан|кесепетинен|таасиринен))\s"
)


def _because(text: str, span: Span) -> Iterator[Statement]:
    said = text[span.start : span.end]
    ask, form = "эмне үчүн", "why"
    if found := _BECAUSE.search(said):
        rest = said[: found.start()]
        if not is_finite((words(rest) or words("-"))[-1].text):
            return
    elif found := (_SINCE.match(said) or _OWING.match(said)):
        rest = said[found.end() :]
        link = found.groupdict().get("link")
        ask = f"эмненин {link}" if link else ask
    else:
        return
    rest = re.split(r";\s|,\s(?:натыйжада|ошондуктан|бирок|ошентип)\b", rest)[0]
    answer = tidy(found["reason"])
    asked = Span(span.start + found.start("reason"), span.start + found.end("reason"))
    if _count(rest) >= 2 and _count(answer) <= 22:
        answer = answer[0].lower() + answer[1:] if not _capital_kept(answer) else answer
        question = f"{ask} {_uncapitalised(rest)}"
        yield Statement(FactKind.CAUSE, asked, answer, question, answer, form, 0.8)


def _capital_kept(said: str) -> bool:
    first = said.split(maxsplit=1)[0]
    return first[1:] != first[1:].lower() or bool(names(first, words(first), frozenset()))


def _uncapitalised(said: str) -> str:
    """Words as they stand after others: a name keeps its capital."""
    said = without_opener(said)
    return said if not said or _capital_kept(said) else said[0].lower() + said[1:]


_FOR = re.compile(r"^(?P<aim>[^,]{5,80}?(?:үчүн|максатында))\s,?\s?(?=\S+\s\S+)")


def _in_order(text: str, span: Span) -> Iterator[Statement]:
    """ "Жылуулукту сактоо үчүн …", "… максатында …"."""
    said = text[span.start : span.end]
    found = _FOR.match(said)
    if not found or not re.search(
        r"(?:уу|оо|үү|өө|ш)(?:нүн|нун)?\s(?:үчүн|максатында)$", found["aim"]
    ):
        return
    if not any(case_of(word)[0] == "accusative" for word in found["aim"].split()[:2]):
        return  # it may begin with the subject
    ask = "эмне үчүн" if found["aim"].endswith("үчүн") else "кандай максатта"
    rest = said[found.end() :]
    asked = Span(span.start, span.start + found.end("aim"))
    answer = (
        found["aim"] if _capital_kept(found["aim"]) else found["aim"][0].lower() + found["aim"][1:]
    )
    if _count(rest) >= 2 and is_finite(rest.split()[-1]):
        yield Statement(FactKind.PURPOSE, asked, answer, f"{ask} {rest}", answer, "what for", 0.78)


_LABEL = re.compile(r"^(?P<label>[^,:\d]{4,60}):\s(?P<items>.{4,})$")


def _by_colon(text: str, span: Span) -> Iterator[Statement]:
    """ "Согуштун себептери: …, … жана …"."""
    said = text[span.start : span.end]
    found = _LABEL.match(said)
    if not found or _count(found["items"]) > _LONGEST_ANSWER or _count(found["label"]) > 7:
        return
    last = found["label"].split()[-1]
    if is_finite(last) or not re.search(r"[ыиуү]$", last):
        return
    several = bool(re.search(r"[лдт][аеоө]р[ыиуү]$", last))
    items = Span(span.start + found.start("items"), span.end)
    ask = "кайсылар" if several else "кандай"
    kind = FactKind.LIST if found["items"].count(",") >= 1 else FactKind.OTHER
    answer = tidy(found["items"])
    yield Statement(kind, items, answer, f"{found['label']} {ask}", answer, "label", 0.66)
