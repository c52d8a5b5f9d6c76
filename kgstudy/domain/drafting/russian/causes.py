"""Causes and purposes in Russian clauses, and how they are asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.clauses import Clause, tidy
from kgstudy.domain.drafting.russian.vocabulary import PRONOUNS
from kgstudy.domain.drafting.russian.words import Word, listed
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause or a purpose at `phrase` of a clause; `asked` is what of it is worth a gap."""

    kind: FactKind
    clause: Clause
    phrase: Span
    asked: Span
    ask: str
    answer: str
    form: str
    trust: float


_BECAUSE = re.compile(
    r",\s*(?P<link>потому что|так как|поскольку|ибо|из-за того,? что|в связи с тем,? что"
    r"|благодаря тому,? что|вследствие того,? что|ввиду того,? что)\s",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?P<link>так как|поскольку|из-за того,? что|благодаря тому,? что)\s", re.IGNORECASE
)
_SO_THAT = re.compile(r",\s*(?P<link>(?:для того,?\s)?чтобы)\s", re.IGNORECASE)
_TO = re.compile(r"(?:для того,?\s)?чтобы\s", re.IGNORECASE)
_ASKS = {
    "из-за": ("из-за чего", {"gent"}),
    "в результате": ("в результате чего", {"gent"}),
    "вследствие": ("вследствие чего", {"gent"}),
    "благодаря": ("благодаря чему", {"datv"}),
    "в связи с": ("в связи с чем", {"ablt"}),
    "ввиду": ("ввиду чего", {"gent"}),
    "по причине": ("по какой причине", {"gent"}),
    "под влиянием": ("под влиянием чего", {"gent"}),
    "после": ("после чего", {"gent"}),
    "для": ("для чего", {"gent"}),
}
_OWING_TO = re.compile(
    rf"(?<![\w-])(?P<link>{'|'.join(_ASKS)})\s+(?!того\b|чего\b|этого\b|тем\b)", re.IGNORECASE
)
_IN_ORDER = re.compile(r"(?<!\w)(?P<link>с целью|в целях)\s+", re.IGNORECASE)
_WANTING = listed(
    "хотеть требовать просить стремиться добиваться добиться предложить предлагать настаивать "
    "следить желать приказать велеть решить мочь мешать сделать делать нужно необходимо важно "
    "достаточный слишком привыкнуть бояться заботиться для"
)


def reasons(clauses: Sequence[Clause]) -> Iterator[Reason]:
    for clause in clauses:
        yield from _because(clause)
        yield from _owing_to(clause)
        yield from _so_that(clause)


def _text(clause: Clause, start: int, end: int) -> str:
    return tidy(clause.text[start:end]).strip(" ,;")


def _made(clause: Clause, phrase: Span, asked: Span, ask: str, form: str, trust: float) -> Reason:
    kind = FactKind.PURPOSE if form == "what for" else FactKind.CAUSE
    answer = _text(clause, phrase.start, phrase.end)
    answer = answer[:1].lower() + answer[1:]
    return Reason(kind, clause, phrase, asked, ask, answer, form, trust)


def _because(clause: Clause) -> Iterator[Reason]:
    start, end = clause.span.start, clause.span.end
    if found := _BECAUSE.search(clause.text, start, end):
        before = [word for word in clause.words if word.end <= found.start()]
        if any(word.is_verb for word in before) or (len(before) > 1 and _is_predicate(before[-1])):
            asked = Span(found.end(), end)
            yield _made(clause, Span(found.start(), end), asked, "почему", "why", 0.85)
    elif found := _FIRST.match(clause.text, start, end):
        comma = _comma_before_main(clause, found.end())
        if comma:
            asked = Span(found.end(), comma)
            yield _made(clause, Span(start, comma), asked, "почему", "why", 0.78)


def _is_predicate(word: Word) -> bool:
    return word.likely("ADJF", "nomn") or word.likely("ADJS")


def _place(clause: Clause, start: int) -> int:
    return sum(word.start < start for word in clause.words)


