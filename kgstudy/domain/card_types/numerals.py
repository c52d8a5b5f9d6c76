"""Numbers in words, in English, Russian and Kyrgyz; the words are folded, as in `letters`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

from kgstudy.domain.card_types.tokens import Number, Rank, Token, Word


@dataclass(frozen=True, slots=True)
class Numeral:
    """What one word adds to a number; a scale (hundred, thousand) multiplies what it follows."""

    value: int
    ordinal: bool = False

    @property
    def is_scale(self) -> bool:
        return self.value in _SCALES


_VALUES = (*range(20), *range(20, 100, 10))
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_ENGLISH_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
)
_RUSSIAN = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать "
    "тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
)
_RUSSIAN_ORDINALS = (
    "нулев перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат сороков "
    "пятидесят шестидесят семидесят восьмидесят девяност"
)
_RUSSIAN_ENDINGS = "ый ий ой ая ое ого ому ым ом ую ые ых ыми ья ье ьего ьему ьим ьем ьей ью ьи ьих"
_RUSSIAN_HUNDREDS = "двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
_KYRGYZ = (
    "нол бир эки уч торт беш алты жети сегиз тогуз он "
    "жыйырма отуз кырк элуу алтымыш жетимиш сексен токсон жуз мин миллион миллиард"
)
_KYRGYZ_VALUES = (*range(11), *range(20, 100, 10), 100, 1_000, 1_000_000, 1_000_000_000)
_KYRGYZ_ENDINGS = ["".join(letters) for letters in product(("", *"ыиу"), ("нч",), "ыиу")]
_SCALES = {
    100: "hundred сто",
    1_000: "thousand тысяча тысячи тысяч тыс",
    1_000_000: "million миллиона миллионов млн",
    1_000_000_000: "billion миллиарда миллиардов млрд",
}
_SCALE_ORDINALS = {100: ("hundredth", "сот"), 1_000: ("thousandth", "тысячн")}


@cache
def _numerals() -> dict[str, Numeral]:
    return {word: Numeral(value, ordinal) for word, value, ordinal in _words()}


def _words() -> Iterator[tuple[str, int, bool]]:
    """Every number word with its value, and whether it is an ordinal."""
    yield from (("одна", 1, False), ("одно", 1, False), ("две", 2, False))
    yield from _row(_ENGLISH, _VALUES)
    yield from _row(_ENGLISH_ORDINALS, _VALUES, ordinal=True)
    yield from _row(_RUSSIAN, _VALUES)
    yield from _row(_RUSSIAN_ORDINALS, _VALUES, _RUSSIAN_ENDINGS.split(), ordinal=True)
    yield from _row(_RUSSIAN_HUNDREDS, range(200, 1_000, 100))
    yield from _row(_KYRGYZ, _KYRGYZ_VALUES)
    yield from _row(_KYRGYZ, _KYRGYZ_VALUES, _KYRGYZ_ENDINGS, ordinal=True)
    for value, words in _SCALES.items():
        yield from ((word, value, False) for word in words.split())
    for value, (english, russian) in _SCALE_ORDINALS.items():
        yield english, value, True
        yield from ((russian + ending, value, True) for ending in _RUSSIAN_ENDINGS.split())


def _row(
    stems: str, values: Sequence[int], endings: Sequence[str] = ("",), *, ordinal: bool = False
) -> Iterator[tuple[str, int, bool]]:
    for stem, value in zip(stems.split(), values, strict=True):
        yield from ((stem + ending, value, ordinal) for ending in endings)


def with_numbers(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, each run of number words ("one thousand", "1.5 million") as one number."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        number, after = _number(tokens, at)
        result.append(number or tokens[at])
        at = after
    return tuple(result)


def _number(tokens: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """The number that is written in words from `tokens[at]` on, and where it ends."""
    match tokens[at]:
        case Number(start, end, value, Rank.FIGURES):
            while (numeral := _numeral(tokens, at + 1)) and numeral.is_scale:
                at += 1
                value, end = value * numeral.value, tokens[at].end
            return Number(start, end, value, Rank.FIGURES), at + 1
        case Word(start):
            return _spelled(tokens, at)
    return None, at + 1


def _spelled(tokens: Sequence[Token], start: int) -> tuple[Number | None, int]:
    total = _Sum()
    last = None
    at = start
    while numeral := _numeral(tokens, at):
        if (last and last.ordinal) or not total.add(numeral):
            break
        last, at = numeral, at + 1
        if numeral.is_scale and _says_and(tokens, at):
            at += 1
    if last is None:
        return None, start + 1
    rank = Rank.ORDINAL if last.ordinal else Rank.CARDINAL
    value = Decimal(total.thousands + (total.rest or 0))
    return Number(tokens[start].start, tokens[at - 1].end, value, rank), at


def _numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    token = tokens[at] if at < len(tokens) else None
    return _numerals().get(token.text) if isinstance(token, Word) else None


def _says_and(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" and a further numeral come next: "one hundred and five"."""
    token = tokens[at] if at < len(tokens) else None
    following = _numeral(tokens, at + 1)
    return isinstance(token, Word) and token.text == "and" and following is not None


@dataclass(slots=True)
class _Sum:
    """A number while its words are being added up: whole thousands, and what is below them."""

    thousands: int = 0
    rest: int | None = None

    def add(self, numeral: Numeral) -> bool:
        """Takes one more word in, unless no number goes on with it."""
        grown = self._multiplied(numeral.value) if numeral.is_scale else self._added(numeral.value)
        if grown is not None:
            self.thousands, self.rest = grown
        return grown is not None

    def _added(self, value: int) -> tuple[int, int] | None:
        if self.rest is None:
            return self.thousands, value
        if 10 <= self.rest <= 99 and 10 <= value <= 99:  # nineteen ninety-two
            return self.thousands, self.rest * 100 + value
        room = 10 if value < 10 else 100 if value < 100 else 1_000
        fits = self.rest > 0 and self.rest % room == 0
        return (self.thousands, self.rest + value) if fits else None

    def _multiplied(self, scale: int) -> tuple[int, int | None] | None:
        if scale == 100:
            if self.rest is None:
                return self.thousands, 100
            return (self.thousands, self.rest * 100) if 0 < self.rest < 100 else None
        if self.thousands % (scale * 1_000) or (self.thousands and not self.rest):
            return None
        return (self.thousands + (self.rest or 1) * scale, None) if self.rest != 0 else None
