"""Persons, places, organisations and other names in a Russian sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.clauses import is_named
from kgstudy.domain.drafting.russian.words import (
    GENDERS,
    GUESSED,
    Word,
    agree,
    cases,
    inflected,
    listed,
)
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_PERSON_ROLES = listed(
    "президент король королева царь царица император императрица хан шах султан эмир князь граф "
    "полководец генерал маршал адмирал писатель писательница поэт поэтесса учёный ученый академик "
    "председатель профессор композитор художник режиссёр режиссер архитектор философ физик химик "
    "биолог математик историк путешественник исследователь мореплаватель космонавт врач министр "
    "премьер премьер-министр секретарь депутат посол просветитель акын манасчи манап датка бий "
    "вождь революционер лидер глава руководитель изобретатель инженер ботаник географ астроном "
    "монах пророк папа патриарх канцлер сенатор губернатор наместник драматург певец актёр "
    "актриса"
)
_PLACE_NOUNS = listed(
    "город село аул аил деревня посёлок поселок область район округ край республика река озеро "
    "море океан гора пик хребет долина пустыня остров полуостров материк континент страна столица "
    "государство княжество ханство королевство губерния провинция штат вулкан водопад перевал "
    "залив пролив ледник канал водохранилище крепость площадь улица планета порт"
)
_GROUP_NOUNS = listed(
    "организация союз партия совет комитет банк фонд академия университет институт парламент "
    "ассамблея лига ассоциация содружество объединение министерство общество компания корпорация "
    "завод театр музей библиотека конференция комиссия агентство федерация движение суд палата "
    "группа фронт правительство посольство"
)
NAMING_NOUNS = _PLACE_NOUNS | _GROUP_NOUNS
"""Nouns before a name that say what it is the name of."""
_LINKS = {"и", "на", "по", "в", "о", "об", "для", "при", "за", "с", "против", "между"}
_PARTICLES = {"фон", "де", "ван", "дер", "ди", "да", "ибн", "аль", "оглы", "уулу", "кызы", "дель"}
_ROMAN = re.compile(r"[IVX]+")
_ACRONYM = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z]{1,7}(?:-\d+)?|[А-ЯЁ][а-яё]{0,2}[А-ЯЁ]{1,6}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the words from `first` up to `last`; `noun` is where "город" before it stands."""

    kind: FactKind
    first: int
    last: int
    noun: int | None = None
    quoted: bool = False

    def span(self, tokens: Sequence[Word]) -> Span:
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


def names(tokens: Sequence[Word], known: frozenset[str] = frozenset()) -> list[Name]:
    """The names among the words of a sentence; `known` are words that are names elsewhere."""
    return [*_found(tokens, known)]


def _found(tokens: Sequence[Word], known: frozenset[str]) -> Iterator[Name]:
    at = 0
    while at < len(tokens):
        if tokens[at].text in {"«", "“", '"', "„"} and (end := _quoted_end(tokens, at)):
            yield Name(_quoted_kind(tokens, at), at + 1, end, _noun_before(tokens, at), quoted=True)
            at = end + 1
            continue
        last = _run_end(tokens, at, known)
        if last == at:
            at += 1
            continue
        yield from _names_in(tokens, at, last)
        at = last


def _quoted_end(tokens: Sequence[Word], at: int) -> int:
    """Where the words in quotation marks end, if they are a name of up to eight words; else 0."""
    if at + 1 >= len(tokens) or not (tokens[at + 1].is_capital or tokens[at + 1].is_figure):
        return 0
    for place in range(at + 1, min(at + 10, len(tokens))):
        if tokens[place].text in {"»", "”", '"', "“"}:
            return place if place > at + 1 else 0
        if tokens[place].text in {"!", "?", ";"}:
            return 0
    return 0


def _quoted_kind(tokens: Sequence[Word], at: int) -> FactKind:
    noun = _noun_before(tokens, at)
    return _kind_by_noun(tokens[noun]) if noun is not None else FactKind.NAME


def _kind_by_noun(word: Word) -> FactKind:
    if word.normal in _PERSON_ROLES:
        return FactKind.PERSON
    if word.normal in _PLACE_NOUNS:
        return FactKind.PLACE
    return FactKind.ORGANISATION if word.normal in _GROUP_NOUNS else FactKind.NAME


def _noun_before(tokens: Sequence[Word], at: int) -> int | None:
    """Where the common noun stands that tells what a name after it is the name of."""
    place = at - 1
    if place >= 0 and tokens[place].is_noun and not is_named(tokens[place]):
        return place
    return None


def _run_end(tokens: Sequence[Word], at: int, known: frozenset[str]) -> int:
    """Where a run of capitalised words that begins at `at` ends; `at` if none does."""
    if not _can_begin(tokens, at, known):
        return at
    end = at
    while end < len(tokens) and _belongs(tokens, at, end):
        end += 1
    while end > at and (tokens[end - 1].text == "." or tokens[end - 1].small in _LINKS):
        end -= 1
    return _with_genitives(tokens, at, end)


