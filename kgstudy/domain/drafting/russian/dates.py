"""Dates in Russian, with the preposition they stand after and the question they answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.lesson import Span

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_STEMS = tuple(month.rstrip("ьй") for month in _MONTHS)
_MONTH = rf"(?P<month>(?i:{'|'.join(_STEMS)})(?:[ьяеюйау]|[её]м)?)\b"
_SEASONS = {"вес": "весна", "лет": "лето", "осе": "осень", "зим": "зима"}
_PARTS = {
    "нач": "начало",
    "сер": "середина",
    "кон": "конец",
    "руб": "рубеж",
    "пер": "первая",
    "вто": "вторая",
    "тре": "третья",
    "пос": "последняя",
}
_HALVES = {"пол": "половина", "чет": "четверть", "тре": "треть"}
_PART = (
    r"(?P<part>(?i:(?:самом\s)?(?:начал[оаеу]|середин[аеуы]|кон(?:ец|ц[еауы])|рубеже?)"
    r"|(?:перв|втор|треть|последн)\w{1,2}\s(?:половин|четверт|трет)\w{1,2}))\s+"
)
_OF_YEAR = r"(?:\s?(?:год(?:ами|ах|ам|ом|ов|а|у|ы|е)?\b|гг?\.|г\b))"
_OF_CENTURY = r"(?:\s?(?:век(?:ами|ах|ов|а|е|у|ом|и)?\b|столети\w{1,3}|вв?\.))"
_DASH = r"\s?[–—‑-]\s?"
_ERA = r"(?P<era>\s(?:до\s)?(?:н\.\s?э\.|нашей\sэры))?"
_OLD_STYLE = r"(?:\s\(\d{1,2}\s[а-я]{3,8}\))?"
_YEAR = r"(?P<year>(?<![\d,.])\d{3,4})\b"
_FORMS = (
    (
        "day",
        rf"(?P<day>\d{{1,2}})(?:{_DASH}\d{{1,2}})?\s{_MONTH}(?:{_OLD_STYLE}\s{_YEAR}{_OF_YEAR}?)?",
    ),
    ("day", r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})\b"),
    ("month", rf"(?P<from>(?i:{'|'.join(_STEMS)})\w{{0,2}}{_DASH})?{_MONTH}\s{_YEAR}{_OF_YEAR}?"),
    ("season", rf"\b(?P<season>(?i:(?:весн|осен|зим)\w{{1,2}}|лет(?:ом|а)))\s{_YEAR}{_OF_YEAR}?"),
    (
        "turn",  # "в конце XIX — начале XX века"
        rf"\b(?:{_PART})?[IVXХ]{{1,5}}{_OF_CENTURY}?{_DASH}(?:начал|середин|кон)\w{{1,2}}"
        rf"\s[IVXХ]{{1,5}}{_OF_CENTURY}",
    ),
    (
        "century",
        rf"\b(?:{_PART})?(?P<century>(?:[IVXХ]{{1,5}}|\d{{1,2}})(?:{_DASH}[IVXХ]{{1,5}})?(?:-[а-я]{{1,2}})?"
        rf"{_OF_CENTURY}{_ERA})",
    ),
    (
        "decade",
        rf"\b(?:{_PART})?(?P<decade>(?P<year>\d{{0,2}}\d0)-?(?:е|х|ые|ых){_OF_YEAR}?)(?P<of>\s[IVXХ]{{1,5}}{_OF_CENTURY})?",
    ),
    ("years", rf"\b(?:[Сс]о?|[Мм]ежду)\s{_YEAR}\s(?:по|и)\s(?P<last>\d{{4}})\b{_OF_YEAR}?"),
    ("years", rf"(?P<span>{_YEAR}{_DASH}(?P<last>\d{{4}}|\d{{2,3}})\b){_OF_YEAR}?{_ERA}"),
    (
        "year",
        rf"\b(?:{_PART})?(?P<span>(?P<year>(?<![\d,.-])\d{{1,4}})){_OF_YEAR}{_ERA}",
    ),
    ("year", r"(?:(?<=\()|(?<=\b[Вв] ))(?P<span>(?P<year>1\d{3}|20\d{2}))(?=\s?[);,.:]|$)"),
)
_DATES = tuple((kind, re.compile(form)) for kind, form in _FORMS)
_BEFORE = re.compile(
    r"(?:^|(?<=[\s(«]))(?P<word>во?|со?|до|ко?|после|от|по|на|за|через|между|около|накануне|из|о)\s+$",
    re.IGNORECASE,
)
_REACH = 12


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: `span` is what is asked for, `phrase` what goes with it.

    `kind` is how exact it is; `preposition` stands before it, empty if none.
    """

    kind: str
    span: Span
    phrase: Span
    preposition: str
    value: str
    order: tuple[int, ...]
    has_part: bool = False

    @property
    def is_attribute(self) -> bool:
        """Whether it only tells which one is meant, as in "the war of 1904"."""
        bare = self.kind in {"year", "years", "decade", "century", "turn"} or self.has_part
        return not self.preposition and bare

    @property
    def question(self) -> str | None:
        """What asks for it in the place of the phrase; None where nothing does for sure."""
        if self.preposition in {"в", "во", "на"} or not self.preposition:
            return None if self.is_attribute else self._when
        if self.kind == "year" and not self.has_part:
            return _OF_YEARS.get(self.preposition)
        return _OF_TIMES.get(self.preposition)

    @property
    def _when(self) -> str:
        return "Когда" if self.has_part else _WHEN.get(self.kind, "Когда")


