"""Dates in Kyrgyz, with the words that ask for them in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.kyrgyz.suffixes import case_of
from kgstudy.domain.lesson import Span

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_STEMS = tuple(month.rstrip("ьй") for month in _MONTHS)
_MONTH = rf"(?P<month>(?i:{'|'.join(_STEMS)})[ьй]?)"
_ENDING = r"(?P<ending>[а-яёөүң]{0,8})(?:\s(?:айы[а-яёөүң]{0,5}|күн[а-яёөүң]{1,6}))?"
_SEASON = r"(?P<season>жаз|жай|күз|кыш)(?P<ending>ы|ында|ынан|ына|ү|үндө|үнөн|үнө|ын)\b"
_PART = (
    r"(?P<part>баш|орто|аяг|аяк|соң|(?:биринчи|экинчи|акыркы)\s(?:жарым|чейрег))"
    r"(?P<ending>(?:с?[ыиуү])(?:нда|ндө|нан|на)?)\b"
)
_YEAR = r"(?P<year>(?<![\d,.])\d{1,4})\s?[-–]\s?"
_OF_YEAR = rf"{_YEAR}(?:ж(?:ылдын|ылы|ыл)?\b\.?)"
_DASH = r"\s?[–—‑-]\s?"
_ERA = r"(?P<era>б\.\s?з\.\s?ч\.\s|биздин заманга чейинки\s|б\.\s?з\.\s?)?"
_CENTURY = (
    r"(?P<century>[IVXХ]{1,5}(?:\s?[–—-]\s?[IVXХ]{1,5})?)"
    r"\s?[-–]?\s?(?:кылым(?P<of>[а-яөү]{0,8})|к\.)"
)
_FORMS = (
    (
        "day",
        rf"{_ERA}{_OF_YEAR},?\s(?P<day>\d{{1,2}})(?:{_DASH}\d{{1,2}})?\s?[-–]?\s?{_MONTH}{_ENDING}",
    ),
    (
        "day",
        rf"(?P<day>(?<![\d–-])\d{{1,2}})(?:{_DASH}\d{{1,2}})?\s?[-–]\s?{_MONTH}{_ENDING}(?:,?\s{_OF_YEAR})?",
    ),
    ("day", r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?P<ending>)\b"),
    ("season", rf"{_OF_YEAR}\s{_SEASON}"),
    ("part", rf"{_ERA}{_YEAR}жыл(?:дын|дардын)\s{_PART}"),
    ("month", rf"{_ERA}{_OF_YEAR}\s{_MONTH}{_ENDING}"),
    ("part", rf"{_ERA}{_CENTURY}\s{_PART}"),
    ("century", rf"{_ERA}{_CENTURY}(?P<ending>)"),
    (
        "years",
        rf"{_ERA}(?P<year>(?<![\d,.])\d{{3,4}}){_DASH}(?P<last>\d{{2,4}})\s?[-–]\s?"
        r"ж(?:ыл(?P<ending>[а-яөү]{0,8})|ж\.?)",
    ),
    ("years", r"(?<=\()(?P<year>\d{4})\s?[–—-]\s?(?P<last>\d{4})(?P<ending>)(?=\))"),
    ("decade", rf"{_YEAR}жыл(?P<ending>дар[а-яөү]{{0,5}})"),
    ("year", rf"{_ERA}{_YEAR}ж(?:ыл(?P<ending>[а-яөү]{{0,5}})|\.)"),
    ("year", r"(?<=\()(?P<year>1\d{3}|20\d{2})(?P<ending>)(?=\))"),
)
_DATES = tuple((kind, re.compile(form)) for kind, form in _FORMS)


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `phrase`; `ask` stands in its place, empty where nothing does for sure."""

    kind: str
    phrase: Span
    value: str
    order: tuple[int, ...]
    ask: str


def dates(text: str, year: int | None = None) -> list[Date]:
    """The dates of a text in its order; `year` is meant where a day is told without one."""
    found: list[Date] = []
    for kind, form in _DATES:
        for match in form.finditer(text):
            place = Span(*match.span())
            if _is_date(kind, match) and not any(each.phrase.touches(place) for each in found):
                found.append(_date(kind, match))
    found.sort(key=lambda date: date.phrase.start)
    return list(_with_years(found, year))


