"""Numbers and times in words; every sentence passes through Qt's translation."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kgstudy.domain.clock import Calendar, date_of
from kgstudy.domain.lesson import DRAFTED, UNKNOWN

_CONTEXT = "wording"

LANGUAGES = DRAFTED
"""Of lessons whose facts are found, by their codes."""

_LOCALE = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""Of the words around it: an English sentence has English weekdays, whatever the system speaks."""


_THOUSAND = 1000
"""From it on figures are parted into groups, which Qt does for its own locale only."""


def say(text: str, n: int = -1) -> str:
    """`text` in the person's language; `%n` in it becomes `n`."""
    said = QCoreApplication.translate(_CONTEXT, text, None, n)
    return said.replace(str(n), number(n), 1) if n >= _THOUSAND else said


def several(n: int, one: str, many: str) -> str:
    """`one` or `many` with `%n` filled; languages with more plurals have theirs under `many`."""
    return say(one if n == 1 else many, n)


def long_date(day: date) -> str:
    """Such as `Monday, 23 November`."""
    return _LOCALE.toString(_qdate(day), "dddd, d MMMM")


def short_date(day: date) -> str:
    """Such as `23 November`."""
    return _LOCALE.toString(_qdate(day), "d MMMM")


def brief_date(day: date) -> str:
    """Such as `23 Nov`."""
    return _LOCALE.toString(_qdate(day), "d MMM")


def whole_date(day: date) -> str:
    """Such as `23 Nov 2026`."""
    return _LOCALE.toString(_qdate(day), "d MMM yyyy")


def weekday(day: date) -> str:
    """Such as `Mon`."""
    return _LOCALE.toString(_qdate(day), "ddd")


def number(value: int) -> str:
    return _LOCALE.toString(value)


def language(code: str) -> str:
    """What a language is called; one that nobody has a word for keeps its code."""
    names = {"en": say("English"), "ru": say("Russian"), "ky": say("Kyrgyz")}
    if code in names:
        return names[code]
    known = QLocale(code).language()
    if known != QLocale.Language.C:
        return QLocale.languageToString(known)
    return say("Unknown") if code in ("", UNKNOWN) else code


def foreign(code: str) -> str:
    """What comes of a text in a language whose grammar is not known; of the others nothing."""
    if code in LANGUAGES:
        return ""
    return say(
        "Cards are drafted of English, Russian and Kyrgyz. Of other languages few drafts or none"
        " can be made: mark words in the text, and make cards of them."
    )


def wanting(count: int) -> str:
    """How many cards want a look after a new version of their lesson."""
    return several(count, "1 card wants a look", "%n cards want a look")


def percent(share: float) -> str:
    """A share of one, as `77 %`; only all is 100 %, and only nothing is 0 %."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return say("{number} %").format(number=whole)


def moment(calendar: Calendar, at: int) -> str:
    """The instant `at` as one says it: `18:20`, `tomorrow 04:00`, `on Friday 04:00`, `on 3 May`."""
    now = calendar.clock.wall(calendar.clock.now_ms())
    then = calendar.clock.wall(at)
    clock = f"{then:%H:%M}"
    ahead = (then.date() - now.date()).days
    if ahead <= 0:
        return clock
    if ahead == 1:
        return say("tomorrow {time}").format(time=clock)
    if ahead < 7:
        day = _LOCALE.toString(_qdate(then.date()), "dddd")
        return say("on {weekday} {time}").format(weekday=day, time=clock)
    return say("on {date}").format(date=short_date(then.date()))


def within(seconds: int) -> str:
    """How soon: `in 40 s`, `in 4 min`, `in 2 h`."""
    if seconds < 60:
        return say("in %n s", max(1, seconds))
    minutes = -(-seconds // 60)
    if minutes < 60:
        return say("in %n min", minutes)
    return say("in %n h", round(minutes / 60))


def coming_days(calendar: Calendar, count: int) -> tuple[date, ...]:
    """The dates of the coming study days, today's first."""
    first = date_of(calendar.today())
    return tuple(first + timedelta(days=n) for n in range(count))


def act_name(act: str) -> str:
    """An act as one names it: `answer-card` is `answer card`."""
    return QCoreApplication.translate("acts", act.replace("-", " "))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