_WHEN = {"year": "В каком году", "years": "В какие годы", "century": "В каком веке"}
_OF_YEARS = {
    "с": "С какого года",
    "до": "До какого года",
    "к": "К какому году",
    "после": "После какого года",
}
_OF_TIMES = {"с": "С какого времени", "до": "До какого времени", "к": "К какому времени"}


def dates(text: str, year: int | None = None) -> list[Date]:
    """The dates of a text in its order; `year` is meant where a day is told without one."""
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for kind, form in _DATES:
        for match in form.finditer(text):
            if _is_date(kind, match, text) and not _overlaps(match.span(), taken):
                taken.append(match.span())
                found.append(_date(kind, match, text))
    found.sort(key=lambda date: date.span.start)
    return list(_with_years(found, year))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _is_date(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether figures that look like a date are one."""
    if kind == "years":
        first, last = int(match["year"]), int(match["last"])
        last = last if last > 99 or first < 100 else first - first % 100 + last
        return first < last < 2200 and (match.end() > match.end("last") or first >= 1000)
    if kind == "year":
        return int(match["year"]) > 0 and not text[: match.start()].endswith("-")
    if kind == "day":
        return 1 <= int(match["day"]) <= 31
    return True


def _date(kind: str, match: re.Match[str], text: str) -> Date:
    groups = match.groupdict()
    inner = "span" if groups.get("span") and not groups.get("part") else 0
    before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    preposition = before["word"].lower() if before else ""
    starts_with = kind == "years" and not groups.get("span")
    return Date(
        kind,
        Span(*match.span(inner)),
        Span(before.start() if before else match.start(), match.end()),
        "в" if starts_with else _SHORT.get(preposition, preposition),
        _VALUES[kind](match),
        _order(kind, groups),
        bool(groups.get("part")),
    )


_SHORT = {"со": "с", "ко": "к", "во": "в"}


def _month(groups: dict[str, str | None]) -> int:
    if number := groups.get("number"):
        return int(number)
    return next(
        place
        for place, stem in enumerate(_STEMS, 1)
        if (groups["month"] or "").lower().startswith(stem)
    )


def _order(kind: str, groups: dict[str, str | None]) -> tuple[int, ...]:
    if kind in {"turn", "century"} or groups.get("of"):
        return ()
    year = int(groups.get("year") or 0)
    if not year or (kind == "decade" and year < 100):
        return ()
    if (groups.get("era") or "").strip().startswith("до"):
        return (-year,)
    if kind == "month":
        return year, _month(groups)
    return (year, _month(groups), int(groups["day"] or 0)) if kind == "day" else (year,)


def _day_value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("number"):
        return match[0]
    return f"{match[0][: match.end('month') - match.start()]}{_of_year(match['year'])}"


def _of_year(year: str | None) -> str:
    return f" {year} года" if year else ""


def _month_value(match: re.Match[str]) -> str:
    month = _MONTHS[_month(match.groupdict()) - 1]
    return f"{match['from'] or ''}{month} {match['year']} года"


def _season_value(match: re.Match[str]) -> str:
    return f"{_SEASONS[match['season'][:3].lower()]} {match['year']} года"


def _part_value(match: re.Match[str], rest: str) -> str:
    """A part such as "начало", in its dictionary form, before what it is a part of."""
    part = (match["part"] or "").removeprefix("самом ").lower().split()
    if len(part) == 2:
        return f"{_PARTS[part[0][:3]]} {_HALVES[part[1][:3]]} {rest}"
    return f"{_PARTS[part[0][:3]]} {rest}" if part else rest


def _century_value(match: re.Match[str]) -> str:
    roman = re.split(r"\s?(?:век|столет|в)", match["century"])[0]
    era = match["era"] or ""
    if re.search(r"[–—‑-]\s?[IVX]", roman):
        return _part_value(match, f"{roman} {'веков' if match['part'] else 'века'}{era}")
    return _part_value(match, f"{roman} {'века' if match['part'] else 'век'}{era}")


def _decade_value(match: re.Match[str]) -> str:
    rest = f"{match['year']}-{'х годов' if match['part'] else 'е годы'}{match['of'] or ''}"
    return _part_value(match, rest)


def _years_value(match: re.Match[str]) -> str:
    return match["span"] if match.groupdict().get("span") else match[0]


def _year_value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("part"):
        return _part_value(match, f"{match['year']} года{groups.get('era') or ''}")
    return f"{match['year']}{groups.get('era') or ''}"


_VALUES: dict[str, Callable[[re.Match[str]], str]] = {
    "day": _day_value,
    "month": _month_value,
    "season": _season_value,
    "turn": lambda match: match[0],
    "century": _century_value,
    "decade": _decade_value,
    "years": _years_value,
    "year": _year_value,
}


def _with_years(found: Sequence[Date], year: int | None) -> Iterator[Date]:
    """The dates, where a day takes over the year told last before it."""
    for date in found:
        if date.order:
            year = date.order[0]
        elif date.kind == "day" and year:
            full = date.value + _of_year(str(year))
            yield replace(date, value=full, order=(year, *_day_and_month(date.value)))
            continue
        yield date


def _day_and_month(value: str) -> tuple[int, int]:
    day, _, month = value.partition(" ")
    return _month({"month": month}), int(re.split(r"\D", day)[0])
