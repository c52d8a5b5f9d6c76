"""Where sentences end in English, Russian and Kyrgyz prose, told by rules and short word lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What is written with a full stop in the middle of a sentence; lower case, without spaces."""

    titles: frozenset[str] = frozenset()
    """Stand before a name, and never end a sentence."""
    units: frozenset[str] = frozenset()
    """End no sentence before a figure: "fig. 5", "19 Dec. 1991", "20 млн. 300 тыс."."""
    others: frozenset[str] = frozenset()
    """End a sentence only where a usual first word comes next: "in the U.S. The"."""
    starters: frozenset[str] = frozenset()
    """Words that with a capital letter begin a sentence, and no name."""

    def __or__(self, other: "Abbreviations") -> "Abbreviations":
        return Abbreviations(
            self.titles | other.titles,
            self.units | other.units,
            self.others | other.others,
            self.starters | other.starters,
        )


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = Abbreviations(
    titles=_listed(
        "adm brig capt cf cpl dr e.g eds gen gov hon i.e lieut lt maj messrs mr mrs ms mt mts "
        "prof rev sgt st ste supt viz vs"
    ),
    units=_listed(
        "no nos p pp fig figs vol vols art arts ch col par sec ca approx c "
        "jan feb mar apr jun jul aug sep sept oct nov dec km kg ft lb oz etc"
    ),
    others=_listed(
        "u.s u.k u.n u.s.a u.s.s.r d.c b.c a.d b.c.e c.e a.m p.m ph.d m.d co corp inc jr ltd sr al "
        "ed fr pres rep sen"
    ),
    starters=_listed(
        "a after all although an and as at because before but by during each for from he her here "
        "his how however if in it its later many most my no not on one only our she since so some "
        "that the their then there these they this those thus to today under until we what when "
        "where which while who why with you"
    ),
)
_RUSSIAN = Abbreviations(
    titles=_listed(
        "т.е т.к т.н и.о ул пр-т пл просп наб акад проф доц полк гос тов гр ср напр респ св "
        "англ рус кирг лат греч"
    ),
    units=_listed(
        "стр рис табл ст гл п янв фев февр апр авг сен сент окт ноя нояб дек тыс млн млрд трлн "
        "км кг см мм м руб коп чел экз т.д т.п др"
    ),
    others=_listed("гг вв н.э до.н.э им пр ген кап обл пос пер пол тур мин сек куб кв ок оз"),
    starters=_listed(
        "а без более в во все вскоре где да для до его ее её если же за затем и из именно их к как "
        "когда кроме который между многие может мы на не но о об он она они оно от перед по под "
        "позже после потом поэтому при с сегодня так также там тем тогда то только у хотя через "
        "что чтобы эта эти это этот я"
    ),
)
_KYRGYZ = Abbreviations(
    titles=_listed("мис м-н көч б.а"),
    units=_listed("сом тый мүн ж.б ж.б.у.с у.с"),
    others=_listed("жж кк б.з б.з.ч б.э б.э.ч р-н к-н"),
    starters=_listed(
        "ага азыр ал алар алардын анан анда андан андыктан анын ар аны бирок биз бул буга булар "
        "буларды бүгүн кийин мен муну мунун мындан мында ошентип ошол ошондой ошондуктан ошону "
        "сен силер ушул ушундай ушунун эгер эми эмне эң"
    ),
)
_BY_LANGUAGE = {
    "en": _ENGLISH,
    "ru": _RUSSIAN | _ENGLISH,
    "ky": _KYRGYZ | _RUSSIAN | _ENGLISH,
}

_OPENERS = "\"'“‘«„(\\[*_—–-"
_CLOSERS = "\"'”’»“)\\]*_"
# Possessive, and not begun within a row of marks, so that a megabyte of full stops stays linear.
_END = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)[{_CLOSERS}]*+"
    rf"(?=\s[\s{_OPENERS}]*+(?P<next>\w{{0,30}})(?P<stop>\.?))"
    r"|\n(?=[^\S\n]*(?:[-*+•]|\d{1,3}[.)])\s)"  # the next line is an item of a list
)
_BEFORE = re.compile(r"(?<![\w.])(?:\w{1,2}\.\s?)*\w+(?:-\w+)*$")
_MARKER = re.compile(r"\d{1,3}|[IVXLC]{1,5}|\w")
_UNIT = re.compile(r"[/°]\w{1,3}$")
"""A unit such as "m/s" or "°C", which no name begins with."""
_YEAR_BEFORE = re.compile(r"^[\d-]+")
_REACH = 40
"""How far back a word, or a chain of initials, is looked for before a full stop."""


def sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The places of the sentences of `text[start:end]`, without the blanks around them.

    Every character that is not blank lies in one of them.  A language without lists of its own is
    read by all the lists.
    """
    known = _BY_LANGUAGE.get(language[:2].lower(), _BY_LANGUAGE["ky"])
    begin = start
    for found in _END.finditer(text, start, end):
        before = text[max(begin, found.start() - _REACH) : found.start()]
        if _ends(before, found, known):
            yield from _without_blanks(text, begin, found.end())
            begin = found.end()
    yield from _without_blanks(text, begin, end)


def _without_blanks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place of what stands between the blanks of `text[start:end]`, if anything does."""
    piece = text[start:end]
    if words := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(words)


def _ends(before: str, found: re.Match[str], known: Abbreviations) -> bool:
    """Whether the sentence `before` ends with the mark that was `found`."""
    mark, upcoming = found["mark"], found["next"]
    if mark is None:
        return True
    if not upcoming or upcoming[0].islower():
        return False
    if mark != "." or not (chain := _BEFORE.search(before)):
        return True
    if _MARKER.fullmatch(before.strip()):
        return False
    if _UNIT.search(before):
        return True
    starts = upcoming.lower() in known.starters and not found["stop"]
    return _full_stop_ends("".join(chain[0].split()), upcoming, starts, known)


def _full_stop_ends(chain: str, upcoming: str, starts: bool, known: Abbreviations) -> bool:
    """Whether a full stop after a word, or a chain of them such as "т. д", ends the sentence.

    `starts` says that the `upcoming` word could only begin one.
    """
    last = chain.rpartition(".")[2]
    names = {_YEAR_BEFORE.sub("", name) for name in (chain.lower(), last.lower())}
    if names & known.titles:
        return False
    if starts:
        return True
    if last.isdecimal():
        day_or_month = len(last) <= 2 and upcoming.isdecimal()
        return not (day_or_month and (len(upcoming) <= 2 or "." in chain))  # 31. 8. 1991
    if last.isupper() and len(last) == 1:
        return False
    if names & known.units:
        return not upcoming[0].isdecimal()
    return names.isdisjoint(known.others) and all(len(name) > 1 for name in names)