def _belongs(tokens: Sequence[Word], at: int, place: int) -> bool:
    """Whether the word at `place` goes on with the name that begins at `at`."""
    word = tokens[place]
    if word.text == ".":
        return place > at and _is_initial(tokens, place)
    if word.is_word and word.is_capital:
        return True
    if word.small in _PARTICLES and place > at and place + 1 < len(tokens):
        return tokens[place + 1].is_capital
    return word.small in _LINKS and _goes_on(tokens, at, place)


def _goes_on(tokens: Sequence[Word], at: int, place: int) -> bool:
    """Whether a small word stands within a name: "Организация по Безопасности"."""
    inside = place + 1 < len(tokens) and tokens[place + 1].is_capital and place > at
    begins = any(_group(word) for word in tokens[at:place])
    return inside and begins and not is_named(tokens[place + 1])


def _group(word: Word) -> bool:
    return word.normal in _GROUP_NOUNS


def _with_genitives(tokens: Sequence[Word], at: int, end: int) -> int:
    """ "Всемирная торговая организация": small words belong to a name that begins as one."""
    if end - at == 1 and _group(tokens[at]) and end < len(tokens):
        after = tokens[end]
        return end + (after.may("NOUN", "gent") and not after.is_verb and after.is_word)
    whole = all(word.is_adjective for word in tokens[at:end])
    last = tokens[end - 1]
    if not whole and (not last.is_adjective or is_named(last)):
        return end
    first = at if whole else end - 1  # "Комитет Сибирской | железной дороги"
    stop = end
    while stop < len(tokens) and stop < end + 3 and tokens[stop].is_adjective:
        stop += 1
    together = tokens[first : stop + 1]
    if stop < len(tokens) and tokens[stop].is_noun and agree(together):
        return stop + 1
    return end


def _can_begin(tokens: Sequence[Word], at: int, known: frozenset[str]) -> bool:
    word = tokens[at]
    glued = at > 0 and tokens[at - 1].is_figure and tokens[at - 1].end == word.start
    if not word.is_word or not word.is_capital or glued or _ROMAN.fullmatch(word.text):
        return False
    starts = not any(token.is_word for token in tokens[:at]) or (
        at > 0 and tokens[at - 1].text in {".", "!", "?", ":"} and not _is_initial(tokens, at - 1)
    )
    if not starts:
        return True
    if _ACRONYM.fullmatch(word.text) or word.text in known or is_named(word):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return False
    if following.text == "." and len(word.text) <= 2:
        return at + 2 < len(tokens) and tokens[at + 2].is_capital
    both = following.is_word and following.is_capital and not is_named(following)
    return both and (word.is_adjective or word.is_noun) and word.normal not in _PERSON_ROLES


def _is_initial(tokens: Sequence[Word], dot: int) -> bool:
    return dot > 0 and len(tokens[dot - 1].text) <= 2 and tokens[dot - 1].is_capital


def _names_in(tokens: Sequence[Word], at: int, last: int) -> Iterator[Name]:
    """A run of capitalised words as one name, or as a role and a person ("Президент Акаев")."""
    for place in range(at, last - 1):
        if _ends_name(tokens, place, last):
            yield from _names_in(tokens, at, place + 1)
            yield from _names_in(tokens, place + 1, last)
            return
    first = at
    while first < last - 1 and _is_role(tokens[first]) and not tokens[first + 1].may("ADJF"):
        if not _is_person(tokens[first + 1 : last]):
            break
        first += 1
    noun = _noun_before(tokens, first)
    yield Name(_kind(tokens, first, last, noun), first, last, noun)


def _ends_name(tokens: Sequence[Word], place: int, last: int) -> bool:
    """Whether a name ends within a run: "президента СССР | М. С. Горбачёва"."""
    word, rest = tokens[place], tokens[place + 1 : last]
    if rest[0].text == "." or word.text == ".":
        return False
    closed = bool(_ACRONYM.fullmatch(word.text)) or (word.likely("Geox") and word.is_noun)
    acronym = bool(_ACRONYM.fullmatch(rest[0].text))
    return closed and (_is_person(rest) or rest[0].likely("Geox") or acronym)


def _is_role(word: Word) -> bool:
    return word.normal in _PERSON_ROLES


def _kind(tokens: Sequence[Word], first: int, last: int, noun: int | None) -> FactKind:
    run = tokens[first:last]
    by_noun = FactKind.NAME if noun is None else _kind_by_noun(tokens[noun])
    of_another = run[0].likely("Geox") or bool(_ACRONYM.fullmatch(run[0].text))
    if by_noun is FactKind.PLACE or (by_noun is FactKind.PERSON and not of_another):
        return by_noun
    if _is_person(run):
        return FactKind.PERSON
    if [word.normal for word in run] == ["советский", "союз"]:
        return FactKind.PLACE
    if any(_group(word) for word in run) or run[0].likely("Orgn"):
        return FactKind.ORGANISATION
    places = all(word.may("Geox") or _is_place_noun(word) or word.is_adjective for word in run)
    named = any(not word.is_adjective for word in run)
    if _ACRONYM.fullmatch(run[0].text):
        places = run[0].text in _STATES
    return FactKind.PLACE if places and named else FactKind.NAME


