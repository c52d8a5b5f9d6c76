"""Numbers in English prose: counts, money, shares and ordinals, in figures or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgstudy.domain.drafting.english.words import NUMERALS

_SPELLED = "|".join(NUMERALS)
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion))*"
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FORMS = re.compile(
    rf"""(?<![\w.,$€£-])(?:
      (?P<money>(?:US|A|C)?[$€£]\s?(?:{_FIGURES}){_SCALE})
    | (?P<percent>(?:{_FIGURES})\s?(?:%|per\s?cent\b|percent\b))
    | (?P<ordinal>\d{{1,4}}(?:st|nd|rd|th))(?!\w)
    | (?P<figures>(?:{_FIGURES}){_SCALE})(?![\w%]|[.,:/–-]\d)
    | (?P<words>(?i:{_SPELLED})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?{_SCALE})
        (?![\w-])
    )""",
    re.VERBOSE,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|nearly|almost|over|more than|fewer than|less than|"
    r"at least|up to|some|roughly|only|exactly)\s)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`; `about` is what stands before it, such as "more than "."""

    start: int
    end: int
    text: str
    form: str
    about: str = ""


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a sentence in one line, dates among them."""
    for found in _FORMS.finditer(text):
        form = next(name for name, value in found.groupdict().items() if value)
        before = _ABOUT.search(text, max(0, found.start() - 16), found.start())
        about = before[0] if before else ""
        yield Number(*found.span(form), found[form], form, about)
