"""Numbers in Kyrgyz, with the words that ask for them in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.lesson import Span

_NUMERALS = (
    "эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он|жыйырма|отуз|кырк|элүү|алтымыш|жетимиш|сексен|"
    "токсон|жүз|миң|миллион|миллиард|млн|млрд"
)
_SCALE = r"(?:\s(?:миң|млн|млрд|миллион|миллиард|триллион)\.?)"
_FIGURES = (
    r"\d{1,3}(?:[\s\u00a0]\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?(?:\s?[–—]\s?\d+(?:,\d+)?)?"
)
_UNIT = r"МВт|кВт|ГВт|км²|км³|м²|м³|км|кг|га|см|мм|м|т"
_MEASURE = rf"(?:\s?(?:%|°C?)|\s(?:{_UNIT})(?:/(?:с|саат|ч|м³|км²))?(?![\w²³]))"
_IN_WORDS = rf"(?:(?:{_NUMERALS})(?:\s(?={_NUMERALS}))?){{1,6}}(?:[дл][аеоө]й)?(?!\w)"
_NUMBER = re.compile(
    rf"(?<![\w.,№-])(?P<number>(?:{_FIGURES}){_SCALE}?|{_IN_WORDS})"
    rf"(?P<measure>{_MEASURE})?(?P<suffix>-?[а-яёөүң]{{1,8}})?"
    r"(?P<about>\s(?:ашык|ашуун|көп|аз|кем|жакын|жогору|чейин)\b)?"
)
_ORDINAL = re.compile(
    r"-(?!га|ге|го|гө|ка|ке|ко|кө|дан|ден|дон|дөн|тан|тен|тон|төн|ы|и|у|ү|сы|си|да|де|до|дө)"
)
_BEFORE = re.compile(r"(?:болжол менен|дээрлик|орточо|орто эсеп менен|жалпысынан)\s$")


@dataclass(frozen=True, slots=True)
class Number:
    """`span` is the number with its measure; `ask` stands in the place of `phrase`.

    `answer` is the phrase with its "more than".
    """

    span: Span
    phrase: Span
    answer: str
    ask: str


def numbers(text: str, taken: Sequence[Span]) -> Iterator[Number]:
    """The numbers of a text but for those in the places `taken` (dates)."""
    for found in _NUMBER.finditer(text):
        place = Span(*found.span("number"))
        if any(place.touches(span) for span in taken) or _is_counted_out(text, found):
            continue
        yield _number(text, found)


def _is_counted_out(text: str, found: re.Match[str]) -> bool:
    """Whether a number is the mark of a list, an ordinal, or a part of a name."""
    suffix = found["suffix"] or ""
    at_start = not text[: found.start()].strip()
    mark = at_start and text[found.end("number") :].startswith((".", ")"))
    ordinal = suffix.startswith("-") and bool(_ORDINAL.match(suffix))
    joined = (
        suffix.endswith(("нчы", "нчи", "нчу", "нчү")) or text[found.end() : found.end() + 1] == "-"
    )
    return mark or ordinal or joined


def _number(text: str, found: re.Match[str]) -> Number:
    suffix, about = found["suffix"] or "", found["about"] or ""
    measure = found["measure"] or ""
    end = found.end("measure") if measure else found.end("number")
    if not about and suffix.lstrip("-") in _NEARLY:
        said = text[found.start() : found.end()]
        return Number(Span(found.start(), end), Span(*found.span()), said, "канча")
    if not about and suffix and not measure:
        ask = f"канча{_ENDINGS.get(suffix.lstrip('-'), '')}"
        return Number(Span(found.start(), end), Span(*found.span()), text[found.start() : end], ask)
    before = _BEFORE.search(text, 0, found.start())
    start = before.start() if before else found.start()
    stop = found.end() if about else end
    said = "канча" if not measure else _of_measure(measure.strip())
    return Number(Span(found.start(), end), Span(start, stop), text[start:stop].strip(), said)


_NEARLY = frozenset({"дай", "дей", "дой", "дөй", "тай", "тей", "той", "төй"})
"""Suffixes that make a number a rough one."""
_ENDINGS = {
    **dict.fromkeys(("ка", "ке", "ко", "кө", "га", "ге", "го", "гө"), "га"),
    **dict.fromkeys(("дан", "ден", "дон", "дөн", "тан", "тен", "тон", "төн"), "дан"),
    **dict.fromkeys(("ы", "и", "у", "ү", "сы", "си", "су", "сү"), "сы"),
    **dict.fromkeys(("да", "де", "до", "дө", "та", "те", "то", "тө"), "да"),
}


def _of_measure(measure: str) -> str:
    return "канча пайыз" if measure == "%" else f"канча {measure}"