def _is_date(kind: str, match: re.Match[str]) -> bool:
    if kind == "day":
        return 1 <= int(match["day"]) <= 31
    if kind == "decade":
        return match["year"].endswith("0")
    if kind == "year":
        return int(match["year"]) > 31 or bool(match.groupdict().get("era"))
    return True


def _date(kind: str, match: re.Match[str]) -> Date:
    groups = match.groupdict()
    order, ask = _order(kind, groups), _ask(kind, match)
    return Date(kind, Span(*match.span()), _value(kind, match), order, ask)


def _month(groups: dict[str, str | None]) -> int:
    if number := groups.get("number"):
        return int(number)
    told = (groups.get("month") or "").lower()
    return next(place for place, stem in enumerate(_STEMS, 1) if told.startswith(stem))


def _order(kind: str, groups: dict[str, str | None]) -> tuple[int, ...]:
    year = int(groups.get("year") or 0)
    if not year or (kind == "decade" and year < 100):
        return ()
    if (groups.get("era") or "").strip() in {"б.з.ч.", "б. з. ч.", "биздин заманга чейинки"}:
        return (-year,)
    if kind == "month":
        return year, _month(groups)
    return (year, _month(groups), int(groups["day"] or 0)) if kind == "day" else (year,)


_NOMINATIVE = re.compile(r"(?:нда|нде|ндо|ндө|нан|нен|нон|нөн|на|не|но|нө)$")


def _value(kind: str, match: re.Match[str]) -> str:
    """The date as an answer: the words of the text, in the nominative where that is plain."""
    said = " ".join(match[0].split())
    groups = match.groupdict()
    if kind in {"year", "years"}:
        era = groups.get("era") or ""
        return f"{era}{match['year']}" if kind == "year" else f"{match['year']}–{match['last']}"
    if kind == "day" and groups.get("month"):
        if re.search(r"\d\s?[–—]\s?\d", said):
            return _NOMINATIVE.sub("", said)
        month = _MONTHS[_month(groups) - 1]
        if not match["year"]:
            return f"{match['day']}-{month}"
        return f"{match['year']}-жылдын {match['day']}-{_possessed(month)}"
    if kind == "century":
        return said.removesuffix("да").removesuffix("дын")
    return _NOMINATIVE.sub("", said)


def _possessed(month: str) -> str:
    """ "31-августу", as a day of a year is named."""
    stem = month.rstrip("ь")
    if month == "май":
        return "майы"
    vowel = next(letter for letter in reversed(stem) if letter in "аеиоуюя")
    return stem + {"а": "ы", "я": "ы", "е": "и", "и": "и"}.get(vowel, "у")


def _ask(kind: str, match: re.Match[str]) -> str:
    ending = match["ending"] or ""
    if kind == "year":
        return _YEARS.get(ending, "")
    if kind in {"years", "decade"}:
        return _SPANS.get(ending, "")
    if kind == "century":
        return {"да": "кайсы кылымда", "дарда": "кайсы кылымдарда"}.get(match["of"] or "", "")
    if kind == "day" and not match.groupdict().get("month"):
        return ""
    said = match[0].split()[-1]
    case = case_of(said)[0] if said != "күнү" else "locative"
    return {"locative": "качан", "ablative": "качантан"}.get(case, "")


_YEARS = {
    "ы": "кайсы жылы",
    "да": "кайсы жылда",
    "дан": "кайсы жылдан",
    "га": "кайсы жылга",
}
_SPANS = {
    "дары": "кайсы жылдары",
    "дарда": "кайсы жылдарда",
    "дарында": "кайсы жылдары",
}


def _with_years(found: Sequence[Date], year: int | None) -> Iterator[Date]:
    """The dates, where a day takes over the year told last before it."""
    for date in found:
        if date.order and date.order[0]:
            year = date.order[0]
        elif date.kind == "day" and year:
            yield _of_year(date, year)
            continue
        yield date


_DAY = re.compile(r"(?P<days>(?P<day>\d+)(?:\D+\d+)?)\W*(?P<month>.*)")


def _of_year(date: Date, year: int) -> Date:
    """A day, or two with those between them, as one of that year."""
    told = _DAY.fullmatch(date.value)
    if told is None:
        return date
    month = _month(told.groupdict())
    value = f"{year}-жылдын {told['days']}-{_possessed(_MONTHS[month - 1])}"
    return replace(date, value=value, order=(year, month, int(told["day"])))
