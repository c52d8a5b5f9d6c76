"""Dates in English prose: days, months, seasons, years, decades, centuries and spans of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.english.words import MONTHS, row

_MONTH = "|".join(name.capitalize() for name in MONTHS)
_PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[-\s](?:in\s)?|(?:the\s)?(?:end|beginning|middle)\sof\s)?"
_ERA = r"(?:\s?(?:BCE?|CE|AD|B\.C\.|A\.D\.)(?!\w))?"
_SEASON = r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
_CENTURY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|twenty-first)"
)
_FORMS = re.compile(
    rf"""
    (?<![\w.])(?:
      (?P<range>\d{{3,4}}\s?[–—-]\s?(?:\d{{4}}|\d\d){_ERA}(?![\w%-])
        |(?<=[Ff]rom\s)(?:1\d|20)\d\d\ (?:to|until)\ (?:1\d|20)\d\d(?!\w)
        |(?<=[Bb]etween\s)(?:1\d|20)\d\d\ and\ (?:1\d|20)\d\d(?!\w))
    | (?P<mdy>(?P<m1>{_MONTH})\ (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y1>\d{{4}}))(?!\d)
    | (?P<dmy>(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\ (?P<m2>{_MONTH}),?\ (?P<y2>\d{{4}}))(?!\d)
    | (?P<iso>(?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)
    | (?P<my>{_PART}(?P<m4>{_MONTH})(?:\ of|,)?\ (?P<y4>\d{{4}}))(?!\d)
    | (?P<season>(?:the\ )?{_PART}(?P<s>{_SEASON})(?:\ of)?\ (?P<y5>\d{{4}}))(?!\d)
    | (?P<md>(?P<m6>{_MONTH})\ (?P<d6>\d{{1,2}})(?:st|nd|rd|th)?)(?![\w])(?!,?\ \d{{4}})
    | (?P<dm>(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\ (?P<m7>{_MONTH}))(?!\w)(?!,?\ \d{{4}})
    | (?P<decade>(?:the\ )?{_PART}(?P<y8>\d{{3}}0)['’]?s)(?!\w)
    | (?P<century>(?:the\ )?{_PART}(?P<c>{_CENTURY})[- ]century{_ERA})(?!\w)
    | (?P<era>(?:AD\ |A\.D\.\ )(?P<y9>\d{{1,4}})(?!\d)
        |(?P<y10>\d{{1,4}})\ (?:BCE?|CE|AD|B\.C\.))(?!\w)
    | (?P<year>{_PART}(?P<y11>[1-9]\d{{3}}|(?<=\b[Ii]n\ )[1-9]\d\d(?=[,.;)])))(?![\w%]|[.,]\d|-\w)
    )
    """,
    re.VERBOSE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|after|before|during|for|year|years|to|and|the|around|"
    r"about|early|late|mid|summer|on|or|between|as|is|was|declared?|that|when)|[(,–—-]|^)\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:[a-z]{3,}s|people|men|women|children)\b")
_ENDS = re.compile(r"[,.;)]|$")
_ABOUT = re.compile(
    r"\b(?:about|over|than|some|nearly|almost|least|cost|costs|to|for)\s$", re.IGNORECASE
)
_ORDINALS = row(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first"
)
_SEASONS = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10}


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `start`; `value` is it with its year, `form` one of those of `_FORMS`."""

    start: int
    end: int
    value: str
    order: tuple[int, ...]
    form: str


def dates(text: str, years: Sequence[int]) -> Iterator[Date]:
    """The dates of a sentence in one line; `years` are those that a day may belong to."""
    told = list(years[-1:])
    for found in _FORMS.finditer(text):
        form = found.lastgroup or ""
        form = next(name for name in _NAMES if found[name])
        if form == "year" and not _is_year(text, found):
            continue
        date = _read(found, form, told)
        if date:
            told = [date.order[0]] if date.order else told
            yield date


_NAMES = (
    "range", "mdy", "dmy", "iso", "my", "season", "md", "dm", "decade", "century", "era", "year"
)  # fmt: skip


def _is_year(text: str, found: re.Match[str]) -> bool:
    """Four figures are a year after "in" or "of", and a number before what is counted."""
    if int(found["y11"]) > 2100:
        return False
    before = text[max(0, found.start("y11") - 12) : found.start("y11")]
    sure = re.search(r"\b(?:in|since|until|by|year|early|late|mid)[ -]$", before, re.IGNORECASE)
    if sure:
        return not _COUNTED.match(text, found.end()) or _verb_like(text, found.end())
    if int(found["y11"]) >= 1500 and _ENDS.match(text, found.end()):
        return not _ABOUT.search(before)
    return bool(_BEFORE_YEAR.search(before)) and not _COUNTED.match(text, found.end())


def _verb_like(text: str, at: int) -> bool:
    """Whether "states joined" follows rather than "metres": then "in" belongs to the year."""
    return bool(re.match(r"\s[a-z]+s (?:[a-z]+ed|were|was|had|have|are)\b", text[at : at + 40]))


def _read(found: re.Match[str], form: str, told: Sequence[int]) -> Date | None:
    words = " ".join(found[form].split())
    start, end = found.span(form)
    group = {key: value for key, value in found.groupdict().items() if value}
    if form in ("mdy", "dmy", "iso"):
        return _day(start, end, group, form)
    if form in ("md", "dm"):
        return _carried(start, end, group, form, told)
    value = words.removeprefix("the ") if form == "season" else words
    return Date(start, end, value, _order(form, group, words), form)


def _order(form: str, group: dict[str, str], words: str) -> tuple[int, ...]:
    match form:
        case "my":
            return int(group["y4"]), MONTHS[group["m4"].lower()]
        case "season":
            return int(group["y5"]), _SEASONS[group["s"].lower()]
        case "decade":
            return (int(group["y8"]),)
        case "century":
            return _century(group["c"], words)
        case "era":
            year = int(group.get("y9") or group["y10"])
            return (-year if "B" in words else year,)
    return (int(re.findall(r"\d+", words)[0]),)


def _day(start: int, end: int, group: dict[str, str], form: str) -> Date | None:
    number = {"mdy": "1", "dmy": "2", "iso": "3"}[form]
    day, year = int(group[f"d{number}"]), int(group[f"y{number}"])
    name = group[f"m{number}"]
    month = int(name) if name.isdecimal() else MONTHS[name.lower()]
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Date(start, end, _spelled(day, month, year), (year, month, day), form)


def _carried(
    start: int, end: int, group: dict[str, str], form: str, told: Sequence[int]
) -> Date | None:
    number = {"md": "6", "dm": "7"}[form]
    day, month = int(group[f"d{number}"]), MONTHS[group[f"m{number}"].lower()]
    if not 1 <= day <= 31:
        return None
    if not told:
        return Date(start, end, " ".join(group[form].split()), (), form)
    return Date(start, end, _spelled(day, month, told[0]), (told[0], month, day), form)


def _spelled(day: int, month: int, year: int) -> str:
    return f"{day} {list(MONTHS)[month - 1].capitalize()} {year}"


def _century(name: str, words: str) -> tuple[int, ...]:
    number = int(re.sub(r"\D", "", name)) if name[0].isdecimal() else _ORDINALS.index(name) + 1
    return (-100 * number if "B" in words else 100 * (number - 1),)
