"""Reads an answer: which words, numbers and dates it is made of, whatever they are written like.

A comma before three figures parts thousands ("1,000"), before others it begins the fraction.  A
point before three figures may mean either ("1.000"), so that such a number is taken as it stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kgstudy.domain.card_types.dates import YEAR_WORD, dates
from kgstudy.domain.card_types.letters import Letters, letters
from kgstudy.domain.card_types.numerals import with_numbers
from kgstudy.domain.card_types.tokens import Date, Number, Rank, Token, Word

LONGEST = 2_000
"""Letters up to which dates and numbers are recognised; what is longer is compared by its words."""

_MINUS = r"(?:(?<![\w-])(?<!\d\s)-)?"
_LEXEMES = rf"""
      (?P<ordinal>\d{{1,4}})(?:st|nd|rd|th)(?!\w)
    | (?P<russian>\d{{1,3}})-?(?:[ыио]й|ая|[ое]е|[ое]?го|[ое]?му|ым|ую|й|я|е)(?!\w)
    | (?P<kyrgyz>\d{{1,3}})-(?=[а-я]{{3}})
    | (?P<ratio>\d+(?::\d+)+)
    | (?P<grouped>{_MINUS}[1-9]\d{{0,2}}
        (?:(?P<mark>[,'\s])\d{{3}}(?:(?P=mark)\d{{3}})*(?:\.\d{{1,9}})?|(?:\.\d{{3}}){{2,}}))(?!\d)
    | (?P<unclear>{_MINUS}[1-9]\d{{0,2}}\.\d{{3}})(?!\d)
    | (?P<figures>{_MINUS}\d{{1,15}}(?:[.,]\d{{1,9}})?)(?!\d)(?:(?<=\d{{4}}){YEAR_WORD})?
    | (?P<initials>[^\W\d_](?:\.\s?[^\W\d_](?!\w))+)\.?
    | (?P<percent>%|per\s?cent(?!\w)|процент(?:ов|[ауы])?(?!\w)|пайызы?(?!\w))
    | (?P<word>[^\W_]+(?:'[^\W_]+)*)
    | (?P<sign>\S)
"""
_RANKS = {
    "ordinal": Rank.ORDINAL,
    "russian": Rank.ORDINAL,
    "kyrgyz": Rank.OPEN,
    "grouped": Rank.FIGURES,
    "figures": Rank.FIGURES,
}
_FORMULA = re.compile(r"[=+*<>^\\|~{}\[\]_]")
_SIGNS_WITH_MEANING = "@#%&*/\\"
_ROMAN = re.compile(r"(?=..)(?P<tens>x[lc]|l?x{0,3})(?P<ones>i[xv]|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ARTICLES = {"the", "a", "an"}
_BEFORE_A_FIGURE = _ARTICLES | {"in", "on", "at", "в", "во", "на"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text."""

    letters: Letters
    tokens: tuple[Token, ...]


def readings(text: str) -> tuple[Reading, Reading]:
    """The text read for sure, and with "3.1992" and "31.08" taken for dates too."""
    spelled = letters(text)
    if len(spelled.folded) > LONGEST:
        by_words = Reading(spelled, tuple(_words(spelled.folded)))
        return by_words, by_words
    sure, doubtful = (
        Reading(spelled, _tokens(spelled.folded, dates(spelled.folded, doubtful=doubtful)))
        for doubtful in (False, True)
    )
    return sure, doubtful


def _words(folded: str) -> Iterator[Token]:
    return (Word(*found.span(), text=found[0]) for found in re.finditer(r"\w+|[^\w\s]", folded))


def _tokens(folded: str, found: tuple[Date, ...]) -> tuple[Token, ...]:
    """The dates that were `found`, and what stands between them."""
    tokens: list[Token] = []
    start = 0
    for date in found:
        tokens += (*_between(folded, start, date.start), date)
        start = date.end
    tokens += _between(folded, start, len(folded.rstrip(". ")) or len(folded))
    kept = [token for token in tokens if not _is_punctuation(token)]
    return _without_lead(
        folded, with_numbers(tokens if _FORMULA.search(folded) else kept or tokens)
    )


@cache
def _lexemes() -> re.Pattern[str]:
    """Compiled at the first typed answer, for the sake of a quick start."""
    return re.compile(_LEXEMES, re.VERBOSE)


def _between(folded: str, start: int, end: int) -> Iterator[Token]:
    return (_token(match) for match in _lexemes().finditer(folded, start, end))


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "sign"
    start, end = match.span(0 if kind in ("ordinal", "russian") else kind)
    text = match[kind]
    if kind in _RANKS and not re.match(r"-?0\d", text):  # "007" is a name, not seven
        return Number(start, end, _value(text, match["mark"]), _RANKS[kind])
    if kind == "word" and (value := _roman(text)):
        return Number(start, end, Decimal(value), Rank.OPEN)
    return Word(start, end, _word(kind, text))


def _word(kind: str, text: str) -> str:
    match kind:
        case "percent":
            return "%"
        case "initials":
            return "".join(filter(str.isalpha, text))
        case "sign" if text == "&":
            return "and"
    return text


def _value(figures: str, mark: str | None) -> Decimal:
    """The number; `mark` stands between its thousands, a comma otherwise before its fraction."""
    if mark:
        return Decimal(figures.replace(mark, ""))
    whole = figures.replace(",", ".")
    return Decimal(whole if whole.count(".") < 2 else whole.replace(".", ""))


def _roman(word: str) -> int:
    """The value of a Roman numeral of two letters or more, typed on either keyboard, else 0."""
    latin = word.replace("х", "x").replace("і", "i")
    if not _ROMAN.fullmatch(latin):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in latin]
    return sum(
        -one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True)
    )


def _is_punctuation(token: Token) -> bool:
    return (
        isinstance(token, Word)
        and token.text not in _SIGNS_WITH_MEANING
        and unicodedata.category(token.text[0]).startswith("P")
    )


def _without_lead(folded: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without "the" at the start, and without "on the" before nothing but a date."""
    lead = [token.text for token in tokens[:-1] if isinstance(token, Word)]
    if not lead or not isinstance(tokens[0], Word):
        return tokens
    figure = isinstance(tokens[-1], Date | Number) and len(lead) == len(tokens) - 1
    if figure and _BEFORE_A_FIGURE.issuperset(lead):
        return tokens[-1:]
    follows = folded[tokens[0].end : tokens[1].start + 1]
    return tokens[1:] if lead[0] in _ARTICLES and follows.strip().isalnum() else tokens
