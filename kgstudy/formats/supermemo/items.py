"""What SuperMemo's files have in common: a question, its answer, and where its card stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kgstudy.domain.errors import Place
from kgstudy.domain.parcel import ParcelCard, Standing
from kgstudy.domain.review import Days, Phase
from kgstudy.formats.assembly import Assembly, Draft
from kgstudy.formats.instants import day_before, days_between, noon, number

_MOST_DAYS = 36_500
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")
_ABSURD = "Its learning data cannot be true: the card comes in as a new one."


@dataclass(slots=True)
class Item:
    """A question as it is being read; all texts are HTML."""

    deck: str
    question: str
    answer: str
    place: Place
    wrong: list[str] = field(default_factory=list)
    standing: Standing | None = None
    tags: tuple[str, ...] = ()


def add(assembly: Assembly, item: Item) -> None:
    if not item.answer.strip() and item.question.strip():
        why = "It has no answer, so it is a text to read and no card: it stayed out."
        assembly.tell(item.place, why)
        return
    fields = {"front": item.question, "back": item.answer, "note": ""}
    kind = "basic"
    if item.wrong:
        kind, wrong = "choice", "\n".join(item.wrong)
        fields = {"question": item.question, "right": item.answer, "wrong": wrong, "note": ""}
    assembly.add(
        Draft(
            deck=item.deck,
            kind=kind,
            fields=fields,
            question=item.question,
            answer=item.answer,
            tags=item.tags,
            cards=(ParcelCard(0, item.deck, standing=item.standing),),
        ),
        item.place,
    )


def standing_of(
    assembly: Assembly,
    place: Place,
    last: date | None,
    due: date | None,
    told: Sequence[float | None],
) -> Standing | None:
    """`told`: repetitions, lapses and ease; None, and a problem, where something cannot be."""
    repetitions, lapses, ease = told
    answered = noon(last) if last else None
    when = noon(due) if due else None
    days = days_between(last, due) if last and due else -1
    if answered is None or when is None or repetitions is None or lapses is None or days < 0:
        assembly.tell(place, _ABSURD, lost=False)
        return None
    return Standing(
        phase=Phase.REVIEWING,
        due=when,
        interval=Days(max(1, min(days, _MOST_DAYS))),
        ease=ease,
        reps=max(1, int(repetitions)),
        lapses=int(lapses),
        last=answered,
    )


def after(last: date | None, interval: float | None) -> date | None:
    return day_before(last, -round(interval)) if last and interval is not None else None


def day(text: str) -> date | None:
    """A day as 27.01.2006 or 27.01.06."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    if year < 100:
        year += 1900 if year >= 80 else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def count(text: object) -> float | None:
    return number(text, 0, 1e6)


def ease_of(text: object) -> float | None:
    """How the interval grows; what lies outside those of SM-2 is brought to their edge."""
    value = number(text, 0, 100)
    return None if not value else max(1.3, min(value, 5.0))


def line_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
