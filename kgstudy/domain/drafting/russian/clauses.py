"""Clauses of a Russian sentence, and how one is put after a question word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.words import Word, gender, listed, words
from kgstudy.domain.lesson import Span

_MARKER = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s+")
_COORDINATING = {"и", "а", "но", "однако", "зато", "затем", "поэтому", "потом", "тогда"}
_RELATIVE = {"который", "где", "когда", "чей", "куда", "откуда", "что", "чтобы", "кто"}
SUBORDINATING = _RELATIVE | {
    *("если", "хотя", "поскольку", "ибо", "как", "пока", "потому", "так", "ли", "чем", "какой"),
}
_OPENERS = (
    r"и|а|но|однако|так|также|затем|потом|поэтому|таким образом|кроме того|тем не менее|например"
    r"|при этом|более того|впоследствии|вскоре|наконец|в частности|как известно|в итоге|итак"
    r"|в свою очередь|с другой стороны|с одной стороны|к тому же|между тем|позже|позднее|тогда"
    r"|всего|действительно|в действительности|разумеется|конечно|следовательно|в то же время"
    r"|сначала"
)
_OPENER = re.compile(rf"(?:{_OPENERS})(?:\s*,|(?=\s))\s*", re.IGNORECASE)
_REMARK = re.compile(r"\((?![А-ЯЁA-Z]{2,8}\))[^()]*\)")
_AND_SO_ON = re.compile(r"\s+и (?:т\.\s?[дп]|др)\.?$")
_LOOSE = re.compile(r"\s+(?=[,.;:!?)])|(?<=[(«])\s+")
_COMMAS = re.compile(r"(?:\s*,)+(?=\s*[,;:.!?)]|\s*$)|^[\s,;:–—-]+")
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing; places are those of the sentence's text."""

    text: str
    span: Span
    words: tuple[Word, ...]
    names: frozenset[str] = frozenset()

    @property
    def verbs(self) -> list[int]:
        """Where its finite verbs stand, without those of the clauses within it."""
        found, inside = [], False
        for place, word in enumerate(self.words):
            if place and self.words[place - 1].text == "," and starts_subordinate(word):
                inside = True
            elif word.text == "," and inside:
                inside = False
            if word.is_verb and not inside:
                found.append(place)
        return found


def starts_subordinate(word: Word) -> bool:
    return word.small in SUBORDINATING or any(form.normal in _RELATIVE for form in word.forms)


def body(text: str) -> Span:
    """A sentence without the mark of a list before it and the stop after it."""
    marker = _MARKER.match(text)
    start = marker.end() if marker else 0
    return Span(start, max(start, len(text.rstrip(" .!?…;"))))


def clauses(
    text: str, names: frozenset[str] = frozenset(), dates: Sequence[Span] = ()
) -> list[Clause]:
    """The clauses that stand side by side in a sentence, each with a finite verb of its own.

    A subordinate clause belongs to the one before it; verbs with dates of their own are parted.
    """
    within = body(text)
    tokens = [word for word in words(text) if within.start <= word.start < within.end]
    tokens = tokens[: _before_list(tokens)]
    cuts = list(_cuts(tokens, dates))
    starts = [0, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(tokens)]
    return [
        Clause(text, Span(part[0].start, part[-1].end), tuple(part), names)
        for start, end in zip(starts, ends, strict=True)
        if (part := tokens[start:end])
    ]


