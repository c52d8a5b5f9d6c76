"""Dates as people write them in English, Russian and Kyrgyz.

Figures are read day first ("2/3/1992" is in March), and month first only where the second figure
can be no month.  Two figures of a year stand for 1930 to 2029, and only in a whole date.
"""

import re
from functools import cache

from kgstudy.domain.card_types.tokens import Date, Part

_CASE = (  # endings of a month in Russian and Kyrgyz, letters folded
    r"(?:[аяеую]|[ое]м|ь|[дт][аеоыиу]н?|[гк][аео]|[ыиу](?:н(?:[ыиу]н|[аео]н?|д[аео])?)?)?"
)
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    rf"(?:январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр){_CASE}|"
    r"мая|мае|янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек"
)
_MONTHS = {
    prefix: number
    for prefixes in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        "- - - - мая - - - - - - -",
        "- - - - мае - - - - - - -",
    )
    for number, prefix in enumerate(prefixes.split(), start=1)
}

YEAR_WORD = r"(?:\s?-?(?:гг?|год[ауе]?|ж|жыл[а-я]*)\b\.?)?"
"""What may follow the figures of a year: 1992 г., 1992-жылдын."""

_DAY = r"(?P<day>\d{1,2})(?:-?(?:st|nd|rd|th|ого|го|ое|е))?"
_MONTH = rf"(?P<month>{_NAMES})\b\.?"
_YEAR = r"(?P<year>\d{3,4})"
_YEAR_SHORT = r"(?P<year>\d{4}|'?\d\d|\d{3})"
_LINK = r"[\s-]\s?(?:of\s)?(?:the\s)?"
_COMMA = r"(?:\s?,\s?|[\s-])"

_WHOLE = (
    rf"{_DAY}{_LINK}{_MONTH}{_COMMA}{_YEAR_SHORT}{YEAR_WORD}",
    rf"{_MONTH}{_LINK}{_DAY}{_COMMA}{_YEAR_SHORT}",
    rf"{_YEAR}{YEAR_WORD}{_COMMA}{_DAY}{_LINK}{_MONTH}",
    rf"{_YEAR}{YEAR_WORD}{_COMMA}{_MONTH}{_COMMA}{_DAY}",
    r"(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    rf"(?P<year>\d{{4}}|\d\d){YEAR_WORD}",
)
_PARTIAL = (
    rf"{_MONTH}{_COMMA}(?:of\s)?{_YEAR}{YEAR_WORD}",
    rf"{_YEAR}{YEAR_WORD}{_COMMA}{_MONTH}",
    rf"{_DAY}{_LINK}{_MONTH}",
    rf"{_MONTH}{_LINK}{_DAY}",
)
_DOUBTFUL = (
    r"(?P<month>\d{1,2})[./](?P<year>\d{4})",
    r"(?P<year>\d{4})-(?P<month>\d\d)",
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})",
)


@cache
def _forms(doubtful: bool) -> tuple[re.Pattern[str], ...]:
    """Compiled at the first typed answer, for the sake of a quick start."""
    forms = _WHOLE + _PARTIAL + (_DOUBTFUL if doubtful else ())
    return tuple(
        re.compile(rf"(?<!\w)(?<!\d[-.,/])(?:{form})(?![-.,/]?\d)(?!\w)") for form in forms
    )


def dates(folded: str, *, doubtful: bool) -> tuple[Date, ...]:
    """The dates in a folded text, in order; `doubtful`: also "3.1992" and "31.08", else numbers."""
    found: list[Date] = []
    for form in _forms(doubtful):
        for match in form.finditer(folded):
            date = _read(match)
            if date and all(date.end <= other.start or other.end <= date.start for other in found):
                found.append(date)
    return tuple(sorted(found, key=lambda date: date.start))


def _read(match: re.Match[str]) -> Date | None:
    """The date that is written there, unless no calendar has it."""
    texts = {name: text for name, text in match.groupdict().items() if name != "mark"}
    place = {name: name for name in texts}
    values = {name: _value(name, text) for name, text in texts.items()}
    if values["month"] > 12 and values.get("day", 99) <= 12:
        values["day"], values["month"] = values["month"], values["day"]
        place = {"day": "month", "month": "day", "year": "year"}
    if not (1 <= values["month"] <= 12 and 1 <= values.get("day", 1) <= 31):
        return None
    return Date(
        *match.span(),
        day=values.get("day"),
        month=values["month"],
        year=values.get("year"),
        parts=tuple(Part(name, *match.span(place[name])) for name in values),
    )


def _value(name: str, text: str) -> int:
    if name == "month" and not text.isdecimal():
        return _MONTHS[text[:3]]
    number = int(text.lstrip("'"))
    if name == "year" and len(text.lstrip("'")) == 2:
        return number + (1900 if number >= 30 else 2000)
    return number
