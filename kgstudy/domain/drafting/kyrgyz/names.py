"""Words of a Kyrgyz sentence, and the persons, places, organisations and names among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.kyrgyz.suffixes import case_of
from kgstudy.domain.drafting.kyrgyz.vocabulary import POINTING, PRONOUNS, ROLES, listed
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*|\d+|\S")
_ACRONYM = re.compile(
    r"(?!(?:[МГкТ]Вт|[IVXХ]+)\b)(?P<name>[А-ЯЁӨҮҢ]{2,8})(?P<suffix>(?:[а-яёөүң]{2,8})?)"
)
_PLACES = listed(
    "Кыргызстан Бишкек Ош Жалал-Абад Талас Нарын Баткен Каракол Токмок Чүй Ысык-Көл Россия Москва "
    "Казакстан Өзбекстан Тажикстан Түркмөнстан Кытай Түркия Ооганстан Иран Индия Германия Франция "
    "Англия Италия Япония Корея Америка Азия Европа Африка СССР АКШ Алматы Ташкент Самарканд "
    "Кокон Бухара Кашкар Сибирь Фергана Фрунзе Пишпек Памир Ала-Тоо Тянь-Шань Алай Монголия "
    "Украина Беларусь Армения Грузия Азербайжан Польша Швейцария Париж Лондон Женева Нью-Йорк"
)
_STEMS_OF_PLACES = tuple(
    listed(
        "шаар айыл облус район өлкө мамлекет көл дарыя тоо чоку өрөөн республика деңиз океан арал "
        "хандыг мунара жол сыйлыг "
        "кырка суу аймак хандык каганат шаарча талаа мөңгү сарай коруг парк токой "
        "токо көчө аянт губерния уезд болуш"
    )
)
_STEMS_OF_GROUPS = tuple(
    listed(
        "уюм банк кеңеш союз парти комитет фонд академия университет институт ассамблея "
        "шериктештик шериктештиг биримдик биримдиг министрлик театр музей китепкана бирикме "
        "агенттик кыймыл сот палата конференция комиссия өкмөт элчилик"
    )
)
_ROLES = tuple(
    listed(
        "президент падыша хан каган император жазуучу акын окумуштуу академик профессор "
        "композитор сүрөтчү саякатчы космонавт министр төрага депутат манасчы манап датка бий "
        "баатыр жетекчи лидер катчы генерал полководец ботаник физик химик биолог географ тарыхчы "
        "врач ханыша агартуучу төкмө ырчы актёр режиссёр драматург баштык негиздөөчү автор колбашчы"
    )
)
_SURNAME = re.compile(r".+(?:[оеё]в|[оеё]ва|ский|ская|ин|ина|бек|бай|кул|улу|уулу|кызы|баев|баева)")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `span`; `value` is without its `case`."""

    kind: FactKind
    span: Span
    value: str
    case: str
    quoted: bool = False
    noun: bool = False
    """Whether its last word is what it is, such as "облусунда"."""


def words(text: str, start: int = 0) -> list[Word]:
    return [Word(found[0], *found.span()) for found in _TOKEN.finditer(text, start)]


def names(text: str, tokens: Sequence[Word], known: frozenset[str]) -> list[Name]:
    return [*_found(text, tokens, known)]


def _found(text: str, tokens: Sequence[Word], known: frozenset[str]) -> Iterator[Name]:
    stems = frozenset(case_of(name)[1] for name in known) | known
    at = 0
    while at < len(tokens):
        if tokens[at].text in '«“„"' and (end := _quoted_end(tokens, at)):
            span = Span(tokens[at + 1].start, tokens[end - 1].end)
            yield Name(FactKind.NAME, span, text[span.start : span.end], "", quoted=True)
            at = end + 1
            continue
        last = _run_end(tokens, at, stems)
        if last == at:
            at += 1
            continue
        yield from _split(text, tokens, at, last)
        at = last