def _cuts(tokens: Sequence[Word], dates: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where one clause ends and the next begins, as places among the words."""
    joints = [(at, begin) for at in range(len(tokens)) if (begin := _joint(tokens, at))]
    depth, last = 0, 0
    depths = [depth := depth + (w.text in "(«") - (w.text in ")»") for w in tokens]
    for number, (place, begin) in enumerate(joints):
        stop = joints[number + 1][0] if number + 1 < len(joints) else len(tokens)
        before, after = tokens[last:place], tokens[begin:stop]
        if depths[place] > 0 or not any(word.is_verb for word in before):
            continue
        if tokens[place].small == "и" and not _are_two_deeds(before, after, dates):
            continue
        if any(word.is_verb for word in after) or (
            any(word.text in {"—", "–"} for word in after)
            and (_dated(after, dates) or any(word.is_figure for word in after))
        ):
            yield place, begin
            last = begin


def _are_two_deeds(before: Sequence[Word], after: Sequence[Word], dates: Sequence[Span]) -> bool:
    """Whether "и" joins deeds that are asked apart: each has a date, or one has and the second
    begins with its verb ("совершил плавание и умер в 1506 году")."""
    told = _dated(before, dates), _dated(after, dates)
    return all(told) or (any(told) and bool(after) and after[0].is_verb)


def _before_list(tokens: Sequence[Word]) -> int:
    """Where a list begins that a colon announces after a whole clause."""
    colon = next((at for at, word in enumerate(tokens) if word.text == ":"), len(tokens))
    before, after = tokens[:colon], tokens[colon + 1 :]
    told = any(word.is_verb for word in before) and not any(word.is_verb for word in after)
    return colon if told else len(tokens)


def _dated(part: Sequence[Word], dates: Sequence[Span]) -> bool:
    return any(date.start <= word.start < date.end for word in part for date in dates)


def _joint(tokens: Sequence[Word], place: int) -> int:
    """Where a clause begins that is joined on at `place`; 0 if none is."""
    word, following = tokens[place], tokens[place + 1 : place + 4]
    if word.text == ";" or (word.small == "и" and place and tokens[place - 1].text != ","):
        return place + 1
    if word.text != "," or len(following) < 2:
        return 0
    if [each.small for each in following[:2]] == ["тогда", "как"]:
        return place + 3
    if any(each.small in _OF_WHICH for each in following):
        return place + 2 + next(at for at in range(3) if following[at].small in _OF_WHICH)
    if _begins_anew(tokens, place + 1):
        return place + 1
    joined = following[0].small in _COORDINATING and not starts_subordinate(following[1])
    return place + 2 if joined else 0


_OF_WHICH = {"чего", "чему"}


def _begins_anew(tokens: Sequence[Word], place: int) -> bool:
    """Whether after a comma another subject comes with a verb of its own, and no conjunction."""
    for at in range(place, min(place + 12, len(tokens))):
        word = tokens[at]
        if word.text in {"—", "–"}:
            return at > place
        if word.text in {",", ";", "(", ":"} or word.likely("GRND"):
            return False
        if starts_subordinate(word) or (at == place and (word.is_verb or word.likely("PRTF"))):
            return False
        if word.is_verb:
            return head([each for each in tokens[place:at] if not each.is_figure]) is not None
    return False


def tidy(text: str) -> str:
    """One blank between words, and no mark left where words were taken out."""
    text = " ".join(_EMPTY.sub("", text).split())
    return _COMMAS.sub("", _LOOSE.sub("", text)).strip()


def without_opener(text: str) -> str:
    """A clause without what only ties it to the one before it."""
    for _ in range(2):
        found = _OPENER.match(text)
        if not found or (not found[0].rstrip().endswith(",") and not _stands_alone(found[0])):
            return text
        text = text[found.end() :]
    return text


def _stands_alone(opener: str) -> bool:
    return opener.strip().lower() in {"и", "а", "но", "однако", "затем", "потом", "вскоре"} | {
        "поэтому",
        "всего",
        "впоследствии",
        "наконец",
        "позже",
        "позднее",
        "тогда",
        "также",
        "сначала",
    }


def uncapitalised(text: str, names: frozenset[str]) -> str:
    """A clause as it is written within a sentence: its first word small unless it is a name."""
    first = words(text[:80])[:5]
    if not first or not first[0].is_capital or _keeps_capital(first, names):
        return text
    return text[0].lower() + text[1:]


def _keeps_capital(first: Sequence[Word], names: frozenset[str]) -> bool:
    word = first[0]
    following = first[1] if len(first) > 1 else None
    if word.is_initial and following is not None and following.text == ".":
        return True
    if word.text in names or is_named(word) or word.text[1:] != word.text[1:].lower():
        return True
    if word.is_adjective and _is_titled(first):
        return True
    if following is None or not following.is_word or not following.is_capital:
        return False
    # "Великая Отечественная", "Организация Объединённых", but "Президент Акаев".
    titled = word.normal in _TITLES and not is_named(following)
    return word.is_adjective or titled or word.small == "республика"


_TITLED = listed(
    "война мир договор революция империя битва союз конференция республика ханство восстание "
    "область долина хребет море океан залив полуостров пролив орда эра армия академия фронт "
    "каганат царство халифат династия пакт соглашение"
)
_TITLES = listed(
    "организация совет союз содружество академия министерство лига партия фонд банк договор "
    "конвенция декларация комитет комиссия ассоциация европейский движение фронт герой день"
)
_OF_WARS = re.compile(r"(?:ск(?:ий|ая|ое|ие)|летн(?:яя|ий))$|^(?:первая|вторая|северн|южн|золот)")


def _is_titled(phrase: Sequence[Word]) -> bool:
    """ "Северная война", "Ништадтский мирный договор", but no "дипломатическая миссия"."""
    noun = next((word for word in phrase if not word.is_adjective), None)
    if noun is None or noun.normal not in _TITLED:
        return any(word.text == "(" for word in phrase[2:4])
    return bool(_OF_WARS.search(phrase[0].small))


def is_named(word: Word) -> bool:
    """Whether the dictionary knows it as a name, or does not know it."""
    known = {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr", "Trad"}
    return (
        bool(word.forms)
        and word.is_capital
        and (bool(word.forms[0].tags & known) or "UNKN" in word.forms[0].tags)
    )


def statement(clause: Clause, drop: Sequence[Span] = ()) -> str:
    """The words of a clause without those at `drop`, as they stand within a question."""
    pieces, at = [], clause.span.start
    for span in sorted(drop, key=lambda span: span.start):
        pieces.append(clause.text[at : span.start])
        at = max(at, span.end)
    said = " ".join([*pieces, clause.text[at : clause.span.end]])
    said = _AFTER_A_WHILE.sub(" ", _REMARK.sub("", said))
    text = without_opener(tidy(_written_out(_APPOSED.sub("", _AND_SO_ON.sub("", said.rstrip())))))
    return uncapitalised(text.rstrip(",;: "), clause.names)


_APPOSED = re.compile(
    r"(?<=[а-яё])\s[—–]\s(?:перв|единственн|кыргызск|советск|русск)\w+\s[^,;—–]{3,40}$"
)
_AFTER_A_WHILE = re.compile(
    r"(?:(?<=^)|(?<=[\s,]))(?:(?:[Чч]ерез|[Сс]пустя)\s(?:[а-яё\d]+\s){0,2}?(?:год|года|лет|месяц|месяца|месяцев|неделю"
    r"|недели|день|дня|дней|час|часа|часов)(?:\sпосле\s[\w.]+(?:\s[А-ЯЁ]\w+)?)?|(?:два|три|\d+)\s(?:года|лет)\sспустя)"
    r"\s*,?\s"
)


def _written_out(text: str) -> str:
    """ "в 1961 г." as "в 1961 году", as a question that ends with the year needs it."""
    text = re.sub(r"\b([Вв]) (\d{3,4})\s?г\.", r"\1 \2 году", text)
    text = re.sub(r"\b([Вв]) (\d{3,4}[–—-]\d{2,4})\s?гг\.", r"\1 \2 годах", text)
    return re.sub(r"(\d{4})\s?г\.", r"\1 года", text)


def verb_first(text: str) -> str:
    """ "Чингиз Айтматов родился" as "родился Чингиз Айтматов", as a question has it."""
    tokens = words(text)
    start = len(tokens) - 1
    while start > 0 and tokens[start - 1].small in _AUXILIARY:
        start -= 1
    if start < 1 or not tokens[-1].is_verb or any(word.is_verb for word in tokens[:start]):
        return text
    if tokens[0].likely("PREP") and len(tokens) > 4:
        return text
    if any(word.text in {",", "—", "–", "не"} for word in tokens):
        return text
    last = tokens[start]
    return f"{text[last.start :]} {text[: last.start].rstrip()}"


_AUXILIARY = {"был", "была", "было", "были", "впервые"}


def verb_early(text: str) -> str:
    """ "спутник пробыл на орбите" as "пробыл спутник на орбите", after "сколько дней"."""
    tokens = words(text)
    at = next((at for at, word in enumerate(tokens) if word.is_verb), 0)
    if not 0 < at <= 5 or at + 1 == len(tokens) or tokens[at - 1].small in {"не", "также"}:
        return verb_first(text)
    lead = tokens[:at]
    noun = head(lead)
    if noun is None or not agrees(tokens[at], noun) or any(word.text in ",—–:" for word in lead):
        return verb_first(text)
    if tokens[at].small in _AUXILIARY and tokens[at + 1].is_verb:
        at += 1
    after = [word for word in tokens[at + 1 :] if not word.likely("NPRO")]
    if len(after) > 1 and after[0].likely("PREP") and after[1].is_capital and is_named(noun):
        return verb_first(text)
    if at + 1 < len(tokens) and not tokens[at + 1].likely("PREP"):
        return verb_first(text)  # an object keeps the subject before the verb
    verb = text[tokens[len(lead)].start : tokens[at].end]
    return f"{verb} {text[: tokens[len(lead)].start].rstrip()}{text[tokens[at].end :]}"


def subject(clause: Clause) -> tuple[int, int] | None:
    """The words before the first verb, if they are one noun phrase in the nominative."""
    verbs = clause.verbs
    if not verbs or not verbs[0]:
        return None
    end = verbs[0]
    while end and clause.words[end - 1].small in {"не", "также", "впервые", "официально", "уже"}:
        end -= 1
    start = next((at for at in range(end) if clause.words[at].is_word), end)
    return (start, end) if head(clause.words[start:end]) is not None else None


def head(phrase: Sequence[Word], case: str = "nomn") -> Word | None:
    """The noun of a noun phrase in this case: adjectives may stand before it, genitives after."""
    for place, word in enumerate(phrase):
        if word.is_initial and phrase[place + 1 : place + 2]:
            continue
        if word.may("NOUN", case) or (word.is_capital and "UNKN" in _tags(word)):
            return word
        within = word.text in {"«", "."} or (place and word.text in {",", "и"})
        if not (within or word.may("ADJF", case) or word.may("PRTF", case)):
            return None
    return None


def _tags(word: Word) -> frozenset[str]:
    return word.forms[0].tags if word.forms else frozenset()


def agrees(verb: Word, noun: Word) -> bool:
    """Whether a verb in the past, or a short participle, can have the noun as its subject."""
    kind = gender(noun)
    if not verb.forms or kind is None:
        return True
    tags = verb.forms[0].tags
    if "plur" in tags:
        return kind == "plur"
    told = tags & {"masc", "femn", "neut"}
    return kind != "plur" and (not told or kind in told)