def _only_comma(clause: Clause) -> int:
    commas = [word.start for word in clause.words if word.text == ","]
    return commas[0] if len(commas) == 1 else 0


def _comma_before_main(clause: Clause, start: int) -> int:
    """Where the clause that came first ends: its only comma, with a verb on either side."""
    commas = [at for at, word in enumerate(clause.words) if word.text == "," and word.start > start]
    if len(commas) != 1:
        return 0
    before, after = clause.words[: commas[0]], clause.words[commas[0] + 1 :]
    if any(word.is_verb for word in before) and any(word.is_verb for word in after):
        return clause.words[commas[0]].start
    return 0


def _owing_to(clause: Clause) -> Iterator[Reason]:
    found = _OWING_TO.search(clause.text, clause.span.start, clause.span.end)
    if not found or not clause.verbs:
        return
    link = found["link"].lower()
    ask, allowed = _ASKS[link]
    begin = _place(clause, found.end())
    stop = _phrase_end(clause.words, begin, allowed)
    if stop <= begin or (link in _OF_DEEDS and not _names_deed(clause.words[begin:stop])):
        return
    end = clause.words[stop - 1].end
    if found.start() > clause.span.start and stop < len(clause.words):
        return  # in the midst of a clause it may hang on any noun before it
    asked = Span(clause.words[begin].start, end)
    form = {"для": "what for", "после": "after"}.get(link, "why")
    yield _made(clause, Span(found.start(), end), asked, ask, form, 0.78)


_ROMAN = re.compile(r"[IVX]+")
_OF_DEEDS = {"после", "для"}
_DEED = re.compile(r"(?:ние|тие|ция|сть|ада|ство|ка)$")
_DEEDS = listed("война победа смерть распад раскол захват поход битва съезд реформа защита борьба")


def _names_deed(phrase: Sequence[Word]) -> bool:
    """Whether a phrase speaks of something that is done or happens, and of no date or person."""
    noun = next((word for word in phrase if word.is_noun), None)
    if noun is None or noun.likely("anim") or any(word.is_figure for word in phrase):
        return False
    return noun.normal in _DEEDS or bool(_DEED.search(noun.normal))


def _phrase_end(tokens: Sequence[Word], begin: int, allowed: set[str]) -> int:
    """Where a noun phrase in one of the cases ends, with the genitives and places after it."""
    seen, at, free = False, begin, False
    while at < len(tokens):
        word = tokens[at]
        if word.small in PRONOUNS:
            break
        if word.is_verb or word.text in {",", ";", "—", "–", ":"}:
            break
        if seen and _ROMAN.fullmatch(word.text):
            at += 1
            continue
        wanted = allowed if not seen else {"gent"}
        fits = any(word.may(case) for case in wanted) or free or not word.forms or word.small == "и"
        if word.likely("PREP"):
            if seen and tokens[at - 1].is_capital:
                break  # a name ends the phrase: "после смерти Ольги | в музее"
            free = True
        elif not fits:
            break
        elif word.is_noun:
            seen, free = True, False
        at += 1
    return at if seen else begin


def _so_that(clause: Clause) -> Iterator[Reason]:
    end = clause.span.end
    found = _SO_THAT.search(clause.text, clause.span.start, end)
    if found and clause.verbs:
        before = [word for word in clause.words if word.end <= found.start()]
        wanting = any(form.normal in _WANTING for word in before for form in word.forms[:1])
        if not wanting and any(word.is_verb for word in before):
            asked = Span(found.start("link"), end)
            yield _made(clause, Span(found.start(), end), asked, "с какой целью", "what for", 0.8)
        return
    if found := _TO.match(clause.text, clause.span.start, end):
        if comma := _only_comma(clause):
            asked = Span(clause.span.start, comma)
            yield _made(clause, asked, asked, "с какой целью", "what for", 0.8)
        return
    found = _IN_ORDER.search(clause.text, clause.span.start, end)
    if not found or not clause.verbs or found.start() == clause.span.start:
        return
    asked = Span(found.end(), end)
    yield _made(clause, Span(found.start(), end), asked, "с какой целью", "what for", 0.8)