_STATES = {"США", "СССР", "РСФСР", "ФРГ", "ГДР", "КНР", "КНДР", "ОАЭ", "ЮАР", "РФ", "КР"}


def _is_place_noun(word: Word) -> bool:
    return word.normal in _PLACE_NOUNS


def _is_person(run: Sequence[Word]) -> bool:
    """Whether capitalised words are a person's: initials, a first name, a surname."""
    if len(run) > 2 and run[1].text == "." and len(run[0].text) <= 2:
        return True
    sure = len(run) > 1 or not run[0].likely(GUESSED)
    if sure and (run[0].likely("Name") or (run[0].likely("Surn") and not run[0].likely(GUESSED))):
        return True
    known = all(w.likely("Surn") or w.likely("Patr") or w.likely(GUESSED) for w in run)
    return known and len(run) > 1


def long_form(tokens: Sequence[Word], bracket: int) -> tuple[int, str] | None:
    """Where the words begin whose initials are the acronym after the bracket, and their nominative.

    None where they do not spell it.
    """
    letters = tokens[bracket + 1].text.upper()
    at = _spelled_from(tokens, bracket, letters)
    return None if at is None else (at, nominative(tokens[at:bracket]))


def _spelled_from(tokens: Sequence[Word], end: int, letters: str) -> int | None:
    """Where the words up to `end` begin that spell the letters, each by its first or more."""
    if not letters:
        return end
    at = end - 1
    while at >= 0 and tokens[at].text in {"«", "»", "-"}:
        at -= 1
    if at < 0 or not tokens[at].is_word:
        return None
    word = tokens[at].text.upper()
    for count in (1, 2, 3):
        taken = letters[-count:]
        if len(taken) == count and word[0] == taken[0] and _holds(word, taken):
            found = _spelled_from(tokens, at, letters[:-count])
            if found is not None:
                return found
    return _spelled_from(tokens, at, letters) if tokens[at].small in _LINKS else None


def _holds(word: str, letters: str) -> bool:
    """Whether the word has the letters in their order."""
    at = -1
    for letter in letters:
        at = word.find(letter, at + 1)
        if at < 0:
            return False
    return True


def nominative(phrase: Sequence[Word]) -> str:
    return in_case(phrase, "nomn")


def in_case(phrase: Sequence[Word], case: str) -> str:
    """A noun phrase in a case: the words up to its first noun are put into it, as far as known."""
    if not phrase:
        return ""
    text = [word.text for word in phrase]
    noun = next((at for at, word in enumerate(phrase) if word.is_noun), None)
    if noun is None:
        last = len(phrase) - 1  # a noun that looks more like a preposition: "путём"
        noun = last if phrase[last].may("NOUN") else None
    guessed = noun is not None and phrase[noun].likely(GUESSED)
    if noun is None or guessed or case in agree(phrase[: noun + 1]):
        return _joined(phrase, text)
    number = "sing" if phrase[noun].may("sing") else "plur"
    kind = next((tag for tag in GENDERS if phrase[noun].may("sing", tag)), "")
    for at in range(_last_name(phrase, noun) + 1):
        if at <= noun:
            gendered = {kind} if at < noun and number == "sing" and kind else set()
            like = ("NOUN", number) if at == noun else ("ADJF",) * phrase[at].may("ADJF")
            text[at] = inflected(phrase[at].text, {case, number} | gendered, like) or text[at]
        else:
            text[at] = _second_name(phrase[noun], phrase[at], {case, number})
    return _joined(phrase, text)


def _last_name(phrase: Sequence[Word], noun: int) -> int:
    """Where the last of the names stands that change with a first name."""
    last = noun
    while phrase[noun].likely("Name") and last + 1 < len(phrase) and phrase[last + 1].is_capital:
        last += 1
    return last


def _second_name(first: Word, second: Word, wanted: set[str]) -> str:
    """A surname, put into a case together with the first name before it."""
    now = next((case for case in cases(first) if case in cases(second)), "")
    kinds = (("Surn", now), ("Name", now), ("NOUN", "sing", now))
    changed = (inflected(second.text, wanted, kind) for kind in kinds if now)
    return next(filter(None, changed), second.text)


def _joined(phrase: Sequence[Word], text: Sequence[str]) -> str:
    """Words with the blanks between them that the phrase has."""
    pieces = [text[0]]
    for before, word, said in zip(phrase, phrase[1:], text[1:], strict=False):
        pieces.append(f" {said}" if word.start > before.end else said)
    return "".join(pieces)


def is_acronym(word: Word) -> bool:
    return bool(_ACRONYM.fullmatch(word.text))