def _quoted_end(tokens: Sequence[Word], at: int) -> int:
    """Where the name in quotation marks ends; 0 if there is none of up to eight words."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_capital:
        return 0
    closing = (place for place in range(at + 2, min(at + 11, len(tokens))))
    return next((place for place in closing if tokens[place].text in '»”"“'), 0)


def _run_end(tokens: Sequence[Word], at: int, stems: frozenset[str]) -> int:
    """Where a run of capitalised words that begins at `at` ends; `at` if none does."""
    if not _can_begin(tokens, at, stems):
        return at
    end = at + 1
    while end < len(tokens):
        word = tokens[end]
        initial = word.text == "." and len(tokens[end - 1].text) <= 2
        followed = initial and end + 1 < len(tokens) and tokens[end + 1].is_capital
        if followed or _goes_on(tokens, at, end) or word.text in {"уулу", "кызы", "датка"}:
            end += 1
        else:
            break
    return end


def _goes_on(tokens: Sequence[Word], at: int, place: int) -> bool:
    """Whether the word at `place` belongs to the name that begins at `at`."""
    word = tokens[place]
    if not word.is_capital or not word.is_word:
        return False
    initials = place - at > 1 and tokens[at + 1].text == "." and tokens[place - 1].text != "."
    return not initials and not _ends_name(tokens[place - 1].text, word.text)


_BESIDE = re.compile(r".+(?:дук|дүк|тук|түк|лык|лик)|Чыгыш|Батыш|Улуу|Жаңы|Кичи|Чоң")


_PLURAL = re.compile(r"[лдт][аеоө]р$")
_AFTER_NAMES = {"датка", "хан", "бий", "баатыр", "манап", "уулу", "кызы", "ата", "эне"}


def _ends_name(word: str, following: str) -> bool:
    """Whether a name ends between two capitalised words: "Кыргызстан | ЮНЕСКОго"."""
    if word == "." or _BESIDE.fullmatch(word):
        return False
    if (case_of(word)[0] and word not in _PLACES) or _ADJECTIVE.fullmatch(word):
        return True
    if (word in _PLACES and _ACRONYM.fullmatch(following)) or case_of(following)[1] in _PLACES:
        return True
    return word in _PLACES and not following.startswith("Республика")


_NO_NAMES = PRONOUNS | POINTING | ROLES | {"мвт", "гвт", "эң", "бир", "дагы", "өлкөнүн"}


def _can_begin(tokens: Sequence[Word], at: int, stems: frozenset[str]) -> bool:
    word = tokens[at]
    if not word.is_capital or not word.is_word or word.text.lower() in _NO_NAMES:
        return False
    before = tokens[at - 1].text if at else "."
    initial = at > 1 and len(tokens[at - 2].text) == 1
    if initial or before not in {".", "!", "?", ":", "«", '"', "—"}:
        return True
    stem = case_of(word.text)[1]
    if _ACRONYM.fullmatch(word.text) or {word.text, stem} & (stems | _PLACES):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return False
    initial = following.text == "." and len(word.text) <= 2
    together = following.is_capital and following.is_word
    named = together and not _PLURAL.search(word.text) and not _ends_name(word.text, following.text)
    return initial or named or of_place(following.text) or following.text in _AFTER_NAMES


def of_place(word: str) -> bool:
    """Whether a word after a name says that it is a place: "айылында", "шаары"."""
    return any(re.fullmatch(rf"{stem}с?[ыиуү]\w{{0,5}}", word) for stem in _STEMS_OF_PLACES)


def _starts(word: str, stems: Sequence[str]) -> bool:
    return any(word.lower().startswith(stem) for stem in stems)


def place_stem(word: str) -> str:
    """The dictionary form of a noun such as "облусунда"; empty if it is of no place."""
    fitting = (stem for stem in _STEMS_OF_PLACES if word.startswith(stem) and of_place(word))
    return max(fitting, key=len, default="")


def _noun_end(tokens: Sequence[Word], last: int) -> int:
    """Where ends what a place is, after its name: "облусунда", "автономиялык облусу"."""
    for reach in (last + 1, last + 2):
        between = tokens[last : reach - 1]
        if reach > len(tokens) or not all(_DESCRIBING.fullmatch(word.text) for word in between):
            break
        if of_place(tokens[reach - 1].text):
            return reach
    return last


_DESCRIBING = re.compile(r"[а-яёөүң]+(?:лык|лик|лук|лүк|дык|тык|тук|түк|дук)")


def is_role(word: str) -> bool:
    """Whether a word in the nominative says what a person is."""
    return _starts(word, _ROLES) and not case_of(word)[0]


def _split(text: str, tokens: Sequence[Word], first: int, last: int) -> Iterator[Name]:
    """A run as one name, without the role before it: "Президент | Аскар Акаев"."""
    while first < last - 1 and _starts(tokens[first].text, _ROLES):
        first += 1
    if last - first == 1 and _ADJECTIVE.fullmatch(tokens[first].text):
        return
    kind = _kind(tokens, first, last, _case_of(tokens[last - 1].text)[1])
    reach = _noun_end(tokens, last) if kind is FactKind.PLACE else last
    noun = reach > last
    span = Span(tokens[first].start, tokens[reach - 1].end)
    final = tokens[reach - 1]
    case, stem = _case_of(final.text)
    value = text[span.start : final.start] + stem
    yield Name(kind, span, value, case, noun=noun)


_ADJECTIVE = re.compile(r".{3,}(?:[дт][аеоө]г[ыиуү]|[лдт][ыиуү]к)")


def _case_of(word: str) -> tuple[str, str]:
    found = _ACRONYM.fullmatch(word)
    if found:
        return (case_of(word)[0] if found["suffix"] else ""), found["name"]
    return case_of(word)


def _kind(tokens: Sequence[Word], first: int, last: int, stem: str) -> FactKind:
    run = [word.text for word in tokens[first:last]]
    after = tokens[last].text if last < len(tokens) else ""
    if stem in _PLACES or _noun_end(tokens, last) > last or any(of_place(word) for word in run[1:]):
        return FactKind.PLACE
    if any(_starts(word, _STEMS_OF_GROUPS) for word in run) or _starts(after, _STEMS_OF_GROUPS):
        return FactKind.ORGANISATION
    if _ACRONYM.fullmatch(run[0]):
        return FactKind.ORGANISATION
    if _is_person(tokens, first, last, stem):
        return FactKind.PERSON
    return FactKind.NAME


def _is_person(tokens: Sequence[Word], first: int, last: int, stem: str) -> bool:
    if last - first > 2 and tokens[first + 1].text == ".":
        return True
    if _starts(tokens[last].text if last < len(tokens) else "", ("хан", "датка", "баатыр", "бий")):
        return True
    before = tokens[first - 1].text if first else ""
    role = bool(before) and _starts(before, _ROLES) and not case_of(before)[0]
    return role or (last - first > 1 and bool(_SURNAME.fullmatch(stem)))


def acronym(word: str) -> str:
    """The letters of an abbreviation, without the suffix; empty if the word is none."""
    found = _ACRONYM.fullmatch(word)
    return found["name"] if found else ""


_NOMINATIVE = re.compile(r"(?<=[ыиуү])(?:нун|нүн|нын|нин|нда|ндө|нде|нан|нөн|нен|на|нө|не|н)$")


def long_form(text: str, tokens: Sequence[Word], bracket: int) -> tuple[int, str] | None:
    """Where the words begin that the acronym after the bracket stands for, and their nominative."""
    letters = acronym(tokens[bracket + 1].text)
    at = bracket
    while letters and at > 0 and bracket - at < 12:
        at -= 1
        word = tokens[at].text
        if word[0].upper() == letters[-1]:
            letters = letters[:-1]
        elif tokens[at].is_capital or word not in {"жана", "боюнча", "менен"}:
            return None
    if letters or not acronym(tokens[bracket + 1].text):
        return None
    while at and tokens[at - 1].is_capital and tokens[at - 1].text[0] == tokens[at].text[0]:
        at -= 1  # "Көз Карандысыз" is one letter of "КМШ"
    said = text[tokens[at].start : tokens[bracket - 1].end].strip('«»"')
    return at, _NOMINATIVE.sub("", said)
