"""What an import comes to, or came to, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kgstudy.domain.parcel import Problem
from kgstudy.gui.models.arrivals import Arrival, Outcome, told, total
from kgstudy.gui.models.kind_words import field_name
from kgstudy.gui.wording import number, say, several
from kgstudy.services.importing import LESSON, Conflict, Fate, Plan, Report


def plan_words(arrivals: Sequence[Arrival]) -> str:
    """The sums over all files, as `3 decks · 120 new notes · 240 cards · 5 pictures and sounds`."""
    plans = [arrival.plan for arrival in arrivals if arrival.plan]
    if not plans:
        return say("Nothing of it can be brought in.")
    notes = total([plan.notes for plan in plans])
    sums = (
        _decks(plans),
        *_notes(notes),
        *_things(plans),
        _lessons(arrivals),
        _clashes(plans),
        *_refused(len(arrivals) - len(plans)),
    )
    return " · ".join(part for part in sums if part) or say("There are no cards in it.")


def report_words(outcome: Outcome) -> str:
    """The same for what was done."""
    reports = list(outcome.reports.values())
    plans = [arrival.plan for arrival in outcome.arrivals if arrival.plan]
    notes = total([report.notes for report in reports])
    sums = (_decks(plans), *_notes(notes), *_things(reports))
    return " · ".join(part for part in sums if part) or say("There were no cards in it.")


def plan_problems(arrivals: Sequence[Arrival]) -> list[str]:
    """A line each, what stays out first; the file is named where there are several."""
    every = [(arrival, arrival.plan.problems) for arrival in arrivals if arrival.plan]
    return _lines(every, several_files=len(arrivals) > 1)


def report_problems(outcome: Outcome) -> list[str]:
    every = [(outcome.arrivals[at], report.problems) for at, report in outcome.reports.items()]
    lines = _lines(every, several_files=len(outcome.arrivals) > 1)
    return [*_refusals(outcome.arrivals), *lines]


def report_text(outcome: Outcome) -> str:
    """The whole report, to be kept."""
    lines = [say("What came in"), "", report_words(outcome)]
    for at, arrival in enumerate(outcome.arrivals):
        lines += ["", *_file(arrival, outcome.reports.get(at), outcome)]
    return "\n".join((*lines, ""))


def field_of(conflict: Conflict) -> str:
    """What a person knows the field by."""
    if conflict.kind == LESSON:
        return say(_OF_LESSONS[conflict.field])
    return field_name(conflict.kind, conflict.field)


_OF_LESSONS = {"title": "Title", "language": "Language", "text": "Text of the lesson"}


def _file(arrival: Arrival, report: Report | None, outcome: Outcome) -> list[str]:
    if report is None:
        return [arrival.origin.name, f"  {arrival.refusal}"]
    head = f"{arrival.origin.name} ({arrival.format})"
    plans = [arrival.plan] if arrival.plan else []
    sums = " · ".join(filter(None, (_decks(plans), *_notes(report.notes), *_things([report]))))
    return [
        head,
        f"  {sums}",
        *(f"  {_told(problem, arrival)}" for problem in _sorted(report.problems)),
        *(f"  {_clash(conflict, outcome)}" for conflict in report.conflicts),
    ]


def _clash(conflict: Conflict, outcome: Outcome) -> str:
    mine = say("{title}, {field}: changed by you and in the file; yours was kept.")
    theirs = say("{title}, {field}: changed by you and in the file; the file's was taken.")
    taken = (conflict.guid, conflict.field) in outcome.theirs
    return (theirs if taken else mine).format(title=conflict.title, field=field_of(conflict))


def _refusals(arrivals: Iterable[Arrival]) -> list[str]:
    return [f"{each.origin.name}: {each.refusal}" for each in arrivals if each.refusal]


def _lines(every: Iterable[tuple[Arrival, Sequence[Problem]]], *, several_files: bool) -> list[str]:
    return [
        f"{arrival.origin.name}: {_told(problem, arrival)}"
        if several_files
        else _told(problem, arrival)
        for arrival, problems in every
        for problem in _sorted(problems)
    ]


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: not problem.lost)


def _told(problem: Problem, arrival: Arrival) -> str:
    return told(problem.place, problem.why, arrival.origin)


def _decks(plans: Sequence[Plan]) -> str:
    """Those with notes; the decks around them that hold nothing themselves are not told.

    Several files may go into one deck.
    """
    count = len({deck.name for plan in plans for deck in plan.decks})
    return several(count, "1 deck", "%n decks") if count else ""


def _lessons(arrivals: Iterable[Arrival]) -> str:
    count = len({told.guid for each in arrivals if each.parcel for told in each.parcel.lessons})
    return several(count, "1 lesson", "%n lessons") if count else ""


def _clashes(plans: Sequence[Plan]) -> str:
    count = sum(len(plan.conflicts) for plan in plans)
    one, many = "1 field changed on both sides", "{number} fields changed on both sides"
    return _many(count, one, many) if count else ""


def _refused(count: int) -> list[str]:
    words = _many(count, "1 file cannot be read", "{number} files cannot be read")
    return [words] if count else []


def _notes(notes: Counter[Fate]) -> list[str]:
    words = (
        ("new", "1 new note", "{number} new notes"),
        ("changed", "1 changed note", "{number} changed notes"),
        ("same", "1 note that is here already", "{number} notes that are here already"),
        ("kept", "1 note that you changed too", "{number} notes that you changed too"),
        ("rejected", "1 left out", "{number} left out"),
    )
    counts: dict[str, int] = dict(notes.items())
    return [_many(counts[fate], one, many) for fate, one, many in words if counts.get(fate)]


def _things(sums: Sequence[Plan] | Sequence[Report]) -> list[str]:
    sums_in_words = (
        (sum(each.cards for each in sums), "1 new card", "{number} new cards"),
        (sum(each.reviews for each in sums), "1 past answer", "{number} past answers"),
        (sum(each.media for each in sums), "1 picture or sound", "{number} pictures and sounds"),
    )
    return [_many(count, one, many) for count, one, many in sums_in_words if count]


def _many(count: int, one: str, many: str) -> str:
    return say(one) if count == 1 else say(many).format(number=number(count))
